package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Numbers in objects: followed as the numbers that they hold. */
class BoxesTest {

  @Test
  void localVariables() {
    Check.of(
            """
            static double f(double x, int n) {
              Double d = x * 2;
              Integer k = n;
              Boolean more = x > 0;
              Float single = (float) x;
              final Double e;
              if (more) {
                e = d * k;
              } else {
                e = single * 3.0;
              }
              for (Integer i = 0; i < k; i++) {
                d += e * i;
                d = d * 0.5 + (more ? e : x);
              }
              var v = d;
              Double chosen = n > 2 ? v : e;
              return d * chosen + v * (n > 1 ? k : e) + k / 2 * x + -v;
            }
            """)
        .warned("AD402")
        .atRandom(4, 0.0, 3);
  }

  @Test
  void parametersAndResultsOfHelpers() {
    Check.of(
            """
            static double f(double x, int n) {
              Double d = g(x, n, x > 0);
              return d * g(d, n + 1, true) + g(g(x, 1, false), 2, n > 0);
            }

            private static Double g(Double a, Integer k, Boolean flip) {
              if (flip) {
                return -a * k;
              }
              a = Math.sin(a);
              return a;
            }
            """)
        .atRandom(4, 0.0, 3);
  }

  @Test
  void conversions() {
    Check.of(
            """
            static double f(double x, int n) {
              Double d = Double.valueOf(x);
              Integer k = Integer.valueOf(n);
              double y = d.doubleValue() * k.doubleValue() + Double.valueOf(n) + (double) d + (Double) x;
              y += Math.max(k, d) * Math.abs(k) * d.floatValue();
              return y * k.intValue() + Double.parseDouble("2.5") * d + Double.valueOf("0.5");
            }
            """)
        .atRandom(3, 0.0, 3);
  }

  @Test
  void functionsOfBoxes() {
    Check.of(
            """
            package p;

            import java.util.function.*;
            import org.cotangent.*;

            final class Model {
              @Differentiable
              static double f(double x, double k) {
                Function<Double, Double> square = v -> v * v * k;
                BinaryOperator<Double> product = (a, b) -> a * b + x;
                Supplier<Double> constant = () -> k * x;
                Function<Double, Double> sine = Math::sin;
                UnaryOperator<Double> own = Model::own;
                Predicate<Double> positive = v -> v > 0;
                ToDoubleFunction<Double> half = v -> v / 2;
                return square.apply(x) * product.apply(x, k) + constant.get()
                    + sine.apply(square.apply(k)) + own.apply(x)
                    + (positive.test(x) ? half.applyAsDouble(k) : k)
                    + newton(v -> v * v - 2 - k, v -> 2 * v, 1.0);
              }

              private static Double own(Double v) {
                return v * v;
              }

              private static double newton(Function<Double, Double> g, Function<Double, Double> dg, Double start) {
                Double v = start;
                for (int i = 0; i < 5; i++) {
                  v = v - g.apply(v) / dg.apply(v);
                }
                return v;
              }
            }
            """)
        .atRandom(4, 0.0, 0.0);
  }

  @Test
  void anArrayElementInABox() {
    Check.of(
            """
            static double f(double[] x) {
              double s = 1;
              for (Double v : x) {
                s *= v;
              }
              Double first = x[0];
              x[0] = first * s;
              Integer i = 1;
              return s * first * x[i] + x[0];
            }
            """)
        .atRandom(3, new double[3]);
  }

  @Test
  void nullAndIdentityAreRefused() {
    Refusals.check(
        """
        static double f(double x, int n) {
          Double none = null; // expect AD165: null
          Double d = x;
          Double e = n > 1 ? d : null; // expect AD165: null
          d = null; // expect AD165: null
          if (d == null) { // expect AD166: d == null
            return x;
          }
          Double other = x;
          boolean same = d == other; // expect AD166: d == other
          Object o = d; // expect AD116: d
          boolean equal = d.equals(other); // expect AD204: d.equals(other) // expect AD116: other
          return g(null) * h(d) * x; // expect AD165: null // expect AD116: d
        }

        private static double g(Double v) {
          return v == 1 ? 1 : v;
        }

        private static double h(Object v) {
          return 1;
        }
        """);
  }

  @Test
  void nullFromAHelperIsRefused() {
    Refusals.check(
        """
        static double f(double x) {
          return g(x) * x;
        }

        private static Double g(double v) {
          if (v > 1) {
            return null; // expect AD165: null
          }
          return v;
        }
        """);
  }

  @Test
  void boxesForMethodsThatAreCalledAsTheyAreAreRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.*;

        final class Model {
          @Differentiable
          static double f(double x, Bag bag) {
            Double d = 2.0;
            return g(d) * x + bag.size; // expect AD167: g(d) // expect AD116: bag.size
          }

          @NonDifferentiable
          static double g(Double v) {
            return 1;
          }

          static double g(double v) {
            return 2;
          }

          static final class Bag {
            final Integer size = 1;
          }
        }
        """);
  }
}
