package refused;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Functions that are not known, or used for something other than a call. */
final class Functions {
  interface Law {
    double of(double x);
  }

  @Differentiable
  static double unknown(double x, DoubleUnaryOperator g, Law law) {
    return g.applyAsDouble(x) // !AD161 g.applyAsDouble
        + law.of(x) // !AD161 law.of
        + made().applyAsDouble(x) // !AD161 made().applyAsDouble
        + helper(g, x);
  }

  private static double helper(DoubleUnaryOperator g, double x) {
    return g.applyAsDouble(x); // !AD161 g.applyAsDouble
  }

  private static DoubleUnaryOperator made() {
    return x -> x * x; // !AD101 x -> x * x
  }

  @Differentiable
  static double values(double x, int n) {
    DoubleUnaryOperator g = u -> u * u;
    DoubleUnaryOperator h = Math::sin;
    g = u -> u; // !AD162 g
    Object stored = g; // !AD160 g
    boolean same = g == h; // !AD160 g // !AD160 h
    DoubleUnaryOperator c = n > 0 ? g : h; // !AD160 g // !AD160 h
    DoubleUnaryOperator[] all = {h}; // !AD160 h
    return h.andThen(g).applyAsDouble(x); // !AD164 h.andThen
  }

  @Differentiable
  static double ends(double x, int n) {
    return repeat(Math::sin, x, n);
  }

  private static double repeat(DoubleUnaryOperator g, double x, int n) {
    return n == 0
        ? g.applyAsDouble(x)
        : repeat(u -> g.applyAsDouble(2 * u), x, n - 1); // !AD163 u -> g.applyAsDouble(2 * u)
  }

  @Differentiable
  static double references(double x, Functions other) {
    Law own = other::own; // !AD102 other::own
    Supplier<Functions> maker = Functions::new;
    Law random = Functions::noise;
    return own.of(x) + random.of(x) + constant(u -> u, x); // !AD101 u -> u
  }

  double own(double x) {
    return x;
  }

  static double noise(double x) {
    return x;
  }

  @NonDifferentiable
  static double constant(DoubleUnaryOperator g, double x) {
    return g.applyAsDouble(x);
  }

  @Differentiable
  static double library(double[] x) {
    Arrays.sort(x); // !AD169 Arrays.sort
    return Arrays.stream(x).map(v -> v * v).sum() * x[0]; // !AD168 Arrays.stream(x).map(v -> v * v).sum
  }

  @Differentiable
  static double local(double x) {
    interface Inner { // !AD110 interface Inner { double of(double v); default double twice(double v) { return of(of(v)); } }
      double of(double v);

      default double twice(double v) {
        return of(of(v));
      }
    }
    DoubleUnaryOperator own =
        new DoubleUnaryOperator() { // !AD107 new DoubleUnaryOperator() { @Override public double applyAsDouble(double v) { return this.hashCode() * v; } }
          @Override
          public double applyAsDouble(double v) {
            return this.hashCode() * v;
          }
        };
    Inner f = v -> v * v;
    return f.of(x);
  }
}
