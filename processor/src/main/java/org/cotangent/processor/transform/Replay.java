package org.cotangent.processor.transform;

import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Variable;

/**
 * What a method stands for that {@link Outline} has made: something {@code @Checkpointed}, which
 * runs again in the reverse sweep. The method's body is one call, in a loop or not.
 */
sealed interface Replay {

  /** The place of the loop or the method. */
  Span span();

  /**
   * A counted loop whose body is a call.
   *
   * @param snapshots how many snapshots are kept at once; 0 leaves it to the running program
   * @param scalars the names of the scalars that an array hands from one iteration to the next
   * @param method the name of the user's method
   */
  record Loop(
      Variable index,
      Expr from,
      BinaryOp relation,
      Expr bound,
      int step,
      int snapshots,
      Map<Variable, String> scalars,
      String method,
      Span span)
      implements Replay {
    public Loop {
      scalars = Map.copyOf(scalars);
    }

    /** Whether the index counts the iterations: {@code for (int i = 0; i < n; i++)}. */
    boolean countsFromZero() {
      return step == 1
          && relation == BinaryOp.LT
          && from instanceof Expr.Literal literal
          && literal.value() instanceof Number number
          && number.longValue() == 0
          && bound.type().equals(index.type());
    }
  }

  /**
   * A call of a method.
   *
   * @param method its name
   */
  record Method(String method, Span span) implements Replay {}
}
