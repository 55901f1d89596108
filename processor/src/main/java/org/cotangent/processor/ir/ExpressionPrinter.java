package org.cotangent.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Prints expressions for {@link Printer}, with as few parentheses as Java's precedence allows. */
final class ExpressionPrinter {
  private static final int LOWEST = 0;
  private static final int CONDITIONAL = 2;
  private static final int UNARY = 14;
  private static final int PRIMARY = 16;

  private final java.util.function.Function<Variable, String> names;

  ExpressionPrinter(java.util.function.Function<Variable, String> names) {
    this.names = names;
  }

  String print(Expr expression) {
    return print(expression, LOWEST);
  }

  private String print(Expr expression, int atLeast) {
    String text = bare(expression);
    return precedence(expression) < atLeast ? "(" + text + ")" : text;
  }

  private static int precedence(Expr expression) {
    if (expression instanceof Expr.Conditional) {
      return CONDITIONAL;
    }
    if (expression instanceof Expr.Binary binary) {
      return binary.op().precedence();
    }
    return expression instanceof Expr.Unary || expression instanceof Expr.Cast ? UNARY : PRIMARY;
  }

  private String bare(Expr expression) {
    if (expression instanceof Expr.Literal literal) {
      return literal(literal);
    }
    if (expression instanceof Expr.Constant constant) {
      String owner = constant.owner();
      return owner.substring(owner.lastIndexOf('.') + 1) + "." + constant.name();
    }
    if (expression instanceof Expr.VariableRead read) {
      return names.apply(read.variable());
    }
    if (expression instanceof Expr.FieldRead field) {
      return print(field.receiver(), PRIMARY) + "." + field.name();
    }
    if (expression instanceof Expr.ArrayRead read) {
      return print(read.array(), PRIMARY) + "[" + print(read.index()) + "]";
    }
    if (expression instanceof Expr.ArrayLength length) {
      return print(length.array(), PRIMARY) + ".length";
    }
    if (expression instanceof Expr.Unary unary) {
      String operand = print(unary.operand(), UNARY);
      // "- -x", not "--x"
      String gap = operand.startsWith("-") || operand.startsWith("+") ? " " : "";
      return unary.op().symbol() + gap + operand;
    }
    if (expression instanceof Expr.Binary binary) {
      int precedence = binary.op().precedence();
      return print(binary.left(), precedence)
          + " "
          + binary.op().symbol()
          + " "
          + print(binary.right(), precedence + 1);
    }
    if (expression instanceof Expr.Cast cast) {
      return "(" + cast.type() + ") " + print(cast.operand(), UNARY);
    }
    if (expression instanceof Expr.Conditional conditional) {
      return print(conditional.condition(), CONDITIONAL + 1)
          + " ? "
          + print(conditional.whenTrue(), CONDITIONAL)
          + " : "
          + print(conditional.whenFalse(), CONDITIONAL);
    }
    if (expression instanceof Expr.Intrinsic intrinsic) {
      String owner = intrinsic.method().owner();
      return owner.substring(owner.lastIndexOf('.') + 1)
          + "."
          + intrinsic.method().name()
          + list(intrinsic.arguments(), "(", ")");
    }
    if (expression instanceof Expr.DataCall call) {
      String owner = call.owner();
      String of =
          call.receiver() == null
              ? owner.substring(owner.lastIndexOf('.') + 1)
              : print(call.receiver(), PRIMARY);
      return of + "." + call.name() + list(call.arguments(), "(", ")");
    }
    if (expression instanceof Expr.NewObject made) {
      return "new " + made.type() + list(made.arguments(), "(", ")");
    }
    return allocation(expression);
  }

  private String allocation(Expr expression) {
    if (expression instanceof Expr.NewArray array) {
      StringBuilder text = new StringBuilder("new ").append(array.type().leaf());
      array.dimensions().forEach(size -> text.append('[').append(print(size)).append(']'));
      return text.append("[]".repeat(array.type().rank() - array.dimensions().size())).toString();
    }
    if (expression instanceof Expr.ArrayLiteral literal) {
      return "new " + literal.type() + " " + list(literal.elements(), "{", "}");
    }
    if (expression instanceof Expr.CloneArray clone) {
      return print(clone.array(), PRIMARY) + ".clone()";
    }
    if (expression instanceof Expr.Pop pop) {
      return "pop(" + pop.type() + ")";
    }
    if (expression instanceof Expr.Room room) {
      String range = print(room.from()) + " to " + print(room.to());
      return (room.off() ? "popped(" : "pushed(") + room.of() + ", " + range + ")";
    }
    if (expression instanceof Expr.KeptArray kept) {
      return "kept(" + kept.of() + ", " + print(kept.length()) + ")";
    }
    if (expression instanceof Expr.Stack stack) {
      return "stack(" + stack.of() + ")";
    }
    if (expression instanceof Expr.Elementwise elements) {
      String how = elements.reduction().name().toLowerCase(java.util.Locale.ROOT);
      return "each " + how + "(" + print(elements.formula()) + ")";
    }
    if (expression instanceof Expr.Carried carried) {
      return "carried(" + print(carried.value()) + ", " + print(carried.source()) + ")";
    }
    if (expression instanceof Expr.Scratch scratch) {
      return "scratch(" + print(scratch.like()) + ")";
    }
    if (expression instanceof Expr.Lent lent) {
      return "lent(" + print(lent.made()) + ")";
    }
    if (expression instanceof Expr.Fresh fresh) {
      return (fresh.copy() ? "copy(" : "fresh(") + print(fresh.like()) + ")";
    }
    if (expression instanceof Expr.NewRecord made) {
      return "new " + made.type() + list(made.components(), "(", ")");
    }
    if (expression instanceof Expr.Component component) {
      return print(component.record(), PRIMARY) + "." + component.name() + "()";
    }
    throw new IllegalStateException("no text for " + expression);
  }

  private String list(List<Expr> expressions, String open, String close) {
    return expressions.stream().map(this::print).collect(Collectors.joining(", ", open, close));
  }

  private static String literal(Expr.Literal literal) {
    if (literal.text() != null) {
      return literal.text();
    }
    Object value = literal.value();
    if (value instanceof String) {
      return "\"" + value + "\"";
    }
    if (value instanceof Character character) {
      return character >= ' ' && character < 127
          ? "'" + character + "'"
          : "(char) " + (int) character;
    }
    String suffix = value instanceof Float ? "f" : value instanceof Long ? "L" : "";
    return value + suffix;
  }
}
