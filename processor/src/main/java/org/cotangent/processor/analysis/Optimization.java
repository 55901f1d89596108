package org.cotangent.processor.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What makes companions faster, or their tapes smaller, and could be left out without changing a
 * derivative by more than rounding. Each can be switched off with {@code -Acotangent.without}, to
 * find out what it gains, and whether a fault is its own.
 */
public enum Optimization {
  /** Cheap values are computed again in the reverse sweep instead of being kept on the tape. */
  RECOMPUTED_VALUES,

  /** Iterations that meet in sums only are reversed one by one, as soon as they have run. */
  FUSED_LOOPS,

  /** Elements that an innermost loop reads, or adds to, in each trip are local variables there. */
  ELEMENT_LOCALS,

  /**
   * Where a loop overwrites all of an array, elements that are needed of before are kept by that
   * loop only, not also by whatever overwrites the array later.
   */
  COVERING_WRITES,

  /** Elements are put back for whoever reads them only, also behind calls and through recursion. */
  UNREAD_ARRAYS,

  /** {@code p++} is taken back by {@code p--}, instead of keeping the old value. */
  UNDONE_UPDATES,

  /** Loops of the reverse sweep are skipped where a choice left nothing to pass on. */
  IDLE_LOOPS,

  /** Small helpers are differentiated in place of their calls. */
  INLINED_HELPERS,

  /** Partial derivatives are made from values of functions that the primal computed. */
  SHARED_VALUES,

  /** Of a loop for a running maximum or minimum, only the iteration that won is reversed. */
  RUNNING_EXTREMES,

  /** A loop that counts makes room on the tape for all its iterations at once. */
  TAPE_BLOCKS,

  /** A helper's reverse half is given arguments again that its caller still has. */
  REPEATED_ARGUMENTS,

  /** The few rows of a Jacobian are reversed one after the other, each without what is 0 in it. */
  SEPARATE_ROWS,

  /** In such rows, adjoints that are divided by the same variable share its reciprocal. */
  SHARED_RECIPROCALS,

  /** An array that a loop overwrites at its own index is copied as a whole in front of the loop. */
  ARRAY_COPIES,

  /** Arrays that a method makes for itself are lent by the tape instead of being allocated. */
  LENT_ARRAYS;

  /** The name in the option. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of this name in the option. */
  public static Optional<Optimization> named(String name) {
    return Arrays.stream(values()).filter(each -> each.optionName().equals(name)).findFirst();
  }

  /** All of them, which is what is used unless something else is asked for. */
  public static Set<Optimization> all() {
    return Collections.unmodifiableSet(EnumSet.allOf(Optimization.class));
  }
}
