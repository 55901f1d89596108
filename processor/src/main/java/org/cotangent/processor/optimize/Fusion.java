package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Computes chains of elementwise operations by one formula, in one pass over the memory.
 *
 * <pre>{@code
 * Matrix sum = z.plusRow(b);
 * Matrix h = sum.tanh();
 * }</pre>
 *
 * becomes {@code Matrix h = Elementwise.of("(z, b) -> tanh(z + b)", z, b)} where nothing else reads
 * {@code sum}: the same operations on each element in the same order, so the same bits. What an
 * operation of the primal asks of shapes is checked as before. Adjoints are joined likewise.
 */
final class Fusion {
  /** A formula of more parts, or of more matrices, tells a reader nothing. */
  private static final int MOST_PARTS = 60;

  private static final int MOST_MATRICES = 8;

  private final Map<Variable, Integer> reads = new HashMap<>();
  private final Map<Variable, Integer> writes = new HashMap<>();
  private final Map<Stmt, Chain> chains = new IdentityHashMap<>();

  private Fusion(Companion.GeneratedFunction function) {
    function.parameters().forEach(parameter -> writes.merge(parameter, 1, Integer::sum));
    Stmts.walk(
        function.body(),
        stmt -> {
          Variable written = written(stmt);
          if (written != null) {
            writes.merge(written, 1, Integer::sum);
          }
          for (Expr expr : Stmts.expressions(stmt)) {
            boolean target = stmt instanceof Stmt.Assign assign && expr == assign.target();
            if (!(target && expr instanceof Expr.VariableRead)) {
              Exprs.walk(expr, this::count);
            }
          }
        });
  }

  private void count(Expr node) {
    if (node instanceof Expr.VariableRead read) {
      reads.merge(read.variable(), 1, Integer::sum);
    }
  }

  /** The method with its chains joined. */
  static Stmt.Block apply(Companion.GeneratedFunction function) {
    return new Fusion(function).block(function.body());
  }

