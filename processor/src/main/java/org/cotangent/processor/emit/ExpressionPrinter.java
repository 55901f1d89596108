package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Access;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.UnaryOp;

/** Prints expressions with no parenthesis too many and none too few. */
final class ExpressionPrinter {

  /**
   * Methods of several double parameters without overloads: {@code Math.pow(x, 2)} is {@code pow(x,
   * 2.0)}.
   */
  private static final Set<String> DOUBLE_ONLY = Set.of("pow", "atan2", "hypot", "IEEEremainder");

  private static final Set<String> MATH = Set.of("java.lang.Math", "java.lang.StrictMath");

  private final MethodContext context;
  private final CreationPrinter creations;

  ExpressionPrinter(MethodContext context) {
    this.context = context;
    this.creations = new CreationPrinter(context, this);
  }

  /** Printed text and how tightly it binds. */
  record Printed(Doc doc, int precedence) {
    static Printed primary(Object... parts) {
      return new Printed(Doc.of(parts), Precedence.PRIMARY);
    }

    /** In parentheses if asked for. */
    Doc in(boolean parentheses) {
      return parentheses ? Doc.of("(", doc, ")") : doc;
    }
  }

  /**
   * An expression whose printed type must be its type, such as the argument of an overloaded
   * method.
   */
  Doc print(Expr expr) {
    return render(expr, Literals.Place.TYPED).doc();
  }

  /**
   * The whole right-hand side of an assignment to a target of this type, or of a return or the
   * like.
   */
  Doc assigned(Expr expr, Type target) {
    return render(expr, place(expr, target, Literals.Place.ASSIGNED)).doc();
  }

  /** An argument for a parameter that is known to have this type, whatever the argument's type. */
  Doc passed(Expr expr, Type parameter) {
    return render(expr, place(expr, parameter, Literals.Place.PROMOTED)).doc();
  }

  /** Arguments of a method that may be overloaded. */
  List<Doc> arguments(List<Expr> arguments) {
    return arguments.stream().map(this::print).toList();
  }

  /** What stands before a dot or a bracket. */
  Doc primary(Expr expr) {
    Printed printed = render(expr, Literals.Place.TYPED);
    return printed.in(printed.precedence() < Precedence.PRIMARY);
  }

  private static Literals.Place place(Expr expr, Type around, Literals.Place place) {
    return Tidy.node(expr).type().equals(around) ? place : Literals.Place.TYPED;
  }

