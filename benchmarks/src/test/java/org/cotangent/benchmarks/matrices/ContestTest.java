package org.cotangent.benchmarks.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways that take turns. */
final class ContestTest {
  @Test
  void theWaysTakeTurnsAndTheBestRoundOfEachCounts() {
    List<String> calls = new ArrayList<>();
    Map<String, Double> nanos =
        new Contest(new Contest.Clock(0, false))
            .add("a", way("a", calls))
            .add("b", way("b", calls))
            .nanos();
    assertThat(nanos.keySet()).containsExactly("a", "b").inOrder();
    assertThat(calls.subList(calls.size() - 6, calls.size()))
        .containsExactly("a", "b", "a", "b", "a", "b")
        .inOrder();
    // each run takes 20 ms or more: the best round cannot be shorter
    assertThat(nanos.get("a")).isAtLeast(20e6);
    assertThat(nanos.get("a")).isLessThan(Double.POSITIVE_INFINITY);
  }

  @Test
  void processorTimeDoesNotCountWaiting() {
    Map<String, Double> nanos =
        new Contest(new Contest.Clock(0, true)).add("sleep", times -> sleep()).nanos();
    assertThat(nanos.get("sleep")).isLessThan(50e6);
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Contest.Way way(String name, List<String> calls) {
    return times -> {
      calls.add(name);
      for (int i = 0; i < times; i++) {
        long end = System.nanoTime() + 20_000_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      }
    };
  }
}
