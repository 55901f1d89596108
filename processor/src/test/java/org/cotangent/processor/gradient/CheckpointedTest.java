package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops and methods that run again in the reverse sweep. */
class CheckpointedTest {

  private static void check(String loop) {
    String source =
        """
        static double f(double[] x, double y, int n) {
          double s = 1 + y;
          double t = 2 * y;
          float u = 0.5f;
          int count = 0;
          boolean odd = false;
          double[] q = x.clone();
          LOOP
          return s * q[0] + t + u + q[1];
        }

        static double wave(double a, double b) {
          return a < b ? Math.sin(a * b) : 0.5 * a - b;
        }

        static void mix(double[] v, int at, double s) {
          double old = v[at];
          v[at] = Math.tanh(old * s + 0.1);
          v[at] = v[at] * 0.9 + 0.05 * old;
        }
        """
            .replace("LOOP", loop);
    Check check = Check.of(source);
    for (int n : new int[] {0, 1, 2, 3, 4, 7, 11, 30}) {
      check.at(new double[] {0.3, -0.6, 0.9}, 0.4, n);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int i = 0; i < n; i++",
        "int i = 0; i <= n; i++",
        "int i = 3; i < n; i++",
        "int i = n - 1; i >= 0; i--",
        "int i = n; i > 1; i -= 2",
        "int i = -n; i < n; i += 3",
        "int i = count; i < n * 2 - q.length; i++",
        "int i = (int) x[0]; i != 5; i++",
        "byte i : new byte[] {1, 2, 3}",
        "int i : new int[n]",
      })
  void everyFormOfACountedLoop(String head) {
    if (head.contains("!=")) {
      head = head.replace("(int) x[0]", "0");
    }
    String body =
        """
        s = Math.sin(s * t + i) * y;
        q[Math.floorMod(i, 3)] += 0.3 * s * t;
        t = 0.9 * t + 0.1 * q[0];
        """;
    for (String mark : new String[] {"@Checkpointed", "@Checkpointed(snapshots = 2)"}) {
      check("for (" + mark + " " + head + ") {" + body + "}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000})
  void anyNumberOfSnapshots(int snapshots) {
    check(
        """
        for (@Checkpointed(snapshots = %d) int i = 0; i < n; i++) {
          double force = Math.sin(s) * y;
          t -= 0.1 * force * t;
          s += 0.1 * t * q[i %% 3];
          q[(i + 1) %% 3] = Math.cos(s);
        }
        """
            .formatted(snapshots));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s = t;",
        "s = s * y;",
        "q[0] = q[0] * q[1] * s;",
        "if (i % 3 == 1) { continue; } s = Math.sin(s + t); t += 0.1 * s;",
        "if (s > t) { s = t * y; } else { t = 0.5 * s + q[2]; q[1] = t; }",
        "for (int k = 0; k < q.length; k++) { if (q[k] < 0) { break; } q[k] = Math.sin(q[k] * s); }",
        "for (double v : q) { s += 0.1 * v * t; } t = Math.cos(s);",
        "int k = 0; while (k < i % 3) { s *= 0.5; k++; count++; } s += 0.7 * y; t = 0.5 * t + count;",
        "count = (count + 1) & 3; odd = !odd; if (odd) { u = u * 0.5f + (float) (0.1 * s); } s = t * u;",
        "t = wave(s, t) * y; s = wave(t, s) + q[1];",
        "mix(q, i % 3, s); s = 0.3 * s + Math.sin(q[0]);",
        "double[] w = {s, t, y}; mix(w, i % 3, t); s = w[0] * w[1]; t = w[2];",
        "double[][] m = {{s, t}, {y, 1}}; for (double[] r : m) { r[0] = r[0] * r[1]; } s = m[0][0];",
        "switch (i % 3) { case 0 -> s = Math.sin(t); case 1 -> t = 0.5 * s; default -> q[0] = s; }",
        "if (s > 1e6) { throw new IllegalStateException(\"s\"); } s = 0.9 * s * t; assert s < 1e9;",
        "java.util.Objects.checkIndex(i, n); s = Math.exp(-s * s) + t;",
        "java.util.Arrays.fill(q, 0, 2, s); s = q[0] * q[2];",
        "System.arraycopy(q, 0, q, 1, 2); q[0] = s; s = Math.sin(q[2] + t);"
      })
  void everyKindOfBody(String body) {
    check("for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {" + body + "}");
  }

  @Test
  void nestedInEachOther() {
    check(
        """
        for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
          s = 0.9 * s + 0.1 * t;
          for (@Checkpointed(snapshots = 3) int k = 0; k < 5; k++) {
            s = Math.sin(s * q[k % 3]);
            q[i % 3] = s * t * y;
          }
          t = 0.5 * s;
        }
        """);
  }

  @Test
  void insideOfLoopsThatKeepTheirTape() {
    check(
        """
        for (int j = 0; j < 4; j++) {
          q[1] = s * q[1];
          for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
            s = Math.sin(s * q[i % 3]);
            q[i % 3] = s * t * y;
          }
          t = 0.5 * s * q[1];
        }
        """);
  }

  @Test
  void oneAfterTheOther() {
    check(
        """
        for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
          s = Math.sin(s * q[i % 3]);
        }
        q[0] = s * q[0];
        for (@Checkpointed int i = 0; i < n; i++) {
          q[i % 3] = Math.cos(s * q[i % 3] + t);
        }
        """);
  }

  @Test
  void aVariableWithoutAValueBeforeTheLoop() {
    Check.of(
            """
            static double f(double x, int n) {
              double last;
              double s = x;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                last = Math.sin(s);
                s = s * last;
              }
              return s;
            }
            """)
        .at(0.8, 6);
  }

  @Test
  void arraysOfEveryNumberAreState() {
    Check.of(
            """
            static double f(double x, int n) {
              byte[] b = {1, 2};
              short[] h = {1, 2};
              char[] c = {1, 2};
              int[] k = {1, 2};
              long[] l = {1, 2};
              float[] g = {1, 2};
              boolean[] z = {true, false};
              double[][][] d = {{{x, 1}, {2, x}}, {{x}}};
              double s = x;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                int j = i & 1;
                b[j]++;
                h[j] += b[j];
                c[j] = (char) (h[j] & 15);
                k[j] += c[j];
                l[j] = l[j] + k[1 - j];
                z[j] = !z[1 - j];
                g[j] = (float) (g[j] * Math.sin(s) + 0.1f * (l[j] & 3));
                d[0][j][j] = z[0] ? d[0][0][0] * g[0] : Math.cos(d[1][0][0] * s);
                s = Math.sin(s + d[0][1][1] + g[1]);
              }
              return s + d[0][0][0];
            }
            """)
        .at(0.8, 0)
        .is("x", 2);
  }

  @Test
  void arraysThatTheMethodIsGiven() {
    Check check =
        Check.of(
            """
            static void f(double[] x, double[][] m, double h, int n) {
              for (@Checkpointed(snapshots = 3) int i = 0; i < n; i++) {
                double[] row = m[i & 1];
                for (int k = 0; k < x.length; k++) {
                  row[k] = row[k] - h * Math.sin(x[k] * m[0][k]);
                  x[k] = x[k] + h * row[k];
                }
              }
            }
            """);
    for (int n : new int[] {0, 1, 2, 5, 14}) {
      check.at(new double[] {0.2, 0.5}, new double[][] {{0.3, 1.2}, {-0.4, 0.1}}, 0.3, n);
    }
  }

  @Test
  void inAHelperThatIsCalledTwiceWithOneArray() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double h, int n) {
              double[] q = x.clone();
              double first = run(q, h, n);
              q[0] = q[0] * first;
              double second = run(q, first, n + 1);
              return first * second + q[1];
            }

            static double run(double[] q, double h, int n) {
              double energy = 0;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                q[0] = q[0] + h * Math.sin(q[1]);
                q[1] = q[1] - h * q[0];
                energy += q[0] * q[1];
              }
              return energy;
            }
            """);
    for (int n : new int[] {0, 1, 6}) {
      check.at(new double[] {0.2, 0.5}, 0.3, n);
    }
  }

  @Test
  void fieldsAndConstants() {
    Check.of(
            """
            final class Model {
              static final double[] WEIGHTS = {0.3, 0.5};
              private final double rate;
              private final double[] table;

