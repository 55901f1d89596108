package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schedule of checkpointed loops against the known optimum, and copies of arrays. */
class CheckpointsTest {

  /** Iterations that run without a tape to reverse a number of steps, and snapshots in use. */
  private record Cost(long runs, int snapshots, long mostRuns) {}

  /** What generated code does, from the state of the first iteration on. */
  private static Cost reverse(int steps, int room) {
    return reverse(steps, room, new ArrayDeque<>(List.of(0)));
  }

  private static Cost reverse(int steps, int room, Deque<Integer> kept) {
    int most = 0;
    long runs = 0;
    long[] often = new long[steps];
    for (int i = steps - 1; i >= 0; i--) {
      int at = kept.pop();
      while (at < i) {
        kept.push(at);
        most = Math.max(most, kept.size());
        int next = Checkpoints.next(at, i, room - kept.size());
        assertThat(next).isGreaterThan(at);
        assertThat(next).isAtMost(i);
        for (int k = at; k < next; k++) {
          often[k]++;
          runs++;
        }
        at = next;
      }
    }
    return new Cost(runs, Math.max(1, most), Arrays.stream(often).max().orElse(0));
  }

  /** What generated code does altogether: the forward sweep places snapshots already. */
  private static long bothSweeps(int steps, int room, int[] lastSnapshot) {
    Deque<Integer> kept = new ArrayDeque<>();
    int due = 0;
    for (int i = 0; i < steps; i++) {
      if (i == due && kept.size() < room) {
        kept.push(i);
        due = Checkpoints.next(i, steps - 1, room - kept.size());
      }
    }
    lastSnapshot[0] = kept.isEmpty() ? 0 : kept.peek();
    return steps + reverse(steps, room, kept).runs();
  }

  @Test
  void theForwardSweepCountsAsTheFirstRun() {
    long[][] best = fewest(90, 9);
    for (int snapshots = 1; snapshots <= 9; snapshots++) {
      for (int steps = 1; steps <= 90; steps++) {
        int[] last = {0};
        long runs = bothSweeps(steps, snapshots, last);
        // the last iteration, and a second time those behind the last snapshot
        long more = 1 + (steps - 1 - last[0]);
        assertWithMessage("%s steps with %s snapshots", steps, snapshots)
            .that(runs)
            .isEqualTo(best[snapshots][steps] + more);
      }
    }
  }

  /** The fewest runs, by trying all places for the next snapshot (Griewank 1992). */
  private static long[][] fewest(int steps, int snapshots) {
    long[][] best = new long[snapshots + 1][steps + 1];
    for (int s = 1; s <= snapshots; s++) {
      for (int n = 2; n <= steps; n++) {
        best[s][n] = (long) n * (n - 1) / 2;
        for (int left = 1; s > 1 && left < n; left++) {
          best[s][n] = Math.min(best[s][n], left + best[s - 1][n - left] + best[s][left]);
        }
      }
    }
    return best;
  }

  @Test
  void theScheduleRunsAsFewIterationsAsAnyCan() {
    long[][] best = fewest(120, 12);
    for (int snapshots = 1; snapshots <= 12; snapshots++) {
      for (int steps = 0; steps <= 120; steps++) {
        Cost cost = reverse(steps, snapshots);
        assertWithMessage("%s steps with %s snapshots", steps, snapshots)
            .that(cost.runs())
            .isEqualTo(best[snapshots][steps]);
        assertThat(cost.snapshots()).isAtMost(snapshots);
      }
    }
  }

  @Test
  void theNumberOfRunsIsThatOfTheFormula() {
    // t(n, s) = r n - C(s + r, r - 1), where r is the fewest runs with C(s + r, s) >= n
    for (int[] each : new int[][] {{1_000, 3}, {1_000, 10}, {10_000, 25}, {100_000, 100}}) {
      int steps = each[0];
      int snapshots = each[1];
      long r = 0;
      while (Checkpoints.reversible(snapshots, r) < steps) {
        r++;
      }
      long formula = r * steps - Checkpoints.reversible(snapshots + 1, r - 1);
      assertWithMessage("%s steps with %s snapshots", steps, snapshots)
          .that(reverse(steps, snapshots).runs())
          .isEqualTo(formula);
    }
  }

  @Test
  void withoutAChoiceNoIterationRunsMoreThanThreeTimes() {
    for (int steps : new int[] {0, 1, 2, 3, 4, 5, 10, 50, 333, 1_000, 20_000, 100_000}) {
      int snapshots = Checkpoints.snapshotsFor(steps);
      assertThat(snapshots).isAtLeast(1);
      assertWithMessage("%s steps", steps).that(reverse(steps, snapshots).mostRuns()).isAtMost(3);
    }
    assertThat(Checkpoints.snapshotsFor(1_000_000)).isEqualTo(180);
    assertThat(Checkpoints.snapshotsFor(1_000_000_000)).isAtMost(1_817);
  }

