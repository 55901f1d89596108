package org.cotangent.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Measures several computations in one process by the processor time of this thread: they take
 * turns, round after round, so that what disturbs the machine meets all of them.
 *
 * <p>The JIT compiler and the garbage collector work in threads of their own and are not counted.
 */
final class Stopwatch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Where results go, so that the computations are not optimised away. */
  private double sink;

  /** The times of one computation: nanoseconds and bytes allocated, both for each call. */
  record Times(List<Double> nanoseconds, double bytes) {}

  /** Answers the times of each computation. */
  List<Times> measure(List<DoubleSupplier> computations, Pace pace) {
    int[] calls = computations.stream().mapToInt(each -> warmUp(each, pace)).toArray();
    List<List<Double>> times = new ArrayList<>();
    double[] bytes = new double[calls.length];
    for (int i = 0; i < calls.length; i++) {
      times.add(new ArrayList<>());
      bytes[i] = Double.POSITIVE_INFINITY;
    }
    for (int round = 0; round < pace.rounds(); round++) {
      for (int i = 0; i < calls.length; i++) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long taken = run(computations.get(i), calls[i]);
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        times.get(i).add(taken / (double) calls[i]);
        bytes[i] = Math.min(bytes[i], allocated / (double) calls[i]);
      }
    }
    if (Double.isInfinite(sink)) {
      throw new ArithmeticException("the results have no finite sum");
    }
    List<Times> all = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      all.add(new Times(List.copyOf(times.get(i)), bytes[i]));
    }
    return all;
  }

  /** Runs it until it is warm, and answers how many calls fill a round. */
  private int warmUp(DoubleSupplier computation, Pace pace) {
    long last = 0;
    int calls = 1;
    for (long spent = 0; spent < pace.warmUpMillis() * 1_000_000L; spent += last) {
      last = run(computation, calls);
      // The later, the longer: the number of calls follows the speed of the compiled code.
      long perCall = Math.max(1, last / calls);
      calls = (int) Math.max(1, Math.min(1_000_000, pace.roundMillis() * 1_000_000L / perCall));
    }
    return calls;
  }

  /** The nanoseconds that some calls take. */
  private long run(DoubleSupplier computation, int calls) {
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      sink += computation.getAsDouble();
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
