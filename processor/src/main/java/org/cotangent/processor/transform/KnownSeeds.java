package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Writes a reverse sweep for seeds that are known to be 0 or 1: an adjoint that can only be 0 is
 * not computed, and a factor 1 is not written.
 *
 * <p>Follows the code forward and knows at each place which variables hold such a number. A number
 * is known by the object it is, not by its value: what the user wrote as {@code 0 * x} stays.
 */
final class KnownSeeds {
  private final Predicate<Variable> adjoint;
  private final Map<Type, Expr> zeros = new HashMap<>();
  private final Map<Type, Expr> ones = new HashMap<>();

  /**
   * @param adjoint the variables that are known to be 0 when they are declared with a 0
   */
  KnownSeeds(Predicate<Variable> adjoint) {
    this.adjoint = adjoint;
  }

  /** Whether the code consists of nothing but what is understood here. */
  static boolean understands(List<Stmt> code) {
    boolean[] plain = {true};
    Stmts.walk(
        Stmt.Block.of(code),
        stmt ->
            plain[0] &=
                stmt instanceof Stmt.Declare declare && !declare.variable().type().isMatrix()
                    || stmt instanceof Stmt.Assign
                    || stmt instanceof Stmt.If
                    || stmt instanceof Stmt.Block
                    || stmt instanceof Stmt.Comment);
    return plain[0];
  }

  /**
   * The code for certain seeds.
   *
   * @param one the seeds that are 1
   * @param zero the seeds that are 0
   */
  List<Stmt> apply(List<Stmt> code, Set<Variable> one, Set<Variable> zero) {
    Map<Variable, Expr> known = new HashMap<>();
    one.forEach(seed -> known.put(seed, one(seed.type())));
    zero.forEach(seed -> known.put(seed, zero(seed.type())));
    return statements(code, known);
  }

  private Expr zero(Type type) {
    return zeros.computeIfAbsent(type, Exprs::zero);
  }

  private Expr one(Type type) {
    return ones.computeIfAbsent(
        type, t -> Algebra.convert(Expr.Literal.of(1.0, Type.Primitive.DOUBLE), t));
  }

  private boolean isZero(Expr expr) {
    return expr == zeros.get(expr.type());
  }

  private boolean isOne(Expr expr) {
    return expr == ones.get(expr.type());
  }

  private boolean isKnown(Expr expr) {
    return isZero(expr) || isOne(expr);
  }

  // ---------------------------------------------------------------- statements

  private List<Stmt> statements(List<Stmt> code, Map<Variable, Expr> known) {
    List<Stmt> out = new ArrayList<>();
    code.forEach(stmt -> statement(stmt, known, out));
    return out;
  }

  private void statement(Stmt stmt, Map<Variable, Expr> known, List<Stmt> out) {
    if (stmt instanceof Stmt.Declare s) {
      boolean zero = s.init() != null && adjoint.test(s.variable()) && Exprs.isNumber(s.init(), 0);
      Expr value = s.init() == null || zero ? s.init() : value(s.init(), known);
      learn(s.variable(), zero ? zero(s.variable().type()) : value, known);
      out.add(value == s.init() ? s : new Stmt.Declare(s.variable(), value, s.span()));
    } else if (stmt instanceof Stmt.Assign s) {
      assign(s, known, out);
    } else if (stmt instanceof Stmt.If s) {
      choice(s, known, out);
    } else if (stmt instanceof Stmt.Block s) {
      out.add(new Stmt.Block(statements(s.statements(), known), s.span()));
    } else {
      out.add(stmt);
    }
  }

  private void learn(Variable variable, Expr value, Map<Variable, Expr> known) {
    if (value != null && isKnown(value)) {
      known.put(variable, value);
    } else {
      known.remove(variable);
    }
  }

  private void assign(Stmt.Assign stmt, Map<Variable, Expr> known, List<Stmt> out) {
    Expr value = value(stmt.value(), known);
    boolean same = value.equals(stmt.target()); // nothing is added to it
    if (stmt.target() instanceof Expr.VariableRead target && !same) {
      Expr before = known.get(target.variable());
      learn(target.variable(), value, known);
      same = before != null && before == value;
    }
    if (same) {
      return;
    }
    out.add(value == stmt.value() ? stmt : new Stmt.Assign(stmt.target(), value, stmt.span()));
  }

  private void choice(Stmt.If stmt, Map<Variable, Expr> known, List<Stmt> out) {
    Expr condition = value(stmt.condition(), known);
    if (condition instanceof Expr.Literal decided && decided != stmt.condition()) {
      boolean holds = Boolean.TRUE.equals(decided.value());
      Stmt.Block taken = holds ? stmt.then() : stmt.otherwise();
      out.addAll(statements(taken.statements(), known));
      return;
    }
    Map<Variable, Expr> other = new HashMap<>(known);
    Stmt.Block then = Stmt.Block.of(statements(stmt.then().statements(), known));
    Stmt.Block otherwise = Stmt.Block.of(statements(stmt.otherwise().statements(), other));
    known.entrySet().removeIf(entry -> other.get(entry.getKey()) != entry.getValue());
    out.add(new Stmt.If(condition, then, otherwise, stmt.span()));
  }

  // ---------------------------------------------------------------- expressions

  private Expr value(Expr expr, Map<Variable, Expr> known) {
    return Exprs.rewrite(
        expr,
        node ->
            node instanceof Expr.VariableRead read
                ? known.getOrDefault(read.variable(), node)
                : folded(node));
  }

  private Expr folded(Expr node) {
    if (node instanceof Expr.Unary unary) {
      return unary.op() == UnaryOp.NEGATE && isZero(unary.operand()) ? zero(node.type()) : node;
    }
    if (node instanceof Expr.Cast cast) {
      return isZero(cast.operand())
          ? zero(node.type())
          : isOne(cast.operand()) ? one(node.type()) : node;
    }
    if (node instanceof Expr.Conditional choice) {
      boolean zeros =
          isZero(choice.whenTrue()) && Exprs.isNumber(choice.whenFalse(), 0)
              || Exprs.isNumber(choice.whenTrue(), 0) && isZero(choice.whenFalse());
      return zeros ? zero(node.type()) : node;
    }
    return node instanceof Expr.Binary binary ? binary(binary) : node;
  }

  private Expr binary(Expr.Binary binary) {
    Expr left = binary.left();
    Expr right = binary.right();
    if (!isKnown(left) && !isKnown(right)) {
      return binary;
    }
    Type type = binary.type();
    return switch (binary.op()) {
      case MUL ->
          isZero(left) || isZero(right)
              ? zero(type)
              : isOne(left) ? as(right, type) : isOne(right) ? as(left, type) : binary;
      case DIV -> isZero(left) ? zero(type) : binary;
      case ADD -> isZero(left) ? as(right, type) : isZero(right) ? as(left, type) : binary;
      case SUB ->
          isZero(right) ? as(left, type) : isZero(left) ? Algebra.negate(as(right, type)) : binary;
      case NE ->
          isKnown(left) && Exprs.isNumber(right, 0)
              ? Expr.Literal.of(isOne(left), Type.Primitive.BOOLEAN)
              : binary;
      default -> binary;
    };
  }

  private Expr as(Expr value, Type type) {
    if (value.type().equals(type)) {
      return value;
    }
    return isZero(value) ? zero(type) : isOne(value) ? one(type) : new Expr.Cast(type, value);
  }
}