  /** The variable that a statement gives a value. */
  private static Variable written(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare) {
      return declare.init() == null ? null : declare.variable();
    }
    if (stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.VariableRead read) {
      return read.variable();
    }
    return stmt instanceof Stmt.CallStatement call ? call.target() : null;
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> all = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      all.add(Stmts.withBlocks(stmt, this::block));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int k = 0; k < all.size() && !changed; k++) {
        changed = join(all, k);
      }
    }
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : all) {
      Chain chain = chains.get(stmt);
      if (chain != null && chain.operations() > 1) {
        Stmt.CallStatement call = (Stmt.CallStatement) stmt;
        List<Stmt> code = chain.code(call.target(), call.span());
        boolean declared =
            !out.isEmpty()
                && out.get(out.size() - 1) instanceof Stmt.Declare declare
                && declare.init() == null
                && declare.variable().equals(call.target());
        // the checks go before the declaration, which its first value follows
        out.addAll(out.size() - (declared ? 1 : 0), code.subList(0, code.size() - 1));
        out.add(code.get(code.size() - 1));
      } else {
        out.add(stmt);
      }
    }
    return Stmts.withStatements(block, out);
  }

  /** Joins the formula at a place with the one that reads its value; whether that was possible. */
  private boolean join(List<Stmt> all, int at) {
    Stmt first = all.get(at);
    Variable name = written(first);
    if (name == null || !name.type().isMatrix() || !isFormula(first)) {
      return false;
    }
    int next = at + 1;
    while (next < all.size()
        && (!Stmts.mentioned(all.get(next)).contains(name) || isBare(all.get(next), name))) {
      next++;
    }
    if (next == all.size() || !passes(all.subList(at + 1, next), first)) {
      return false;
    }
    Stmt second = all.get(next);
    boolean again = name.equals(written(second));
    boolean only = reads.getOrDefault(name, 0) == 1 && writes.getOrDefault(name, 0) == 1;
    if (!(again || only) || occurrences(second, name) != 1) {
      return false;
    }
    Optional<Stmt> joined =
        first instanceof Stmt.CallStatement one
            ? second instanceof Stmt.CallStatement two ? chain(one, two, name) : Optional.empty()
            : formula(first, second, name);
    if (joined.isEmpty()) {
      return false;
    }
    all.set(next, joined.get());
    if (again && first instanceof Stmt.Declare declare) {
      all.set(at, new Stmt.Declare(declare.variable(), null, declare.span()));
      writes.merge(name, -1, Integer::sum);
    } else {
      all.remove(at);
      if (!again) {
        all.removeIf(stmt -> isBare(stmt, name));
      }
    }
    return true;
  }

  private static boolean isBare(Stmt stmt, Variable name) {
    return stmt instanceof Stmt.Declare declare
        && declare.init() == null
        && declare.variable().equals(name);
  }

  /** Whether a statement computes a formula that may move. */
  private boolean isFormula(Stmt stmt) {
    if (stmt instanceof Stmt.CallStatement call) {
      return chainOf(call).isPresent();
    }
    return value(stmt) instanceof Expr.Elementwise elements
        && elements.reduction() == Expr.Reduction.NONE;
  }

  private static Expr value(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare
        ? declare.init()
        : stmt instanceof Stmt.Assign assign ? assign.value() : null;
  }

  private Optional<Chain> chainOf(Stmt.CallStatement call) {
    Chain known = chains.get(call);
    return known != null ? Optional.of(known) : Chain.of(call);
  }

  /** Whether a formula gives the same behind some statements, and nothing happens there. */
  private static boolean passes(List<Stmt> between, Stmt first) {
    Set<Variable> read = Stmts.mentioned(first);
    for (Stmt stmt : between) {
      boolean quiet =
          stmt instanceof Stmt.Comment
              || stmt instanceof Stmt.Declare
              || stmt instanceof Stmt.Push
              || stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.VariableRead
              || stmt instanceof Stmt.CallStatement call
                  && call.callee() instanceof Callee.Operation;
      if (!quiet || Stmts.assigned(stmt).stream().anyMatch(read::contains)) {
        return false;
      }
    }
    return true;
  }

  private static int occurrences(Stmt stmt, Variable name) {
    int[] found = {0};
    for (Expr expr : Stmts.expressions(stmt)) {
      boolean target = stmt instanceof Stmt.Assign assign && expr == assign.target();
      if (!target) {
        Exprs.walk(
            expr,
            node -> {
              if (node.equals(Exprs.read(name))) {
                found[0]++;
              }
            });
      }
    }
    return found[0];
  }

  // ---------------------------------------------------------------- the primal

  private Optional<Stmt> chain(Stmt.CallStatement one, Stmt.CallStatement two, Variable name) {
    Optional<Chain> inner = chainOf(one);
    Optional<Chain> outer = chainOf(two);
    if (inner.isEmpty() || outer.isEmpty() || count(outer.get().formula(), name) != 1) {
      return Optional.empty();
    }
    Optional<Chain> whole = outer.get().with(name, inner.get());
    if (whole.isEmpty() || isLarge(whole.get().formula())) {
      return Optional.empty();
    }
    // a stand-in that mentions what the formula reads
    List<Expr> operands = Exprs.variables(whole.get().formula()).stream().map(Exprs::read).toList();
    Stmt.CallStatement joined =
        new Stmt.CallStatement(two.target(), two.callee(), operands, two.span());
    chains.put(joined, whole.get());
    return Optional.of(joined);
  }

  private static int count(Expr formula, Variable name) {
    int[] found = {0};
    Exprs.walk(formula, node -> found[0] += node.equals(Exprs.read(name)) ? 1 : 0);
    return found[0];
  }

  private static boolean isLarge(Expr formula) {
    int[] parts = {0};
    Exprs.walk(formula, node -> parts[0]++);
    long matrices =
        Exprs.variables(formula).stream().filter(each -> each.type().isMatrix()).count();
    return parts[0] > MOST_PARTS || matrices > MOST_MATRICES;
  }

  // ---------------------------------------------------------------- adjoints

  private Optional<Stmt> formula(Stmt first, Stmt second, Variable name) {
    Expr value = value(second);
    if (value == null) {
      return Optional.empty();
    }
    Expr inner = ((Expr.Elementwise) value(first)).formula();
    Expr joined = inside(value, name, inner);
    if (joined == value) {
      return Optional.empty();
    }
    return Optional.of(
        second instanceof Stmt.Declare declare
            ? new Stmt.Declare(declare.variable(), joined, declare.span())
            : new Stmt.Assign(((Stmt.Assign) second).target(), joined, second.span()));
  }

  /** An expression with a formula in the place of a matrix, where that stands in a formula. */
  private static Expr inside(Expr expr, Variable name, Expr inner) {
    if (expr instanceof Expr.Elementwise elements) {
      Expr formula = replaced(elements.formula(), name, inner);
      return formula == elements.formula() || isLarge(formula)
          ? expr
          : new Expr.Elementwise(formula, elements.reduction());
    }
    return Exprs.mapChildren(expr, part -> inside(part, name, inner));
  }

  private static Expr replaced(Expr formula, Variable name, Expr inner) {
    if (formula.equals(Exprs.read(name))) {
      return inner;
    }
    if (formula instanceof Expr.Elementwise) {
      return inside(formula, name, inner);
    }
    boolean call =
        formula instanceof Expr.Intrinsic function
            && !function.method().owner().equals(Expr.Elementwise.FUNCTIONS);
    return call ? formula : Exprs.mapChildren(formula, part -> replaced(part, name, inner));
  }
}
