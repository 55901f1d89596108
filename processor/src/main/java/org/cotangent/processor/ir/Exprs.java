package org.cotangent.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What is done to expressions everywhere: look at the parts, rebuild with other parts, ask what is
 * read.
 */
public final class Exprs {
  private Exprs() {}

  /** A read of a variable. */
  public static Expr read(Variable variable) {
    return new Expr.VariableRead(variable);
  }

  /** An int literal. */
  public static Expr intLiteral(int value) {
    return Expr.Literal.of(value, Type.Primitive.INT);
  }

  /**
   * The zero of a primitive type ({@code false} for boolean), that of every shape for a matrix, or
   * null for a reference type.
   */
  public static Expr zero(Type type) {
    if (type == Type.Primitive.DOUBLE) {
      return Expr.Literal.of(0.0, type);
    }
    if (type == Type.Primitive.FLOAT) {
      return Expr.Literal.of(0.0f, type);
    }
    if (type == Type.Primitive.LONG) {
      return Expr.Literal.of(0L, type);
    }
    if (type == Type.Primitive.BOOLEAN) {
      return Expr.Literal.of(false, type);
    }
    if (type instanceof Type.Primitive) {
      return intLiteral(0);
    }
    if (type.isMatrix()) {
      return new Expr.Constant(type.toString(), "ZERO", type, null);
    }
    return Expr.Literal.of(null, type);
  }

  /** The direct parts, in order of evaluation. */
  public static List<Expr> children(Expr expr) {
    List<Expr> parts = new ArrayList<>();
    mapChildren(
        expr,
        part -> {
          parts.add(part);
          return part;
        });
    return parts;
  }

  /** The same expression with each direct part replaced; the same object when nothing changes. */
  public static Expr mapChildren(Expr expr, UnaryOperator<Expr> f) {
    if (expr instanceof Expr.FieldRead field) {
      Expr receiver = f.apply(field.receiver());
      return receiver == field.receiver()
          ? expr
          : new Expr.FieldRead(receiver, field.name(), field.type(), field.access());
    }
    if (expr instanceof Expr.ArrayRead element) {
      Expr array = f.apply(element.array());
      Expr index = f.apply(element.index());
      return array == element.array() && index == element.index()
          ? expr
          : new Expr.ArrayRead(array, index);
    }
    if (expr instanceof Expr.ArrayLength length) {
      Expr array = f.apply(length.array());
      return array == length.array() ? expr : new Expr.ArrayLength(array);
    }
    if (expr instanceof Expr.Unary unary) {
      Expr operand = f.apply(unary.operand());
      return operand == unary.operand() ? expr : new Expr.Unary(unary.op(), operand, unary.type());
    }
    if (expr instanceof Expr.Binary binary) {
      Expr left = f.apply(binary.left());
      Expr right = f.apply(binary.right());
      return left == binary.left() && right == binary.right()
          ? expr
          : new Expr.Binary(binary.op(), left, right, binary.type());
    }
    if (expr instanceof Expr.Cast cast) {
      Expr operand = f.apply(cast.operand());
      return operand == cast.operand() ? expr : new Expr.Cast(cast.type(), operand);
    }
    if (expr instanceof Expr.Conditional choice) {
      Expr condition = f.apply(choice.condition());
      Expr whenTrue = f.apply(choice.whenTrue());
      Expr whenFalse = f.apply(choice.whenFalse());
      return condition == choice.condition()
              && whenTrue == choice.whenTrue()
              && whenFalse == choice.whenFalse()
          ? expr
          : new Expr.Conditional(condition, whenTrue, whenFalse, choice.type());
    }
    if (expr instanceof Expr.Intrinsic call) {
      List<Expr> arguments = mapAll(call.arguments(), f);
      return arguments == call.arguments() ? expr : new Expr.Intrinsic(call.method(), arguments);
    }
    return mapRarer(expr, f);
  }

  private static Expr mapRarer(Expr expr, UnaryOperator<Expr> f) {
    if (expr instanceof Expr.NewArray array) {
      List<Expr> dimensions = mapAll(array.dimensions(), f);
      return dimensions == array.dimensions() ? expr : new Expr.NewArray(array.type(), dimensions);
    }
    if (expr instanceof Expr.ArrayLiteral array) {
      List<Expr> elements = mapAll(array.elements(), f);
      return elements == array.elements() ? expr : new Expr.ArrayLiteral(array.type(), elements);
    }
    if (expr instanceof Expr.CloneArray copy) {
      Expr array = f.apply(copy.array());
      return array == copy.array() ? expr : new Expr.CloneArray(array);
    }
    if (expr instanceof Expr.DataCall call) {
      Expr receiver = call.receiver() == null ? null : f.apply(call.receiver());
      List<Expr> arguments = mapAll(call.arguments(), f);
      return receiver == call.receiver() && arguments == call.arguments()
          ? expr
          : new Expr.DataCall(receiver, call.owner(), call.name(), arguments, call.type());
    }
    if (expr instanceof Expr.NewObject made) {
      List<Expr> arguments = mapAll(made.arguments(), f);
      return arguments == made.arguments() ? expr : new Expr.NewObject(made.type(), arguments);
    }
    if (expr instanceof Expr.Elementwise elements) {
      Expr formula = f.apply(elements.formula());
      return formula == elements.formula()
          ? expr
          : new Expr.Elementwise(formula, elements.reduction());
    }
    if (expr instanceof Expr.Carried carried) {
      Expr value = f.apply(carried.value());
      Expr source = f.apply(carried.source());
      return value == carried.value() && source == carried.source()
          ? expr
          : new Expr.Carried(value, source);
    }
    if (expr instanceof Expr.Scratch scratch) {
      Expr like = f.apply(scratch.like());
      return like == scratch.like() ? expr : new Expr.Scratch(like);
    }
    if (expr instanceof Expr.Lent lent) {
      Expr made = f.apply(lent.made());
      return made == lent.made() ? expr : new Expr.Lent(made);
    }
    if (expr instanceof Expr.KeptArray kept) {
      Expr length = f.apply(kept.length());
      return length == kept.length() ? expr : new Expr.KeptArray(kept.of(), length);
    }
    if (expr instanceof Expr.Room room) {
      Expr from = f.apply(room.from());
      Expr to = f.apply(room.to());
      return from == room.from() && to == room.to()
          ? expr
          : new Expr.Room(room.of(), from, to, room.off());
    }
    if (expr instanceof Expr.Fresh fresh) {
      Expr like = f.apply(fresh.like());
      return like == fresh.like() ? expr : new Expr.Fresh(like, fresh.copy());
    }
    if (expr instanceof Expr.NewRecord made) {
      List<Expr> components = mapAll(made.components(), f);
      return components == made.components() ? expr : new Expr.NewRecord(made.type(), components);
    }
    if (expr instanceof Expr.Component component) {
      Expr made = f.apply(component.record());
      return made == component.record()
          ? expr
          : new Expr.Component(made, component.name(), component.type());
    }
    return expr;
  }

