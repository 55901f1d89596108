package org.cotangent.benchmarks.matrices;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Optional;

/** The tables of {@code bin/bench --matrices}. */
public final class MatricesBenchmark {
  private static final int[] LARGE = {784, 512, 512, 10};
  private static final int[] SMALL = {64, 32, 10};

  private MatricesBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param quick fewer sizes, and shorter: for trying it, not for figures
   * @param oneThread whether everything is computed by this thread, and its processor time is
   *     measured; the command has set up all libraries accordingly
   */
  public static void run(PrintStream out, boolean quick, boolean oneThread) {
    Contest.Clock clock = new Contest.Clock(quick ? 0.3 : 4, oneThread);
    Optional<Place> device = Place.device();
    out.printf(
        "%s, Java %s, %s %s, %d processors, device: %s; %s, the best round of %.1f s in turn%n%n",
        LocalDate.now(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        device.map(place -> place.backend().name()).orElse("none"),
        oneThread ? "one thread, its processor time" : "wall time",
        clock.seconds());
    TrainingFigures training = new TrainingFigures(out, clock);
    training.print(
        quick ? new int[][] {LARGE, SMALL} : new int[][] {LARGE, SMALL, SMALL, SMALL, SMALL},
        quick ? new int[] {256, 8} : new int[] {256, 1, 8, 16, 32});
    AdjointFigures adjoints = new AdjointFigures(out, clock);
    adjoints.printLoss();
    adjoints.printProducts(512, device);
    ProductFigures products;
    try {
      products = new ProductFigures(out, clock);
    } catch (RuntimeException | LinkageError e) {
      out.println("Products: no BLAS library to compare with (" + e + ").");
      out.println("It takes a libblas.so.3: apt-get install libopenblas0-pthread");
      return;
    }
    products.print(
        quick ? new int[] {64, 256} : new int[] {64, 128, 256, 512, 1024},
        quick ? new int[] {256} : new int[] {512, 1024},
        device);
  }
}
