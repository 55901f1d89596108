package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a static method as the hand-written derivative of another method. */
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
   * The name of the method whose derivative this is.
   *
   * @return a method name of {@link #type()}
   */
  String method();
}
