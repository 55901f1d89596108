package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Values of functions that the reverse sweep takes from the primal, and those it must not take. */
class SharedValuesTest {

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  @Test
  void aCosineThatIsThereIsTheDerivativeOfTheSine() {
    String turned =
        """
        static double f(double x, double y, double angle) {
          double cosine = Math.cos(angle);
          double sine = Math.sin(angle);
          return (x * cosine - y * sine) * (x * sine + y * cosine);
        }
        """;
    Check check = Check.of(turned).atRandom(3, 0.0, 0.0, 0.0);
    assertThat(count(check.generated(), "Math.cos(angle)")).isEqualTo(2); // one is in a comment
    assertThat(count(check.generated(), "Math.sin(angle)")).isEqualTo(2);
    Check without = Check.of(turned).without("shared-values").atRandom(1, 0.0, 0.0, 0.0);
    assertThat(count(without.generated(), "Math.cos(angle)")).isEqualTo(3);
  }

  @Test
  void inALoopItIsKeptInsteadOfComputedAgain() {
    Check check =
        Check.of(
                """
                static double f(double[] a) {
                  double s = 1;
                  for (int i = 0; i < a.length; i++) {
                    double sine = Math.sin(a[i] * s);
                    double cosine = Math.cos(a[i] * s);
                    s = sine * cosine + s;
                  }
                  return s;
                }
                """)
            .atRandom(3, new double[4]);
    check.atRandom(1, new double[0]);
    assertThat(check.generated()).doesNotContain("cosineAdjoint * Math.sin");
  }

  @Test
  void whatIsComputedBehindALoopIsNotThereWhenItsIterationsAreReversed() {
    String behind =
        """
        static double f(double b, int n) {
          double sum = 0;
          for (int i = 0; i < n; i++) {
            double s = 1 - Math.sin(b);
            sum += s * s;
          }
          double cosine = Math.cos(b);
          return Math.expm1(cosine) + sum;
        }
        """;
    Check check = Check.of(behind).atRandom(3, 0.0, 3).atRandom(1, 0.0, 0);
    assertThat(check.generated()).contains("both sweeps in one loop");
    Check.of(behind).without("fused-loops").atRandom(2, 0.0, 3);
  }

  @Test
  void anArgumentThatChangesInBetweenIsAnotherOne() {
    Check.of(
            """
            static double f(double x) {
              double cosine = Math.cos(x);
              x = x * 2;
              double sine = Math.sin(x);
              x = x + cosine;
              double later = Math.cos(x) * Math.sin(x);
              x = x * sine;
              return later * sine * cosine * x;
            }
            """)
        .atRandom(5, 0.0);
  }

  @Test
  void aStatementThatOverwritesItsOwnArgumentReadsTheOldOne() {
    Check.of(
            """
            static double f(double x) {
              x = Math.sin(x);
              double cosine = Math.cos(x);
              x = cosine * Math.exp(x);
              double e = Math.exp(x);
              return x * cosine * e;
            }
            """)
        .atRandom(5, 0.0);
  }

  @Test
  void anElementThatChangesInBetweenIsAnotherOne() {
    Check.of(
            """
            static double f(double[] a, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                double cosine = Math.cos(a[i]);
                a[i] = Math.sin(a[i]) + cosine;
                double sine = Math.sin(a[i]);
                s += cosine * sine * a[i];
                a[(i + 1) % n] += sine;
                double again = Math.cos(a[i]);
                s += again * Math.sin(a[0]);
              }
              return s;
            }
            """)
        .at(new double[] {0.4, 0.9, -1.3}, 3);
  }

  @Test
  void aValueOfAnArmThatWasNotTakenIsNotUsed() {
    Check.of(
            """
            static double f(double[] a) {
              double s = 0;
              for (int i = 0; i < a.length; i++) {
                double sine = Math.sin(a[i]);
                if (sine > 0.3) {
                  double cosine = Math.cos(a[i]);
                  s += cosine * sine;
                }
                s += sine * a[i];
                if (s > 2) {
                  break;
                }
                double cosine = Math.cos(a[i]);
                s += cosine * s;
              }
              return s;
            }
            """)
        .at(new double[] {0.4, -0.9, 1.3, 0.2, 0.7, 1.1});
  }

  @Test
  void anExponentialIsSharedByTwoFunctions() {
    Check.of(
            """
            static double f(double x, double y) {
              double e = Math.exp(x * y);
              double p = Math.pow(2, x) + Math.sinh(x) * Math.cosh(x);
              double root = Math.sqrt(e + p);
              double c = Math.cosh(x);
              double r = 1 / root;
              return e * root * r * c * Math.sinh(x) + 1 / (1 + e);
            }
            """)
        .atRandom(5, 0.0, 0.0);
  }

  @Test
  void theReciprocalOfZeroIsStillAPole() {
    Check.of(
            """
            static double f(double x, double y) {
              double r = 1 / x;
              return r * 0 * y + y;
            }
            """)
        .kink()
        .at(1e-160, 2.0);
  }

  @Test
  void whatIsCheapToComputeFromAKeptValueIsNotKept() {
    Check check =
        Check.of(
                """
                static double f(double[] a) {
                  double s = 0.5;
                  for (int i = 0; i < a.length; i++) {
                    double scale = Math.exp(a[i] * s);
                    for (int j = 0; j < a.length; j++) {
                      double e = Math.exp(s * a[j]);
                      double p = 1 / (1 + e);
                      double q = p * scale;
                      s = s * p + q * e * q;
                      s = s / (1 + s * s);
                    }
                  }
                  return s;
                }
                """)
            .atRandom(3, new double[3]);
    check.atRandom(1, new double[0]);
    assertThat(check.generated()).doesNotContain("At + j] = p;");
    assertThat(check.generated()).doesNotContain("At + j] = q;");
    assertThat(check.generated()).contains("At + j] = e;");
    String singly = check.without("tape-blocks").generated();
    assertThat(singly).doesNotContain("push(p)");
    assertThat(singly).doesNotContain("push(q)");
    assertThat(singly).contains("push(e)");
    assertThat(singly).contains("push(scale)");
  }
}