              Model(double rate, double[] table) {
                this.rate = rate;
                this.table = table;
              }

              @Differentiable(wrt = {"x", "this.rate"})
              double f(double x, int n) {
                double s = x;
                for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                  s = step(s, i) * WEIGHTS[i & 1] + rate;
                }
                return s;
              }

              private double step(double s, int i) {
                return Math.sin(s * rate + table[i % table.length]);
              }
            }
            """
                .replace("final class", "import org.cotangent.*;\nfinal class"))
        .receiver(0.7, new double[] {0.2, 0.1, 0.9})
        .at(0.4, 7);
  }

  @Test
  void objectsAreTheirNumbers() {
    Check.of(
            """
            final class Model {
              record Point(double x, double y) {
                Point turned(double by) {
                  return new Point(
                      x * Math.cos(by) - y * Math.sin(by), x * Math.sin(by) + y * 0.9);
                }
              }

              @Differentiable
              static double f(double x, double by, int n) {
              Point p = new Point(x, 1);
              for (@Checkpointed(snapshots = 3) int i = 0; i < n; i++) {
                p = p.turned(by * p.x());
              }
              return p.x() * p.y();
              }
            }
            """
                .replace("final class", "import org.cotangent.*;\nfinal class"))
        .at(0.8, 0.4, 9);
  }

  @Test
  void aMethodThatRunsAgain() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double y, int n) {
              double[] q = x.clone();
              double s = energy(q, y);
              for (int i = 0; i < n; i++) {
                push(q, s, i % q.length);
                s = energy(q, s) * y;
                q[0] = q[0] * s;
              }
              double[] last = scaled(q, y);
              last[0] = last[0] * last[1];
              return s + last[0];
            }

            @Checkpointed
            static double energy(double[] q, double scale) {
              double sum = 0;
              for (double v : q) {
                sum = Math.sin(sum + v * scale);
              }
              return sum;
            }

            @Checkpointed
            static void push(double[] q, double s, int at) {
              double old = q[at];
              q[at] = Math.tanh(old * s);
              q[at] = q[at] * 0.9 + 0.05 * old;
            }

            @Checkpointed
            static double[] scaled(double[] q, double by) {
              double[] r = new double[q.length];
              for (int k = 0; k < q.length; k++) {
                r[k] = Math.exp(-q[k] * by);
              }
              return r;
            }
            """);
    for (int n : new int[] {0, 1, 5}) {
      check.at(new double[] {0.2, 0.5, -0.3}, 0.7, n);
    }
  }

  @Test
  void aMethodThatIsAnnotatedTwiceAndCallsItself() {
    Check.of(
            """
            @Checkpointed
            @Differentiable
            static double f(double x, int n) {
              return n == 0 ? x : Math.sin(x * f(x, n - 1)) + x;
            }
            """)
        .at(0.8, 6);
  }

  @Test
  void aMethodOfTheFileThatComputesDataMayRunAgain() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (@Checkpointed(snapshots = 2) int i = 0; i < n; i++) {
                s = Math.sin(s) * wrap(i, 3);
              }
              return s;
            }

            static int wrap(int i, int n) {
              return Math.floorMod(i, n) + 1;
            }
            """)
        .at(0.8, 6);
  }

  @Test
  void indicesOfLong() {
    Check check =
        Check.of(
            """
            static double f(double x, long n, int m) {
              double s = x;
              for (@Checkpointed(snapshots = 2) long i = 0; i < n; i++) {
                s = Math.sin(s + i);
              }
              for (@Checkpointed(snapshots = 3) long i = Long.MAX_VALUE - n; i < Long.MAX_VALUE; i++) {
                s = Math.sin(s + (i & 3));
              }
              for (@Checkpointed long i = 0; i < m; i++) {
                s = Math.sin(s * i);
              }
              return s;
            }
            """);
    check.at(0.8, 6L, 4);
    check.at(0.8, 0L, 0);
  }
}
