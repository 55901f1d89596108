package org.cotangent.fuzz;

/**
 * The functions of {@link Math} on {@link Dual} numbers. The value is the function's own; the
 * partial derivatives are textbook formulas, written down here once more. At ties the conventions
 * of the documentation hold: all to the first argument.
 */
public final class DualMath {
  private DualMath() {}

  public static Dual sin(Dual x) {
    return Dual.of(Math.sin(x.v), false, x, Math.cos(x.v));
  }

  public static Dual cos(Dual x) {
    return Dual.of(Math.cos(x.v), false, x, -Math.sin(x.v));
  }

  public static Dual tan(Dual x) {
    return Dual.of(Math.tan(x.v), false, x, 1 / (Math.cos(x.v) * Math.cos(x.v)));
  }

  public static Dual asin(Dual x) {
    return Dual.of(Math.asin(x.v), false, x, 1 / Math.sqrt((1 - x.v) * (1 + x.v)));
  }

  public static Dual acos(Dual x) {
    return Dual.of(Math.acos(x.v), false, x, -1 / Math.sqrt((1 - x.v) * (1 + x.v)));
  }

  public static Dual atan(Dual x) {
    return Dual.of(Math.atan(x.v), false, x, 1 / (1 + x.v * x.v));
  }

  public static Dual sinh(Dual x) {
    return Dual.of(Math.sinh(x.v), false, x, Math.cosh(x.v));
  }

  public static Dual cosh(Dual x) {
    return Dual.of(Math.cosh(x.v), false, x, Math.sinh(x.v));
  }

  public static Dual tanh(Dual x) {
    return Dual.of(Math.tanh(x.v), false, x, 1 / Math.cosh(x.v) / Math.cosh(x.v));
  }

  public static Dual exp(Dual x) {
    return Dual.of(Math.exp(x.v), false, x, Math.exp(x.v));
  }

  public static Dual expm1(Dual x) {
    return Dual.of(Math.expm1(x.v), false, x, Math.exp(x.v));
  }

  public static Dual log(Dual x) {
    return Dual.of(Math.log(x.v), false, x, 1 / x.v);
  }

  public static Dual log10(Dual x) {
    return Dual.of(Math.log10(x.v), false, x, 1 / (x.v * Math.log(10)));
  }

  public static Dual log1p(Dual x) {
    return Dual.of(Math.log1p(x.v), false, x, 1 / (1 + x.v));
  }

  public static Dual sqrt(Dual x) {
    return Dual.of(Math.sqrt(x.v), false, x, 0.5 / Math.sqrt(x.v));
  }

  public static Dual cbrt(Dual x) {
    return Dual.of(Math.cbrt(x.v), false, x, Math.cbrt(x.v) / (3 * x.v));
  }

  public static Dual toRadians(Dual x) {
    return Dual.of(Math.toRadians(x.v), false, x, Math.PI / 180);
  }

  public static Dual abs(Dual x) {
    return Dual.of(Math.abs(x.v), x.single, x, x.v > 0 ? 1 : x.v < 0 ? -1 : 0);
  }

  public static Dual floor(Dual x) {
    return Dual.of(Math.floor(x.v));
  }

  public static Dual rint(Dual x) {
    return Dual.of(Math.rint(x.v));
  }

  public static Dual signum(Dual x) {
    return x.single ? Dual.of(Math.signum(x.f())) : Dual.of(Math.signum(x.v));
  }

  public static Dual max(Dual x, Dual y) {
    boolean first = x.v >= y.v;
    return Dual.of(Math.max(x.v, y.v), x.single && y.single, x, first ? 1 : 0, y, first ? 0 : 1);
  }

  public static Dual min(Dual x, Dual y) {
    boolean first = x.v <= y.v;
    return Dual.of(Math.min(x.v, y.v), x.single && y.single, x, first ? 1 : 0, y, first ? 0 : 1);
  }

  public static Dual pow(Dual x, Dual y) {
    double value = Math.pow(x.v, y.v);
    double byX = y.v == 0 ? 0 : y.v * Math.pow(x.v, y.v - 1);
    boolean flat = x.v < 0 || x.v == 0 && y.v > 0;
    return Dual.of(value, false, x, byX, y, flat ? 0 : value * Math.log(x.v));
  }

  public static Dual hypot(Dual x, Dual y) {
    double value = Math.hypot(x.v, y.v);
    return Dual.of(value, false, x, x.v / value, y, y.v / value);
  }

  public static Dual atan2(Dual y, Dual x) {
    double square = x.v * x.v + y.v * y.v;
    return Dual.of(Math.atan2(y.v, x.v), false, y, x.v / square, x, -y.v / square);
  }

  public static Dual copySign(Dual x, Dual y) {
    boolean single = x.single && y.single;
    double value = single ? Math.copySign(x.f(), y.f()) : Math.copySign(x.v, y.v);
    return Dual.of(value, single, x, Math.copySign(1, x.v) * Math.copySign(1, y.v));
  }

  public static Dual fma(Dual x, Dual y, Dual z) {
    boolean single = x.single && y.single && z.single;
    double value = single ? Math.fma(x.f(), y.f(), z.f()) : Math.fma(x.v, y.v, z.v);
    Dual product = Dual.of(value, single, x, y.v, y, x.v);
    return Dual.of(value, single, product, 1, z, 1);
  }
}
