package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.runtime.backend.Engines;
import org.cotangent.runtime.opencl.OpenClEngine;
import org.junit.jupiter.api.Test;

/** Random programs on the OpenCL device that is there, against the CPU. */
final class MatricesOnOpenClTest {
  private static final boolean SMALL = Boolean.getBoolean("cotangent.test.small");
  private static final int PROGRAMS = SMALL ? 4 : 60;
  private static final int STEPS = 40;

  private static List<double[]> onCpu(long seed) throws Exception {
    try (AutoCloseable engine = Engines.installCpu()) {
      return RandomProgram.run(seed, STEPS, true);
    }
  }

  private static void assertSame(String when, List<double[]> actual, List<double[]> expected) {
    assertWithMessage(when).that(actual).hasSize(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      assertWithMessage(when + ", result " + i).that(actual.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void anyProgramHasTheBitsOfTheCpu() throws Exception {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      List<double[]> expected = onCpu(seed);
      try (AutoCloseable engine = OpenClEngine.install(0);
          Warnings warnings = new Warnings()) {
        assertSame("seed " + seed, RandomProgram.run(seed, STEPS, true), expected);
        assertThat(MatrixStatistics.now().deviceOperations()).isGreaterThan(0L);
        assertThat(warnings.messages()).isEmpty();
      }
    }
  }

  @Test
  void littleDeviceMemoryChangesNoBit() throws Exception {
    List<double[]> expected = onCpu(7);
    try (AutoCloseable engine = OpenClEngine.install(3000);
        Warnings warnings = new Warnings()) {
      assertSame("3000 bytes", RandomProgram.run(7, STEPS, true), expected);
      assertThat(MatrixStatistics.now().spills()).isGreaterThan(0L);
      assertThat(warnings.messages().size()).isAtMost(1);
    }
  }

  @Test
  void manyThreadsShareTheDeviceWithoutAWrongBit() throws Exception {
    int threads = SMALL ? 4 : 64;
    List<List<double[]>> expected = new ArrayList<>();
    for (long seed = 0; seed < threads; seed++) {
      expected.add(onCpu(seed));
    }
    List<Throwable> failures = new ArrayList<>();
    try (AutoCloseable engine = OpenClEngine.install(0);
        Scope scope = Scope.open()) {
      Matrix weights = Matrix.gaussian(40, 30, 1);
      Matrix x = Matrix.gaussian(50, 40, 2);
      double[] product = Compute.multiply(1, x, weights, 0, null).toDoubles();
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        Thread thread =
            new Thread(
                () -> {
                  assertSame(
                      "thread " + seed, RandomProgram.run(seed, STEPS, true), expected.get(seed));
                  for (int i = 0; i < 20; i++) {
                    try (Scope own = Scope.open()) {
                      assertThat(Compute.multiply(1, x, weights, 0, null).toDoubles())
                          .isEqualTo(product);
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
    }
  }
}
