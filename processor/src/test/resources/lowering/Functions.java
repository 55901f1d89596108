package cases;

import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

/** Functions that are passed along, with what they capture. */
final class Functions {
  interface Fill {
    void into(double[] a, int i);
  }

  @Differentiable
  static double lambdas(double[] x, double k, int n) {
    double[] y = {k, 2, 3, 4, 5, 6, 7, 8};
    interface Early {
      double at(int i);
    }
    DoubleUnaryOperator scaled = u -> u * k;
    Early early =
        i -> {
          if (i > n) {
            return 1;
          }
          for (double v : x) {
            if (v > i) {
              return v * k;
            }
          }
          return scaled.applyAsDouble(i);
        };
    each((a, i) -> a[i] = early.at(i) + a[0], y);
    each((a, i) -> y[i] += (a[i] *= 2), y.clone());
    return twice(Math::cos, k) + twice(Functions::own, y[1]) + twice(scaled, y[2]) + y[n % 8 < 0 ? 0 : n % 8];
  }

  private static void each(Fill f, double[] a) {
    for (int i = 0; i < 5; i++) {
      f.into(a, i);
    }
  }

  private static double twice(DoubleUnaryOperator f, double x) {
    DoubleUnaryOperator both = u -> f.applyAsDouble(f.applyAsDouble(u));
    return both.applyAsDouble(x) - f.applyAsDouble(1);
  }

  private static double own(double x) {
    return x * x;
  }
}
