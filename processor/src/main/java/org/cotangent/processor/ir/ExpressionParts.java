package org.cotangent.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The direct parts of expressions, for walks that treat most kinds alike. */
public final class ExpressionParts {
  private ExpressionParts() {}

  /** The direct operands, in Java's order of evaluation. */
  public static List<Expr> of(Expr expression) {
    if (expression instanceof Expr.Binary binary) {
      return List.of(binary.left(), binary.right());
    }
    if (expression instanceof Expr.ArrayRead read) {
      return List.of(read.array(), read.index());
    }
    if (expression instanceof Expr.Unary unary) {
      return List.of(unary.operand());
    }
    if (expression instanceof Expr.Cast cast) {
      return List.of(cast.operand());
    }
    if (expression instanceof Expr.Conditional conditional) {
      return List.of(conditional.condition(), conditional.whenTrue(), conditional.whenFalse());
    }
    if (expression instanceof Expr.Intrinsic intrinsic) {
      return intrinsic.arguments();
    }
    if (expression instanceof Expr.ArrayLength length) {
      return List.of(length.array());
    }
    if (expression instanceof Expr.FieldRead field) {
      return List.of(field.receiver());
    }
    if (expression instanceof Expr.NewArray array) {
      return array.dimensions();
    }
    if (expression instanceof Expr.ArrayLiteral literal) {
      return literal.elements();
    }
    if (expression instanceof Expr.CloneArray clone) {
      return List.of(clone.array());
    }
    if (expression instanceof Expr.DataCall call) {
      List<Expr> parts = new ArrayList<>();
      if (call.receiver() != null) {
        parts.add(call.receiver());
      }
      parts.addAll(call.arguments());
      return parts;
    }
    if (expression instanceof Expr.NewObject made) {
      return made.arguments();
    }
    if (expression instanceof Expr.Elementwise elements) {
      return List.of(elements.formula());
    }
    if (expression instanceof Expr.Carried carried) {
      return List.of(carried.value(), carried.source());
    }
    if (expression instanceof Expr.Scratch scratch) {
      return List.of(scratch.like());
    }
    if (expression instanceof Expr.Lent lent) {
      return List.of(lent.made());
    }
    if (expression instanceof Expr.KeptArray kept) {
      return List.of(kept.length());
    }
    if (expression instanceof Expr.Room room) {
      return List.of(room.from(), room.to());
    }
    if (expression instanceof Expr.Fresh fresh) {
      return List.of(fresh.like());
    }
    if (expression instanceof Expr.NewRecord made) {
      return made.components();
    }
    if (expression instanceof Expr.Component component) {
      return List.of(component.record());
    }
    // literals, constants, variables and pops have no parts
    return List.of();
  }

  /** The expression and all its parts, each before its own parts. */
  public static List<Expr> all(Expr expression) {
    List<Expr> found = new ArrayList<>();
    collect(expression, found);
    return found;
  }

  /** The variables that an expression reads, in order of first mention. */
  public static Set<Variable> variables(Expr expression) {
    Set<Variable> variables = new LinkedHashSet<>();
    for (Expr part : all(expression)) {
      if (part instanceof Expr.VariableRead read) {
        variables.add(read.variable());
      }
    }
    return variables;
  }

  private static void collect(Expr expression, List<Expr> into) {
    into.add(expression);
    of(expression).forEach(part -> collect(part, into));
  }
}
