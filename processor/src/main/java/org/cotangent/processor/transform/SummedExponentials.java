package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Loops that add up exponentials of differences from one number: the derivative of the sum by that
 * number is the sum itself, which the primal has.
 *
 * <p>{@code double sum = 0; for (...) sum += Math.exp(x[i] - most);} becomes
 *
 * <pre>{@code
 * for (...) sum += Math.exp(x[i] - most); // without the derivatives of most
 * sum = sum, with the derivatives of sum - (the value of sum) * most;
 * }</pre>
 *
 * <p>Else the reverse loop would subtract from the adjoint of {@code most} in each iteration, each
 * waiting for the one before. A sum that is zero, for want of iterations perhaps, passes nothing
 * on: its own adjoint may be infinite.
 */
final class SummedExponentials {
  private final Prepared method;
  private final Journal journal;

  private SummedExponentials(Prepared method, Journal journal) {
    this.method = method;
    this.journal = journal;
  }

  /** The body with such loops rewritten; the same body when there is none. */
  static Stmt.Block once(Prepared method, Journal journal) {
    return new SummedExponentials(method, journal).block(method.body());
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    List<Stmt> statements = block.statements();
    for (int k = 0; k < statements.size(); k++) {
      Stmt stmt = statements.get(k);
      Stmt rebuilt = Stmts.withBlocks(stmt, this::block);
      List<Stmt> code =
          rebuilt == stmt && stmt instanceof Stmt.CountedFor loop
              ? loop(loop, statements.subList(0, k), statements.subList(k + 1, statements.size()))
              : List.of(rebuilt);
      out.addAll(code);
    }
    return Stmts.withStatements(block, out);
  }

  private List<Stmt> loop(Stmt.CountedFor loop, List<Stmt> before, List<Stmt> after) {
    for (Stmt stmt : loop.body().statements()) {
      if (stmt instanceof Stmt.Assign assign
          && assign.target() instanceof Expr.VariableRead sum
          && sum.type() == Type.Primitive.DOUBLE
          && assign.value() instanceof Expr.Binary binary
          && binary.op() == BinaryOp.ADD
          && binary.left().equals(sum)
          && onlyHere(sum.variable(), assign, loop)
          && startsAtZero(sum.variable(), before)
          && goesIntoAFunction(sum.variable(), after)) {
        Stmt source = exponential(binary.right(), assign, loop);
        List<Stmt> code = source == null ? List.of() : rewritten(loop, source, assign, sum);
        if (!code.isEmpty()) {
          return code;
        }
      }
    }
    return List.of(loop);
  }

  /** Whether nothing else in the loop reads or assigns a sum. */
  private static boolean onlyHere(Variable sum, Stmt.Assign assign, Stmt.CountedFor loop) {
    int[] reads = {0};
    Stmts.walk(loop, stmt -> reads[0] += reads(sum, stmt));
    return reads[0] == reads(sum, assign) && reads(sum, assign) == 2;
  }

