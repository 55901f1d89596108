package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The check itself: it accepts right companions, written by hand, and sees each kind of mistake.
 */
class CheckTest {
  private static final String MODEL =
      """
      static double f(double a, double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum += a * x[i] * x[i];
        }
        return sum;
      }
      """;

  private static final String COMPANION =
      """
      package p;

      import org.cotangent.runtime.Tape;

      final class ModelDerivatives {
        record FGradient(double value, double a, double[] x) {}

        record FBackward(double value, double a) {}

        static FGradient fGradient(double a, double[] x) {
          return fGradient(a, x, new Tape());
        }

        static FGradient fGradient(double a, double[] x, Tape tape) {
          double[] xAdjoint = new double[x.length];
          FBackward backward = fBackward(a, x, xAdjoint, 1, tape);
          return new FGradient(backward.value(), backward.a(), xAdjoint);
        }

        static FBackward fBackward(double a, double[] x, double[] xAdjoint, double seed) {
          return fBackward(a, x, xAdjoint, seed, new Tape());
        }

        static FBackward fBackward(
            double a, double[] x, double[] xAdjoint, double seed, Tape tape) {
          if (x.length != xAdjoint.length) {
            throw new IllegalArgumentException(
                "xAdjoint has length " + xAdjoint.length + ", x has " + x.length);
          }
          double aAdjoint = 0;
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += a * x[i] * x[i];
            aAdjoint += seed * x[i] * x[i];
            xAdjoint[i] += seed * 2 * a * x[i];
          }
          return new FBackward(sum, aAdjoint);
        }
      }
      """;

  private static final double[] X = {0.5, -1.3, 3.1};

  @Test
  void aRightCompanionPasses() {
    Check.ofCompanion(COMPANION, MODEL)
        .at(2.0, X)
        .is("a", 0.25 + 1.69 + 9.61)
        .is("x", 2, -5.2, 12.4);
    Check.ofCompanion(COMPANION, MODEL).at(2.0, new double[0]);
    Check.ofCompanion(COMPANION, MODEL).atRandom(3, 0.0, new double[5]);
  }

  @Test
  void aWrongClosedFormIsSeen() {
    Gradients gradients = Check.ofCompanion(COMPANION, MODEL).at(2.0, X);
    assertThrows(AssertionError.class, () -> gradients.is("x", 2, -5.2, 12.400001));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          xAdjoint[i] += seed   | xAdjoint[i] = seed            | derivative by x
          seed * 2 * a * x[i]   | 2 * a * x[i]                  | derivative by x
          seed * 2 * a * x[i]   | seed * 2.00001 * a * x[i]     | derivative by x
          aAdjoint += seed * x  | aAdjoint += x                 | derivative by a
          sum += a * x[i] * x[i]| sum += a * (x[i] * x[i])      | value
          new FBackward(sum     | new FBackward(-sum            | value
          if (x.length !=       | if (x.length >                | an adjoint of length
          + x.length);          | );                            | to contain
          return new FBackward  | x[0] = 1; return new FBackward| the arguments after
          double aAdjoint = 0;  | double aAdjoint = 0; tape.push(1.0); | tape is empty
          double value, double a, double[] x | double value, double a, double[] b | components
          static FGradient fGradient(double a, double[] x) | static FGradient g(double a, double[] x) | no fGradient
          final class           | public final class            | as visible
          double sum = 0;       | double sum = 0; String s = (String) ""; | warnings
          return new FGradient(backward.value(), backward.a(), xAdjoint) | System.arraycopy(xAdjoint, 0, x, 0, x.length); return new FGradient(backward.value(), backward.a(), x) | the arguments after
          """)
  void aMistakeIsSeen(String right, String wrong, String complaint) {
    assertThat(COMPANION).contains(right);
    String broken = COMPANION.replace(right, wrong);
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> Check.ofCompanion(broken, MODEL).at(0.7, new double[] {0.1, 0.7, -1.3, 2.9}));
    assertThat(error).hasMessageThat().contains(complaint);
  }

  @Test
  void aWrittenArraysAdjointTurnsFromOutputToInput() {
    String model =
        """
        static void scale(double[] x, double k) {
          for (int i = 0; i < x.length; i++) {
            x[i] *= k;
          }
        }
        """;
    String companion =
        """
        package p;

        import org.cotangent.runtime.Tape;

        final class ModelDerivatives {
          record ScaleBackward(double k) {}

          static ScaleBackward scaleBackward(double[] x, double[] xAdjoint, double k) {
            return scaleBackward(x, xAdjoint, k, new Tape());
          }

          static ScaleBackward scaleBackward(double[] x, double[] xAdjoint, double k, Tape tape) {
            if (x.length != xAdjoint.length) {
              throw new IllegalArgumentException("x: " + x.length + ", " + xAdjoint.length);
            }
            double kAdjoint = 0;
            for (int i = 0; i < x.length; i++) {
              kAdjoint += x[i] * xAdjoint[i];
              xAdjoint[i] *= k;
              x[i] *= k;
            }
            return new ScaleBackward(kAdjoint);
          }
        }
        """;
    Check.ofCompanion(companion, model).at(X, 3.0);
    String adds = companion.replace("xAdjoint[i] *= k", "xAdjoint[i] += k * xAdjoint[i]");
    AssertionError error =
        assertThrows(AssertionError.class, () -> Check.ofCompanion(adds, model).at(X, 3.0));
    assertThat(error).hasMessageThat().contains("derivative by x");
  }

  @Test
  void aParameterNamedValueLeavesTheNameResultToThePrimal() {
    String companion =
        """
        package p;

        import org.cotangent.runtime.Tape;

        final class ModelDerivatives {
          record GGradient(double result, double value) {}

          record GBackward(double result, double value) {}

          static GGradient gGradient(double value) {
            return new GGradient(value * value, 2 * value);
          }

          static GGradient gGradient(double value, Tape tape) {
            return gGradient(value);
          }

          static GBackward gBackward(double value, double seed) {
            return new GBackward(value * value, 2 * value * seed);
          }

          static GBackward gBackward(double value, double seed, Tape tape) {
            return gBackward(value, seed);
          }
        }
        """;
    Check.ofCompanion(companion, "static double g(double value) { return value * value; }")
        .at(3.0)
        .is("value", 6);
  }
}
