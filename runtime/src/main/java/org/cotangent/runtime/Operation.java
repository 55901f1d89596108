package org.cotangent.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a method that computes with matrices is differentiated. The annotation processor reads
 * it where the method is called in a differentiated method; it knows no operation of its own. The
 * method is pure: it changes nothing, and its result is a new {@code Matrix} or a {@code double}.
 *
 * <p>An <b>elementwise</b> operation is its {@link #formula}, in the names of its parameters
 * ({@code self} is the receiver): {@code "tanh(self)"}, {@code "self + row"}. Chains of such
 * operations are computed at once. Its {@link #adjoints} are formulas too, which may also mention
 * {@code result} and {@code adjoint}, the adjoint of the result: {@code "self: adjoint * (1 -
 * result * result)"}. Where a parameter is repeated over the result, its adjoint is a sum: {@code
 * "row: columnSums(adjoint)"} for a row, {@code "column: rowSums(...)"} for a column, {@code
 * "factor: sum(adjoint * self)"} for a scalar.
 *
 * <p>Any <b>other</b> operation names a public static method for each parameter with an adjoint,
 * and what it is given: {@code "other: org.cotangent.runtime.operation.ProductAdjoints.right(self,
 * adjoint, sum)"}. The arguments are parameters of the operation, {@code self}, {@code result},
 * {@code adjoint} (the adjoint of the result: a Matrix or a double) and {@code sum}. What is not
 * named need not be kept. For a Matrix parameter {@code sum} has to be named: it is what the
 * adjoint was so far, maybe {@code Matrix.ZERO}, and the method returns the sum of it and its own
 * share, changing neither. For a {@code double} parameter the method returns its share as a {@code
 * double}, and {@code sum} is not named.
 *
 * <p>A parameter of type Matrix, double or float without an entry has no adjoint: it is data, and
 * what flows into it is lost by decision.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Operation {
  /**
   * The formula of an elementwise operation.
   *
   * @return the formula, or nothing for other operations
   */
  String formula() default "";

  /**
   * The adjoint of each parameter that has one.
   *
   * @return texts {@code "name: how"}
   */
  String[] adjoints() default {};
}
