package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Checkpointed loops between names of arrays, objects, jumps and functions. */
class CheckpointedCornersTest {

  @Test
  void severalNamesOfOneArray() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double[][] m, double h, int n) {
              double[] q = x.clone();
              double[] r = q;
              double[][] a = {m[0].clone(), m[1].clone()};
              double[] row = a[1];
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                r[0] = Math.sin(q[1] * h + r[0]);
                q[1] = r[0] * row[0];
                a[1][0] = Math.cos(row[1] + q[0]);
                row[1] = a[1][0] * a[0][1];
              }
              return q[0] * r[1] + row[0] + a[1][1];
            }
            """);
    for (int n : new int[] {0, 1, 2, 9}) {
      check.at(new double[] {0.2, 0.5}, new double[][] {{0.3, 1.2}, {-0.4, 0.1}}, 0.3, n);
    }
  }

  @Test
  void anArrayThatIsChosenBefore() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double[] y, double h, int n) {
              double[] a = x.clone();
              double[] b = y.clone();
              double[] c = n > 2 ? a : b;
              if (h > 0) {
                double[] t = a;
                a = b;
                b = t;
              }
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                c[0] = Math.sin(a[1] * h + b[0]);
                a[1] = c[0] * b[1] + 0.1;
              }
              return a[0] + 2 * b[0] + 3 * a[1] + 4 * b[1];
            }
            """);
    for (int n : new int[] {0, 1, 2, 3, 9}) {
      check.at(new double[] {0.2, 0.5}, new double[] {0.7, -0.3}, 0.3, n);
      check.at(new double[] {0.2, 0.5}, new double[] {0.7, -0.3}, -0.3, n);
    }
  }

  @Test
  void jumpsThatEndAnIteration() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              outer:
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                s = Math.sin(s) + 0.3;
                for (int k = 0; k < 4; k++) {
                  if (k == i % 3) {
                    continue outer;
                  }
                  s = 0.9 * s * x;
                }
                switch (i % 4) {
                  case 0:
                    s = s * x;
                    break;
                  case 1:
                    continue;
                  default:
                    s = s + 0.2 * x;
                }
                inner:
                {
                  if (s > 0.5) {
                    break inner;
                  }
                  s = s + 0.1;
                }
                s = Math.cos(s);
              }
              return s;
            }
            """);
    for (int n : new int[] {0, 1, 2, 3, 4, 9, 17}) {
      check.at(0.7, n);
    }
  }

  @Test
  void insideOfAMethodThatReturnsAnObject() {
    Check.of(
            """
            import org.cotangent.*;

            final class Model {
              record Pair(double a, double b) {}

              static Pair run(Pair start, double h, int n) {
                Pair now = start;
                for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                  now = new Pair(now.a() + h * Math.sin(now.b()), now.b() - h * now.a());
                }
                return now;
              }

              @Differentiable
              static double f(double x, double h, int n) {
                Pair first = run(new Pair(x, 1), h, n);
                Pair second = run(first, h * first.a(), n + 1);
                return second.a() * second.b();
              }
            }
            """)
        .at(0.7, 0.3, 6);
  }

  @Test
  void functionsThatAreFollowed() {
    Check.of(
            """
            import java.util.function.DoubleUnaryOperator;
            import org.cotangent.*;

            final class Model {
              static double iterate(DoubleUnaryOperator g, double x, int n) {
                double s = x;
                for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                  s = g.applyAsDouble(s) + 0.1 * i;
                }
                return s;
              }

              @Differentiable
              static double f(double x, double h, int n) {
                return iterate(v -> Math.sin(v * h), x, n) * iterate(Math::cos, h, n);
              }
            }
            """)
        .at(0.7, 0.3, 6);
  }

  @Test
  void aRecursiveMethodWithACheckpointedLoop() {
    Check.of(
            """
            static double f(double x, int depth) {
              double s = x;
              for (@Checkpointed(snapshots = 1) int i = 0; i < depth; i++) {
                s = Math.sin(s + f(0.5 * s, depth - 1 - i));
              }
              return s;
            }
            """)
        .at(0.7, 4);
  }

  @Test
  void aMethodThatRunsAgainWithinOne() {
    Check.of(
            """
            static double f(double[] x, int n) {
              double[] q = x.clone();
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                outer(q, i);
              }
              return q[0] * q[1];
            }

            @Checkpointed
            static void outer(double[] q, int i) {
              inner(q, q[i & 1]);
              inner(q, q[0]);
            }

            @Checkpointed
            static void inner(double[] q, double by) {
              q[0] = Math.sin(q[0] * by);
              q[1] = q[0] + 0.5 * q[1];
            }
            """)
        .at(new double[] {0.4, 0.8}, 7);
  }

  @Test
  void seriesOfFloats() {
    Check.of(
            """
            static float f(float x, float[] w, int n) {
              float s = x;
              float[] q = w.clone();
              for (@Checkpointed(snapshots = 3) int i = 0; i < n; i++) {
                s = (float) Math.sin(s * q[i & 1]);
                q[0] += 0.25f * s;
              }
              return s * q[0] + q[1];
            }
            """)
        .at(0.7f, new float[] {0.5f, 0.75f}, 8);
  }

  @Test
  void aMethodThatReturnsAnArrayWithinALoop() {
    Check.of(
            """
            static double[] f(double[] x, double h, int n) {
              double[] q = x.clone();
              for (@Checkpointed(snapshots = 3) int i = 0; i < n; i++) {
                double[] slope = slope(q, h);
                for (int k = 0; k < q.length; k++) {
                  q[k] = q[k] + h * slope[k];
                }
              }
              return q;
            }

            private static double[] slope(double[] q, double h) {
              double[] s = new double[q.length];
              for (int k = 0; k < q.length; k++) {
                s[k] = Math.sin(q[(k + 1) % q.length]) - h * q[k];
              }
              return s;
            }
            """)
        .at(new double[] {0.4, 0.8, -0.2}, 0.2, 9);
  }

  @Test
  void theArrayThatAHelperReturnsIsTheValue() {
    String source =
        """
        static double[] f(double[] x, double h, int n) {
          double[] r = run(x, h, n);
          return r;
        }

        private static double[] run(double[] x, double h, int n) {
          double[] q = x.clone();
          for (MARK int i = 0; i < n; i++) {
            q[0] = Math.sin(q[1] * h + q[0]);
            q[1] = q[0] * q[1] + h;
          }
          return q;
        }
        """;
    for (String mark : new String[] {"", "@Checkpointed(snapshots = 2)"}) {
      Check.of(source.replace("MARK", mark)).at(new double[] {0.4, 0.8}, 0.2, 5);
    }
  }

  @Test
  void anArrayThatIsOverwrittenBehindTheLoop() {
    Check.of(
            """
            static double f(double[] x, double[] w, double h, int n) {
              double[] q = x.clone();
              double[] c = w.clone();
              int[] at = {0, 1};
              double s = h;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                s = Math.sin(s + c[at[i & 1]] * q[0]);
                q[0] = s * c[0];
              }
              c[0] = s * c[1];
              c[1] = 7;
              at[0] = 1;
              at[1] = 0;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                s = Math.sin(s + c[at[i & 1]] * q[0]);
              }
              c[0] = 5;
              at[0] = 0;
              q[0] = q[0] * c[1];
              return s * q[0] + c[0] + at[0];
            }
            """)
        .at(new double[] {0.4, 0.8}, new double[] {0.3, 0.9}, 0.2, 5);
  }
}
