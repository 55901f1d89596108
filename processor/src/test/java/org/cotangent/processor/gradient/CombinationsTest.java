package org.cotangent.processor.gradient;

import java.lang.reflect.Array;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** What single constructs do right, done at once: arrays that move, objects, functions, choices. */
class CombinationsTest {
  private static Check model(String members) {
    String head = "package p;\nimport org.cotangent.*;\nimport java.util.function.*;\n";
    return Check.of(head + "final class Model {\n" + members.indent(2) + "}\n");
  }

  private static double[] numbers(double... numbers) {
    return numbers;
  }

  @Test
  void aParameterThatIsAnArrayOfStringsIsReordered() {
    model(
            """
            @Differentiable static double f(double[] x, String[] kinds) {
              double s = x[0];
              for (int i = 0; i < kinds.length; i++) {
                s += switch (kinds[i]) { case "a" -> x[0] * s; case "b" -> x[1] * s; default -> 1; };
                String first = kinds[0];
                kinds[0] = kinds[i];
                kinds[i] = first;
              }
              return s;
            }
            """)
        .atRandom(3, numbers(1, 2), new String[] {"b", "a", "c"});
  }

  @Test
  void aParameterThatIsAMatrixOfStringsIsReordered() {
    model(
            """
            @Differentiable static double f(double[] x, String[][] kinds, int n) {
              double s = x[0];
              for (int i = 0; i < n; i++) {
                s += kinds[i % 2][0].equals("a") ? x[0] * s : x[1];
                kinds[0][0] = kinds[1][0];
                String[] first = kinds[0];
                kinds[0] = kinds[1];
                kinds[1] = first;
              }
              return s;
            }
            """)
        .atRandom(3, numbers(1, 2), new String[][] {{"a"}, {"b"}}, 3);
  }

  @Test
  void aParameterThatIsAnArrayOfObjectsIsReordered() {
    Check check =
        model(
            """
            record P(double k, double[] w) {}
            @Differentiable static double f(double[] x, @NonDifferentiable P[] all) {
              double s = x[0];
              for (int i = 0; i < 2; i++) {
                s += all[i].k() * s * x[1] * all[1 - i].w()[0];
                P first = all[0];
                all[0] = all[1];
                all[1] = first;
              }
              return s;
            }
            """);
    Object first = check.object("P", 2.0, numbers(0.5));
    Object all = Array.newInstance(first.getClass(), 2);
    Array.set(all, 0, first);
    Array.set(all, 1, check.object("P", 3.0, numbers(0.25)));
    check.atRandom(3, numbers(1, 2), all);
  }

  @Test
  void aHelperSwapsTheArrayThatItsFunctionCaptures() {
    model(
            """
            interface F { double at(int i); }
            @Differentiable static double f(double[] x, double[] y) {
              double[] z = {x[0] * y[0], y[1]};
              return go(i -> z[i] * x[i], z, x);
            }
            static double go(F f, double[] a, double[] b) {
              double s = 0;
              for (int k = 0; k < 3; k++) {
                a[k % 2] *= 1 + b[0];
                s += f.at(k % 2) * a[0];
                double[] t = a;
                a = b.clone();
                b = t;
              }
              return s + a[0] * b[1];
            }
            """)
        .atRandom(4, numbers(1, 2), numbers(1, 2));
  }

  @Test
  void anObjectKeepsItsArrayWhenTheVariableIsBoundAgain() {
    model(
            """
            record S(double[] w, double k) {}
            @Differentiable static double f(double[] x, double h) {
              double[] b = {h, x[0]};
              S s = new S(b, h);
              b = x.clone();
              b[0] *= h;
              s.w()[1] *= b[0];
              S r = new S(b, s.k() * 2);
              for (int i = 0; i < 3; i++) {
                S t = s;
                s = r;
                r = t;
                r.w()[i % 2] += s.w()[1] * s.k();
                b[0] *= 1.1;
              }
              return s.w()[0] * r.w()[0] + b[0];
            }
            """)
        .atRandom(4, numbers(1, 2), 0.5);
  }

  @Test
  void switchesYieldRowsNewArraysAndArraysOfObjects() {
    model(
            """
            record R(double[] a, double[] b) {
              R flip() { return new R(b, a); }
              double dot() { double s = 0; for (int i = 0; i < 2; i++) s += a[i] * b[i]; return s; }
            }
            @Differentiable static double f(double[] x, double[] y, int n) {
              double[][] m = new double[3][];
              R r = new R(x.clone(), y);
              for (int i = 0; i < n; i++) {
                r = i % 2 == 0 ? r.flip() : r;
                m[i % 3] = switch (i % 3) {
                  case 0 -> r.a();
                  case 1 -> r.b().clone();
                  default -> m[0];
                };
                m[i % 3][0] += r.dot();
                r.b()[1] *= m[0][1];
              }
              double s = 0;
              for (double[] q : m) if (q != null) for (double w : q) s += w * w;
              return s;
            }
            """)
        .atRandom(4, numbers(1, 2), numbers(1, 2), 7);
  }

  @Test
  void aDerivativeByHandIsGivenTheRowsOfAMatrixThatSwap() {
    model(
            """
            @Differentiable static double f(double[] x) {
              double[][] m = {x.clone(), {x[1], x[0] * 2}};
              double[] t = m[0];
              m[0] = m[1];
              m[1] = t;
              double s = norm(m[0]);
              m[0][1] *= s;
              DoubleUnaryOperator o = k -> norm(m[1]) * k;
              for (int i = 0; i < 2; i++) {
                s += switch (i) { case 0 -> norm(m[i]) * s; default -> o.applyAsDouble(s); };
                t = m[0];
                m[0] = m[1];
                m[1] = t;
                t[0] += s;
              }
              return s;
            }
            static double norm(double[] a) { double s = 0; for (double v : a) s += v * v; return s; }
            @DerivativeOf(type = Model.class, method = "norm")
            static void byHand(double[] a, double[] aAdjoint, double seed) {
              for (int i = 0; i < a.length; i++) aAdjoint[i] += 2 * a[i] * seed;
            }
            """)
        .atRandom(4, numbers(1, 2));
  }
}
