package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * The smallest circuits: what comes in flows forward through the gates, the derivative flows back.
 *
 * <p>{@code (x + y) z} at (-2, 5, -4) has the derivatives -4, -4 and 3: the sum hands on what it is
 * given, the product exchanges its inputs. {@code (a + b)(b + 1)} at (3, 2) has 3 and 8: b goes two
 * ways and the derivatives of both ways add up.
 */
public final class Circuit {
  private Circuit() {}

  /**
   * A sum and a product. By x and by y: z; by z: x + y.
   *
   * @param x any number
   * @param y any number
   * @param z any number
   * @return {@code (x + y) z}
   */
  @Differentiable
  public static double product(double x, double y, double z) {
    double sum = x + y;
    return sum * z;
  }

  /**
   * An input with two ways to the result. By a: b + 1; by b: a + 2 b + 1.
   *
   * @param a any number
   * @param b any number
   * @return {@code (a + b)(b + 1)}
   */
  @Differentiable
  public static double twoWays(double a, double b) {
    double c = a + b;
    double d = b + 1;
    return c * d;
  }
}
