package org.cotangent.processor.rules;

import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Variable;

/**
 * What is known of a pure method of scalars.
 *
 * @param method the method
 * @param kind whether it has derivatives
 * @param parameters placeholders that stand for the arguments in the partials
 * @param result the placeholder that stands for the primal's value in the partials
 * @param partials for each parameter the partial derivative over the placeholders; null for a
 *     parameter that carries none (an int); the list is empty unless the kind is DIFFERENTIABLE
 * @param strictPartials the same under the STRICT policy
 * @param strongZero for each parameter whether, under SUBGRADIENT, a contribution whose incoming
 *     adjoint is exactly 0 is skipped because the partial may be infinite
 */
public record Rule(
    IntrinsicMethod method,
    Kind kind,
    List<Variable> parameters,
    Variable result,
    List<Expr> partials,
    List<Expr> strictPartials,
    List<Boolean> strongZero) {

  /** What may be done with a method. */
  public enum Kind {
    /** It has a partial by every floating-point parameter. */
    DIFFERENTIABLE,
    /** Its result is piecewise constant, or no floating-point number: the derivative is zero. */
    CONSTANT,
    /** It must not occur in a differentiated method (random numbers, say). */
    UNSUPPORTED
  }
}
