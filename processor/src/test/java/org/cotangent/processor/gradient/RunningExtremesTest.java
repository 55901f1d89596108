package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.testing.Switched.point;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/** Loops for the largest or the smallest of something. */
class RunningExtremesTest {
  private static final double[] SIX = new double[6];
  private static final double NAN = Double.NaN;

  private static Check both(String source, Object[]... points) {
    return Switched.atEach("running-extremes", source, points);
  }

  private static String extreme(String call) {
    return """
        static double f(double[] x) {
          double m = x[0];
          for (int i = 1; i < x.length; i++) {
            m = CALL;
          }
          return m * m + 3 * m;
        }
        """
        .replace("CALL", call);
  }

  @Test
  void anIterationThatLostShowsItsInfiniteSlopeIfStrict() {
    String text =
        """
        ANNOTATION static double f(double[] x) {
          double m = 0;
          for (int i = 0; i < x.length; i++) {
            m = Math.max(m, Math.sqrt(x[i]));
          }
          return m;
        }
        """;
    String strict =
        text.replace("ANNOTATION", "@Differentiable(singularities = Singularities.STRICT)");
    for (Check check : new Check[] {Check.of(strict), Check.of(strict).without("all")}) {
      check.kink();
      assertThat(check.at(new double[] {0, 4}).by("x"))
          .usingExactEquality()
          .containsExactly(NAN, 0.25)
          .inOrder();
    }
    Check flat = Check.of(text.replace("ANNOTATION ", ""));
    flat.kink();
    assertThat(flat.at(new double[] {0, 4}).by("x"))
        .usingExactEquality()
        .containsExactly(0.0, 0.25)
        .inOrder();
    String elements = strict.replace("Math.sqrt(x[i])", "x[i]");
    assertThat(Check.of(elements).generated()).doesNotContain("tape.");
  }

  @Test
  void theLargestAndTheSmallestElementKeepTheirIndexOnly() {
    for (String call :
        new String[] {
          "Math.max(m, x[i])",
          "Math.max(x[i], m)",
          "Math.min(m, x[i])",
          "Math.min(x[i], m)",
          "StrictMath.max(m, x[i])",
          "Math.max(m, x[i] * x[i] + x[0])"
        }) {
      Check check = both(extreme(call), point(SIX), point(new double[1]), point(new double[2]));
      assertThat(check.generated()).doesNotContain("tape.");
      assertThat(check.without("running-extremes").generated()).contains("tape.keptDoubles");
    }
  }

  /** Ties, zeros of both signs, infinities and what is not a number, in every order of three. */
  @Test
  void tiesAndSpecialValuesAreDecidedAsTheRuleOfTheFunctionSays() throws Exception {
    double[] special = {1, 2, 0.0, -0.0, NAN, Double.POSITIVE_INFINITY, -1};
    for (String function : new String[] {"max", "min"}) {
      for (boolean first : new boolean[] {true, false}) {
        String arguments = first ? "(m, x[i])" : "(x[i], m)";
        String source = extreme("Math." + function + arguments).replace("m * m + 3 * m", "m");
        Method gradient = gradient(source);
        for (double a : special) {
          for (double b : special) {
            for (double c : special) {
              double[] x = {a, b, c};
              Object found = gradient.invoke(null, (Object) x);
              String where = function + arguments + Arrays.toString(x);
              assertWithMessage(where)
                  .that(component(found, "value"))
                  .isEqualTo(value(function, first, x));
              double[] expected = new double[3];
              expected[winner(function, first, x)] = 1;
              assertWithMessage(where).that(component(found, "x")).isEqualTo(expected);
            }
          }
        }
      }
    }
  }

  private static Method gradient(String members) throws Exception {
    Class<?> companion =
        Compilation.of(
                "package p;\nimport org.cotangent.Differentiable;\nclass Model {\n"
                    + members.replaceFirst("static double f", "@Differentiable static double f")
                    + "}")
            .with(Processors::cotangent)
            .run()
            .orThrow()
            .load("p.ModelDerivatives");
    Method gradient = companion.getDeclaredMethod("fGradient", double[].class);
    gradient.setAccessible(true);
    return gradient;
  }

  private static Object component(Object record, String name) throws Exception {
    Method component = record.getClass().getDeclaredMethod(name);
    component.setAccessible(true);
    return component.invoke(record);
  }

  private static double value(String function, boolean first, double[] x) {
    double m = x[0];
    for (int i = 1; i < x.length; i++) {
      double a = first ? m : x[i];
      double b = first ? x[i] : m;
      m = function.equals("max") ? Math.max(a, b) : Math.min(a, b);
    }
    return m;
  }

  /** The element that the adjoint ends at: each time all to one of the two arguments. */
  private static int winner(String function, boolean first, double[] x) {
    int winner = 0;
    for (int i = 1; i < x.length; i++) {
      double m = value(function, first, Arrays.copyOf(x, i));
      double a = first ? m : x[i];
      double b = first ? x[i] : m;
      boolean takesFirst = function.equals("max") ? a >= b : a <= b;
      if (takesFirst != first) {
        winner = i;
      }
    }
    return winner;
  }

  @Test
  void atATieTheFirstArgumentTakesAll() {
    Check.of(extreme("Math.max(m, x[i])")).kink().at(new double[] {2, 1, 2, 2}).is("x", 7, 0, 0, 0);
    Check.of(extreme("Math.max(x[i], m)")).kink().at(new double[] {2, 1, 2, 2}).is("x", 0, 0, 0, 7);
  }

