package org.cotangent.benchmarks.matrices;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;
import org.cotangent.runtime.operation.LossAdjoints;

/** What adjoints cost in terms of what they are the adjoints of, and of their parts. */
final class AdjointFigures {
  private static final int CLASSES = 1024;

  private final PrintStream out;
  private final Contest.Clock clock;

  AdjointFigures(PrintStream out, Contest.Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Both adjoints of C = A B, in terms of C. */
  void printProducts(int n, Optional<Place> device) {
    out.println("Both adjoints of C = A B, " + n + " x " + n + ", in terms of the time of C");
    out.println();
    out.println("| where | forward | backward | backward / forward |");
    out.println("| --- | --- | --- | --- |");
    for (Precision precision : Precision.values()) {
      printProducts(n, precision, Place.cpu());
      device
          .filter(place -> place.backend().supports(precision))
          .ifPresent(place -> printProducts(n, precision, place));
    }
    out.println();
  }

  private void printProducts(int n, Precision precision, Place place) {
    View a = place.random(precision, n, n, false);
    View b = place.random(precision, n, n, false);
    View c = place.random(precision, n, n, false);
    View adjointOfC = place.random(precision, n, n, false);
    View adjointOfA = place.random(precision, n, n, false);
    View adjointOfB = place.random(precision, n, n, false);
    Contest.Way left = place.product(adjointOfC, Place.transpose(b), adjointOfA);
    Contest.Way right = place.product(Place.transpose(a), adjointOfC, adjointOfB);
    Map<String, Double> nanos =
        new Contest(clock)
            .add("forward", place.product(a, b, c))
            .add(
                "backward",
                times -> {
                  left.run(times);
                  right.run(times);
                })
            .nanos();
    printRow(place.backend().name() + ", " + lower(precision), nanos, "forward", "backward", false);
    for (View view : new View[] {a, b, c, adjointOfA, adjointOfB, adjointOfC}) {
      view.buffer().release();
    }
  }

  private static String lower(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  /** The adjoint of softmax cross-entropy, against the same computed operation by operation. */
  void printLoss() {
    out.println(
        "The adjoint of softmax cross-entropy, 1024 rows of 1024 classes, where the runtime runs it");
    out.println();
    out.println("| precision | separate operations | one kernel | separate / one |");
    out.println("| --- | --- | --- | --- |");
    for (Precision precision : Precision.values()) {
      printLoss(precision);
    }
    out.println();
  }

  private void printLoss(Precision precision) {
    SplittableRandom random = new SplittableRandom(1);
    int[] labels = random.ints(CLASSES, 0, CLASSES).toArray();
    Matrix oneHot = Matrix.zeros(CLASSES, CLASSES, precision);
    for (int i = 0; i < CLASSES; i++) {
      oneHot.set(i, labels[i], 1);
    }
    Matrix logits = Matrix.gaussian(CLASSES, CLASSES, 1).toPrecision(precision);
    Map<String, Double> nanos =
        new Contest(clock)
            .add("one", times -> repeat(times, () -> fused(logits, labels)))
            .add("separate", times -> repeat(times, () -> separate(logits, oneHot)))
            .nanos();
    printRow(lower(precision), nanos, "separate", "one", true);
    logits.close();
    oneHot.close();
  }

  private static Matrix fused(Matrix logits, int[] labels) {
    return LossAdjoints.softmaxCrossEntropy(logits, labels, 1, Matrix.ZERO);
  }

  private static Matrix separate(Matrix logits, Matrix oneHot) {
    Matrix powers = logits.minusColumn(logits.rowMax()).exp();
    Matrix probabilities = powers.dividedByColumn(powers.rowSums());
    return probabilities.minus(oneHot).scale(1.0 / CLASSES);
  }

  /** Something that is computed anew. */
  private interface Computed {
    Matrix compute();
  }

  /** Computes so often, and reads one number of the last result: all has been done then. */
  @SuppressWarnings("try") // the scope closes what is made within it
  private static void repeat(int times, Computed work) {
    for (int i = 0; i < times; i++) {
      try (Scope scope = Scope.open()) {
        Matrix result = work.compute();
        if (i == times - 1) {
          result.slice(0, 1, 0, 1).sum();
        }
      }
    }
  }

  private void printRow(
      String name, Map<String, Double> nanos, String first, String second, boolean firstBySecond) {
    double ratio = nanos.get(second) / nanos.get(first);
    out.printf(
        Locale.ROOT,
        "| %s | %.3f ms | %.3f ms | %.2f |%n",
        name,
        nanos.get(first) * 1e-6,
        nanos.get(second) * 1e-6,
        firstBySecond ? 1 / ratio : ratio);
    out.flush();
  }
}