  private Printed render(Expr original, Literals.Place place) {
    Expr expr = Tidy.node(original);
    if (expr instanceof Expr.Literal literal) {
      return literal(literal, place);
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary);
    } else if (expr instanceof Expr.Unary unary) {
      return unary(unary);
    } else if (expr instanceof Expr.Cast cast) {
      Printed operand = render(cast.operand(), Literals.Place.TYPED);
      Doc inner = operand.in(operand.precedence() < Precedence.UNARY);
      Doc text = Doc.group(4, "(" + cast.type() + ")", Doc.LINE, inner);
      return new Printed(text, Precedence.UNARY);
    } else if (expr instanceof Expr.Conditional conditional) {
      return conditional(conditional);
    } else if (expr instanceof Expr.VariableRead read) {
      return Printed.primary(context.scope().name(read.variable()));
    } else if (expr instanceof Expr.Constant constant) {
      return constant.access() instanceof Access.Handle
          ? Printed.primary(context.readers().read(constant))
          : Printed.primary(context.classes().of(constant.owner()), ".", constant.name());
    } else if (expr instanceof Expr.FieldRead read) {
      return field(read);
    } else if (expr instanceof Expr.ArrayRead read) {
      return Printed.primary(primary(read.array()), "[", print(read.index()), "]");
    } else if (expr instanceof Expr.ArrayLength length) {
      return Printed.primary(primary(length.array()), ".length");
    } else if (expr instanceof Expr.Component component) {
      return Printed.primary(primary(component.record()), ".", component.name(), "()");
    } else if (expr instanceof Expr.Intrinsic intrinsic) {
      return Printed.primary(intrinsic(intrinsic));
    }
    return creations.render(expr);
  }

  private Printed field(Expr.FieldRead read) {
    if (read.access() instanceof Access.Handle) {
      return Printed.primary(context.readers().read(read, print(read.receiver())));
    }
    Doc receiver = primary(read.receiver());
    return read.access() instanceof Access.Accessor accessor
        ? Printed.primary(receiver, ".", accessor.method(), "()")
        : Printed.primary(receiver, ".", read.name());
  }

  private Printed literal(Expr.Literal literal, Literals.Place place) {
    String constant = Literals.constantName(literal);
    if (constant != null) {
      String wrapper = literal.value().getClass().getSimpleName();
      return Printed.primary(context.classes().of("java.lang." + wrapper), ".", constant);
    }
    String text = Literals.text(literal, place);
    boolean unary = text.startsWith("-") || text.startsWith("(");
    return new Printed(Doc.of(text), unary ? Precedence.UNARY : Precedence.PRIMARY);
  }

  private Printed unary(Expr.Unary unary) {
    Expr inner = Tidy.node(unary.operand());
    Printed operand = render(inner, Literals.Place.TYPED);
    boolean sign = unary.op() == UnaryOp.NEGATE || unary.op() == UnaryOp.PLUS;
    // "--x" would be a decrement.
    boolean doubled = sign && startsWithSign(inner);
    Doc text = operand.in(operand.precedence() < Precedence.UNARY || doubled);
    return new Printed(Doc.of(unary.op().symbol(), text), Precedence.UNARY);
  }

  private static boolean startsWithSign(Expr expr) {
    if (expr instanceof Expr.Unary unary) {
      return unary.op() == UnaryOp.NEGATE || unary.op() == UnaryOp.PLUS;
    }
    return expr instanceof Expr.Literal literal
        && Literals.constantName(literal) == null
        && Literals.text(literal, Literals.Place.TYPED).startsWith("-");
  }

  /**
   * A chain such as {@code a + b - c} is one group, so that all its operators start lines or none
   * does.
   */
  private Printed binary(Expr.Binary outermost) {
    List<Object> reversed = new ArrayList<>();
    Expr.Binary binary = outermost;
    while (true) {
      Expr left = Tidy.node(binary.left());
      Expr right = Tidy.node(binary.right());
      BinaryOp op = binary.op();
      Printed second = render(right, operandPlace(op, right, left));
      reversed.add(second.in(Precedence.parenthesiseRight(op, right, second.precedence())));
      reversed.add(op.symbol() + " ");
      reversed.add(Doc.LINE);
      if (left instanceof Expr.Binary next
          && next.op().precedence() == op.precedence()
          && !Precedence.parenthesiseLeft(op, next, next.op().precedence())) {
        binary = next;
        continue;
      }
      Printed first = render(left, operandPlace(op, left, right));
      reversed.add(first.in(Precedence.parenthesiseLeft(op, left, first.precedence())));
      Collections.reverse(reversed);
      return new Printed(Doc.group(4, reversed.toArray()), outermost.op().precedence());
    }
  }

  /**
   * Java converts a whole number beside an operand of type double to double, if it is not itself a
   * literal.
   */
  private static Literals.Place operandPlace(BinaryOp op, Expr operand, Expr other) {
    boolean promotes = op.precedence() >= BinaryOp.ADD.precedence() || op.isComparison();
    boolean numeric = other.type() instanceof Primitive && other.type() != Primitive.BOOLEAN;
    return promotes
            && numeric
            && !(other instanceof Expr.Literal)
            && other.type().equals(operand.type())
        ? Literals.Place.PROMOTED
        : Literals.Place.TYPED;
  }

  private Printed conditional(Expr.Conditional conditional) {
    Printed condition = render(conditional.condition(), Literals.Place.TYPED);
    Printed whenTrue = render(conditional.whenTrue(), Literals.Place.TYPED);
    Printed whenFalse = render(conditional.whenFalse(), Literals.Place.TYPED);
    return new Printed(
        Doc.group(
            4,
            condition.in(condition.precedence() <= Precedence.CONDITIONAL),
            Doc.LINE,
            "? ",
            whenTrue.in(whenTrue.precedence() <= Precedence.CONDITIONAL),
            Doc.LINE,
            ": ",
            whenFalse.doc()),
        Precedence.CONDITIONAL);
  }

  private Doc intrinsic(Expr.Intrinsic intrinsic) {
    String owner = intrinsic.method().owner();
    boolean known = MATH.contains(owner) && DOUBLE_ONLY.contains(intrinsic.method().name());
    List<Doc> arguments =
        known
            ? intrinsic.arguments().stream().map(a -> passed(a, Primitive.DOUBLE)).toList()
            : arguments(intrinsic.arguments());
    return Doc.call(Doc.of(context.classes().of(owner), ".", intrinsic.method().name()), arguments);
  }
}
