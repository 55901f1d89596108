package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * What each gate does with the derivative that comes back to it: a maximum routes it to the greater
 * input, a sum hands it to all inputs, a product switches its inputs, and where a value goes
 * several ways the derivatives of the ways add up.
 */
public final class Gates {
  private Gates() {}

  /**
   * The router. By the greater input: 1; by the other: 0; at a tie all of it goes to x.
   *
   * @param x any number
   * @param y any number
   * @return the greater one
   */
  @Differentiable
  public static double router(double x, double y) {
    return Math.max(x, y);
  }

  /**
   * The distributor. By each input: 1.
   *
   * @param x any number
   * @param y any number
   * @return {@code x + y}
   */
  @Differentiable
  public static double distributor(double x, double y) {
    return x + y;
  }

  /**
   * The switcher. By each input: the other.
   *
   * @param x any number
   * @param y any number
   * @return {@code x y}
   */
  @Differentiable
  public static double switcher(double x, double y) {
    return x * y;
  }

  /**
   * All of them: {@code 2 (x y + max(z, w))}. By x: 2 y; by y: 2 x; by the greater of z and w: 2.
   *
   * @param x any number
   * @param y any number
   * @param z any number
   * @param w any number
   * @return the result of the circuit
   */
  @Differentiable
  public static double circuit(double x, double y, double z, double w) {
    return 2 * (switcher(x, y) + router(z, w));
  }

  /**
   * A product that goes three ways. With a = x y and u = 1 + 2 a + cos a: by x: u y; by y: u x.
   *
   * @param x any number
   * @param y any number
   * @return {@code a + a^2 + sin a}
   */
  @Differentiable
  public static double branches(double x, double y) {
    double a = x * y;
    double sum = a;
    sum += a * a;
    sum += Math.sin(a);
    return sum;
  }
}
