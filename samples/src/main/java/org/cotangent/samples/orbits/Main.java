package org.cotangent.samples.orbits;

import java.util.Locale;
import org.cotangent.runtime.OutOfTape;
import org.cotangent.runtime.Tape;

/**
 * Propagates planets, takes the gradient by all initial values and masses, and compares it with
 * derivatives in a few directions; then tries the same with a tape of all steps.
 */
public final class Main {
  private static final double STEP = 0.01;
  private static final int DIRECTIONS = 3;

  private Main() {}

  /**
   * Runs the sample.
   *
   * @param arguments {@code --steps N} (a million) and {@code --planets N} (2)
   */
  public static void main(String[] arguments) {
    int steps = option(arguments, "--steps", 1_000_000);
    int planets = option(arguments, "--planets", 2);
    System.exit(run(Planets.of(planets), steps) ? 0 : 1);
  }

  private static int option(String[] arguments, String name, int otherwise) {
    for (int k = 0; k + 1 < arguments.length; k++) {
      if (arguments[k].equals(name)) {
        return Integer.parseInt(arguments[k + 1]);
      }
    }
    return otherwise;
  }

  /** Says what it finds; true when all derivatives agree. */
  static boolean run(Planets planets, int steps) {
    say("%d bodies, %,d steps, a heap of %,d MiB", planets.bodies(), steps, heap());
    long before = System.nanoTime();
    double value =
        SolarSystem.miss(
            planets.position(), planets.velocity(), planets.mass(), Planets.WANTED, STEP, steps);
    say("value                %.12f   %8.3f s", value, seconds(before));

    Tape tape = new Tape();
    before = System.nanoTime();
    SolarSystemDerivatives.MissGradient gradient =
        SolarSystemDerivatives.missGradient(
            planets.position(),
            planets.velocity(),
            planets.mass(),
            Planets.WANTED,
            STEP,
            steps,
            tape);
    say("gradient             %.12f   %8.3f s", gradient.value(), seconds(before));
    say("tape                 %,d bytes", tape.bytes());

    boolean agree = gradient.value() == value;
    Planets all = new Planets(gradient.position(), gradient.velocity(), gradient.mass());
    for (int k = 0; k < DIRECTIONS; k++) {
      Planets direction = direction(planets.bodies(), k);
      Tangent tangent = Tangent.of(planets, direction, Planets.WANTED, STEP, steps);
      double along = dot(all, direction);
      double off = Math.abs(along - tangent.derivative()) / scale(all, direction);
      agree &= off < 1e-9;
      say(
          "direction %d          %.9e, forward mode %.9e, off by %.1e",
          k, along, tangent.derivative(), off);
    }
    taped(planets, steps, all);
    return agree;
  }

  /** The gradient with a tape of all steps, if the heap has room for that. */
  private static void taped(Planets planets, int steps, Planets expected) {
    Tape tape = new Tape();
    long before = System.nanoTime();
    try {
      SolarSystemDerivatives.MissTapedGradient gradient =
          SolarSystemDerivatives.missTapedGradient(
              planets.position(),
              planets.velocity(),
              planets.mass(),
              Planets.WANTED,
              STEP,
              steps,
              tape);
      Planets all = new Planets(gradient.position(), gradient.velocity(), gradient.mass());
      double off = 0;
      for (int k = 0; k < expected.position().length; k++) {
        off = Math.max(off, Math.abs(all.position()[k] - expected.position()[k]));
      }
      say(
          "with a whole tape    %,d bytes          %8.3f s, off by %.1e",
          tape.bytes(), seconds(before), off / scale(expected, expected));
    } catch (OutOfTape full) {
      say("with a whole tape    %s", full.getMessage());
    }
  }

  private static Planets direction(int bodies, int seed) {
    Planets direction =
        new Planets(new double[3 * bodies], new double[3 * bodies], new double[bodies]);
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    for (double[] part :
        new double[][] {direction.position(), direction.velocity(), direction.mass()}) {
      for (int k = 0; k < part.length; k++) {
        part[k] = random.nextDouble(-1, 1);
      }
    }
    return direction;
  }

  private static double dot(Planets a, Planets b) {
    return dot(a.position(), b.position(), false)
        + dot(a.velocity(), b.velocity(), false)
        + dot(a.mass(), b.mass(), false);
  }

  /** The size of the terms that a derivative in a direction is the sum of. */
  private static double scale(Planets a, Planets b) {
    return dot(a.position(), b.position(), true)
        + dot(a.velocity(), b.velocity(), true)
        + dot(a.mass(), b.mass(), true);
  }

  private static double dot(double[] a, double[] b, boolean sizes) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += sizes ? Math.abs(a[k] * b[k]) : a[k] * b[k];
    }
    return sum;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  private static long heap() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
