package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cotangent.runtime.backend.Engines;
import org.cotangent.runtime.backend.FaultyBackend;
import org.cotangent.runtime.backend.FaultyBackend.Fault;
import org.cotangent.runtime.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault, at every call of a training loop. */
final class FaultsTest {
  private static final long PLENTY = 1L << 40;

  private static List<double[]> trainOnCpu(Precision precision) throws Exception {
    try (AutoCloseable engine = Engines.installCpu()) {
      return TrainingPrograms.train(precision);
    }
  }

  private static void assertSame(String when, List<double[]> actual, List<double[]> expected) {
    assertWithMessage(when).that(actual).hasSize(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      assertWithMessage(when + ", result " + i).that(actual.get(i)).isEqualTo(expected.get(i));
    }
  }

  private static int calls(Precision precision) throws Exception {
    FaultyBackend device = new FaultyBackend(Fault.NONE, 0, PLENTY);
    try (AutoCloseable engine = device.install()) {
      TrainingPrograms.train(precision);
    }
    return device.calls();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void faultInAnyKernelChangesNoBit(Fault fault) throws Exception {
    for (Precision precision : Precision.values()) {
      List<double[]> expected;
      try (AutoCloseable engine = Engines.installCpu()) {
        expected = TrainingPrograms.classify(precision);
      }
      FaultyBackend sound = new FaultyBackend(Fault.NONE, 0, PLENTY);
      try (AutoCloseable engine = sound.install()) {
        assertSame("no fault", TrainingPrograms.classify(precision), expected);
      }
      assertThat(sound.calls()).isGreaterThan(100);
      for (int at = 0; at < sound.calls(); at++) {
        String when = fault + " at call " + at + ", " + precision;
        FaultyBackend device = new FaultyBackend(fault, at, PLENTY);
        try (AutoCloseable engine = device.install();
            Warnings warnings = new Warnings()) {
          assertSame(when, TrainingPrograms.classify(precision), expected);
          assertWithMessage(when).that(device.buffersAlive()).isEqualTo(0);
          assertWithMessage(when).that(warnings.messages().size()).isAtMost(1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void faultAtAnyCallChangesNoBitAndIsToldOnce(Fault fault) throws Exception {
    for (Precision precision : Precision.values()) {
      int calls = calls(precision);
      assertThat(calls).isGreaterThan(100);
      List<double[]> expected = trainOnCpu(precision);
      for (int at = 0; at < calls; at++) {
        String when = fault + " at call " + at + ", " + precision;
        FaultyBackend device = new FaultyBackend(fault, at, PLENTY);
        try (AutoCloseable engine = device.install();
            Warnings warnings = new Warnings()) {
          assertSame(when, TrainingPrograms.train(precision), expected);
          assertWithMessage(when).that(device.buffersAlive()).isEqualTo(0);
          assertWithMessage(when).that(warnings.messages().size()).isAtMost(1);
          // What happens once can be mended, and a late loss may come too late for anybody.
          if (fault == Fault.REFUSED
              || fault == Fault.LOST_READABLE
              || fault == Fault.LOST_UNREADABLE) {
            assertWithMessage(when).that(warnings.messages()).hasSize(1);
            assertWithMessage(when).that(warnings.messages().get(0)).startsWith("faulty device ");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SHORT_ALWAYS", "REFUSED", "LOST_READABLE", "LOST_UNREADABLE"})
  void requiredDeviceStopsWithItsFault(Fault fault) throws Exception {
    int calls = calls(Precision.DOUBLE);
    for (int at = 0; at < calls; at += 7) {
      FaultyBackend device = new FaultyBackend(fault, at, PLENTY);
      try (AutoCloseable engine =
              Engines.install(device, (work, p, operations, up, down) -> true, true, 0);
          Warnings warnings = new Warnings()) {
        IllegalStateException thrown =
            assertThrows(
                IllegalStateException.class, () -> TrainingPrograms.train(Precision.DOUBLE));
        assertThat(thrown)
            .hasMessageThat()
            .contains("faulty device is required by cotangent.opencl and failed: ");
        assertThat(thrown).hasCauseThat().isNotNull();
        assertThat(warnings.messages()).isEmpty();
        assertThat(device.buffersAlive()).isEqualTo(0);
      }
    }
  }

  @Test
  void numbersThatTheCallerChangesLaterAreNotComputedWithAgain() throws Exception {
    double[] expected = null;
    for (int at = 60; at >= 0; at--) {
      // Beyond the last call nothing fails.
      FaultyBackend device = new FaultyBackend(Fault.LOST_UNREADABLE, at, PLENTY);
      try (AutoCloseable engine = device.install();
          Warnings warnings = new Warnings();
          Scope scope = Scope.open()) {
        double[] rate = {1};
        int[] data = {1};
        Matrix weights = Matrix.gaussian(3, 4, 1);
        Matrix sum = Matrix.zeros(3, 4);
        for (int i = 0; i < 3; i++) {
          rate[0] /= 2;
          data[0] = i;
          weights.mapInPlace("(w; rate) -> w - rate * w", rate);
          Matrix more = Elementwise.of("(w; rate) -> w * rate", rate, weights);
          sum.addInPlace(more);
          sum.addInPlace(
              Compute.launch(
                  new TrainingPrograms.Adding(), 3, 4, Precision.DOUBLE, data, rate, more));
        }
        double[] result = sum.toDoubles();
        if (expected == null) {
          assertThat(warnings.messages()).isEmpty();
          expected = result;
        }
        assertWithMessage("call " + at).that(result).isEqualTo(expected);
      }
    }
  }

  @Test
  void warningsNameTheCause() throws Exception {
    for (Fault fault : Fault.values()) {
      FaultyBackend device = new FaultyBackend(fault, 5, PLENTY);
      try (AutoCloseable engine = device.install();
          Warnings warnings = new Warnings()) {
        TrainingPrograms.train(Precision.DOUBLE);
        String message = String.join("\n", warnings.messages());
        switch (fault) {
          case NONE, SHORT_ONCE -> assertThat(message).isEmpty();
          case SHORT_ALWAYS ->
              assertThat(message)
                  .matches(
                      "faulty device is short of memory; the CPU does what does not fit: .*short");
          case REFUSED ->
              assertThat(message)
                  .matches("faulty device cannot run '.*'; the CPU does it from now on: .*refused");
          case LOST_READABLE, LOST_UNREADABLE, LOST_LATE ->
              assertThat(message)
                  .matches(
                      "faulty device was lost; the computation goes on with the CPU: .*lost.*");
        }
      }
    }
  }

  @Test
  void deviceThatIsTooSmallSpillsAndChangesNoBit() throws Exception {
    List<double[]> expected = trainOnCpu(Precision.DOUBLE);
    long spills = 0;
    for (long budget = 0; budget < 3000; budget += 40) {
      FaultyBackend device = new FaultyBackend(Fault.NONE, 0, budget);
      try (AutoCloseable engine = device.install();
          Warnings warnings = new Warnings()) {
        assertSame("budget " + budget, TrainingPrograms.train(Precision.DOUBLE), expected);
        spills += MatrixStatistics.now().spills();
        assertWithMessage("budget " + budget).that(device.buffersAlive()).isEqualTo(0);
        assertThat(warnings.messages().size()).isAtMost(1);
        if (budget > 1500) {
          assertThat(warnings.messages()).isEmpty();
          // One element was set: that is done where Java is.
          assertThat(MatrixStatistics.now().cpuOperations()).isEqualTo(1);
        }
      }
    }
    assertThat(spills).isGreaterThan(100);
  }

  @Test
  void resultsAreSavedNowAndThen() throws Exception {
    List<double[]> expected = trainOnCpu(Precision.DOUBLE);
    for (int most = 1; most < 12; most++) {
      FaultyBackend device = new FaultyBackend(Fault.LOST_UNREADABLE, 90, PLENTY);
      try (AutoCloseable engine =
              Engines.install(device, (w, p, operations, up, down) -> true, false, most);
          Warnings warnings = new Warnings()) {
        assertSame("saved every " + most, TrainingPrograms.train(Precision.DOUBLE), expected);
        assertThat(warnings.messages()).hasSize(1);
        assertThat(MatrixStatistics.now().savedBytes()).isGreaterThan(0);
        assertThat(MatrixStatistics.now().recomputed()).isAtMost(2L * most + 10);
      }
    }
  }

  @Test
  void trainingStepMovesItsInputsInAndItsLossOut() throws Exception {
    FaultyBackend device = new FaultyBackend(Fault.NONE, 0, PLENTY);
    try (AutoCloseable engine = device.install();
        Scope all = Scope.open()) {
      Matrix weights = Matrix.gaussian(30, 20, 1);
      long onDevice = 0;
      for (int step = 0; step < 5; step++) {
        MatrixStatistics before = MatrixStatistics.now();
        try (Scope scope = Scope.open()) {
          Matrix x = Matrix.gaussian(10, 30, step);
          Matrix y = Compute.multiply(1, x, weights, 0, null);
          assertThat(Elementwise.sum("(y) -> y * y", y)).isGreaterThan(0.0);
          weights.addInPlace(-0.01, Compute.multiply(2, x.transpose(), y, 0, null));
        }
        MatrixStatistics step1 = MatrixStatistics.now().since(before);
        assertThat(step1.uploadedBytes()).isEqualTo(8 * (300 + (step == 0 ? 600 : 0)));
        assertThat(step1.downloadedBytes()).isEqualTo(8);
        assertThat(step1.cpuOperations()).isEqualTo(0);
        assertThat(step1.deviceOperations()).isEqualTo(4);
        assertThat(step1.deviceMatrices()).isEqualTo(1);
        assertThat(step1.deviceBytes()).isEqualTo(8 * 600);
        onDevice = step1.deviceBytes();
      }
      assertThat(onDevice).isEqualTo(4800);
      assertThat(device.buffersAlive()).isEqualTo(1);
      assertThat(MatrixStatistics.device()).isEqualTo("faulty device");
    }
    assertThat(device.buffersAlive()).isEqualTo(0);
  }

  @Test
  void interruptedThreadComputesRightlyAndStaysInterrupted() throws Exception {
    List<double[]> expected = trainOnCpu(Precision.DOUBLE);
    for (Fault fault : new Fault[] {Fault.NONE, Fault.LOST_LATE, Fault.LOST_UNREADABLE}) {
      FaultyBackend device = new FaultyBackend(fault, 100, PLENTY);
      try (AutoCloseable engine = device.install();
          Warnings warnings = new Warnings()) {
        Thread.currentThread().interrupt();
        assertSame("interrupted, " + fault, TrainingPrograms.train(Precision.DOUBLE), expected);
        Matrix large = Matrix.gaussian(300, 300, 1);
        Compute.multiply(1, large, large, 0, null);
        assertThat(Thread.interrupted()).isTrue();
      } finally {
        Thread.interrupted();
      }
    }
  }

  @Test
  void matricesThatNobodyClosesLeaveTheDeviceWhenTheyAreCollected() throws Exception {
    FaultyBackend device = new FaultyBackend(Fault.NONE, 0, PLENTY);
    try (AutoCloseable engine = device.install()) {
      Matrix x = Matrix.gaussian(10, 10, 1);
      for (int i = 0; i < 100; i++) {
        Elementwise.of("(x) -> x + 1", x);
      }
      for (int i = 0; i < 200 && MatrixStatistics.now().deviceMatrices() > 1; i++) {
        System.gc();
        Thread.sleep(5);
      }
      assertThat(MatrixStatistics.now().deviceMatrices()).isEqualTo(1);
      assertThat(device.buffersAlive()).isEqualTo(1);
      assertThat(x.get(0, 0)).isEqualTo(Matrix.gaussian(10, 10, 1).get(0, 0));
    }
  }
}
