package org.cotangent.fuzz;

/**
 * A floating-point number with its derivatives by all inputs: what the second printing of a program
 * computes with. Immutable.
 *
 * <p>Beside each derivative runs its <em>magnitude</em>: the sum of the absolute contributions that
 * it is made of. Two ways of adding these contributions up differ by rounding in proportion to the
 * magnitude, not to the sum, which may have cancelled; so the magnitude is what a tolerance is
 * relative to.
 *
 * <p>The value is rounded as Java rounds it: a {@code single} number holds a {@code float}.
 */
public final class Dual {
  private static final Dual ONE = new Dual(1, false, null, null);
  private static final Dual SINGLE_ONE = new Dual(1, true, null, null);

  /** The value. */
  public final double v;

  /** Whether this stands for a {@code float}. */
  final boolean single;

  /** The derivatives by the inputs; null where all are zero. */
  final double[] tangent;

  /** The magnitude of each derivative; null with them. */
  final double[] magnitude;

  Dual(double v, boolean single, double[] tangent, double[] magnitude) {
    this.v = v;
    this.single = single;
    this.tangent = tangent;
    this.magnitude = magnitude;
  }

  /** A constant {@code double}. */
  public static Dual of(double value) {
    return new Dual(value, false, null, null);
  }

  /** A constant {@code float}. */
  public static Dual of(float value) {
    return new Dual(value, true, null, null);
  }

  /** The input with this index, of so many. */
  static Dual input(double value, boolean single, int index, int count) {
    double[] tangent = new double[count];
    tangent[index] = 1;
    return new Dual(value, single, tangent, tangent);
  }

  /** The value as the {@code float} it is. */
  public float f() {
    return (float) v;
  }

  double derivative(int input) {
    return tangent == null ? 0 : tangent[input];
  }

  double magnitude(int input) {
    return magnitude == null ? 0 : magnitude[input];
  }

  /** The conversion to {@code double}. */
  public static Dual widen(Dual x) {
    return x.single ? new Dual(x.v, false, x.tangent, x.magnitude) : x;
  }

  /** The conversion to {@code float}. */
  public static Dual narrow(Dual x) {
    return x.single ? x : new Dual((float) x.v, true, x.tangent, x.magnitude);
  }

  /** The same number as data. */
  public static Dual cut(Dual x) {
    return new Dual(x.v, x.single, null, null);
  }

  /** This number, converted to the type of another. */
  Dual like(Dual other) {
    return other.single ? narrow(this) : widen(this);
  }

  /** The first of two values, of which the second is there for its side effect. */
  public static Dual first(Dual x, Dual ignored) {
    return x;
  }

  /** A function of one number, with its partial derivative. */
  static Dual of(double value, boolean single, Dual x, double partial) {
    return of(value, single, x, partial, ONE, 0);
  }

  /** A function of two numbers, with its partial derivatives. */
  static Dual of(double value, boolean single, Dual x, double byX, Dual y, double byY) {
    double rounded = single ? (float) value : value;
    boolean usesX = x.tangent != null && byX != 0;
    boolean usesY = y.tangent != null && byY != 0;
    if (!usesX && !usesY) {
      return new Dual(rounded, single, null, null);
    }
    int inputs = usesX ? x.tangent.length : y.tangent.length;
    double[] tangent = new double[inputs];
    double[] magnitude = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      if (usesX && x.magnitude[i] != 0) {
        tangent[i] += byX * x.tangent[i];
        magnitude[i] += Math.abs(byX) * x.magnitude[i];
      }
      if (usesY && y.magnitude[i] != 0) {
        tangent[i] += byY * y.tangent[i];
        magnitude[i] += Math.abs(byY) * y.magnitude[i];
      }
    }
    return new Dual(rounded, single, tangent, magnitude);
  }

  private static boolean single(Dual x, Dual y) {
    return x.single && y.single;
  }

  public static Dual add(Dual x, Dual y) {
    boolean single = single(x, y);
    return of(single ? x.f() + y.f() : x.v + y.v, single, x, 1, y, 1);
  }

  public static Dual sub(Dual x, Dual y) {
    boolean single = single(x, y);
    return of(single ? x.f() - y.f() : x.v - y.v, single, x, 1, y, -1);
  }

  public static Dual mul(Dual x, Dual y) {
    boolean single = single(x, y);
    return of(single ? x.f() * y.f() : x.v * y.v, single, x, y.v, y, x.v);
  }

  public static Dual div(Dual x, Dual y) {
    boolean single = single(x, y);
    return of(single ? x.f() / y.f() : x.v / y.v, single, x, 1 / y.v, y, -x.v / (y.v * y.v));
  }

  /** Java's remainder; by the divisor, minus the truncated quotient. */
  public static Dual rem(Dual x, Dual y) {
    boolean single = single(x, y);
    double value = single ? x.f() % y.f() : x.v % y.v;
    return of(value, single, x, 1, y, -Math.rint((x.v - value) / y.v));
  }

  public static Dual neg(Dual x) {
    return of(-x.v, x.single, x, -1);
  }

  /** One more, or one less. */
  public static Dual step(Dual x, int by) {
    Dual one = x.single ? SINGLE_ONE : ONE;
    return by > 0 ? add(x, one) : sub(x, one);
  }

  /** What {@code x op= y} stores into a variable of the type of {@code x}. */
  public static Dual compound(Dual x, char operator, Dual y) {
    Dual result =
        switch (operator) {
          case '+' -> add(x, y);
          case '-' -> sub(x, y);
          case '*' -> mul(x, y);
          case '/' -> div(x, y);
          case '%' -> rem(x, y);
          default -> throw new IllegalArgumentException("operator " + operator);
        };
    return result.like(x);
  }

  @Override
  public String toString() {
    return single ? f() + "f" : String.valueOf(v);
  }
}
