package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.emit.ExpressionPrinter.Printed;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;

/** Prints calls on data, and the expressions that make objects or take something off the tape. */
final class CreationPrinter {
  private final MethodContext context;
  private final ExpressionPrinter expressions;

  CreationPrinter(MethodContext context, ExpressionPrinter expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Printed render(Expr expr) {
    if (expr instanceof Expr.NewArray array) {
      return Printed.primary(newArray(array));
    } else if (expr instanceof Expr.ArrayLiteral literal) {
      return Printed.primary("new ", context.classes().of(literal.type()), " ", braces(literal));
    } else if (expr instanceof Expr.CloneArray clone) {
      return Printed.primary(expressions.primary(clone.array()), ".clone()");
    } else if (expr instanceof Expr.Pop pop) {
      return pop(pop.type());
    } else if (expr instanceof Expr.Room room) {
      String method = (room.off() ? ".pop" : ".push") + stackName(room.of()) + "s";
      return Printed.primary(
          Doc.call(
              Doc.of(context.tapeName(), method),
              List.of(
                  expressions.passed(room.from(), Primitive.LONG),
                  expressions.passed(room.to(), Primitive.LONG))));
    } else if (expr instanceof Expr.Stack stack) {
      return Printed.primary(context.tapeName(), ".", stack.of().toString(), "Stack()");
    } else if (expr instanceof Expr.KeptArray kept) {
      String method = context.tapeName() + ".kept" + stackName(kept.of()) + "s";
      return Printed.primary(
          Doc.call(Doc.of(method), List.of(expressions.passed(kept.length(), Primitive.INT))));
    } else if (expr instanceof Expr.Mark) {
      return Printed.primary(context.tapeName(), ".mark()");
    } else if (expr instanceof Expr.Scratch scratch) {
      return Printed.primary(scratch(scratch));
    } else if (expr instanceof Expr.Lent lent) {
      return Printed.primary(lent(lent));
    } else if (expr instanceof Expr.Fresh fresh) {
      return Printed.primary(fresh(fresh));
    } else if (expr instanceof Expr.DataCall call) {
      Doc of =
          call.receiver() == null
              ? context.classes().of(call.owner())
              : expressions.primary(call.receiver());
      return Printed.primary(
          Doc.call(Doc.of(of, ".", call.name()), expressions.arguments(call.arguments())));
    } else if (expr instanceof Expr.NewObject made) {
      Doc type = Doc.of("new ", context.classes().of(made.type()));
      return Printed.primary(Doc.call(type, expressions.arguments(made.arguments())));
    } else if (expr instanceof Expr.Elementwise elements) {
      return Printed.primary(new ElementwisePrinter(context, expressions).print(elements));
    } else if (expr instanceof Expr.NewRecord created) {
      return Printed.primary(newRecord(created));
    }
    throw new IllegalStateException("no Java for " + expr);
  }

  /**
   * The braces of an array literal, which stand alone in a declaration and in the rows of another
   * literal.
   */
  Doc braces(Expr.ArrayLiteral literal) {
    if (literal.elements().isEmpty()) {
      return Doc.of("{}");
    }
    Type element = literal.type().elementType();
    List<Doc> items = new ArrayList<>();
    for (Expr item : literal.elements()) {
      items.add(
          item instanceof Expr.ArrayLiteral row
              ? braces(row)
              : expressions.assigned(item, element));
    }
    return Doc.group(
        0, "{", new Doc.Break("", 2), Doc.group(2, Doc.commaSeparated(items)), Doc.SOFT, "}");
  }

  private Doc newArray(Expr.NewArray array) {
    List<Object> parts = new ArrayList<>();
    parts.add("new ");
    parts.add(context.classes().of(array.type().leaf()));
    for (Expr dimension : array.dimensions()) {
      parts.add("[");
      parts.add(expressions.print(dimension));
      parts.add("]");
    }
    parts.add("[]".repeat(array.type().rank() - array.dimensions().size()));
    return Doc.of(parts.toArray());
  }

  private Doc newRecord(Expr.NewRecord created) {
    List<Type> types = context.componentTypes(created.type());
    List<Doc> components = new ArrayList<>();
    for (int i = 0; i < created.components().size(); i++) {
      Expr component = created.components().get(i);
      components.add(
          i < types.size()
              ? expressions.passed(component, types.get(i))
              : expressions.print(component));
    }
    return Doc.call(Doc.of("new ", context.classes().of(created.type())), components);
  }

  /** The smaller integral types travel on the stack of ints. */
  private Printed pop(Type type) {
    String tape = context.tapeName();
    if (type.toString().equals("java.lang.Object")) {
      return Printed.primary(tape + ".popArray()");
    }
    if (!(type instanceof Primitive primitive)) {
      return cast(type, tape + ".popArray()");
    }
    return switch (primitive) {
      case BYTE, SHORT, CHAR -> cast(type, tape + ".popInt()");
      case BOOLEAN -> Printed.primary(tape + ".popBoolean()");
      case INT -> Printed.primary(tape + ".popInt()");
      case LONG -> Printed.primary(tape + ".popLong()");
      case FLOAT -> Printed.primary(tape + ".popFloat()");
      case DOUBLE -> Printed.primary(tape + ".popDouble()");
    };
  }

  private static String stackName(Type type) {
    String name = type.toString();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private Printed cast(Type type, String text) {
    return new Printed(Doc.of("(", context.classes().of(type), ") ", text), Precedence.UNARY);
  }

  private Doc scratch(Expr.Scratch scratch) {
    Expr like = scratch.like();
    if (!like.type().isDifferentiable() || !like.type().isArray()) {
      throw new IllegalStateException("the tape lends no " + like.type());
    }
    String lend =
        context.tapeName() + (like.type().leaf() == Primitive.DOUBLE ? ".doubles" : ".floats");
    return like.type().rank() == 1
        ? Doc.of(lend, "(", expressions.primary(like), ".length)")
        : Doc.of(lend, "Like(", expressions.print(like), ")");
  }

  /** {@code tape.doubles(n)}, {@code tape.doubleRows(n)}, {@code tape.copyOf(x)}. */
  private Doc lent(Expr.Lent lent) {
    if (lent.made() instanceof Expr.CloneArray copy) {
      return Doc.call(
          Doc.of(context.tapeName(), ".copyOf"), List.of(expressions.print(copy.array())));
    }
    Expr.NewArray array = (Expr.NewArray) lent.made();
    boolean empty = array.dimensions().size() < array.type().rank();
    List<Doc> lengths = new ArrayList<>();
    for (Expr dimension : array.dimensions()) {
      lengths.add(expressions.print(dimension));
    }
    String what = array.type().leaf() + (empty ? "Rows" : "s");
    return Doc.call(Doc.of(context.tapeName(), ".", what), lengths);
  }

  private Doc fresh(Expr.Fresh fresh) {
    Expr like = fresh.like();
    if (like.type().isMatrix()) {
      return Doc.call(
          Doc.of(context.classes().of(MethodContext.MATRIX_ADJOINTS), ".zerosLike"),
          List.of(expressions.print(like)));
    }
    if (like.type().rank() > 1) {
      return Doc.of(
          context.classes().of(MethodContext.ADJOINTS),
          fresh.copy() ? ".copyOf(" : ".zerosLike(",
          expressions.print(like),
          ")");
    }
    return fresh.copy()
        ? Doc.of(expressions.primary(like), ".clone()")
        : Doc.of(
            "new ",
            context.classes().of(like.type().leaf()),
            "[",
            expressions.primary(like),
            ".length]");
  }
}
