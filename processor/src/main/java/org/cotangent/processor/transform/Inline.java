package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Writes small helpers out in place of their calls, before anything is differentiated: {@code y =
 * sigmoid(a * b);} becomes {@code double x = a * b; y = 1 / (1 + Math.exp(-x));}, on the lines of
 * the helper. A call in two halves would put what the helper computed on the tape each time; in
 * place, it is known what is kept anyway, and what is cheap to compute again.
 *
 * <p>Arguments are evaluated once, in order, before the body; a variable or a number stands for
 * itself. A helper is small when it is a few assignments and choices that only read what they are
 * given: it has no loop, no call that is left, makes and writes no array, and throws nothing of its
 * own.
 */
public final class Inline {
  private static final int MOST_STATEMENTS = 8;

  /** The largest body, in nodes of expressions. */
  private static final int LARGEST = 60;

  /**
   * How much a method may grow by. HotSpot does not compile methods of more than 8,000 bytes, and
   * both sweeps are about five times as long as this.
   */
  private static final int MOST_GROWTH = 600;

  /** A helper as it is written out. */
  private record Small(Function function, List<Stmt> body, Expr result, int size) {}

  private final Map<MethodKey, Function> functions = new LinkedHashMap<>();
  private final Map<MethodKey, Function> rewritten = new HashMap<>();
  private final Map<MethodKey, Optional<Small>> small = new HashMap<>();
  private final Set<MethodKey> open = new HashSet<>();
  private final Set<MethodKey> targets = new HashSet<>();
  private final boolean onePolicy;

  private final Journal journal;

  private Inline(SourceUnit unit, Journal journal) {
    this.journal = journal;
    unit.helpers().forEach(function -> functions.put(function.key(), function));
    unit.targets().forEach(target -> targets.add(target.function().key()));
    onePolicy =
        unit.targets().stream().map(target -> target.function().strict()).distinct().count() < 2;
  }

