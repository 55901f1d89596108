package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that count keep what they push in blocks of the tape; other loops push one by one. */
class TapeBlocksTest {
  private static final String OFF = "tape-blocks,fused-loops";

  /** A check whose loops are not fused, since those would keep nothing. */
  private static Check blocks(String source) {
    return Check.of(source).without("fused-loops");
  }

  private static Check pushes(String source) {
    return Check.of(source).without(OFF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int i = 0; i < n; i++",
        "int i = 0; i <= n; i++",
        "int i = 2; i < n; i++",
        "int i = -3; i < n; i++",
        "int i = n; i < 6; i++",
        "int i = n - 2; i <= n; i++",
        "int i = n; i >= 0; i--",
        "int i = n; i > 0; i--",
        "int i = 5; i > n; i--",
        "int i = n - 1; i >= n - 4; i--",
      })
  void everyLoopThatCountsByOneTakesItsBlocksOffAsItPutThemOn(String head) {
    String source =
        """
        static double f(double x, int n) {
          double y = x;
          for (%s) {
            double force = Math.sin(y * i);
            y = y - 0.1 * x * force;
          }
          return y * y;
        }
        """
            .formatted(head);
    Check check = blocks(source);
    Check plain = pushes(source);
    assertThat(check.generated()).contains("tape.pushDoubles(");
    assertThat(check.generated()).doesNotContain("tape.push(");
    assertThat(plain.generated()).doesNotContain("pushDoubles");
    for (int n : new int[] {-3, 0, 1, 2, 7}) {
      check.at(0.7, n).is("x", plain.at(0.7, n).by("x"));
    }
  }

  @Test
  void everyTypeHasBlocksOfItsOwn() {
    String source =
        """
        static double f(double x, float y, int n) {
          int p = 0;
          long q = 1;
          boolean odd = false;
          char c = 'a';
          float z = y;
          double s = 0;
          for (int i = 0; i < n; i++) {
            z = (float) Math.sin(z * p);
            s = Math.sin(s + x * (odd ? p : q) * c + z);
            p = p * 3 % 7 + i;
            q = q * 5 % 11 + 1;
            odd = p % 2 == 1;
            c = (char) (c + p);
          }
          return s;
        }
        """;
    Check check = blocks(source).kink(); // too wild for differences
    Check plain = pushes(source).kink();
    for (String type : new String[] {"Doubles", "Floats", "Ints", "Longs", "Booleans"}) {
      assertThat(check.generated()).contains("tape.push" + type + "(");
    }
    for (int n : new int[] {0, 1, 2, 20}) {
      check.at(0.3, 0.5f, n).is("x", plain.at(0.3, 0.5f, n).by("x"));
    }
  }

  @Test
  void whatOnlySomeIterationsKeepIsPushedOneByOne() {
    Check check =
        blocks(
            """
            static double f(double[] x) {
              double best = 0;
              int at = 0;
              for (int i = 0; i < x.length; i++) {
                if (x[i] > 0.5) {
                  best = Math.sin(best) * x[i];
                }
                at = at * 2 % 13 + 1;
                best = best + x[at % x.length];
              }
              return best * best;
            }
            """);
    assertThat(check.generated()).contains("tape.pushInts(");
    assertThat(check.generated()).contains("tape.push(");
    assertThat(check.generated()).doesNotContain("pushDoubles");
    Random random = new Random(5);
    for (int n : new int[] {0, 1, 2, 9}) {
      check.at((Object) random.doubles(n).toArray());
    }
  }

  @Test
  void loopsInsideAndAroundKeepWhatTheyKept() {
    Check check =
        blocks(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int k = 0; k < n; k++) {
                s = Math.sin(s);
                for (int i = 0; i < k; i++) {
                  s = s * x[i % x.length];
                }
                s = s * s + g(s, k);
              }
              return s;
            }

            private static double g(double s, int m) {
              double p = s;
              for (int i = m; i > 0; i--) {
                p = Math.cos(p * s);
              }
              return m > 1 ? g(p, m - 2) : p;
            }
            """);
    assertThat(check.generated()).contains("tape.pushDoubles(0, k)");
    for (int n : new int[] {0, 1, 2, 5}) {
      check.at(new double[] {0.9, 1.2, 0.7}, n);
    }
  }

  @Test
  void aLoopThatMayEndEarlyPushesOneByOne() {
    Check check =
        blocks(
            """
            static double f(double x, int n) {
              double y = x;
              for (int i = 0; i < n; i++) {
                y = y * y;
                if (y > 3) {
                  break;
                }
                y = y + 0.1;
              }
              return y;
            }
            """);
    assertThat(check.generated()).doesNotContain("pushDoubles");
    for (int n : new int[] {0, 1, 2, 30}) {
      check.at(1.01, n);
    }
  }

  @Test
  void loopsOfFusedIterationsHaveBlocksInside() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double a, int m) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double y = x[i];
                for (int k = 0; k < m; k++) {
                  y = Math.sin(a * y);
                }
                sum += y;
              }
              return sum;
            }
            """);
    assertThat(check.generated()).contains("tape.pushDoubles(0, m)");
    assertThat(check.generated()).contains("tape.popDoubles(0, m)");
    for (int m : new int[] {0, 1, 4}) {
      check.at(new double[] {0.4, 0.8, 1.7}, 0.9, m);
      check.at(new double[0], 0.9, m);
    }
  }

  @Test
  void aLoopThatThrowsInTheMiddleLeavesATapeThatCanBeCleared() {
    Check check =
        blocks(
            """
            static double f(double[] x, int n) {
              double y = 1;
              for (int i = 0; i < n; i++) {
                y = Math.sin(y * x[i]);
              }
              return y;
            }
            """);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {0.5, 0.25}, 3);
    check.at(new double[] {0.5, 0.25}, 2);
    assertThrows(
        IllegalStateException.class,
        () -> check.gradientAt(new double[] {0.5, 0.25}, Integer.MAX_VALUE));
  }
}
