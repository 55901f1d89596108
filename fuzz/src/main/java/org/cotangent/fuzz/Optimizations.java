package org.cotangent.fuzz;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The processor's optimisations, by the names that switch them off. Each program is compiled with
 * all of them, and a second time without some.
 */
final class Optimizations {
  /** So many programs, one after another, are compiled without the same ones, in one run. */
  static final int GROUP = 10;

  private static final List<String> NAMES = names();

  private Optimizations() {}

  /** All of them, in the order of the processor. */
  static List<String> all() {
    return NAMES;
  }

  private static List<String> names() {
    try {
      Class<?> type = Class.forName("org.cotangent.processor.analysis.Optimization");
      Method name = type.getMethod("optionName");
      List<String> names = new ArrayList<>();
      for (Object each : type.getEnumConstants()) {
        names.add((String) name.invoke(each));
      }
      return List.copyOf(names);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the processor is not on the class path", e);
    }
  }

  /**
   * What a program is compiled without, the second time: all; or one, which tells whether it acts;
   * or all but one; or half of them, by chance.
   */
  static Set<String> without(long campaign, long id) {
    long group = id / GROUP;
    SplittableRandom random = new SplittableRandom(campaign + group * 0x9E3779B97F4A7C15L);
    String one = NAMES.get(random.nextInt(NAMES.size()));
    Set<String> left = new TreeSet<>();
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> left.addAll(NAMES);
      case 3, 4, 5, 6 -> left.add(one);
      case 7 -> {
        left.addAll(NAMES);
        left.remove(one);
      }
      default -> NAMES.stream().filter(name -> random.nextBoolean()).forEach(left::add);
    }
    return Collections.unmodifiableSet(left.isEmpty() ? Set.of(one) : left);
  }

  /** The option of the compiler that switches these off. */
  static String option(Set<String> without) {
    return "-Acotangent.without=" + String.join(",", without);
  }
}
