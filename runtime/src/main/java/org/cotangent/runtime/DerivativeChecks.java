package org.cotangent.runtime;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Checks of what derivatives written by hand ({@code @DerivativeOf}) and their methods return,
 * which the compiler cannot see. Called by generated code.
 */
public final class DerivativeChecks {
  private DerivativeChecks() {}

  /**
   * Checks that a hand-written derivative returned an adjoint for each scalar parameter.
   *
   * @param derivative its name, for the message
   * @param adjoints what it returned
   * @param count the number of scalar parameters
   * @throws IllegalArgumentException when there are more or fewer, or {@code adjoints} is null
   */
  public static void requireScalars(String derivative, double[] adjoints, int count) {
    if (adjoints == null || adjoints.length != count) {
      throw new IllegalArgumentException(
          derivative
              + " returned "
              + (adjoints == null ? "null" : "an array of length " + adjoints.length)
              + ", but has to return the adjoints of "
              + count
              + " scalar parameters");
    }
  }

  /**
   * Checks that an array that a method with a hand-written derivative returned is none of its
   * arguments. Empty arrays may be.
   *
   * @param method its name, for the message
   * @param result what it returned, or null
   * @param argument an array that it was given, or null
   * @throws IllegalArgumentException when the two share an array
   */
  public static void requireFresh(String method, Object result, Object argument) {
    Set<Object> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
    Adjoints.collectLeaves(result, leaves);
    if (Adjoints.sharesLeaf(argument, leaves)) {
      throw new IllegalArgumentException(
          method
              + " returned an array that it was given, so the adjoints of the two would mix: "
              + "let it return a copy");
    }
  }

  /**
   * The rows of an array of arrays, all the way down, for {@link #requireSameRows}.
   *
   * @param <E> the type of its rows
   * @param array any array of arrays, or null
   * @return arrays of their own that hold the same arrays of numbers
   */
  public static <E> E[] rowsOf(E[] array) {
    if (array == null) {
      return null;
    }
    E[] rows = array.clone();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] instanceof Object[] inner) {
        @SuppressWarnings("unchecked") // a clone has the class of its original
        E copy = (E) rowsOf(inner);
        rows[i] = copy;
      }
    }
    return rows;
  }

  /**
   * Checks that a method of another class left the rows of an argument where they were.
   *
   * @param method its name, for the message
   * @param before what {@link #rowsOf} answered before the call
   * @param after the argument after the call
   * @throws IllegalArgumentException when an array of numbers is in another place now
   */
  public static void requireSameRows(String method, Object[] before, Object[] after) {
    for (int i = 0; before != null && i < before.length; i++) {
      if (before[i] instanceof Object[] rows && after[i] instanceof Object[] now) {
        requireSameRows(method, rows, now);
      } else if (before[i] != after[i]) {
        throw new IllegalArgumentException(
            method
                + " replaced a row of an array that it was given, which the derivative of a method of "
                + "another file cannot follow: copy the elements instead");
      }
    }
  }
}