  /** Each element replaced; the same list when nothing changes. */
  public static List<Expr> mapAll(List<Expr> list, UnaryOperator<Expr> f) {
    List<Expr> mapped = new ArrayList<>(list.size());
    boolean changed = false;
    for (Expr part : list) {
      Expr other = f.apply(part);
      changed |= other != part;
      mapped.add(other);
    }
    return changed ? mapped : list;
  }

  /** Rebuilds bottom-up: {@code f} sees each node after its parts were replaced. */
  public static Expr rewrite(Expr expr, UnaryOperator<Expr> f) {
    return f.apply(mapChildren(expr, part -> rewrite(part, f)));
  }

  /** Calls {@code f} for the expression and all its parts, outermost first. */
  public static void walk(Expr expr, Consumer<Expr> f) {
    f.accept(expr);
    // The commonest kinds at once.
    if (expr instanceof Expr.VariableRead || expr instanceof Expr.Literal) {
      return;
    }
    if (expr instanceof Expr.Binary binary) {
      walk(binary.left(), f);
      walk(binary.right(), f);
      return;
    }
    if (expr instanceof Expr.ArrayRead element) {
      walk(element.array(), f);
      walk(element.index(), f);
      return;
    }
    mapChildren(
        expr,
        part -> {
          walk(part, f);
          return part;
        });
  }

  /** Replaces reads of variables. */
  public static Expr substitute(Expr expr, Map<Variable, Expr> replacements) {
    return rewrite(
        expr,
        node ->
            node instanceof Expr.VariableRead read
                ? replacements.getOrDefault(read.variable(), node)
                : node);
  }

  /** Every variable read anywhere in the expression, in order of first occurrence. */
  public static Set<Variable> variables(Expr expr) {
    Set<Variable> found = new LinkedHashSet<>();
    addVariables(expr, found);
    return found;
  }

  /** Adds every variable read anywhere in the expression. */
  static void addVariables(Expr expr, Set<Variable> found) {
    walk(
        expr,
        node -> {
          if (node instanceof Expr.VariableRead read) {
            found.add(read.variable());
          }
        });
  }

  /**
   * The variable at the root of {@code a}, {@code a[i]} or {@code a[i][j]}; null when it is a
   * constant or a field.
   */
  public static Variable root(Expr array) {
    if (array instanceof Expr.VariableRead read) {
      return read.variable();
    }
    return array instanceof Expr.ArrayRead element ? root(element.array()) : null;
  }

  /** Whether this is the zero of a number or of a matrix. */
  public static boolean isZero(Expr expr) {
    return isNumber(expr, 0.0) || expr.type().isMatrix() && expr.equals(zero(expr.type()));
  }

  /** Whether this is a literal with exactly this number as its value. */
  public static boolean isNumber(Expr expr, double value) {
    return expr instanceof Expr.Literal literal
        && literal.value() instanceof Number number
        && Double.doubleToRawLongBits(number.doubleValue()) == Double.doubleToRawLongBits(value);
  }

  /**
   * The opposite condition. Comparisons of floating numbers are not turned round: NaN makes both
   * false.
   */
  public static Expr negate(Expr condition) {
    if (condition instanceof Expr.Unary unary && unary.op() == UnaryOp.NOT) {
      return unary.operand();
    }
    if (condition instanceof Expr.Binary binary && isExactlyComparable(binary)) {
      BinaryOp opposite =
          switch (binary.op()) {
            case LT -> BinaryOp.GE;
            case LE -> BinaryOp.GT;
            case GT -> BinaryOp.LE;
            case GE -> BinaryOp.LT;
            case EQ -> BinaryOp.NE;
            case NE -> BinaryOp.EQ;
            default -> null;
          };
      if (opposite != null) {
        return new Expr.Binary(opposite, binary.left(), binary.right(), binary.type());
      }
    }
    return new Expr.Unary(UnaryOp.NOT, condition, Type.Primitive.BOOLEAN);
  }

  private static boolean isExactlyComparable(Expr.Binary binary) {
    boolean equality = binary.op() == BinaryOp.EQ || binary.op() == BinaryOp.NE;
    return equality || !binary.left().type().isFloating() && !binary.right().type().isFloating();
  }
}
