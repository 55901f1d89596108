package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Where the decisions of one random program come from, and where its features are counted. */
final class Draw {
  private final SplittableRandom random;
  private final Map<Feature, Integer> counts = new EnumMap<>(Feature.class);
  private final boolean smooth;

  /**
   * Decisions that follow from the random numbers alone.
   *
   * @param smooth whether features are left out that differences could not be taken through
   */
  Draw(SplittableRandom random, boolean smooth) {
    this.random = random;
    this.smooth = smooth;
  }

  /** A number from 0 on, less than the bound. */
  int number(int bound) {
    return random.nextInt(bound);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... values) {
    return values[random.nextInt(values.length)];
  }

  void count(Feature feature) {
    counts.merge(feature, 1, Integer::sum);
  }

  Map<Feature, Integer> counts() {
    return new EnumMap<>(counts);
  }

  boolean smooth() {
    return smooth;
  }

  <T> Choice<T> choice() {
    return new Choice<>();
  }

  /** Some features, of which one is taken by weight. */
  final class Choice<T> {
    private final List<Feature> features = new ArrayList<>();
    private final List<Supplier<T>> makers = new ArrayList<>();
    private int total;

    Choice<T> add(Feature feature, Supplier<T> maker) {
      return add(feature, true, maker);
    }

    Choice<T> add(Feature feature, boolean possible, Supplier<T> maker) {
      if (possible && feature.weight() > 0 && !(smooth && feature.rough())) {
        features.add(feature);
        makers.add(maker);
        total += feature.weight();
      }
      return this;
    }

    T take() {
      int at = random.nextInt(total);
      for (int i = 0; ; i++) {
        at -= features.get(i).weight();
        if (at < 0) {
          count(features.get(i));
          return makers.get(i).get();
        }
      }
    }
  }
}
