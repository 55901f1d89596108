package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;
import org.junit.jupiter.api.Test;

/** One device for many threads, and with little memory. */
final class SharedDeviceTest {
  private static final int N = 20;

  @Test
  void sixtyFourThreadsGetNoWrongBit() throws Exception {
    OpenClBackend backend = Device.backend();
    int rounds = Device.SMALL ? 1 : 40;
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int t = 0; t < (Device.SMALL ? 4 : 64); t++) {
        long seed = t;
        results.add(threads.submit(() -> wrongBits(backend, seed, rounds)));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(0);
      }
    } finally {
      threads.shutdown();
    }
  }

  /**
   * Products and formulas of random numbers, each with a scalar of its own, against plain loops.
   */
  private static int wrongBits(OpenClBackend backend, long seed, int rounds) {
    Random random = new Random(seed);
    int wrong = 0;
    for (int round = 0; round < rounds; round++) {
      float[] a = new float[N * N];
      float[] b = new float[N * N];
      for (int i = 0; i < a.length; i++) {
        a[i] = random.nextFloat() - 0.5f;
        b[i] = random.nextFloat() - 0.5f;
      }
      float factor = random.nextFloat();
      float[] found = scaledProduct(backend, a, b, factor);
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          float sum = 0;
          for (int k = 0; k < N; k++) {
            sum = Math.fma(a[i * N + k], b[k * N + j], sum);
          }
          wrong += found[i * N + j] == sum * factor ? 0 : 1;
        }
      }
    }
    return wrong;
  }

  private static float[] scaledProduct(OpenClBackend backend, float[] a, float[] b, float factor) {
    List<Buffer> buffers = new ArrayList<>();
    View[] views = new View[4];
    try {
      for (int k = 0; k < views.length; k++) {
        buffers.add(backend.allocate(Precision.FLOAT, N * N));
        views[k] = new View(buffers.get(k), 0, N, N, N, 1);
      }
      backend.upload(a, N * N, buffers.get(0));
      backend.upload(b, N * N, buffers.get(1));
      backend.multiply(1, views[0], views[1], 0, null, views[2]);
      View[] product = {views[2]};
      backend.map(Formula.of("(x; s) -> x * s"), new double[] {factor}, product, views[3]);
      float[] found = new float[N * N];
      backend.download(buffers.get(3), found);
      return found;
    } finally {
      buffers.forEach(Buffer::release);
    }
  }

  @Test
  void poolKeepsItsBudgetAndGivesOutAgainWhatCameBack() {
    try (OpenClBackend backend =
        new OpenClBackend(ClDevice.open(Device.first()), new ProgramCache(null), 100_000)) {
      Buffer first = backend.allocate(Precision.DOUBLE, 5000);
      Buffer second = backend.allocate(Precision.DOUBLE, 5000);
      BackendException thrown =
          assertThrows(BackendException.class, () -> backend.allocate(Precision.DOUBLE, 5000));
      assertThat(thrown.kind()).isEqualTo(BackendException.Kind.RESOURCE);
      assertThat(thrown).hasMessageThat().contains("of its budget of 100000 are in use");
      first.release();
      first.release();
      Buffer third = backend.allocate(Precision.FLOAT, 10_000);
      assertThat(backend.memory().hits()).isEqualTo(1);
      // memory that fits nobody goes back to the driver
      third.release();
      Buffer fourth = backend.allocate(Precision.FLOAT, 12_000);
      assertThat(backend.memory().trims()).isEqualTo(1);
      assertThat(backend.memory().held()).isAtMost(100_000);
      second.release();
      fourth.release();
      assertThat(backend.memory().used()).isEqualTo(0);
    }
  }

  @Test
  void sizesOfPiecesHaveThreeLeadingDigitsAndAreNotMuchLarger() {
    for (long bytes = 1; bytes < 1L << 40; bytes = bytes * 11 / 10 + 1) {
      long rounded = MemoryPool.rounded(bytes);
      assertThat(rounded).isAtLeast(bytes);
      assertThat(Long.bitCount(rounded)).isAtMost(3);
      assertThat(rounded).isAtMost(Math.max(256, bytes + bytes / 4));
      assertThat(MemoryPool.rounded(rounded)).isEqualTo(rounded);
    }
  }

  @Test
  void releasedBuffersAndForeignViewsAreRefused() {
    OpenClBackend backend = Device.backend();
    Buffer buffer = backend.allocate(Precision.FLOAT, 10);
    View beyond = new View(buffer, 5, 2, 3, 3, 1);
    View good = new View(buffer, 0, 2, 3, 3, 1);
    Formula same = Formula.of("(x) -> x");
    assertThrows(
        IllegalArgumentException.class,
        () -> backend.map(same, new double[0], new View[] {beyond}, good));
    assertThrows(
        IllegalArgumentException.class, () -> backend.multiply(1, good, good, 0, null, good));
    assertThrows(IllegalArgumentException.class, () -> backend.upload(new float[11], 11, buffer));
    assertThrows(IllegalArgumentException.class, () -> backend.upload(new double[10], 10, buffer));
    buffer.release();
    assertThrows(
        IllegalStateException.class,
        () -> backend.map(same, new double[0], new View[] {good}, good));
    assertThrows(IllegalStateException.class, () -> backend.download(buffer, new float[10]));
  }

  @Test
  void closedDeviceIsLostForEveryCall() {
    OpenClBackend backend =
        new OpenClBackend(ClDevice.open(Device.first()), new ProgramCache(null), 1 << 20);
    Buffer buffer = backend.allocate(Precision.FLOAT, 10);
    backend.close();
    for (Runnable call :
        Arrays.<Runnable>asList(
            () -> backend.allocate(Precision.FLOAT, 1),
            () -> backend.upload(new float[10], 10, buffer),
            () -> backend.download(buffer, new float[10]),
            backend::finish)) {
      BackendException thrown = assertThrows(BackendException.class, call::run);
      assertThat(thrown.kind()).isEqualTo(BackendException.Kind.LOST);
    }
    buffer.release();
    backend.close();
  }
}
