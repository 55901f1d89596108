package org.cotangent.benchmarks.matrices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several ways to do the same work against each other: they take turns, round by round, so
 * that a machine that is busy for a while is so for all of them, and the best round of each counts.
 * Wall time, since the work is shared between threads.
 */
final class Contest {
  private static final long ROUND_NANOS = 30_000_000;

  private final int rounds;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** One way: does the work so many times, and waits until it is done. */
  interface Way {
    void run(int times);
  }

  /**
   * A contest of so many rounds; a round of a way takes about 30 ms, or one run if that takes
   * longer.
   */
  Contest(int rounds) {
    this.rounds = rounds;
  }

  Contest add(String name, Way way) {
    ways.put(name, way);
    return this;
  }

  /** Runs the rounds; one more before them, which does not count, finds out how long runs take. */
  Map<String, Double> nanos() {
    List<String> names = new ArrayList<>(ways.keySet());
    Map<String, Integer> times = new LinkedHashMap<>();
    Map<String, Double> best = new LinkedHashMap<>();
    for (String name : names) {
      times.put(name, timesARound(ways.get(name)));
      best.put(name, Double.POSITIVE_INFINITY);
    }
    for (int round = 0; round < rounds; round++) {
      for (String name : names) {
        best.merge(name, nanos(ways.get(name), times.get(name)), Math::min);
      }
    }
    return best;
  }

  private static double nanos(Way way, int times) {
    long start = System.nanoTime();
    way.run(times);
    return (double) (System.nanoTime() - start) / times;
  }

  private static int timesARound(Way way) {
    int times = 1;
    while (times < 1 << 20) {
      double nanos = nanos(way, times) * times;
      if (nanos > ROUND_NANOS / 2.0) {
        break;
      }
      times = nanos < ROUND_NANOS / 16.0 ? 4 * times : 2 * times;
    }
    return times;
  }
}
