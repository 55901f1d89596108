package org.cotangent.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the program of dual numbers says: the derivative of each number that a call leaves behind by
 * each number that went in.
 *
 * @param value the result
 * @param after the arguments after the call
 * @param inputs by parameter, the first input that it holds; -1 for data
 */
record Jacobian(Object value, Object[] after, int[] inputs, int count) {

  /** Turns arguments into dual numbers; arrays that are the same stay the same. */
  static final class Builder {
    private final Map<Object, Object> seen = new IdentityHashMap<>();
    private final int count;
    private int next;

    Builder(int count) {
      this.count = count;
    }

    Object active(Object value) {
      if (value instanceof Double number) {
        return Dual.input(number, false, next++, count);
      }
      if (value instanceof Float number) {
        return Dual.input(number, true, next++, count);
      }
      return array(value, true);
    }

    Object data(Object value) {
      if (value instanceof Double number) {
        return Dual.of(number.doubleValue());
      }
      if (value instanceof Float number) {
        return Dual.of(number.floatValue());
      }
      if (value == null || !value.getClass().isArray() || Arguments.numbers(value).isEmpty()) {
        return Arguments.copy(value);
      }
      return array(value, false);
    }

    private Object array(Object value, boolean active) {
      Object known = seen.get(value);
      if (known != null) {
        return known;
      }
      int length = Array.getLength(value);
      Object[] copy = null;
      for (int i = 0; i < length; i++) {
        Object element = Array.get(value, i);
        Object dual = active ? active(element) : data(element);
        if (copy == null) {
          copy = (Object[]) Array.newInstance(dual.getClass(), length);
        }
        copy[i] = dual;
      }
      seen.put(value, copy);
      return copy;
    }

    int next() {
      return next;
    }
  }

  /**
   * A derivative and the magnitude of what it is made of: of the sum of some outputs, each times
   * its seed, by one input.
   */
  record Entry(double derivative, double magnitude) {}

  /** The pullback of seeds: of one for the value, and of one for each argument (null for none). */
  List<Entry> pullback(Object seed, Object[] seeds) {
    double[] derivatives = new double[count];
    double[] magnitudes = new double[count];
    add(value, seed, derivatives, magnitudes);
    for (int i = 0; i < after.length; i++) {
      add(after[i], seeds[i], derivatives, magnitudes);
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(derivatives[i], magnitudes[i]));
    }
    return entries;
  }

  private void add(Object output, Object seed, double[] derivatives, double[] magnitudes) {
    if (seed == null) {
      return;
    }
    if (output instanceof Dual number) {
      double factor = ((Number) seed).doubleValue();
      for (int i = 0; i < count; i++) {
        derivatives[i] += factor * number.derivative(i);
        magnitudes[i] += Math.abs(factor) * number.magnitude(i);
      }
      return;
    }
    for (int i = 0; i < Array.getLength(output); i++) {
      add(Array.get(output, i), Array.get(seed, i), derivatives, magnitudes);
    }
  }
}
