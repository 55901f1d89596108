package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Type parameters: objects of them are data. */
class GenericsTest {

  @Test
  void methodsWithTypeParameters() {
    Check.of(
            """
            @Differentiable
            static <T> double f(T tag, double x, int n) {
              T same = tag;
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += helper(same, i % 2 == 0 ? tag : null, x) * x;
                same = i > 1 ? null : same;
              }
              return s;
            }

            private static <A, B extends A> double helper(A a, B b, double x) {
              Object o = a;
              return o == b ? Math.sin(x) * twice(b, v -> v * v + x, x) : x * x;
            }

            private static <A> double twice(A a, java.util.function.DoubleUnaryOperator f, double x) {
              return a == null ? f.applyAsDouble(x) : f.applyAsDouble(f.applyAsDouble(x));
            }
            """)
        .atRandom(4, "a", 0.5, 4);
  }

  @Test
  void arraysOfATypeParameter() {
    Check.of(
            """
            @Differentiable
            static <T extends CharSequence> void f(T[] tags, T wanted, double[] x) {
              for (T t : tags) {
                if (t == wanted) {
                  x[0] *= x[1];
                } else {
                  x[1] += x[0] * x[1];
                }
              }
            }
            """)
        .at(new String[] {"a", "b", "a"}, "a", new double[] {0.5, 1.5});
  }

  @Test
  void methodsOfAClassWithTypeParameters() {
    Check.of(
            """
            package p;

            import org.cotangent.*;

            final class Model<T extends CharSequence, U> {
              final T tag = null;
              final Object[] all = {null, "b"};
              private T hidden;
              private U other;
              private T[] many;
              private T kept;
              private double rate = 0.5;

              T getKept() {
                return kept;
              }

              @Differentiable(wrt = {"x", "this.rate"})
              double f(double x, int n) {
                T t = n > 2 ? tag : hidden;
                U u = other;
                t = many == null && u == null ? t : many[0];
                return t == getKept() ? own(x, t) * rate : x;
              }

              private double own(double x, T t) {
                T local = t;
                double y = local == tag ? x * x * rate : rate;
                return y > 100 ? y : own(y * 2 + 100, local);
              }
            }
            """)
        .receiver()
        .atRandom(4, 0.5, 3);
  }

  @Test
  void aClassThatExtendsOneWithTypeParameters() {
    Check.of(
            """
            package p;

            import org.cotangent.*;

            final class Model extends Base<String> {
              @Differentiable
              double f(double x) {
                String s = tag;
                return s == null ? super.f(x) * own(x) : x;
              }
            }

            class Base<T> {
              T tag;
              double rate = 3;

              double f(double x) {
                T t = tag;
                return t == null ? rate * x * x : x;
              }

              final double own(double x) {
                return tag == null ? Math.sin(rate * x) : x;
              }
            }
            """)
        .receiver()
        .at(0.5);
  }

  @Test
  void whatHoldsNumbersIsNoObjectOfATypeParameter() {
    Refusals.check(
        """
        package p;

        import java.util.function.*;
        import org.cotangent.*;

        final class Model<Q> {
          record P(double a) {}

          Q q;

          @Differentiable
          static double number(double x) {
            Double y = x;
            P p = new P(x);
            double z = any(y); // expect AD116: y)
            return z + any(p); // expect AD151: p)
          }

          static <T> double any(T t) {
            return t == null ? 1 : 2;
          }

          @Differentiable // expect AD005: @Differentiable
          static <T extends P> double part(
              T p, // expect AD013: T p
              double x) {
            return x;
          }

          @Differentiable
          static double function(double x) {
            return app(v -> v * x, x); // expect AD101: v -> v * x
          }

          static <F extends DoubleUnaryOperator> double app(F f, double x) {
            return f.applyAsDouble(x); // expect AD204: f.applyAsDouble
          }

          @Differentiable
          static double reference(double x) {
            return app2(Model::any, x); // expect AD206: Model::any
          }

          static double app2(DoubleUnaryOperator f, double x) {
            return f.applyAsDouble(x);
          }

          @Differentiable
          double constant(double x) {
            return con(q) * x; // expect AD206: con(q)
          }

          @NonDifferentiable
          double con(Q q) {
            return 2;
          }
        }
        """);
  }

  @Test
  void rowsAreNotMovedAsObjects() {
    Refusals.check(
        """
        package p;

        import org.cotangent.*;

        final class Model {
          @Differentiable
          static double f(double[][] x, double[][][] y, int[][] k, boolean b) {
            swap(x); // expect AD320: x
            swap(k); // expect AD320: k
            Object[] o = x; // expect AD320: x
            o = x; // expect AD320: x
            o = b ? x : null; // expect AD320: x
            for (Object[] each : y) { // expect AD320: y
              swap(each);
            }
            return x[0][0];
          }

          @Differentiable
          static double g(double[][] x) {
            generic(x); // expect AD320: x
            return x[0][0];
          }

          static void swap(Object[] rows) {
            Object first = rows[0];
            rows[0] = rows[1];
            rows[1] = first;
          }

          static <T> void generic(T[] rows) {
            T first = rows[0];
            rows[0] = rows[1];
            rows[1] = first;
          }
        }
        """);
  }
}