  @Test
  void theNearestOfSeveralPointsIsComputedInTheLoop() {
    Check check =
        both(
            """
            static double f(double[][] points, double[][] centres) {
              double sum = 0;
              for (double[] point : points) {
                double least = Double.POSITIVE_INFINITY;
                for (double[] centre : centres) {
                  double distance = 0;
                  for (int j = 0; j < point.length; j++) {
                    double difference = point[j] - centre[j];
                    if (difference > 0) {
                      distance += difference * difference;
                    } else {
                      distance -= 2 * difference * difference * difference;
                    }
                  }
                  double[] work = {distance, point[0]};
                  int k = 0;
                  while (k < 2) {
                    work[0] = work[0] * work[1] + centre[0];
                    k++;
                  }
                  least = Math.min(least, work[0] + distance);
                }
                sum += least * least;
              }
              return sum;
            }
            """,
            point(new double[3][2], new double[4][2]),
            point(new double[3][2], new double[1][2]),
            point(new double[0][2], new double[4][2]));
    assertThat(check.generated()).doesNotContain("tape.push(least)");
  }

  @Test
  void whatTheExtremeWasBeforeTheLoopMayBeNeeded() {
    both(
        """
        static double f(double[] x, double y, int n) {
          double m = y * y;
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += m * m;
            for (int i = k; i < x.length; i++) {
              m = Math.max(m, x[i] * y);
            }
            sum += m * y;
            for (int i = x.length - 1; i >= k; i--) {
              m = Math.min(m, x[i] + y);
            }
            m = m * x[k];
          }
          return sum;
        }
        """,
        point(SIX, 0.0, 3),
        point(SIX, 0.0, 0));
  }

  @Test
  void loopsFromAnyNumberInAnyStep() {
    for (String loop :
        new String[] {
          "int i = 0; i < x.length; i++",
          "int i = 5; i >= 0; i--",
          "int i = 1; i < 6; i += 2",
          "int i = 5; i > 0; i -= 3",
          "int i = -2; i < 4; i++",
          "int i = 3; i < n; i++",
          "int i = n; i < 6; i++"
        }) {
      both(
          """
          static double f(double[] x, int n) {
            double m = x[5] * x[4];
            for (LOOP) {
              m = Math.max(m, x[(i + 6) % 6] * x[0]);
            }
            return m * x[1];
          }
          """
              .replace("LOOP", loop),
          point(SIX, 6),
          point(SIX, 3),
          point(SIX, 0));
    }
  }

  @Test
  void whatTheWinnerWasMadeOfMayBeOverwrittenLater() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double y = 1;
          for (int k = 0; k < n; k++) {
            double m = 0.1;
            for (int i = 0; i < w.length; i++) {
              m = Math.max(m, w[i] * y * w[0]);
            }
            for (int i = 0; i < w.length; i++) {
              w[i] = w[i] * x[k] + m;
            }
            y = y * m + x[0];
          }
          return y + w[1];
        }
        """,
        point(SIX, 4),
        point(SIX, 1));
  }

  /** In each of these an iteration does something else, or depends on others. */
  @Test
  void otherLoopsWithExtremesAreReversedAsTheyAre() {
    for (String body :
        new String[] {
          "m = Math.max(m, x[i] * m);",
          "m = Math.max(m * x[0], x[i]);",
          "s += x[i]; m = Math.max(m, s);",
          "m = Math.max(m, x[i]); s += m;",
          "w[0] += x[i]; m = Math.max(m, w[0]);",
          "double e = x[i] + m; m = Math.max(m, e);",
          "if (x[i] > 0.5) { break; } m = Math.max(m, x[i]);",
          "if (x[i] > 0.5) { continue; } m = Math.max(m, x[i]);",
          "if (x[i] > 0) { m = Math.max(m, x[i]); }",
          "double[] row = w; row[i] *= x[0]; m = Math.max(m, row[i]);",
          "m = Math.max(m, m);",
          "m = Math.max(m, Math.max(x[i], x[0]));",
          "m = Math.max(m, Math.min(m, x[i]));",
          "m = Math.max(m, x[i]); m = Math.min(m, x[0] + 1);",
          "m = Math.max(m, square(x[i]));",
          "c++; m = Math.max(m, c * x[i]);"
        }) {
      both(
          """
          static double f(double[] x, int n) {
            double[] w = x.clone();
            double s = 0;
            int c = 0;
            double m = x[0];
            for (int k = 0; k < n; k++) {
              for (int i = 0; i < x.length; i++) {
                BODY
              }
              m = m * x[k] + s;
            }
            return m + w[0] * s + c;
          }

          static double square(double x) {
            return x * x;
          }
          """
              .replace("BODY", body),
          point(SIX, 3));
    }
  }

  @Test
  void floatsHaveTheirOwn() {
    both(
        """
        static double f(float[] x, double[] y) {
          float m = -2;
          for (int i = 0; i < x.length; i++) {
            m = Math.max(m, x[i] * x[0]);
          }
          double d = 3;
          for (int i = 0; i < x.length; i++) {
            d = Math.min(d, x[i]);
          }
          return m * d * y[0];
        }
        """,
        point(new float[4], new double[1]));
  }

  @Test
  void helpersAndSecondLevelsOfMaximaWorkToo() {
    both(
        """
        static double f(double[][] m) {
          double most = -5;
          for (int i = 0; i < m.length; i++) {
            double inner = 5;
            for (int j = 0; j < m[i].length; j++) {
              inner = Math.min(inner, m[i][j] * m[i][0]);
            }
            most = Math.max(most, inner);
          }
          double sum = 0;
          for (int i = 0; i < m.length; i++) {
            sum += largest(m[i]) * most;
          }
          return sum;
        }

        static double largest(double[] row) {
          double largest = -3;
          for (double each : row) {
            largest = Math.max(largest, each);
          }
          return largest * largest;
        }
        """,
        point(new Object[] {new double[][] {new double[2], new double[3], new double[0]}}),
        point(new Object[] {new double[0][0]}));
  }
}
