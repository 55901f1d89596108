package org.cotangent.runtime;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Arrays of arrays as a method leaves them: which array is which row, and what is in them. A
 * reverse sweep goes back in time, rows that changed places included; afterwards everything is put
 * where a plain call of the method would have left it.
 */
public final class KeptArrays {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Object> arrays = new ArrayList<>();
  private final List<Object> contents = new ArrayList<>();

  private KeptArrays() {}

  /**
   * Finds all arrays that a parameter reaches when a method begins.
   *
   * @param array an array of arrays, or null
   * @return what is to be kept
   */
  public static KeptArrays of(Object array) {
    KeptArrays kept = new KeptArrays();
    kept.collect(array);
    return kept;
  }

  /**
   * Keeps the contents of all these arrays, and of those that the parameter reaches now.
   *
   * @param kept what {@link #of} answered
   * @param array the parameter
   */
  public static void keep(KeptArrays kept, Object array) {
    kept.collect(array);
    kept.contents.clear();
    for (Object each : kept.arrays) {
      Object copy = Array.newInstance(each.getClass().getComponentType(), Array.getLength(each));
      System.arraycopy(each, 0, copy, 0, Array.getLength(each));
      kept.contents.add(copy);
    }
  }

  /**
   * Puts the contents back that were kept.
   *
   * @param kept what {@link #keep} was given
   */
  public static void putBack(KeptArrays kept) {
    for (int i = 0; i < kept.contents.size(); i++) {
      Object copy = kept.contents.get(i);
      System.arraycopy(copy, 0, kept.arrays.get(i), 0, Array.getLength(copy));
    }
  }

  private void collect(Object array) {
    if (array == null || !array.getClass().isArray()) {
      return;
    }
    // An array that is known may have rows that are not.
    if (seen.add(array)) {
      arrays.add(array);
    }
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        collect(row);
      }
    }
  }
}
