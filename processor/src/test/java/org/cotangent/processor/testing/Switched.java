package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.SplittableRandom;

/**
 * The same methods with an optimisation and without it. Both are held to the whole contract of
 * {@link Check} at each point, and their gradients are the same but for rounding.
 */
public final class Switched {
  private static final int ROUNDS = 3;

  private final Check with;
  private final Check without;

  private Switched(Check with, Check without) {
    this.with = with;
    this.without = without;
  }

  /** The first class of these files, see {@link Check#of}. */
  public static Switched of(String optimization, String... sources) {
    Check with = Check.of(sources);
    return new Switched(with, with.without(optimization));
  }

  /** Checks that the optimisation writes this text, and that nothing else does. */
  public Switched writes(String text) {
    assertWithMessage("companion").that(with.generated()).contains(text);
    assertWithMessage("companion of what is switched off")
        .that(without.generated())
        .doesNotContain(text);
    return this;
  }

  /** How many places of the companion put something on the tape. */
  public static int pushes(Check check) {
    return check.generated().split("tape\\.push(Doubles|Elements)?\\(", -1).length - 1;
  }

  /**
   * Checks the methods with and without an optimisation where each point has its own shape.
   *
   * @param optimization the name that switches it off
   * @param source the file, see {@link Check#of}
   * @param points the arguments of each point, see {@link #point}; their numbers are made up
   * @return the check of the methods with the optimisation
   */
  public static Check atEach(String optimization, String source, Object[]... points) {
    Check check = Check.of(source);
    Check without = check.without(optimization);
    for (Object[] point : points) {
      check.atRandom(ROUNDS, point);
      without.atRandom(ROUNDS, point);
    }
    return check;
  }

  /** The arguments of a point. */
  public static Object[] point(Object... arguments) {
    return arguments;
  }

  /** Checks one point. */
  public Switched at(Object... arguments) {
    double[] one = with.at(arguments).first();
    double[] other = without.at(arguments).first();
    assertThat(one).usingTolerance(1e-11).containsExactly(other).inOrder();
    return this;
  }

  /** Checks points of random numbers between 0.2 and 1 in the shape of the arguments. */
  public Switched atRandom(Object... arguments) {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < ROUNDS; round++) {
      Object[] moved = arguments.clone();
      for (int k = 0; k < moved.length; k++) {
        moved[k] = random(moved[k], random);
      }
      at(moved);
    }
    return this;
  }

  private static Object random(Object shape, SplittableRandom random) {
    if (shape instanceof Double) {
      return random.nextDouble(0.2, 1);
    }
    if (shape instanceof double[] row) {
      return random.doubles(row.length, 0.2, 1).toArray();
    }
    if (shape instanceof double[][] rows) {
      double[][] made = new double[rows.length][];
      for (int k = 0; k < rows.length; k++) {
        made[k] = rows[k] == null ? null : (double[]) random(rows[k], random);
      }
      return made;
    }
    return shape;
  }
}
