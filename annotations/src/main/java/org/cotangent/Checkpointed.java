package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Recompute in the reverse sweep instead of storing: on the variable of a counted loop, or on a
 * method.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.LOCAL_VARIABLE, ElementType.METHOD})
public @interface Checkpointed {

  /**
   * How many states of the loop are kept at once, for a binomial schedule.
   *
   * @return at least 1; 0 (the default) leaves the choice to the compiler
   */
  int snapshots() default 0;
}
