package org.cotangent;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Compute again in the reverse sweep instead of keeping a tape.
 *
 * <p>On the variable of a counted loop, {@code for (@Checkpointed(snapshots = 20) int i = 0; i < n;
 * i++)}: the iterations run again from a few snapshots of what they change, which a binomial
 * schedule spreads. The loop must not be left by a jump. On a method: its calls keep their
 * arguments only, and run again. In both cases the code must compute the same each time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.LOCAL_VARIABLE, ElementType.METHOD})
public @interface Checkpointed {

  /**
   * How many snapshots of the loop are kept at once.
   *
   * @return at least 1; 0 (the default): as many as it takes that no iteration runs more than three
   *     times without a tape. On a method it means nothing
   */
  int snapshots() default 0;
}
