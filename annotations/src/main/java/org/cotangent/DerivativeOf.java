package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method as the hand-written derivative of another method. Where a differentiated
 * method calls that other method, the derivative is this one's, whatever the body of the other one
 * is: native code, a library, an iteration.
 *
 * <pre>{@code
 * static double f(double x, double[] w)                                    // the method
 *
 * @DerivativeOf(type = Model.class, method = "f")                          // its derivative
 * static double fDerivative(double x, double[] w, double[] wAdjoint, double seed)
 * }</pre>
 *
 * <p>The parameters are those of the method, the receiver of an instance method before them; each
 * floating-point array is followed at once by its adjoint, of the same shape, which is <i>added
 * to</i>. A parameter marked {@link NonDifferentiable} is data and has no adjoint. Last comes the
 * seed, the adjoint of the result, unless the result is void or no floating-point value. What is
 * returned are the adjoints of the scalars: nothing where there is none, the adjoint itself where
 * there is one, and a {@code double[]} with one for each, in order, where there are several. The
 * compiler checks all of it and prints the signature that it wants.
 *
 * <p>The arguments are those at the time of the call: arrays as they were before it. For an array
 * that the method writes, the adjoint comes in as that of the elements after the call, and has to
 * be turned into that of the elements before it.
 *
 * <p>The derivative is used by the classes of its own file, by every caller of a method of the
 * class that declares the derivative, and by those that name its class in {@link
 * Differentiable#rules}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DerivativeOf {

  /**
   * The class that declares the method.
   *
   * @return a class
   */
  Class<?> type();

  /**
   * The name of the method whose derivative this is. Overloads are told apart by the parameters.
   *
   * @return a method name of {@link #type()}
   */
  String method();

  /**
   * The parameters, by their names here, whose arrays the method may write to. Without this member
   * it may write to all of its arrays that are not {@link NonDifferentiable}, and a copy of each is
   * kept for the reverse sweep; {@code writes = {}} says that it only reads them.
   *
   * @return names of array parameters
   */
  String[] writes() default {};
}
