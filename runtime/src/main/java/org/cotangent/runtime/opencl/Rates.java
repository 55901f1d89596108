package org.cotangent.runtime.opencl;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.cotangent.runtime.backend.CostModel.Work;
import org.cotangent.runtime.backend.Precision;

/**
 * What operations cost, in nanoseconds: for the device ({@code device}) and for Java ({@code cpu}),
 * in each precision, what an operation costs to start and what its work costs; and what copies
 * cost. Plain numbers under names, so that they can be kept in a file.
 */
record Rates(Map<String, Double> values) {
  /**
   * Formulas with at least so many operations an element are bound by arithmetic, not by memory.
   */
  static final int HEAVY = 8;

  Rates {
    values = Map.copyOf(values);
  }

  /** The name of a number. */
  static String name(String side, Precision precision, String what) {
    return side + "." + precision.name().toLowerCase(Locale.ROOT) + "." + what;
  }

  /**
   * What Java needs at most for an element of a light formula or a sum, and for a heavy operation.
   */
  private static final double COMPILED = 2;

  private static final double FASTER = 1.25;

  /**
   * Whether Java was compiled when it was measured. In the interpreter, or with the first compiler
   * only, an element takes ten to a hundred times as long, and a device would be given what Java
   * does faster. (Products do not tell: without an instruction for it, fused multiply-add is slow.)
   */
  boolean isCredible() {
    for (Precision precision : Precision.values()) {
      for (String what : new String[] {"light", "heavy", "sum"}) {
        if (values.getOrDefault(name("cpu", precision, what), 0.0) > COMPILED) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether anything was measured to be clearly faster than in other rates of the same device. */
  boolean isFasterThan(Rates others) {
    return values.keySet().stream().anyMatch(name -> get(name) * FASTER < others.get(name));
  }

  /** The better of two measurements of the same device, number by number. */
  Rates best(Rates others) {
    Map<String, Double> best = new HashMap<>(values);
    others.values.forEach((name, value) -> best.merge(name, value, Math::min));
    return new Rates(best);
  }

  /** The time of an operation whose operands are where they should be. */
  double operation(String side, Work work, Precision precision, long operations, long elements) {
    double start = get(name(side, precision, "start"));
    boolean heavy = operations >= HEAVY * Math.max(1, elements);
    double each =
        switch (work) {
          case MULTIPLY -> operations * get(name(side, precision, "product"));
          case MAP ->
              heavy
                  ? operations * get(name(side, precision, "heavy"))
                  : elements * get(name(side, precision, "light"));
          case REDUCE ->
              elements * get(name(side, precision, "sum"))
                  + (heavy ? operations * get(name(side, precision, "heavy")) : 0);
          // a kernel reads, writes and mostly takes an exponential of each element
          case LAUNCH -> operations * HEAVY * get(name(side, precision, "heavy"));
        };
    return start + each;
  }

  /** The time of a copy. */
  double upload(long bytes) {
    return bytes == 0 ? 0 : get("upload.start") + bytes * get("upload.byte");
  }

  /** The time of a copy. */
  double download(long bytes) {
    return bytes == 0 ? 0 : get("download.start") + bytes * get("download.byte");
  }

  double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("nothing was measured for " + name);
    }
    return value;
  }

  String toText() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.toString();
  }

  /** What {@link #toText} wrote, or null if it is something else. */
  static Rates fromText(String text) {
    Map<String, Double> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      try {
        double value = Double.parseDouble(line.substring(space + 1));
        if (!(value >= 0) || Double.isInfinite(value)) {
          return null;
        }
        values.put(line.substring(0, Math.max(0, space)), value);
      } catch (NumberFormatException e) {
        return null;
      }
    }
    return values.containsKey("upload.byte") ? new Rates(values) : null;
  }
}