  @Test
  void combinationsThatFitInALongAreExactAndOthersAreTheLargest() {
    assertThat(Checkpoints.reversible(3, 2)).isEqualTo(10);
    assertThat(Checkpoints.reversible(1, 7)).isEqualTo(8);
    assertThat(Checkpoints.reversible(100, 4)).isEqualTo(4_598_126);
    assertThat(Checkpoints.reversible(5, 0)).isEqualTo(1);
    assertThat(Checkpoints.reversible(100, 100)).isEqualTo(Long.MAX_VALUE);
    assertThat(Checkpoints.reversible(Integer.MAX_VALUE, 9)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void hugeLoopsAreSpreadToo() {
    assertThat(Checkpoints.next(0L, Long.MAX_VALUE - 1, 50)).isGreaterThan(0L);
    assertThat(Checkpoints.next(0L, 4_000_000_000L, 1)).isLessThan(4_000_000_000L);
    assertThat(Checkpoints.next(7, 7, 3)).isEqualTo(7);
    assertThat(Checkpoints.next(7, 90, 0)).isEqualTo(90);
  }

  private static void checkTrips(long from, long bound, int step, boolean inclusive) {
    long trips = 0;
    boolean up = step > 0;
    for (long i = from;
        up ? i < bound || inclusive && i == bound : i > bound || inclusive && i == bound;
        i += step) {
      trips++;
    }
    assertWithMessage("from %s to %s by %s, %s", from, bound, step, inclusive)
        .that(Checkpoints.trips(from, bound, step, inclusive, false))
        .isEqualTo(trips);
  }

  @Test
  void theTripsOfALoopAreCounted() {
    for (int from = -7; from <= 7; from++) {
      for (int bound = -7; bound <= 7; bound++) {
        for (int step : new int[] {1, 2, 3, 7, 100, -1, -2, -5, -100}) {
          checkTrips(from, bound, step, true);
          checkTrips(from, bound, step, false);
        }
      }
    }
    assertThat(Checkpoints.trips(Integer.MIN_VALUE, Integer.MAX_VALUE, 1, false, false))
        .isEqualTo(4_294_967_295L);
    assertThat(Checkpoints.trips(Long.MAX_VALUE - 3, Long.MAX_VALUE, 1, false, true)).isEqualTo(3);
  }

  @Test
  void aLoopWhoseIndexOverflowsIsRefused() {
    assertThrows(
        ArithmeticException.class, () -> Checkpoints.trips(0, Integer.MAX_VALUE, 1, true, false));
    assertThrows(
        ArithmeticException.class, () -> Checkpoints.trips(0, Integer.MAX_VALUE, 2, false, false));
    assertThrows(
        ArithmeticException.class, () -> Checkpoints.trips(0, Long.MAX_VALUE, 1, true, true));
    assertThrows(
        ArithmeticException.class,
        () -> Checkpoints.trips(Long.MIN_VALUE, Long.MAX_VALUE, 1, false, true));
  }

  @Test
  void arraysComeBackAsTheyWere() {
    Object[] arrays = {
      new double[] {1, -0.0, Double.NaN},
      new double[0],
      new double[][] {{1, 2}, {}, null, {3}},
      new float[] {1.5f, Float.NaN},
      new float[][][] {{{1}, {2}}},
      new int[] {1, -2},
      new long[] {Long.MIN_VALUE, 3},
      new boolean[] {true, false},
      new byte[] {1, -128},
      new short[] {-3, 4},
      new char[] {'a', '\uffff'},
      new boolean[][] {{true}, {false, true}},
    };
    Tape tape = new Tape();
    String before = Arrays.deepToString(arrays);
    for (Object array : arrays) {
      Checkpoints.save(array, tape);
      Checkpoints.save(null, tape);
    }
    wipe(arrays);
    assertThat(Arrays.deepToString(arrays)).isNotEqualTo(before);
    for (int k = arrays.length - 1; k >= 0; k--) {
      Checkpoints.restore(null, tape);
      Checkpoints.restore(arrays[k], tape);
    }
    assertThat(Arrays.deepToString(arrays)).isEqualTo(before);
    assertThat(tape.isEmpty()).isTrue();
  }

  private static void wipe(Object array) {
    for (int k = 0; array != null && k < java.lang.reflect.Array.getLength(array); k++) {
      Object element = java.lang.reflect.Array.get(array, k);
      if (element == null || element.getClass().isArray()) {
        wipe(element);
      } else {
        java.lang.reflect.Array.set(
            array,
            k,
            java.lang.reflect.Array.get(
                java.lang.reflect.Array.newInstance(array.getClass().getComponentType(), 1), 0));
      }
    }
  }

  @Test
  void otherArraysAreRefused() {
    Tape tape = new Tape();
    assertThrows(IllegalArgumentException.class, () -> Checkpoints.save(new String[] {"a"}, tape));
    assertThrows(
        IllegalArgumentException.class, () -> Checkpoints.restore(new String[] {"a"}, tape));
  }
}
