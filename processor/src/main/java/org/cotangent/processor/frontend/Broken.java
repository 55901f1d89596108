package org.cotangent.processor.frontend;

import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;

/**
 * Stands for an expression that was refused. Whatever contains it is refused silently, so that one
 * offence makes one message, and the rest of the method is still looked at.
 */
final class Broken {
  /** The stand-in: no other expression has the type void. */
  static final Expr VALUE = Expr.Literal.of("refused", Type.VoidType.VOID);

  private Broken() {}

  static boolean is(Expr expression) {
    return expression.type() == Type.VoidType.VOID;
  }

  static boolean any(List<Expr> expressions) {
    return expressions.stream().anyMatch(Broken::is);
  }
}
