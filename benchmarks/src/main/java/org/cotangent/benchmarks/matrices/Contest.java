package org.cotangent.benchmarks.matrices;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several ways to do the same work against each other: they take turns, round by round, so
 * that a machine that is busy for a while is so for all of them, and the best round of each counts.
 * Rounds are short, so that some fall between what else the machine does. What is measured is wall
 * time if the work is shared between threads, and else the thread's processor time, which depends
 * less on others.
 */
final class Contest {
  private static final long ROUND_NANOS = 2_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Clock clock;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /** One way: does the work so many times, and waits until it is done. */
  interface Way {
    void run(int times);
  }

  /**
   * How it is measured.
   *
   * @param seconds the time for all rounds together; there are 3 rounds at least
   * @param oneThread whether it is processor time of this thread, not wall time
   */
  record Clock(double seconds, boolean oneThread) {
    private long nanos() {
      return oneThread ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
  }

  Contest(Clock clock) {
    this.clock = clock;
  }

  Contest add(String name, Way way) {
    ways.put(name, way);
    return this;
  }

  /** Runs the rounds, after some that do not count. The best time of each way in ns. */
  Map<String, Double> nanos() {
    List<String> names = new ArrayList<>(ways.keySet());
    Map<String, Integer> times = new LinkedHashMap<>();
    Map<String, Double> best = new LinkedHashMap<>();
    for (String name : names) {
      times.put(name, timesARound(ways.get(name)));
      best.put(name, Double.POSITIVE_INFINITY);
    }
    long end = System.nanoTime() + (long) (1e9 * clock.seconds);
    for (int round = 0; round < 3 || System.nanoTime() < end; round++) {
      for (String name : names) {
        best.merge(name, nanos(ways.get(name), times.get(name)), Math::min);
      }
    }
    return best;
  }

  private double nanos(Way way, int times) {
    long start = clock.nanos();
    way.run(times);
    return (double) (clock.nanos() - start) / times;
  }

  /** So many that they take some 2 ms, or one run if that takes longer; warms up, too. */
  private int timesARound(Way way) {
    long end = System.nanoTime() + (long) (0.2e9 * clock.seconds);
    int times = 1;
    do {
      double nanos = nanos(way, times) * times;
      if (nanos < ROUND_NANOS / 2.0 && times < 1 << 16) {
        times *= 2;
      } else if (nanos > ROUND_NANOS && times > 1) {
        times /= 2;
      }
    } while (System.nanoTime() < end);
    return times;
  }
}
