package org.cotangent.processor.gradient;

import static org.cotangent.processor.testing.Aliasing.rightOrRefused;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Names of arrays that are swapped, rotated, bound late and chosen. */
class ArrayReferencesTest {

  @Test
  void pingPongBuffersSwapInALoop() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] u = x.clone();
              double[] v = new double[x.length];
              for (int k = 0; k < n; k++) {
                for (int i = 0; i < x.length; i++) {
                  v[i] = u[i] * u[(i + 1) % x.length];
                }
                double[] t = u;
                u = v;
                v = t;
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += (i + 1) * u[i] + v[i];
              }
              return s;
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {1.1, 0.9, 1.2}, n);
    }
    check.at(new double[0], 2);
    check.at(new double[] {1.5}, 2).is("x", 4 * 1.5 * 1.5 * 1.5 + 2 * 1.5);
  }

  @Test
  void threeBuffersRotateInAChebyshevRecurrence() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] older = new double[x.length];
              double[] old = new double[x.length];
              double[] now = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                older[i] = 1;
                old[i] = x[i];
              }
              for (int k = 2; k <= n; k++) {
                for (int i = 0; i < x.length; i++) {
                  now[i] = 2 * x[i] * old[i] - older[i];
                }
                double[] t = older;
                older = old;
                old = now;
                now = t;
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += old[i];
              }
              return s;
            }
            """);
    // T5'(x) = 80 x^4 - 60 x^2 + 5.
    check.at(new double[] {0.3}, 5).is("x", 80 * 0.0081 - 60 * 0.09 + 5);
    for (int n = 0; n < 7; n++) {
      check.at(new double[] {0.3, -0.7}, n);
    }
    check.at(new double[0], 3);
  }

  @Test
  void buffersSwapInAWhileWhoseTripsDependOnTheData() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double limit) {
              double[] u = x.clone();
              double[] v = new double[x.length];
              double size = 1;
              while (size < limit) {
                size = 0;
                for (int i = 0; i < x.length; i++) {
                  v[i] = u[i] * u[i] + x[i];
                  size += v[i];
                }
                double[] t = v;
                v = u;
                u = t;
                if (size > 1000) {
                  break;
                }
                if (size > 50) {
                  continue;
                }
                v = v.clone();
                v[0] = v[0] * size;
              }
              return u[0] * v[x.length - 1];
            }
            """);
    check.at(new double[] {0.9, 1.3}, 0.5);
    check.at(new double[] {0.9, 1.3}, 20.0);
    check.at(new double[] {0.9, 1.3}, 500.0);
    check.at(new double[] {0.9, 1.3}, 1e9);
  }

  @Test
  void namesSwapUnderACondition() {
    Check check =
        Check.of(
            """
            static double f(double[] a, double[] b, boolean c) {
              double[] u = a;
              double[] v = b;
              if (c) {
                double[] t = u;
                u = v;
                v = t;
              }
              u[0] = u[0] * v[1];
              v[1] = u[0] * a[1];
              return a[0] * b[1] + u[1];
            }
            """);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, true);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, false);
  }

  @Test
  void aNameGetsItsArrayInABranch() {
    Check check =
        Check.of(
            """
            static double f(double[] a, double[] b, int which) {
              double[] r;
              if (which == 0) {
                r = a;
              } else if (which == 1) {
                r = b.clone();
              } else {
                r = new double[] {a[0] * b[0], which};
              }
              r[0] *= r[1];
              return r[0] * a[0] + b[0];
            }
            """);
    for (int which = 0; which < 3; which++) {
      check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, which);
    }
  }

  @Test
  void anArrayIsNullAtFirst() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] last = null;
              double s = 0;
              for (int k = 0; k < n; k++) {
                double[] now = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                  now[i] = x[i] * (k + 1) + (last == null ? 0 : last[i] * last[i]);
                }
                last = now;
              }
              if (last != null) {
                s = last[0] * last[x.length - 1];
              }
              return s;
            }
            """);
    for (int n = 0; n < 4; n++) {
      check.at(new double[] {0.4, 0.7}, n);
    }
  }

  @Test
  void anArrayIsChosenByACondition() {
    Check check =
        Check.of(
            """
            static double f(double[] a, double[] b, double[] d) {
              double[] r = a[0] > b[0] ? a : b[0] > d[0] ? b : d;
              r[0] *= r[1];
              (a[0] > d[0] ? a : d)[1] += r[0] * b[1];
              double s = (r == a ? b : a)[0] * (r[0] > 1 ? a : d).length;
              return s * a[0] * b[1] * d[1];
            }
            """);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, new double[] {0.2, 0.9});
    check.at(new double[] {0.1, 0.5}, new double[] {0.3, 0.7}, new double[] {0.2, 0.9});
    check.at(new double[] {0.1, 0.5}, new double[] {0.3, 0.7}, new double[] {0.8, 0.9});
  }

  @Test
  void aChosenArrayIsCopiedAndFilledAndPassed() {
    Check check =
        Check.of(
            """
            package p;

            import java.util.Arrays;
            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double[] a, double[] b, boolean c, double y) {
                double[] copy = (c ? a : b).clone();
                Arrays.fill(c ? b : a, 1, 2, y * copy[0]);
                System.arraycopy(c ? a : b, 0, copy, 1, 1);
                scale(c ? a : b, copy[1]);
                return a[0] * b[1] + copy[1] * a[1];
              }

              private static void scale(double[] r, double k) {
                for (int i = 0; i < r.length; i++) {
                  r[i] *= k;
                }
              }
            }
            """);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, true, 0.6);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7}, false, 0.6);
  }

  @Test
  void aTableIsOneOfTwoChoices() {
    Check check =
        Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              static final double[] TABLE = {2, 3};

              private Model() {}

              @Differentiable
              static double f(double[] x, int n) {
                double[] old = TABLE;
                double s = 0;
                for (int k = 0; k < n; k++) {
                  double[] now = {old[0] * x[0], old[1] + x[1] * k};
                  s += now[0] * old[1];
                  old = k == 2 ? TABLE : now;
                }
                return s;
              }
            }
            """);
    for (int n = 0; n < 6; n++) {
      check.at(new double[] {0.4, 0.7}, n);
    }
  }

  @Test
  void aParameterIsGivenAnotherArray() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              x[0] *= 2;
              for (int k = 0; k < n; k++) {
                double[] y = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                  y[i] = x[i] * x[0];
                }
                x = y;
              }
              x[1] += x[0];
              return x[1] * x[0];
            }
            """);
    for (int n = 0; n < 4; n++) {
      check.at(new double[] {0.4, 0.7}, n);
    }
  }

  @Test
  void arraysOfIndicesSwap() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int[] p, int[] q, int n) {
              double s = 1;
              for (int k = 0; k < n; k++) {
                s = s * x[p[k]] + x[q[k]];
                int[] t = p;
                p = q;
                q = t;
                q[k] = 0;
              }
              return s;
            }
            """);
    for (int n = 0; n < 4; n++) {
      check.at(new double[] {0.4, 0.7, 1.3}, new int[] {0, 2, 1}, new int[] {1, 1, 2}, n);
    }
  }

  @Test
  void arraysOfFloatsSwap() {
    Check.of(
            """
            static float f(float[] x, double[] y) {
              float[] a = x.clone();
              float[] b = new float[2];
              for (int k = 0; k < 3; k++) {
                b[0] = a[0] * a[1];
                b[1] = (float) (a[1] + y[0]);
                float[] t = a;
                a = b;
                b = t;
              }
              return a[0] * b[1];
            }
            """)
        .at(new float[] {1.5f, 0.75f}, new double[] {0.5});
  }

  @Test
  void theArrayOfEachTripIsKept() {
    Check.of(
            """
            static double f(double[] x, int n) {
              double[] best = x;
              for (int k = 0; k < n; k++) {
                double[] trial = best.clone();
                for (int i = 0; i < x.length; i++) {
                  trial[i] = trial[i] * trial[i] + 0.1 * x[k % x.length];
                }
                if (trial[0] > 0.5 * best[0]) {
                  best = trial;
                }
                best[1] *= 0.9;
              }
              return best[0] * best[1];
            }
            """)
        .at(new double[] {0.8, 0.7}, 5);
  }

  @Test
  void localArraysThatAreDataMoveToo() {
    Check.of(
            """
            static double f(double x, int n) {
              double[] w = {1, 2};
              double[] v = {3, 4};
              double s = x;
              for (int k = 0; k < n; k++) {
                s = s * w[0] + x * x * v[1];
                w[0] += 0.5;
                double[] t = w;
                w = v;
                v = t;
              }
              return s;
            }
            """)
        .at(0.7, 4);
  }

  @Test
  void anArrayIsReturnedFromTwoPlaces() {
    Check check =
        Check.of(
            """
            static double[] f(double[] w, int q) {
              if (q > 1) {
                return new double[] {w[0], 1.0};
              }
              for (int i = 0; i < q; i++) {
                if (w[i] > 0) {
                  return w.clone();
                }
              }
              double[] y = new double[3];
              y[1] = w[0] * w[1];
              return y;
            }
            """);
    check.at(new double[] {0.5, 2}, 0);
    check.at(new double[] {0.5, 2}, 1);
    check.at(new double[] {-0.5, 2}, 1);
    check.at(new double[] {0.5, 2}, 2);
  }

  @Test
  void oneArrayForTwoParametersOfAMethodThatSwapsThem() {
    double[] a = {2, -3};
    String text =
        """
        static double f(double[] u, double[] v) {
          double[] t = u;
          u = v;
          v = t;
          u[0] *= v[1];
          return u[0] + v[0];
        }
        """;
    rightOrRefused(text, a, a);
    rightOrRefused(text, a, new double[] {5, 7});
  }
}
