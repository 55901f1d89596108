package org.cotangent.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cotangent.benchmarks.problems.Case;

/**
 * What was measured of one case: for each way the times of all rounds of all runs, and the bytes
 * allocated.
 *
 * <p>A run is what shares one decision of the JIT compiler: one process, or with JMH one process
 * for each way. Ratios are taken within a round; their median over the rounds stands for the run,
 * and the median over the runs for the case.
 */
final class Measured {
  private final String name;
  private long tapeBytes;
  private final Map<String, List<List<Double>>> times = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();

  Measured(String name) {
    this.name = name;
  }

  /** Adds the rounds of one way in one run. */
  void add(String way, List<Double> nanoseconds, double allocated) {
    times.computeIfAbsent(way, unused -> new ArrayList<>()).add(List.copyOf(nanoseconds));
    bytes.merge(way, allocated, Math::min);
  }

  void tapeBytes(long count) {
    tapeBytes = count;
  }

  String name() {
    return name;
  }

  long tapeBytes() {
    return tapeBytes;
  }

  List<String> ways() {
    return List.copyOf(times.keySet());
  }

  /** The times of all rounds in nanoseconds, one list for each run. */
  List<List<Double>> times(String way) {
    return List.copyOf(times.get(way));
  }

  /** The time of a call, in nanoseconds. */
  OptionalDouble time(String way) {
    return times.containsKey(way)
        ? OptionalDouble.of(median(times.get(way).stream().map(Measured::median).toList()))
        : OptionalDouble.empty();
  }

  /** The ratio of the times of two ways. */
  OptionalDouble ratio(String way, String to) {
    List<Double> ratios = ratios(way, to);
    return ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(ratios));
  }

  /** The generated gradient in terms of the primal. */
  OptionalDouble overPrimal() {
    return ratio(Case.GENERATED, Case.PRIMAL);
  }

  /** The generated gradient in terms of the adjoint written by hand. */
  OptionalDouble overHand() {
    return ratio(Case.GENERATED, Case.BY_HAND);
  }

  /** Half the range of {@link #ratio} over the runs, in terms of its median: how noisy it is. */
  OptionalDouble spread(String way, String to) {
    List<Double> ratios = ratios(way, to);
    if (ratios.size() < 2) {
      return OptionalDouble.empty();
    }
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return OptionalDouble.of((sorted[sorted.length - 1] - sorted[0]) / 2 / median(ratios));
  }

  /** The bytes that one call allocates, the least over the runs. */
  OptionalDouble bytes(String way) {
    return bytes.containsKey(way) ? OptionalDouble.of(bytes.get(way)) : OptionalDouble.empty();
  }

  /** One ratio for each run. */
  private List<Double> ratios(String way, String to) {
    List<Double> ratios = new ArrayList<>();
    if (times.containsKey(way) && times.containsKey(to)) {
      int runs = Math.min(times.get(way).size(), times.get(to).size());
      for (int i = 0; i < runs; i++) {
        ratios.add(ratio(times.get(way).get(i), times.get(to).get(i)));
      }
    }
    return ratios;
  }

  private static double ratio(List<Double> times, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(times.size(), others.size()); i++) {
      ratios.add(times.get(i) / others.get(i));
    }
    return median(ratios);
  }

  static double median(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
