package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for derivatives of a numeric method: the compiler writes them into the companion class
 * {@code <Class>Derivatives} of the same package.
 *
 * <p>The method is static, or an instance method that cannot be overridden. What its body may hold
 * is listed in {@code docs/language.md}; anything else is an error at its place.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Differentiable {

  /**
   * The names of the parameters to differentiate by. Empty (the default): every parameter of a
   * differentiable type ({@code double}, {@code float}, their arrays of any rank, and records made
   * of these) that is not {@link NonDifferentiable}. A field of the receiver is named with {@code
   * this}, as in {@code wrt = {"x", "this.rate"}}.
   *
   * @return names of parameters and fields, each of a differentiable type
   */
  String[] wrt() default {};

  /**
   * Which derivatives to write.
   *
   * @return at least one mode
   */
  Mode[] modes() default {Mode.GRADIENT};

  /**
   * What the derivative is where calculus leaves a choice, see {@code docs/conventions.md}.
   *
   * @return the policy for the whole method and the helpers it calls
   */
  Singularities singularities() default Singularities.SUBGRADIENT;

  /**
   * Classes of hand-written derivatives ({@link DerivativeOf}) to use, besides those of this file
   * and those that stand in the class of the called method. They hold for the whole companion.
   *
   * @return classes whose own methods are looked at
   */
  Class<?>[] rules() default {};
}
