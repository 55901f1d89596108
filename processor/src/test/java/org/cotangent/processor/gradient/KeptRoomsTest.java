package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.OutOfTape;
import org.cotangent.runtime.Tape;
import org.junit.jupiter.api.Test;

/** What an outermost loop along an array keeps lies in an array of its own. */
class KeptRoomsTest {
  private static Check both(String source, Object[]... points) {
    Check check = Check.of(source);
    Check without = check.without("tape-blocks");
    assertThat(without.generated()).doesNotContain("keptDoubles");
    for (Object[] point : points) {
      check.atRandom(3, point);
      without.atRandom(3, point);
    }
    return check;
  }

  private static Object[] point(Object... arguments) {
    return arguments;
  }

  private static final String SOFT_MAXIMUM =
      """
      static double f(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum += Math.exp(x[i]);
        }
        return Math.log(1 + sum);
      }
      """;

  @Test
  void theExponentialsOfASum() {
    Check check =
        both(SOFT_MAXIMUM, point(new double[5]), point(new double[1]), point(new double[0]));
    assertThat(check.generated()).contains("expKept[i] = exp;");
    assertThat(check.generated()).doesNotContain("pushDoubles");
  }

  @Test
  void severalValuesOfSeveralLoops() {
    Check check =
        both(
            """
            static double f(double[] x, double[] w) {
              double sum = 0;
              for (int i = 1; i < x.length; i++) {
                sum += Math.exp(x[i]) * Math.sin(sum * x[i - 1]);
              }
              double product = sum;
              for (int i = 0; i < w.length; i++) {
                product = Math.cos(product * w[i]) + sum;
              }
              return product * sum;
            }
            """,
            point(new double[4], new double[3]),
            point(new double[1], new double[0]),
            point(new double[0], new double[2]));
    assertThat(check.generated()).contains("Kept[i] = ");
  }

  /** The array is as long as its own array was when the loop began. */
  @Test
  void anArrayThatIsReplacedByAShorterOne() {
    both(
        """
        static double f(double[] x) {
          double[] a = x.clone();
          double z = 0.5;
          for (int i = 0; i < a.length; i++) {
            z = Math.sin(z + a[i]);
          }
          a = new double[1];
          a[0] = z;
          for (int i = 0; i < a.length; i++) {
            z = Math.sin(z * a[i]);
          }
          return z * z;
        }
        """,
        point(new double[4]),
        point(new double[0]));
  }

  @Test
  void loopsInArmsAndInLoopsAndInHelpersKeepTheirBlocks() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double z = 0.5;
              if (n > 1) {
                for (int i = 0; i < x.length; i++) {
                  z = Math.sin(z + x[i]);
                }
              }
              for (int k = 0; k < n; k++) {
                for (int i = 0; i < x.length; i++) {
                  z = Math.cos(z * x[i]);
                }
              }
              return again(x, again(x, z));
            }

            private static double again(double[] x, double start) {
              double z = start;
              for (int i = 0; i < x.length; i++) {
                z = Math.sin(z * x[i]);
              }
              return z;
            }
            """,
            point(new double[3], 2),
            point(new double[3], 1),
            point(new double[0], 2));
    assertThat(check.generated()).contains("pushDoubles");
    assertThat(check.generated()).doesNotContain("keptDoubles");
  }

  @Test
  void longerAndShorterArraysWithTheSameTape() throws Exception {
    Method gradient = gradient();
    Tape tape = new Tape();
    for (int n : new int[] {3, 1, 7, 0, 5}) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = Math.sin(n + i);
      }
      Object again = gradient.invoke(null, x, tape);
      Object anew = gradient.invoke(null, x, new Tape());
      assertThat(derivatives(again)).isEqualTo(derivatives(anew));
      assertThat(tape.isEmpty()).isTrue();
    }
    assertThat(tape.bytes()).isAtMost(1 << 10);
  }

  private static Object derivatives(Object gradient) throws Exception {
    Method x = gradient.getClass().getDeclaredMethod("x");
    x.setAccessible(true);
    return x.invoke(gradient);
  }

  private static Method gradient() throws Exception {
    String source =
        "package p;\n\nimport org.cotangent.*;\n\nfinal class Model {\n@Differentiable "
            + SOFT_MAXIMUM
            + "}\n";
    Method gradient =
        Compilation.of(source)
            .with(Processors::cotangent)
            .run()
            .orThrow()
            .load("p.ModelDerivatives")
            .getDeclaredMethod("fGradient", double[].class, Tape.class);
    gradient.setAccessible(true);
    return gradient;
  }

  @Test
  void aLoopThatFillsTheTapeIsNamed() throws Exception {
    Method gradient = gradient();
    Tape tape = new Tape();
    tape.limit(1 << 11);
    gradient.invoke(null, new double[100], tape);
    InvocationTargetException thrown =
        assertThrows(
            InvocationTargetException.class, () -> gradient.invoke(null, new double[1000], tape));
    assertThat(thrown).hasCauseThat().isInstanceOf(OutOfTape.class);
    assertThat(thrown)
        .hasCauseThat()
        .hasMessageThat()
        .contains("Model.java:8  for (int i = 0; i < x.length; i++)");
    tape.clear();
    gradient.invoke(null, new double[100], tape);
    assertThat(tape.isEmpty()).isTrue();
  }
}
