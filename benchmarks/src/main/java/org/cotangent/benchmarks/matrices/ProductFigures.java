package org.cotangent.benchmarks.matrices;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** Square products of Java and of the device, against the machine's BLAS library. */
final class ProductFigures {
  private static final String[] CASES = {"A B", "A' B", "A B'", "A' B'"};
  private static final String BLAS = "BLAS";

  private final NativeBLAS blas;
  private final PrintStream out;
  private final Contest.Clock clock;

  /**
   * Loads the BLAS library.
   *
   * @throws RuntimeException if there is none
   */
  ProductFigures(PrintStream out, Contest.Clock clock) {
    this.blas = NativeBLAS.getInstance();
    this.out = out;
    this.clock = clock;
  }

  void print(int[] cpuSizes, int[] deviceSizes, Optional<Place> device) {
    print("the CPU's, in Java", Place.cpu(), cpuSizes);
    device.ifPresent(place -> print(place.backend().name(), place, deviceSizes));
  }

  private void print(String name, Place place, int[] sizes) {
    out.println("Products, " + name + ": GF/s; in parentheses, in terms of the BLAS library's");
    out.println();
    out.println("| n x n | BLAS | A B | A' B | A B' | A' B' |");
    out.println("| --- | --- | --- | --- | --- | --- |");
    for (Precision precision : Precision.values()) {
      for (int n : sizes) {
        if (place.backend().supports(precision)) {
          out.println(line(place, precision, n));
          out.flush();
        }
      }
    }
    out.println();
  }

  private String line(Place place, Precision precision, int n) {
    StringBuilder cells = new StringBuilder();
    double fastestBlas = 0;
    double operations = 2.0 * n * n * n;
    for (int which = 0; which < CASES.length; which++) {
      boolean left = which % 2 == 1;
      boolean right = which / 2 == 1;
      View a = place.random(precision, n, n, left);
      View b = place.random(precision, n, n, right);
      View output = place.random(precision, n, n, false);
      Map<String, Double> nanos =
          new Contest(clock)
              .add(BLAS, blas(precision, n, left, right))
              .add("ours", place.product(a, b, output))
              .nanos();
      double ours = operations / nanos.get("ours");
      double theirs = operations / nanos.get(BLAS);
      fastestBlas = Math.max(fastestBlas, theirs);
      cells.append(String.format(Locale.ROOT, " %.0f (%.2f) |", ours, ours / theirs));
      a.buffer().release();
      b.buffer().release();
      output.buffer().release();
    }
    return String.format(
        Locale.ROOT,
        "| %s %d | %.0f |%s",
        precision.name().toLowerCase(Locale.ROOT),
        n,
        fastestBlas,
        cells);
  }

  /** BLAS reads by columns: a product of rows is to it one of transposed matrices, reversed. */
  private Contest.Way blas(Precision precision, int n, boolean left, boolean right) {
    String a = left ? "T" : "N";
    String b = right ? "T" : "N";
    if (precision == Precision.DOUBLE) {
      double[] x = (double[]) Place.numbers(precision, n * n);
      double[] y = x.clone();
      double[] z = new double[n * n];
      return times -> {
        for (int i = 0; i < times; i++) {
          blas.dgemm(b, a, n, n, n, 1, y, n, x, n, 0, z, n);
        }
      };
    }
    float[] x = (float[]) Place.numbers(precision, n * n);
    float[] y = x.clone();
    float[] z = new float[n * n];
    return times -> {
      for (int i = 0; i < times; i++) {
        blas.sgemm(b, a, n, n, n, 1, y, n, x, n, 0, z, n);
      }
    };
  }
}