  private static int reads(Variable variable, Stmt stmt) {
    int[] reads = {0};
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.walk(
          expr,
          node -> {
            if (node instanceof Expr.VariableRead read && read.variable().equals(variable)) {
              reads[0]++;
            }
          });
    }
    return reads[0];
  }

  /** Whether the last thing that was done to a sum is that it was set to 0. */
  private static boolean startsAtZero(Variable sum, List<Stmt> before) {
    for (int k = before.size() - 1; k >= 0; k--) {
      Stmt stmt = before.get(k);
      if (stmt instanceof Stmt.Declare declare && declare.variable().equals(sum)) {
        return declare.init() != null && Exprs.isNumber(declare.init(), 0.0);
      }
      if (Stmts.assigned(stmt).contains(sum)) {
        return stmt instanceof Stmt.Assign assign && Exprs.isNumber(assign.value(), 0.0);
      }
    }
    return false;
  }

  /**
   * Whether a function is taken of a sum, or something is divided by it. Else the adjoint of the
   * sum may be known before the loop, and the iterations are better reversed one by one.
   */
  private static boolean goesIntoAFunction(Variable sum, List<Stmt> after) {
    boolean[] found = {false};
    for (Stmt outer : after) {
      Stmts.walk(
          outer,
          stmt ->
              Stmts.expressions(stmt)
                  .forEach(
                      expr ->
                          Exprs.walk(
                              expr,
                              node -> {
                                Expr inside =
                                    node instanceof Expr.Binary quotient
                                            && quotient.op() == BinaryOp.DIV
                                        ? quotient.right()
                                        : node instanceof Expr.Intrinsic ? node : null;
                                found[0] |= inside != null && Exprs.variables(inside).contains(sum);
                              })));
    }
    return found[0];
  }

  /**
   * The statement with the exponential that is a term: this one, or that of a variable; or null.
   */
  private static Stmt exponential(Expr term, Stmt.Assign assign, Stmt.CountedFor loop) {
    if (isExponential(term)) {
      return assign;
    }
    if (!(term instanceof Expr.VariableRead read)) {
      return null;
    }
    int[] reads = {0};
    Stmts.walk(loop, stmt -> reads[0] += reads(read.variable(), stmt));
    for (Stmt stmt : loop.body().statements()) {
      if (stmt instanceof Stmt.Declare declare
          && declare.variable().equals(read.variable())
          && declare.init() != null
          && isExponential(declare.init())) {
        return reads[0] == 1 ? declare : null;
      }
    }
    return null;
  }

  private static boolean isExponential(Expr expr) {
    return expr instanceof Expr.Intrinsic call
        && call.type() == Type.Primitive.DOUBLE
        && call.method().name().equals("exp")
        && (call.method().owner().equals("java.lang.Math")
            || call.method().owner().equals("java.lang.StrictMath"));
  }

  private List<Stmt> rewritten(
      Stmt.CountedFor loop, Stmt source, Stmt.Assign assign, Expr.VariableRead sum) {
    Expr value =
        source instanceof Stmt.Declare declare
            ? declare.init()
            : ((Expr.Binary) assign.value()).right();
    Expr exponent = ((Expr.Intrinsic) value).arguments().get(0);
    Set<Variable> inside = Stmts.assigned(loop);
    inside.addAll(Stmts.declared(loop));
    for (Variable variable : Exprs.variables(exponent)) {
      int sign = sign(exponent, variable);
      if (sign == 0 || inside.contains(variable) || !hasAdjoint(source, variable)) {
        continue;
      }
      Expr read = Exprs.read(variable);
      Expr fixed = new Expr.Carried(read, Exprs.zero(Type.Primitive.DOUBLE));
      Stmt.Block body =
          Stmts.expand(
              loop.body(),
              (original, stmt) ->
                  List.of(
                      original != source
                          ? stmt
                          : Stmts.mapExpressions(
                              stmt,
                              e -> Exprs.rewrite(e, node -> node.equals(read) ? fixed : node))));
      Expr total = new Expr.Carried(sum, Exprs.zero(Type.Primitive.DOUBLE));
      Expr all = new Expr.Binary(BinaryOp.MUL, total, read, Type.Primitive.DOUBLE);
      Expr some =
          new Expr.Binary(
              BinaryOp.NE, sum, Exprs.zero(Type.Primitive.DOUBLE), Type.Primitive.BOOLEAN);
      Expr part =
          new Expr.Conditional(some, all, Exprs.zero(Type.Primitive.DOUBLE), Type.Primitive.DOUBLE);
      Expr carried =
          new Expr.Binary(sign > 0 ? BinaryOp.ADD : BinaryOp.SUB, sum, part, Type.Primitive.DOUBLE);
      journal.decide(
          assign.span(),
          Optimization.SHARED_VALUES,
          "the derivative of `"
              + sum.variable().name()
              + "` by `"
              + variable.name()
              + "` is "
              + (sign > 0 ? "" : "minus ")
              + "the sum itself, so no iteration adds to the adjoint of `"
              + variable.name()
              + "`");
      return List.of(
          Stmts.withBlocks(loop, old -> body),
          new Stmt.Assign(sum, new Expr.Carried(sum, carried), assign.span()));
    }
    return List.of();
  }

  private boolean hasAdjoint(Stmt source, Variable variable) {
    return variable.type() == Type.Primitive.DOUBLE
        && Stmts.assigned(Stmt.Block.of(method.snippets().of(source).code()))
            .contains(method.shadows().of(variable));
  }

  /** With which sign a variable is a term of a sum; 0 when it is not, or not only that. */
  private static int sign(Expr expr, Variable variable) {
    if (expr instanceof Expr.VariableRead read) {
      return read.variable().equals(variable) ? 1 : 0;
    }
    if (expr instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return -sign(unary.operand(), variable);
    }
    if (!(expr instanceof Expr.Binary binary)
        || binary.op() != BinaryOp.ADD && binary.op() != BinaryOp.SUB) {
      return 0;
    }
    boolean left = Exprs.variables(binary.left()).contains(variable);
    boolean right = Exprs.variables(binary.right()).contains(variable);
    if (left == right) {
      return 0;
    }
    int sign = sign(left ? binary.left() : binary.right(), variable);
    return right && binary.op() == BinaryOp.SUB ? -sign : sign;
  }

  /** Code of the two sweeps, in which only values count. */
  static List<Stmt> values(List<Stmt> code) {
    return Stmts.mapExpressions(
            Stmt.Block.of(code),
            expr ->
                Exprs.rewrite(
                    expr, node -> node instanceof Expr.Carried carried ? carried.value() : node))
        .statements();
  }
}
