package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.cotangent.runtime.backend.CostModel;
import org.cotangent.runtime.backend.Engines;
import org.cotangent.runtime.backend.FaultyBackend;
import org.cotangent.runtime.backend.FaultyBackend.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random programs on a device that fails, or has little memory, against the CPU. */
final class RandomFaultsTest {
  private static final int PROGRAMS = 400;
  private static final int STEPS = 60;

  private static List<double[]> onCpu(long seed) throws Exception {
    try (AutoCloseable engine = Engines.installCpu()) {
      return RandomProgram.run(seed, STEPS, false);
    }
  }

  /** Sends operations here or there without any reason, but always in the same way. */
  private static CostModel moody(long seed) {
    if (seed % 3 == 0) {
      return (work, precision, operations, up, down) -> true;
    }
    AtomicInteger asked = new AtomicInteger();
    return (work, precision, operations, up, down) ->
        new Random(seed * 1000 + asked.getAndIncrement()).nextInt(4) > 0;
  }

  private static void assertSame(String when, List<double[]> actual, List<double[]> expected) {
    assertWithMessage(when).that(actual).hasSize(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      assertWithMessage(when + ", result " + i).that(actual.get(i)).isEqualTo(expected.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void anyProgramHasTheBitsOfTheCpu(Fault fault) throws Exception {
    Random random = new Random(fault.ordinal());
    for (long seed = 0; seed < PROGRAMS; seed++) {
      int at = random.nextInt(250);
      long budget = random.nextBoolean() ? 1L << 40 : random.nextInt(3000);
      int saved = random.nextBoolean() ? 0 : random.nextInt(9);
      String when = fault + " at " + at + ", budget " + budget + ", seed " + seed;
      List<double[]> expected = onCpu(seed);
      FaultyBackend device = new FaultyBackend(fault, at, budget);
      try (AutoCloseable engine = Engines.install(device, moody(seed), false, saved);
          Warnings warnings = new Warnings()) {
        assertSame(when, RandomProgram.run(seed, STEPS, false), expected);
        assertWithMessage(when).that(device.buffersAlive()).isEqualTo(0);
        int causes = budget < 3000 ? 2 : 1;
        assertWithMessage(when).that(warnings.messages().size()).isAtMost(causes);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "LOST_UNREADABLE", "LOST_LATE", "SHORT_ALWAYS"})
  void sixtyFourThreadsShareMatricesWithoutAWrongBit(Fault fault) throws Exception {
    int threads = 64;
    List<List<double[]>> expected = new ArrayList<>();
    for (long seed = 0; seed < threads; seed++) {
      expected.add(onCpu(seed));
    }
    FaultyBackend device = new FaultyBackend(fault, 4000, 60_000);
    List<Throwable> failures = new ArrayList<>();
    try (AutoCloseable engine = device.install();
        Warnings warnings = new Warnings();
        Scope scope = Scope.open()) {
      Matrix weights = Matrix.gaussian(20, 20, 1);
      Matrix x = Matrix.gaussian(20, 20, 2);
      Matrix shared = Elementwise.of("(x) -> x / 16", x);
      double[] product;
      try (AutoCloseable cpu = Engines.installCpu()) {
        product =
            Compute.multiply(
                    1,
                    Elementwise.of("(x) -> x / 16", Matrix.gaussian(20, 20, 2)),
                    weights,
                    0,
                    null)
                .toDoubles();
      }
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        Thread thread =
            new Thread(
                () -> {
                  for (int round = 0; round < 3; round++) {
                    assertSame(
                        "thread " + seed,
                        RandomProgram.run(seed, STEPS, false),
                        expected.get(seed));
                    try (Scope own = Scope.open()) {
                      Matrix result = Compute.multiply(1, shared, weights, 0, null);
                      assertThat(result.toDoubles()).isEqualTo(product);
                    }
                  }
                });
        thread.setUncaughtExceptionHandler(
            (failed, thrown) -> {
              synchronized (failures) {
                failures.add(thrown);
              }
            });
        running.add(thread);
        thread.start();
      }
      for (Thread thread : running) {
        thread.join();
      }
      assertThat(failures).isEmpty();
      assertThat(shared.get(3, 3)).isEqualTo(x.get(3, 3) / 16);
    }
    assertThat(device.buffersAlive()).isEqualTo(0);
    assertThat(device.calls()).isGreaterThan(4000);
  }

  @Test
  void aMatrixClosedByAnotherThreadIsRefusedOrComputedRightly() throws Exception {
    FaultyBackend device = new FaultyBackend(Fault.NONE, 0, 1L << 40);
    try (AutoCloseable engine = device.install()) {
      for (int round = 0; round < 300; round++) {
        Matrix victim = Matrix.filled(40, 40, 1);
        Thread closer = new Thread(victim::close);
        closer.start();
        try {
          for (int i = 0; i < 20; i++) {
            double sum = Elementwise.sum("(x) -> x", victim);
            assertThat(sum).isEqualTo(1600);
          }
        } catch (IllegalStateException e) {
          assertThat(e).hasMessageThat().contains("closed");
        }
        closer.join();
      }
      assertThat(device.buffersAlive()).isEqualTo(0);
    }
  }
}
