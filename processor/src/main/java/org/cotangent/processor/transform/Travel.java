package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * The adjoints of arrays whose names move: they are made in the forward sweep, where their arrays
 * are made, and every reference to an array is accompanied by one to its adjoint.
 *
 * <p>{@code t = a; a = b; b = t} becomes {@code t = a; tAdjoint = aAdjoint; ...}. So two names of
 * one array are two names of one adjoint, whatever the program does with them. The reverse sweep
 * takes both references back together.
 */
final class Travel {
  private static final String ADJOINTS = "org.cotangent.runtime.Adjoints";

  private final Prepared method;

  Travel(Prepared method) {
    this.method = method;
  }

  /** Whether the adjoint of a variable travels with it. */
  boolean travels(Variable variable) {
    return variable.type().isArray()
        && method.storage().moves(variable)
        && method.snippets().carries(method.storage().of(variable));
  }

  /** The same for {@code a}, {@code m[i]}. */
  boolean travels(Expr place) {
    return Exprs.root(place) != null && travels(Exprs.root(place));
  }

  /** The adjoint of a variable that travels. */
  Variable shadow(Variable variable) {
    return method.shadows().of(variable);
  }

  /** The adjoint that a variable starts with, evaluated when the variable has its array. */
  Expr initial(Variable variable, Expr init) {
    if (init instanceof Expr.NewArray made) {
      return made.type().rank() == 1 ? new Expr.Scratch(Exprs.read(variable)) : made;
    }
    if (init instanceof Expr.ArrayLiteral literal) {
      return literal.type().rank() == 1 ? new Expr.Scratch(Exprs.read(variable)) : rows(literal);
    }
    if (init instanceof Expr.CloneArray copy) {
      if (copy.type().rank() == 1) {
        return new Expr.Scratch(Exprs.read(variable));
      }
      return Exprs.root(copy.array()) == null
          ? zerosLike(Exprs.read(variable))
          : new Expr.CloneArray(reference(copy.array()));
    }
    return reference(init);
  }

  private Expr rows(Expr.ArrayLiteral literal) {
    List<Expr> rows = new ArrayList<>();
    for (Expr row : literal.elements()) {
      if (!(row instanceof Expr.ArrayLiteral inner)) {
        rows.add(reference(row));
      } else if (inner.type().rank() > 1) {
        rows.add(rows(inner));
      } else {
        rows.add(
            new Expr.NewArray(inner.type(), List.of(Exprs.intLiteral(inner.elements().size()))));
      }
    }
    return new Expr.ArrayLiteral(literal.type(), rows);
  }

  /** The adjoint of what an expression refers to; zeros that nobody reads for an array of data. */
  Expr reference(Expr array) {
    if (array instanceof Expr.Literal) {
      return array;
    }
    if (array instanceof Expr.Conditional choice) {
      return new Expr.Conditional(
          choice.condition(),
          reference(choice.whenTrue()),
          reference(choice.whenFalse()),
          choice.type());
    }
    return Exprs.root(array) == null ? zerosLike(array) : method.shadows().of(array);
  }

  /** Zeros of the shape of an array; null for null. */
  static Expr zerosLike(Expr array) {
    IntrinsicMethod zeros =
        new IntrinsicMethod(ADJOINTS, "zerosLike", List.of(array.type()), array.type());
    return new Expr.Intrinsic(zeros, List.of(array));
  }

  /** What the adjoints of parameters start with that nobody gives. */
  List<Stmt> inward() {
    List<Stmt> out = new ArrayList<>();
    method
        .function()
        .parameters()
        .forEach(
            parameter -> {
              Variable variable = parameter.variable();
              if (travels(variable) && !method.given().contains(shadow(variable))) {
                Expr zeros = zerosLike(Exprs.read(variable));
                out.add(new Stmt.Declare(shadow(variable), zeros, Span.NONE));
              }
            });
    return out;
  }

  /** Copies references to the adjoints of rows, as {@code System.arraycopy} copies rows. */
  Stmt copyRows(Stmt.ArrayCopy copy) {
    return new Stmt.ArrayCopy(
        method.shadows().of(copy.source()),
        copy.sourcePosition(),
        method.shadows().of(copy.target()),
        copy.targetPosition(),
        copy.length(),
        Span.NONE);
  }
}
