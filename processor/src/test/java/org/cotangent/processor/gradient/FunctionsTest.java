package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Functions as parameters and in variables: lambdas and method references that are known. */
class FunctionsTest {
  private static final String INTEGRATE =
      """
      private static double integrate(DoubleUnaryOperator f, double a, double b) {
        int n = 8;
        double h = (b - a) / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += f.applyAsDouble(a + (i + 0.5) * h) * h;
        }
        return sum;
      }
      """;

  private static Check check(String members) {
    return Check.of(
        "package p;\n\nimport java.util.function.*;\nimport org.cotangent.*;\n\nfinal class Model {\n"
            + members.indent(2)
            + "}\n");
  }

  @Test
  void aLambdaThatCapturesAParameter() {
    check(
            """
            @Differentiable
            static double f(double k, double b) {
              return integrate(x -> x * x * k, 0, b);
            }
            """
                + INTEGRATE)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void theSameHelperWithSeveralFunctions() {
    Check check =
        check(
            """
            @Differentiable
            static double f(double k, double b) {
              return integrate(x -> x * x * k, 0, b)
                  + integrate(Math::sin, k, b)
                  + integrate(Model::density, b, 1) * integrate(x -> k - x, b, k);
            }

            static double density(double x) {
              return Math.exp(-x * x);
            }
            """
                + INTEGRATE);
    check.atRandom(3, 0.0, 0.0);
    assertThat(check.generated()).contains("double integrateLine9LambdaForward(");
    assertThat(check.generated()).contains("double integrateDensityForward(");
    String called = check.without("inlined-helpers").generated();
    assertThat(called).contains("double line9LambdaForward(double x, double k, Tape");
  }

  @Test
  void aFunctionInALocalVariable() {
    check(
            """
            @Differentiable
            static double f(double k, double b) {
              DoubleUnaryOperator g = x -> {
                if (x < k) {
                  return x * k;
                }
                double t = x - k;
                return t * t * Math.exp(b);
              };
              var h = g;
              DoubleUnaryOperator sine = Math::sin;
              double s = g.applyAsDouble(2) * h.applyAsDouble(b);
              for (int i = 0; i < 3; i++) {
                s += g.applyAsDouble(s) * sine.applyAsDouble(i);
              }
              return s;
            }
            """)
        .atRandom(5, 0.0, 0.0);
  }

  @Test
  void aLambdaThatIsCalledAtOnce() {
    check(
            """
            @Differentiable
            static double f(double k) {
              return ((DoubleUnaryOperator) x -> x * k).applyAsDouble(k + 1);
            }
            """)
        .at(1.5)
        .is("k", 4);
  }

  @Test
  void functionsAreHandedOnAndNested() {
    check(
            """
            @Differentiable
            static double f(double k, double b) {
              return outer(x -> x * k, b) + outer(y -> integrate(z -> z * y * k, 0, b), k);
            }

            static double outer(DoubleUnaryOperator g, double b) {
              DoubleUnaryOperator twice = x -> g.applyAsDouble(g.applyAsDouble(x)) + b;
              return integrate(g, 0, b) * integrate(twice, b, 1) + integrate(twice::applyAsDouble, 0, 1);
            }
            """
                + INTEGRATE)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void newtonsMethodWithAFunctionAndItsDerivative() {
    check(
            """
            @Differentiable
            static double f(double a, double[] w) {
              return newton(x -> x * x * w[0] - a, x -> 2 * x * w[0], 1);
            }

            static double newton(DoubleUnaryOperator f, DoubleUnaryOperator df, double x0) {
              double x = x0;
              for (int i = 0; i < 50; i++) {
                double step = f.applyAsDouble(x) / df.applyAsDouble(x);
                x -= step;
                if (Math.abs(step) < 1e-13) {
                  break;
                }
              }
              return x;
            }
            """)
        .at(2.0, new double[] {1})
        .isWithin(1e-10, "a", 0.5 / Math.sqrt(2));
  }

  @Test
  void bisectionAndAFixedPoint() {
    check(
            """
            @Differentiable
            static double f(double a, double b) {
              double root = bisect(x -> x * x * x - a, 0, 2);
              return fixedPoint(x -> Math.cos(x * b) + root, 0.5) * root;
            }

            static double bisect(DoubleUnaryOperator f, double low, double high) {
              while (high - low > 1e-6) {
                double middle = 0.5 * (low + high);
                if (f.applyAsDouble(low) * f.applyAsDouble(middle) <= 0) {
                  high = middle;
                } else {
                  low = middle;
                }
              }
              double slope = (f.applyAsDouble(low + 1e-3) - f.applyAsDouble(low)) / 1e-3;
              return low - f.applyAsDouble(low) / slope;
            }

            static double fixedPoint(DoubleUnaryOperator g, double start) {
              double x = start;
              double next;
              int n = 0;
              while (Math.abs((next = g.applyAsDouble(x)) - x) > 1e-8 && n++ < 40) {
                x = next;
              }
              return next;
            }
            """)
        .kink()
        .at(2.2, 0.3);
  }

  @Test
  void adaptiveSimpsonRecursesWithItsFunction() {
    check(
            """
            @Differentiable
            static double f(double k, double b) {
              return simpson(x -> Math.sin(k * x) / (x + 2), 0, b, 6);
            }

            static double simpson(DoubleUnaryOperator f, double a, double b, int depth) {
              double m = (a + b) / 2;
              double one = rule(f, a, b);
              double two = rule(f, a, m) + rule(f, m, b);
              if (depth == 0 || Math.abs(one - two) < 1e-6) {
                return two + (two - one) / 15;
              }
              return simpson(f, a, m, depth - 1) + simpson(f, m, b, depth - 1);
            }

            static double rule(DoubleUnaryOperator f, double a, double b) {
              return (f.applyAsDouble(a) + 4 * f.applyAsDouble((a + b) / 2) + f.applyAsDouble(b)) * (b - a) / 6;
            }
            """)
        .at(3.0, 2.0);
  }

  @Test
  void rungeKuttaWithARightHandSideThatWritesAnArray() {
    check(
            """
            interface Equation {
              void rates(double t, double[] y, double[] dy);
            }

            @Differentiable
            static double f(double[] start, double[] p, double h) {
              double[] y = start.clone();
              integrate(
                  (t, u, du) -> {
                    du[0] = p[0] * u[1];
                    du[1] = -p[1] * Math.sin(u[0]) + t;
                  },
                  y,
                  h,
                  5);
              return y[0] * y[1];
            }

            static void integrate(Equation e, double[] y, double h, int steps) {
              int n = y.length;
              double[] k1 = new double[n];
              double[] k2 = new double[n];
              double[] k3 = new double[n];
              double[] k4 = new double[n];
              double[] u = new double[n];
              for (int s = 0; s < steps; s++) {
                double t = s * h;
                e.rates(t, y, k1);
                step(u, y, h / 2, k1);
                e.rates(t + h / 2, u, k2);
                step(u, y, h / 2, k2);
                e.rates(t + h / 2, u, k3);
                step(u, y, h, k3);
                e.rates(t + h, u, k4);
                for (int i = 0; i < n; i++) {
                  y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                }
              }
            }

            static void step(double[] u, double[] y, double h, double[] k) {
              for (int i = 0; i < u.length; i++) {
                u[i] = y[i] + h * k[i];
              }
            }
            """)
        .atRandom(3, new double[2], new double[2], 0.0);
  }

  @Test
  void aRightHandSideIsAMethodReference() {
    check(
            """
            interface Equation {
              void rates(double t, double[] y, double[] dy);

              default boolean isStiff() {
                return false;
              }
            }

            @Differentiable
            static double f(double[] start, double h) {
              double[] y = start.clone();
              euler(Model::pendulum, y, h);
              return y[0] * y[1];
            }

            private static void pendulum(double t, double[] y, double[] dy) {
              dy[0] = y[1];
              dy[1] = -Math.sin(y[0]) + t;
            }

            static void euler(Equation e, double[] y, double h) {
              double[] k = new double[y.length];
              for (int s = 0; s < 4; s++) {
                e.rates(s * h, y, k);
                for (int i = 0; i < y.length; i++) {
                  y[i] += h * k[i];
                }
              }
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }

  @Test
  void interfacesOfTheJdk() {
    check(
            """
            @Differentiable
            static double f(double[] x, double k) {
              return sum(i -> x[i] * k, x.length)
                  + apply((a, b) -> a * b - k, x[0], k)
                  + norm(v -> v[0] * v[1] * k, x)
                  + (count(a -> a > 0.1, x) + 1) * k
                  + get(() -> k * x[1])
                  + rows(i -> i * 2 + 1, k)
                  + mixed((i, n) -> i * n, k);
            }

            static double sum(IntToDoubleFunction g, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += g.applyAsDouble(i) * g.applyAsDouble(0);
              }
              return s;
            }

            static double apply(DoubleBinaryOperator g, double a, double b) {
              return g.applyAsDouble(a, b) * g.applyAsDouble(b, a);
            }

            static double norm(ToDoubleFunction<double[]> g, double[] x) {
              return Math.sin(g.applyAsDouble(x));
            }

            static int count(DoublePredicate p, double[] x) {
              int n = 0;
              for (double v : x) {
                if (p.test(v)) {
                  n++;
                }
              }
              return n;
            }

            static double get(DoubleSupplier s) {
              return s.getAsDouble() * s.getAsDouble();
            }

            static double rows(IntUnaryOperator g, double k) {
              return k * g.applyAsInt(3);
            }

            static double mixed(IntBinaryOperator g, double k) {
              return k / g.applyAsInt(3, 4);
            }
            """)
        .atRandom(4, new double[3], 0.0);
  }

  @Test
  void functionsOfArrays() {
    check(
            """
            @Differentiable
            static double f(double[] x, double k) {
              Function<double[], double[]> scale = v -> {
                double[] r = new double[v.length];
                for (int i = 0; i < v.length; i++) {
                  r[i] = v[i] * k + x[0];
                }
                return r;
              };
              double[] y = scale.apply(x);
              double[] z = scale.apply(y);
              return dot(z, y) + dot(map(u -> u * u * k, x), x);
            }

            static double[] map(DoubleUnaryOperator g, double[] x) {
              double[] r = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                r[i] = g.applyAsDouble(x[i]);
              }
              return r;
            }

            static double dot(double[] a, double[] b) {
              double s = 0;
              for (int i = 0; i < a.length; i++) {
                s += a[i] * b[i];
              }
              return s;
            }
            """)
        .atRandom(3, new double[3], 0.0);
  }

  @Test
  void aLambdaWritesAnArrayThatItCaptures() {
    check(
            """
            @Differentiable
            static double f(double[] x, double k) {
              double[] sum = new double[1];
              each(v -> sum[0] = sum[0] * k + v * v, x);
              each(v -> sum[0] += v, x);
              return sum[0];
            }

            static void each(DoubleConsumer c, double[] x) {
              for (int i = 0; i < x.length; i++) {
                c.accept(x[i]);
              }
            }
            """)
        .atRandom(3, new double[3], 0.0);
  }

  @Test
  void twoFunctionsShareWhatTheyCapture() {
    check(
            """
            @Differentiable
            static double f(double[] w, double k) {
              return both(x -> w[0] * x + k, x -> w[1] * x * k, 2);
            }

            static double both(DoubleUnaryOperator f, DoubleUnaryOperator g, double x) {
              return f.applyAsDouble(g.applyAsDouble(x)) * g.applyAsDouble(f.applyAsDouble(x));
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }

  @Test
  void functionsOfTheReceiver() {
    Check.of(
            """
            package p;

            import java.util.function.*;
            import org.cotangent.*;

            final class Model {
              final double scale;

              Model(double scale) {
                this.scale = scale;
              }

              @Differentiable
              double f(double x) {
                DoubleUnaryOperator f = u -> u * scale * x;
                DoubleUnaryOperator g = this::triple;
                return average(f, x) + average(g, 1) + average(this::triple, x)
                    + average(v -> f.applyAsDouble(triple(v)) * this.scale, x)
                    + own(v -> v * scale + x, x);
              }

              private double own(DoubleUnaryOperator g, double x) {
                return g.applyAsDouble(x * scale) + average(u -> g.applyAsDouble(u) * scale, x);
              }

              private double triple(double v) {
                return 3 * v * scale * v;
              }

              private static double average(DoubleUnaryOperator f, double x) {
                return 0.5 * (f.applyAsDouble(x) + f.applyAsDouble(x + 1));
              }
            }
            """)
        .receiver(1.5)
        .atRandom(3, 0.0);
  }

  @Test
  void aReferenceTakesAnOverloadAndWidens() {
    check(
            """
            interface Whole {
              double of(int i);
            }

            interface Wide {
              double of(float v);
            }

            @Differentiable
            static double f(double x) {
              DoubleUnaryOperator abs = Math::abs;
              Whole root = Math::sqrt;
              Wide cube = Model::cube;
              IntBinaryOperator least = Math::min;
              DoubleUnaryOperator rank = Model::rank;
              return x * abs.applyAsDouble(-7) / 2
                  + root.of(3) * x / abs.applyAsDouble(3)
                  + cube.of(16777217) * x
                  + x / least.applyAsInt(3, 4)
                  + x * (rank.applyAsDouble(2) / 2)
                  + rank.applyAsDouble(x) / 2;
            }

            static double cube(double v) {
              return v * 1e-10 * v * v;
            }

            static int rank(double v) {
              return v > 1 ? 3 : 5;
            }
            """)
        .at(1.75);
  }

  @Test
  void argumentsOfFunctionsAreEvaluatedInJavasOrder() {
    check(
            """
            @Differentiable
            static double f(double[] x, double k) {
              DoubleBinaryOperator g = (a, b) -> a * b + (x[0] = a - k) * 3;
              int i = 0;
              double y = x[i++] * g.applyAsDouble(x[i++], x[i] *= 2) + x[0] + g.applyAsDouble(x[0], x[2]);
              return y * i + x[0] * x[2];
            }
            """)
        .atRandom(3, new double[3], 0.0);
  }

  @Test
  void aLambdaTakesAFunction() {
    check(
            """
            interface Rule {
              double over(DoubleUnaryOperator g, double a, double b);
            }

            @Differentiable
            static double f(double k, double b) {
              Rule trapezoid = (g, a, c) -> (g.applyAsDouble(a) + g.applyAsDouble(c)) * (c - a) / 2;
              return use(trapezoid, k, b) + trapezoid.over(x -> x * x * k, 0, b);
            }

            static double use(Rule rule, double k, double b) {
              return rule.over(x -> Math.exp(k * x), 0, b) * rule.over(Math::cos, b, k);
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void aLambdaOnlyOfWholeNumbersDecides() {
    check(
            """
            @Differentiable
            static double f(double[] x, int first) {
              double s = 1;
              IntPredicate chosen = i -> i % 2 == first || x[i] > 0.5;
              for (int i = 0; i < x.length; i++) {
                s *= chosen.test(i) ? x[i] : 2;
              }
              return s;
            }
            """)
        .atRandom(4, new double[5], 1);
  }

  @Test
  void singlePrecision() {
    check(
            """
            interface Single {
              float at(float x);
            }

            @Differentiable
            static float f(float k, float b) {
              return sum(x -> x * x * k, b) * sum(x -> k, 3);
            }

            static float sum(Single g, float b) {
              return g.at(b) + g.at(2) * b;
            }
            """)
        .atRandom(3, 0f, 0f);
  }

  @Test
  void lambdasWithDeclaredParameters() {
    check(
            """
            @Differentiable
            static double f(double k, String tag, int n) {
              DoubleBinaryOperator g = (double a, double b) -> tag == null ? a : a * b * n;
              ToDoubleFunction<double[]> h = (var v) -> g.applyAsDouble(v[0], k);
              return h.applyAsDouble(new double[] {k, 2}) * k;
            }
            """)
        .at(0.5, "t", 3);
  }

  @Test
  void aHelperDecidesByAString() {
    check(
            """
            @Differentiable
            static double f(double k, String tag) {
              return helper(tag, k) * helper(null, k);
            }

            private static double helper(String tag, double k) {
              return tag == null ? k : k * k;
            }
            """)
        .at(1.5, "t")
        .is("k", 3 * 1.5 * 1.5);
  }

  @Test
  void aReferenceToAMethodWithADerivativeByHand() {
    check(
            """
            @Differentiable
            static double f(double x) {
              DoubleUnaryOperator g = Model::cube;
              return g.applyAsDouble(x) * x + twice(Model::cube, x);
            }

            static double twice(DoubleUnaryOperator g, double x) {
              return g.applyAsDouble(g.applyAsDouble(x));
            }

            static double cube(double x) {
              return x * x * x;
            }

            @DerivativeOf(type = Model.class, method = "cube")
            static double cubeDerivative(double x, double seed) {
              return 3 * x * x * seed;
            }
            """)
        .at(0.5);
  }

  @Test
  void aCapturedArrayThatTheHelperWrites() {
    check(
            """
            @Differentiable
            static double f(double[] w, double k) {
              double y = change(x -> w[0] * x * k, w, k);
              return y * w[0] + change(x -> w[1] = w[1] * x + w[0], w, y);
            }

            private static double change(DoubleUnaryOperator g, double[] a, double k) {
              a[0] *= 2 * k;
              double y = g.applyAsDouble(a[0]) * a[1];
              a[1] = y + a[0];
              return g.applyAsDouble(y) + a[1];
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }

  @Test
  void aCapturedArrayThatTheHelperReadsToo() {
    check(
            """
            @Differentiable
            static double f(double[] w) {
              return both(x -> w[0] * x * w[1], w);
            }

            private static double both(DoubleUnaryOperator g, double[] a) {
              return g.applyAsDouble(a[0]) + a[1] * a[0];
            }
            """)
        .atRandom(3, new double[2]);
  }

  @Test
  void functionsInConstants() {
    check(
            """
            private static final DoubleUnaryOperator SQUARE = x -> x * x;
            static final DoubleUnaryOperator SINE = Math::sin;

            @Differentiable
            static double f(double x, double k) {
              return SQUARE.applyAsDouble(x) * k + twice(Model.SINE, x) + twice(SQUARE, k)
                  + Inner.G.applyAsDouble(x, k);
            }

            static double twice(DoubleUnaryOperator f, double x) {
              return f.applyAsDouble(f.applyAsDouble(x));
            }

            static final class Inner {
              static final DoubleBinaryOperator G = (a, b) -> a * b * b;
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void anAnonymousClassWithOneMethod() {
    check(
            """
            @Differentiable
            static double f(double x, double[] w) {
              DoubleUnaryOperator g =
                  new DoubleUnaryOperator() {
                    @Override
                    public double applyAsDouble(double v) {
                      if (v < 0) {
                        return -v * w[0];
                      }
                      return v * x + w[1];
                    }
                  };
              return g.applyAsDouble(x) * twice(g, w[0]) + twice(new DoubleUnaryOperator() {
                @Override
                public double applyAsDouble(double v) {
                  return g.applyAsDouble(v) * v;
                }
              }, x);
            }

            static double twice(DoubleUnaryOperator f, double x) {
              return f.applyAsDouble(f.applyAsDouble(x));
            }
            """)
        .atRandom(4, 0.0, new double[2]);
  }

  @Test
  void anInterfaceInsideTheMethod() {
    check(
            """
            @Differentiable
            static double f(double x, double k) {
              interface Law {
                double of(double a, int n);
              }
              Law g = (a, n) -> a * n * k;
              return g.of(x, 2) * g.of(k, 3);
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void functionsOfObjectsThatAreTakenApart() {
    check(
            """
            record Pair(double a, double b) {
              double sum() {
                return a + b;
              }
            }

            interface OfPair {
              double of(Pair p);
            }

            @Differentiable
            static double f(double x, double y) {
              Pair p = new Pair(x, y * x);
              DoubleUnaryOperator g = u -> u * p.a() + p.sum();
              OfPair h = q -> q.a() * q.b() * x;
              Function<Pair, Double> k = q -> q.sum() * y;
              Function<Double, Pair> made = u -> new Pair(u * x, y);
              Pair m = made.apply(y);
              return twice(g, y) * h.of(new Pair(y, x)) + use(h, y) + use(Model::product, x)
                  + k.apply(p) + m.sum() * made.apply(x).a();
            }

            static double product(Pair p) {
              return p.a() * p.b();
            }

            static double use(OfPair f, double x) {
              return f.of(new Pair(x, 2 * x));
            }

            static double twice(DoubleUnaryOperator f, double x) {
              return f.applyAsDouble(f.applyAsDouble(x));
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void functionsThatAreBoundInLoopsAndHoldSwitches() {
    check(
            """
            @Differentiable
            static double f(double[] x, int kind) {
              double t = 0;
              for (int i = 0; i < x.length; i++) {
                final int k = i;
                double q;
                if (k > 1) {
                  q = x[k];
                } else {
                  q = 2 * x[k];
                }
                DoubleUnaryOperator f = u -> {
                  return switch (kind) {
                    case 1 -> u * q * k;
                    default -> {
                      if (u > 0) {
                        yield u * u;
                      }
                      yield x[0] * u;
                    }
                  };
                };
                for (double v : x) {
                  DoubleUnaryOperator g = u -> f.applyAsDouble(u) + v * (kind > 2 ? u : 1);
                  t += g.applyAsDouble(v);
                }
                double[] local = {q, t};
                Runnable r = () -> local[0] += q * product(x);
                r.run();
                t += local[0];
              }
              return t;
            }

            static double product(double[] x) {
              return x[0] * x[1];
            }
            """)
        .atRandom(2, new double[3], 1)
        .atRandom(2, new double[3], 3);
  }

  @Test
  void mutualRecursionHandsAFunctionOn() {
    check(
            """
            @Differentiable
            static double f(double x, double k) {
              return even(u -> Math.sin(u * k), x, 5);
            }

            static double even(DoubleUnaryOperator f, double x, int n) {
              return n <= 0 ? x : odd(f, f.applyAsDouble(x), n - 1) + x;
            }

            static double odd(DoubleUnaryOperator g, double x, int n) {
              return n <= 0 ? x * x : even(g, g.applyAsDouble(x) * x, n - 1);
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void aFunctionThatMapsAnArrayInALoop() {
    check(
            """
            @Differentiable
            static double[] f(double[] x, double k) {
              UnaryOperator<double[]> step = v -> {
                double[] r = v.clone();
                for (int i = 0; i < r.length; i++) {
                  r[i] = Math.cos(v[i] * k);
                }
                return r;
              };
              double[] y = x;
              for (int i = 0; i < 3; i++) {
                y = step.apply(y);
              }
              return y;
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }

  @Test
  void anArrayResultWhoseNameMovesInALoop() {
    check(
            """
            @Differentiable
            static double[] f(double[] x, double k) {
              double[] y = x;
              for (int i = 0; i < 3; i++) {
                y = step(y, k);
              }
              return y;
            }

            static double[] step(double[] v, double k) {
              double[] r = v.clone();
              for (int i = 0; i < r.length; i++) {
                r[i] = Math.cos(v[i] * k);
              }
              return r;
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }
}