  /**
   * The same class with small helpers written out; those that are still called stay.
   *
   * @param journal takes which ones are
   */
  public static Explode.Result apply(Explode.Result apart, Journal journal) {
    SourceUnit unit = apart.unit();
    Inline inline = new Inline(unit, journal);
    List<Function> helpers = unit.helpers().stream().map(inline::rewrite).toList();
    List<SourceUnit.Target> targets = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      targets.add(target.with(inline.rewrite(target.function())));
    }
    SourceUnit written =
        new SourceUnit(
            unit.packageName(),
            unit.className(),
            unit.companionName(),
            unit.isPublic(),
            unit.sourceFile(),
            targets,
            helpers);
    return new Explode.Result(written, apart.records(), apart.results());
  }

  // ---------------------------------------------------------------- which helpers

  /** A method as it is written out; empty when it is not. */
  private Optional<Small> small(MethodKey key) {
    Optional<Small> known = small.get(key);
    if (known == null) {
      known = open.contains(key) ? Optional.empty() : Optional.ofNullable(smallAnew(key));
      if (!open.contains(key)) {
        small.put(key, known);
      }
    }
    return known;
  }

  private Small smallAnew(MethodKey key) {
    Function given = functions.get(key);
    boolean suits =
        given != null
            && given.returnType() instanceof Type.Primitive
            && (onePolicy || !targets.contains(key))
            && given.parameters().stream().noneMatch(Inline::isCutOff)
            && count(given.body()) <= 2 * MOST_STATEMENTS;
    if (!suits || !given.body().statements().stream().allMatch(Inline::mayBePlain)) {
      return null;
    }
    Normal normal = Normalise.apply(rewrite(given));
    List<Stmt> body = normal.body().statements();
    int[] size = {0};
    boolean[] plain = {true};
    Stmts.walk(
        normal.body(),
        stmt -> {
          plain[0] &= isPlain(stmt);
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  size[0]++;
                  plain[0] &= isPlain(node);
                });
          }
        });
    boolean fits = size[0] <= LARGEST && count(normal.body()) <= MOST_STATEMENTS + 1;
    return plain[0] && fits ? new Small(given, body, normal.result(), size[0]) : null;
  }

  /** Whether the derivative by a parameter is zero by decision, whatever it depends on. */
  private static boolean isCutOff(Function.Parameter parameter) {
    return parameter.data() && parameter.variable().type().isDifferentiable();
  }

  private static int count(Stmt.Block body) {
    int[] count = {0};
    Stmts.walk(body, stmt -> count[0] += stmt instanceof Stmt.Block ? 0 : 1);
    return count[0];
  }

  /** Whether a statement may be one of a small helper once calls inside are written out. */
  private static boolean mayBePlain(Stmt stmt) {
    return isPlain(stmt) || stmt instanceof Stmt.Return || stmt instanceof Stmt.CallStatement;
  }

  private static boolean isPlain(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare) {
      return declare.variable().type() instanceof Type.Primitive;
    }
    if (stmt instanceof Stmt.Assign assign) {
      return assign.target() instanceof Expr.VariableRead read
          && read.type() instanceof Type.Primitive;
    }
    return stmt instanceof Stmt.If || stmt instanceof Stmt.Block;
  }

  private static boolean isPlain(Expr node) {
    return node instanceof Expr.Literal
        || node instanceof Expr.Constant
        || node instanceof Expr.VariableRead
        || node instanceof Expr.FieldRead
        || node instanceof Expr.ArrayRead
        || node instanceof Expr.ArrayLength
        || node instanceof Expr.Unary
        || node instanceof Expr.Binary
        || node instanceof Expr.Cast
        || node instanceof Expr.Conditional
        || node instanceof Expr.Intrinsic;
  }

  // ---------------------------------------------------------------- callers

  private Function rewrite(Function function) {
    Function known = rewritten.get(function.key());
    if (known == null) {
      if (!open.add(function.key())) {
        return function; // it calls itself
      }
      Stmt.Block body = new Caller(function).block(function.body());
      open.remove(function.key());
      known =
          body == function.body()
              ? function
              : new Function(
                  function.key(),
                  function.receiver(),
                  function.parameters(),
                  function.returnType(),
                  body,
                  function.strict(),
                  function.span());
      rewritten.put(function.key(), known);
    }
    return known;
  }

  /** A method whose calls are looked at. */
  private final class Caller {
    private final Function function;
    private final Fresh fresh;
    private int grown;

    Caller(Function function) {
      this.function = function;
      this.fresh = new Fresh(function);
    }

    Stmt.Block block(Stmt.Block block) {
      List<Stmt> out = new ArrayList<>();
      for (Stmt stmt : block.statements()) {
        if (!(stmt instanceof Stmt.CallStatement call) || !writeOut(call, out)) {
          out.add(Stmts.withBlocks(stmt, this::block));
        }
      }
      return Stmts.withStatements(block, out);
    }

    /** Adds the body of a callee; nothing when it has to be called. */
    private boolean writeOut(Stmt.CallStatement call, List<Stmt> out) {
      if (!(call.callee() instanceof Callee.Local local) || call.target() == null) {
        return false;
      }
      Optional<Small> found = small(local.key());
      if (found.isEmpty() || grown + found.get().size() > MOST_GROWTH) {
        return false;
      }
      Small callee = found.get();
      List<Stmt> before = new ArrayList<>();
      Map<Variable, Expr> names = bind(call, callee, before);
      if (names == null) {
        return false;
      }
      grown += callee.size();
      journal.decide(
          call.span(),
          Optimization.INLINED_HELPERS,
          "`" + local.key().name() + "` is small: it is differentiated in place of this call");
      Stmt last = out.isEmpty() ? null : out.get(out.size() - 1);
      boolean declares =
          last instanceof Stmt.Declare declare
              && declare.init() == null
              && declare.variable().equals(call.target());
      if (declares) {
        out.remove(out.size() - 1);
      }
      out.addAll(before);
      new Body(call, callee, declares, names, fresh).write(out);
      return true;
    }

    /** What parameters stand for; null when an argument is of a kind that has to be passed. */
    private Map<Variable, Expr> bind(Stmt.CallStatement call, Small callee, List<Stmt> before) {
      List<Variable> parameters = new ArrayList<>();
      if (callee.function().receiver() != null) {
        boolean own =
            function.receiver() != null
                && call.arguments().get(0).equals(Exprs.read(function.receiver()));
        if (!own) {
          return null;
        }
        parameters.add(callee.function().receiver());
      }
      callee.function().parameters().forEach(each -> parameters.add(each.variable()));
      if (parameters.size() != call.arguments().size()) {
        return null;
      }
      Set<Variable> assigned = Stmts.assigned(Stmt.Block.of(callee.body()));
      Map<Variable, Expr> names = new LinkedHashMap<>();
      for (int k = 0; k < parameters.size(); k++) {
        Variable parameter = parameters.get(k);
        Expr argument = call.arguments().get(k);
        boolean itself =
            (argument instanceof Expr.VariableRead || argument instanceof Expr.Literal)
                && argument.type().equals(parameter.type())
                && !assigned.contains(parameter);
        if (itself) {
          names.put(parameter, argument);
        } else if (parameter.type() instanceof Type.Primitive) {
          Variable own = fresh.distinct(parameter.name(), parameter.type());
          before.add(new Stmt.Declare(own, argument, call.span()));
          names.put(parameter, Exprs.read(own));
        } else {
          return null;
        }
      }
      return names;
    }
  }

  // ---------------------------------------------------------------- bodies

  /** The body of a helper on its way into the place of one call. */
  private static final class Body {
    private final Stmt.CallStatement call;
    private final Small callee;
    private final boolean declares;
    private final Map<Variable, Expr> names;
    private final Fresh fresh;

    /**
     * @param declares whether the result's variable is declared here
     * @param names what parameters stand for
     */
    Body(
        Stmt.CallStatement call,
        Small callee,
        boolean declares,
        Map<Variable, Expr> names,
        Fresh fresh) {
      this.call = call;
      this.callee = callee;
      this.declares = declares;
      this.names = names;
      this.fresh = fresh;
    }

    void write(List<Stmt> out) {
      List<Stmt> body = callee.body();
      Variable result = Exprs.root(callee.result());
      boolean same = callee.function().returnType().equals(call.target().type());
      Stmt last = body.isEmpty() ? null : body.get(body.size() - 1);
      if (same
          && last instanceof Stmt.Declare declare
          && declare.init() != null
          && declare.variable().equals(result)) {
        statements(body.subList(0, body.size() - 1), out);
        give(replace(declare.init()), declare.span(), out);
      } else if (same && declares && Stmts.declared(Stmt.Block.of(body)).contains(result)) {
        names.put(result, Exprs.read(call.target()));
        statements(body, out);
      } else {
        statements(body, out);
        give(replace(callee.result()), call.span(), out);
      }
    }

    /** Gives the target its value. */
    private void give(Expr value, Span span, List<Stmt> out) {
      out.add(
          declares
              ? new Stmt.Declare(call.target(), value, span)
              : new Stmt.Assign(Exprs.read(call.target()), value, span));
    }

    /** Every statement anew, even where nothing changes: a helper may be called many times. */
    private void statements(List<Stmt> statements, List<Stmt> out) {
      for (Stmt stmt : statements) {
        if (stmt instanceof Stmt.Declare s) {
          Expr init = s.init() == null ? null : replace(s.init());
          out.add(new Stmt.Declare(name(s.variable()), init, s.span()));
        } else if (stmt instanceof Stmt.Assign s) {
          out.add(new Stmt.Assign(replace(s.target()), replace(s.value()), s.span()));
        } else if (stmt instanceof Stmt.If s) {
          out.add(
              new Stmt.If(replace(s.condition()), block(s.then()), block(s.otherwise()), s.span()));
        } else {
          out.add(block((Stmt.Block) stmt));
        }
      }
    }

    private Stmt.Block block(Stmt.Block block) {
      List<Stmt> out = new ArrayList<>();
      statements(block.statements(), out);
      return out.isEmpty() ? Stmt.Block.EMPTY : new Stmt.Block(out, block.span());
    }

    private Variable name(Variable own) {
      Expr known =
          names.computeIfAbsent(
              own,
              key -> {
                boolean result = key.equals(Exprs.root(callee.result()));
                String name = result ? callee.function().key().name() : key.name();
                return Exprs.read(fresh.distinct(name, key.type()));
              });
      return ((Expr.VariableRead) known).variable();
    }

    private Expr replace(Expr expr) {
      Set<Variable> read = new LinkedHashSet<>(Exprs.variables(expr));
      read.removeAll(names.keySet());
      read.forEach(this::name);
      return Exprs.substitute(expr, names);
    }
  }
}
