package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a generated companion class, and on each of its backward methods: what it is the derivative
 * of. Callers in other classes, also across jars, read it from the class file. Not for hand-written
 * code.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface GeneratedDerivative {

  /**
   * On a backward method: the differentiated method, as {@code name(type,type)} with qualified type
   * names.
   *
   * @return empty on a class
   */
  String of() default "";

  /**
   * On a backward method: the positions (from 0) of the differentiated parameters of the method
   * named by {@link #of}.
   *
   * @return ascending positions
   */
  int[] wrt() default {};

  /**
   * On a backward method: the positions (from 0) of the array parameters that the method writes to.
   *
   * @return ascending positions
   */
  int[] writes() default {};
}
