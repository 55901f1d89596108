package org.cotangent.benchmarks.problems;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.cotangent.runtime.Tape;

/**
 * One problem of one size: its inputs, and ways to compute its value and its gradient.
 *
 * <p>All ways read the same inputs. Those that compute a gradient add it to {@link #adjoints}; a
 * peer keeps its results to itself. A scalar is an array of one number.
 */
public final class Case {
  /** What a case is measured with. */
  public static final String PRIMAL = "primal";

  /** The gradient by the generated method, with a tape that is used again. */
  public static final String GENERATED = "generated";

  /** The adjoint that was written by hand. */
  public static final String BY_HAND = "by hand";

  /** Central differences by all inputs. */
  public static final String DIFFERENCES = "differences";

  /** Forward mode by Hipparchus. */
  public static final String FORWARD = "Hipparchus";

  /** The most inputs for which differences are taken. */
  private static final int MOST_DIFFERENCES = 200;

  private final String name;
  private final Tape tape = new Tape();
  private final List<double[]> inputs = new ArrayList<>();
  private final List<double[]> adjoints = new ArrayList<>();
  private final Map<String, DoubleSupplier> ways = new LinkedHashMap<>();

  Case(String name) {
    this.name = name;
  }

  /** Names an input and where its adjoint is added to. */
  Case by(double[] input, double[] adjoint) {
    inputs.add(input);
    adjoints.add(adjoint);
    return this;
  }

  /** Names an input and where its adjoint is added to. */
  Case by(double[][] input, double[][] adjoint) {
    for (int i = 0; i < input.length; i++) {
      by(input[i], adjoint[i]);
    }
    return this;
  }

  /** Adds a way to compute; each answers the value. The inputs come first, then the primal. */
  Case way(String way, DoubleSupplier computation) {
    ways.put(way, computation);
    int numbers = inputs.stream().mapToInt(x -> x.length).sum();
    if (way.equals(PRIMAL) && numbers > 0 && numbers <= MOST_DIFFERENCES) {
      ways.put(DIFFERENCES, () -> sum(differences(computation)));
    }
    return this;
  }

  /** The tape for the generated method. */
  Tape tape() {
    return tape;
  }

  /** The name with the size. */
  public String name() {
    return name;
  }

  /** The ways that there are. */
  public List<String> ways() {
    return List.copyOf(ways.keySet());
  }

  /** One of the ways; running it answers the value. */
  public Optional<DoubleSupplier> way(String way) {
    return Optional.ofNullable(ways.get(way));
  }

  /** The memory that the tape holds after the generated method has run, in bytes. */
  public long tapeBytes() {
    return tape.bytes();
  }

  /** Runs one of the ways once and answers the gradient that it adds. */
  double[] gradient(String way) {
    adjoints.forEach(adjoint -> Arrays.fill(adjoint, 0));
    ways.get(way).getAsDouble();
    return adjoints.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The gradient by central differences of the primal. */
  double[] differences() {
    return differences(ways.get(PRIMAL));
  }

  private double[] differences(DoubleSupplier primal) {
    double[] gradient = new double[inputs.stream().mapToInt(x -> x.length).sum()];
    int at = 0;
    for (double[] input : inputs) {
      for (int i = 0; i < input.length; i++) {
        double x = input[i];
        double step = 6e-6 * Math.max(1, Math.abs(x));
        input[i] = x + step;
        double above = primal.getAsDouble();
        input[i] = x - step;
        double below = primal.getAsDouble();
        input[i] = x;
        gradient[at++] = (above - below) / (2 * step);
      }
    }
    return gradient;
  }

  private static double sum(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum;
  }
}
