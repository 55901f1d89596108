package org.cotangent.benchmarks.problems;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.cotangent.runtime.Tape;

/** A problem whose cost should grow as its number of elements does. */
public final class Sized {
  private interface Gradient {
    double with(Tape tape);
  }

  private final DoubleSupplier primal;
  private final Gradient gradient;

  private Sized(DoubleSupplier primal, Gradient gradient) {
    this.primal = primal;
    this.gradient = gradient;
  }

  /** The names of the problems. */
  public static List<String> names() {
    return List.of("lse", "llsq m=16");
  }

  /**
   * Makes a problem of some elements: numbers of {@code lse}, points of {@code llsq}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Sized of(String name, int elements) {
    return switch (name) {
      case "lse" -> lse(elements);
      case "llsq m=16" -> llsq(elements);
      default -> throw new IllegalArgumentException("no problem is called " + name);
    };
  }

  private static Sized lse(int elements) {
    double[] x = new Draws(2).uniform(elements);
    double[] adjoint = new double[elements];
    return new Sized(
        () -> Lse.logSumExp(x), tape -> LseDerivatives.logSumExpBackward(x, adjoint, 1, tape));
  }

  private static Sized llsq(int elements) {
    double[] x = new Draws(1).uniform(16);
    double[] adjoint = new double[16];
    return new Sized(
        () -> Llsq.error(x, elements),
        tape -> LlsqDerivatives.errorBackward(x, adjoint, elements, 1, tape));
  }

  /** Computes the value. */
  public DoubleSupplier primal() {
    return primal;
  }

  /** Computes value and gradient; each call asks for its tape. */
  public DoubleSupplier gradient(Supplier<Tape> tape) {
    return () -> gradient.with(tape.get());
  }
}
