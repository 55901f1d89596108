package org.cotangent.runtime.opencl;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.cotangent.runtime.backend.Backend;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.CpuBackend;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;
import org.cotangent.runtime.backend.View;

/**
 * Measures what operations cost on a device and in Java: the best of several runs of small and
 * large products, formulas, sums and copies. It takes a few seconds, once for each device and
 * driver.
 */
final class Calibration {
  private static final long ROUND = 15_000_000;
  private static final int MOST_ROUNDS = 30;
  private static final int PASSES = 8;
  private static final long WARM_UP = 1_000_000_000L;
  private static final long LONGEST_WARM_UP = 6_000_000_000L;
  private static final int SMALL = 64;
  private static final int LARGE = 384;
  private static final int ELEMENTS = 1 << 18;
  private static final int BATCH = 16;
  private static final int MOST_REPEATS = 4;

  private final Backend device;
  private final BooleanSupplier cancelled;
  private final Map<String, Double> values = new HashMap<>();

  private Calibration(Backend device, BooleanSupplier cancelled) {
    this.device = device;
    this.cancelled = cancelled;
  }

  /** The measured rates, or null if it was cancelled. */
  static Rates of(Backend device, BooleanSupplier cancelled) {
    Calibration calibration = new Calibration(device, cancelled);
    calibration.measureAll("device", device);
    calibration.measureCopies();
    try (CpuBackend cpu = new CpuBackend()) {
      calibration.measureAll("cpu", cpu);
      Rates rates = new Rates(calibration.values);
      // On a busy machine the JIT compiler may come late: go on as long as Java gets faster.
      for (int repeat = 0; repeat < MOST_REPEATS && !cancelled.getAsBoolean(); repeat++) {
        calibration.measureAll("cpu", cpu);
        Rates again = new Rates(calibration.values);
        boolean settled = !again.isFasterThan(rates);
        rates = rates.best(again);
        if (settled) {
          break;
        }
      }
      return cancelled.getAsBoolean() ? null : rates;
    }
  }

  private void measureAll(String side, Backend backend) {
    for (Precision precision : Precision.values()) {
      if (device.supports(precision)) {
        measure(side, backend, precision);
      }
    }
  }

  private void measure(String side, Backend backend, Precision precision) {
    Buffer a = backend.allocate(precision, ELEMENTS);
    Buffer b = backend.allocate(precision, ELEMENTS);
    Buffer c = backend.allocate(precision, ELEMENTS);
    try {
      Object ones = ones(precision, ELEMENTS);
      backend.upload(ones, ELEMENTS, a);
      backend.upload(ones, ELEMENTS, b);
      View one = new View(c, 0, 1, 1, 1, 1);
      View[] inputs = {row(a, ELEMENTS), row(b, ELEMENTS)};
      Formula sum = Formula.of("(x, y) -> x + y");
      Formula exp = Formula.of("(x, y) -> exp(x * y)");
      double[] none = {};
      Map<String, Runnable> works = new LinkedHashMap<>();
      works.put(
          "start", () -> backend.map(sum, none, new View[] {row(a, 16), row(b, 16)}, row(c, 16)));
      works.put("light", () -> backend.map(sum, none, inputs, row(c, ELEMENTS)));
      works.put("heavy", () -> backend.map(exp, none, inputs, row(c, ELEMENTS)));
      works.put("sum", () -> backend.reduce(Reduction.SUM, sum, none, inputs, 1, ELEMENTS, one));
      works.put("product", () -> product(backend, a, b, c, LARGE));
      works.put("smallProduct", () -> product(backend, a, b, c, SMALL));
      if (side.equals("cpu")) {
        warmUp(works.values());
      }
      Map<String, Double> times = new HashMap<>();
      works.forEach((name, work) -> times.put(name, time(backend, work)));
      double start = times.get("start");
      double flops = 2.0 * LARGE * LARGE * LARGE;
      put(side, precision, "start", start);
      put(side, precision, "light", Math.max(0, times.get("light") - start) / ELEMENTS);
      put(
          side,
          precision,
          "heavy",
          Math.max(0, times.get("heavy") - start) / ELEMENTS / exp.operations());
      put(side, precision, "sum", Math.max(0, times.get("sum") - start) / ELEMENTS);
      put(side, precision, "product", Math.max(0, times.get("product") - start) / flops);
      put(side, precision, "smallProduct", times.get("smallProduct"));
    } finally {
      a.release();
      b.release();
      c.release();
    }
  }

  private static void product(Backend backend, Buffer a, Buffer b, Buffer c, int n) {
    backend.multiply(1, square(a, n), square(b, n), 0, null, square(c, n));
  }

  /** Lets Java compile what is measured: as long as it gets faster, and a second at least. */
  private void warmUp(Collection<Runnable> works) {
    long begin = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    for (int still = 0; still < PASSES || System.nanoTime() - begin < WARM_UP; still++) {
      if (cancelled.getAsBoolean() || System.nanoTime() - begin > LONGEST_WARM_UP) {
        return;
      }
      long from = System.nanoTime();
      works.forEach(Runnable::run);
      double pass = System.nanoTime() - from;
      if (pass < 0.95 * best) {
        best = pass;
        still = 0;
      }
    }
  }

  private void measureCopies() {
    int few = 1024;
    Buffer buffer = device.allocate(Precision.FLOAT, ELEMENTS);
    Buffer piece = device.allocate(Precision.FLOAT, few);
    try {
      float[] array = new float[ELEMENTS];
      double up = time(device, () -> device.upload(array, few, buffer));
      double upAll = time(device, () -> device.upload(array, ELEMENTS, buffer));
      double down = time(device, () -> device.download(piece, array));
      double downAll = time(device, () -> device.download(buffer, array));
      double bytes = (ELEMENTS - few) * (double) Float.BYTES;
      values.put("upload.start", up);
      values.put("upload.byte", Math.max(0, upAll - up) / bytes);
      values.put("download.start", down);
      values.put("download.byte", Math.max(0, downAll - down) / bytes);
    } finally {
      buffer.release();
      piece.release();
    }
  }

  private void put(String side, Precision precision, String what, double value) {
    values.put(Rates.name(side, precision, what), value);
  }

  /** Nanoseconds of an operation, many of which are under way at once; the best of several runs. */
  private double time(Backend backend, Runnable operation) {
    operation.run();
    backend.finish();
    long from = System.nanoTime();
    operation.run();
    backend.finish();
    int batch = System.nanoTime() - from > ROUND ? 2 : BATCH;
    double best = Double.POSITIVE_INFINITY;
    // Java gets faster while it is compiled: go on as long as that happens
    for (int round = 0, still = 0; round < MOST_ROUNDS && still < 3; round++) {
      double before = best;
      long end = System.nanoTime() + ROUND;
      do {
        if (cancelled.getAsBoolean()) {
          return 0;
        }
        from = System.nanoTime();
        for (int i = 0; i < batch; i++) {
          operation.run();
        }
        backend.finish();
        best = Math.min(best, (System.nanoTime() - from) / (double) batch);
      } while (System.nanoTime() < end);
      still = best < 0.9 * before ? 0 : still + 1;
    }
    return best;
  }

  private static View row(Buffer buffer, int columns) {
    return new View(buffer, 0, 1, columns, columns, 1);
  }

  private static View square(Buffer buffer, int n) {
    return new View(buffer, 0, n, n, n, 1);
  }

  private static Object ones(Precision precision, int count) {
    if (precision == Precision.DOUBLE) {
      double[] ones = new double[count];
      Arrays.fill(ones, 1);
      return ones;
    }
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }
}
