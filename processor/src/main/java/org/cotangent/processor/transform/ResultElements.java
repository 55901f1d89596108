package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The result of a method that ends with {@code return new double[] {a, b}}, as so many numbers: no
 * array is made for it, nor for its adjoint. The elements go where the caller wants them, and the
 * adjoint of each is a variable: {@code double seed0 = row == 0 ? 1 : 0;}.
 */
final class ResultElements {
  private static final int MOST = 16;

  private final Expr.ArrayLiteral literal;
  private final Stmt.Declare result;
  private final List<Stmt> forward;
  private final List<Stmt> reverse;
  private final List<Variable> seeds = new ArrayList<>();

  private ResultElements(
      Expr.ArrayLiteral literal, Stmt.Declare result, List<Stmt> forward, List<Stmt> reverse) {
    this.literal = literal;
    this.result = result;
    this.forward = forward;
    this.reverse = reverse;
  }

  /**
   * Takes the sweeps apart; null when the result is made in another way, or has many elements.
   *
   * @param seed what the adjoint of the result starts with
   */
  static ResultElements find(
      Prepared method, Variable result, Variable seed, List<Stmt> forward, List<Stmt> reverse) {
    Stmt last = forward.isEmpty() ? null : forward.get(forward.size() - 1);
    if (method.storage().moves(result)
        || !(last instanceof Stmt.Declare declare)
        || !declare.variable().equals(result)
        || !(declare.init() instanceof Expr.ArrayLiteral literal)
        || literal.elements().size() > MOST) {
      return null;
    }
    ResultElements elements =
        new ResultElements(literal, declare, forward.subList(0, forward.size() - 1), List.of());
    Type type = result.type().elementType();
    for (int k = 0; k < literal.elements().size(); k++) {
      elements.seeds.add(method.fresh().distinct("seed" + k, type));
    }
    Variable adjoint = method.shadows().of(method.storage().of(result));
    List<Stmt> code = elements.withoutArray(adjoint, reverse);
    Stmt.Block block = Stmt.Block.of(code);
    boolean plain =
        !Stmts.mentioned(block).contains(adjoint)
            && !Stmts.mentioned(block).contains(seed)
            && !Stmts.mentioned(block).contains(result);
    if (!plain) {
      return null;
    }
    ResultElements found = new ResultElements(literal, declare, elements.forward, code);
    found.seeds.addAll(elements.seeds);
    return found;
  }

  /** The reverse sweep with a variable for each element of the result's adjoint. */
  private List<Stmt> withoutArray(Variable adjoint, List<Stmt> code) {
    Stmt.Block without =
        Stmts.expand(
            Stmt.Block.of(code),
            (original, stmt) ->
                stmt instanceof Stmt.Declare declare && declare.variable().equals(adjoint)
                    ? List.of()
                    : List.of(stmt));
    return Stmts.mapExpressions(
            without, expr -> Exprs.rewrite(expr, node -> element(adjoint, node)))
        .statements();
  }

  private Expr element(Variable adjoint, Expr node) {
    boolean known =
        node instanceof Expr.ArrayRead read
            && read.array().equals(Exprs.read(adjoint))
            && read.index() instanceof Expr.Literal index
            && index.value() instanceof Integer;
    if (!known) {
      return node;
    }
    Expr.Literal index = (Expr.Literal) ((Expr.ArrayRead) node).index();
    return Exprs.read(seeds.get((Integer) index.value()));
  }

  int count() {
    return literal.elements().size();
  }

  /** The statement that makes the result. */
  Span span() {
    return result.span();
  }

  /** What the elements are. */
  List<Expr> values() {
    return literal.elements();
  }

  /** For each element its adjoint. */
  List<Variable> seeds() {
    return seeds;
  }

  /** The forward sweep, with the elements in a given array. */
  List<Stmt> forward(Variable value) {
    List<Stmt> out = new ArrayList<>(forward);
    for (int k = 0; k < count(); k++) {
      Expr place = new Expr.ArrayRead(Exprs.read(value), Exprs.intLiteral(k));
      out.add(new Stmt.Assign(place, literal.elements().get(k), result.span()));
    }
    return out;
  }

  /** The adjoints of the elements in a row. */
  List<Stmt> seeds(Variable row, Expr one) {
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      Variable seed = seeds.get(k);
      Expr here =
          new Expr.Binary(
              BinaryOp.EQ, Exprs.read(row), Exprs.intLiteral(k), Type.Primitive.BOOLEAN);
      Expr value = new Expr.Conditional(here, one, Exprs.zero(seed.type()), seed.type());
      out.add(new Stmt.Declare(seed, value, Span.NONE));
    }
    return out;
  }

  List<Stmt> reverse() {
    return reverse;
  }
}
