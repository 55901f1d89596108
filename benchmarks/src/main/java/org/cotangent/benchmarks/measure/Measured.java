package org.cotangent.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one case: for each way the times of all rounds, and the bytes allocated. */
final class Measured {
  private final String name;
  private final long tapeBytes;
  private final Map<String, List<Double>> times = new LinkedHashMap<>();
  private final Map<String, Double> bytes = new LinkedHashMap<>();

  Measured(String name, long tapeBytes) {
    this.name = name;
    this.tapeBytes = tapeBytes;
  }

  void add(String way, double nanoseconds, double allocated) {
    times.computeIfAbsent(way, unused -> new ArrayList<>()).add(nanoseconds);
    bytes.merge(way, allocated, Math::min);
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

  /** The times of all rounds, in nanoseconds. */
  List<Double> times(String way) {
    return List.copyOf(times.get(way));
  }

  /** The median over the rounds, in nanoseconds. */
  OptionalDouble time(String way) {
    return times.containsKey(way)
        ? OptionalDouble.of(median(times.get(way)))
        : OptionalDouble.empty();
  }

  /** The median over the rounds of the ratio within a round. */
  OptionalDouble ratio(String way, String to) {
    List<Double> ratios = ratios(way, to);
    return ratios.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(ratios));
  }

  /** Half the range of {@link #ratio} over the rounds, in terms of its median: how noisy it is. */
  OptionalDouble spread(String way, String to) {
    List<Double> ratios = ratios(way, to);
    if (ratios.size() < 2) {
      return OptionalDouble.empty();
    }
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return OptionalDouble.of((sorted[sorted.length - 1] - sorted[0]) / 2 / median(ratios));
  }

  /** The bytes that one call allocates, the least over the rounds. */
  OptionalDouble bytes(String way) {
    return bytes.containsKey(way) ? OptionalDouble.of(bytes.get(way)) : OptionalDouble.empty();
  }

  private List<Double> ratios(String way, String to) {
    List<Double> ratios = new ArrayList<>();
    if (times.containsKey(way) && times.containsKey(to)) {
      int rounds = Math.min(times.get(way).size(), times.get(to).size());
      for (int i = 0; i < rounds; i++) {
        ratios.add(times.get(way).get(i) / times.get(to).get(i));
      }
    }
    return ratios;
  }

  private static double median(List<Double> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
