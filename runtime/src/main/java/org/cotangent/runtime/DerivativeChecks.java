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
}
