package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of {@code Math} and {@code StrictMath} inside methods. */
class MathFunctionsTest {

  @ParameterizedTest
  @CsvSource({
    "sin, 0.7, -2.5", "cos, 0.7, -2.5", "tan, 0.7, -1.2", "asin, 0.7, -0.2", "acos, 0.7, -0.2",
    "atan, 0.7, -2.5", "sinh, 0.7, -2.5", "cosh, 0.7, -2.5", "tanh, 0.7, -2.5", "exp, 0.7, -2.5",
    "expm1, 0.7, -2.5", "log, 0.7, 12", "log10, 0.7, 12", "log1p, 0.7, -0.4", "sqrt, 0.7, 12",
    "cbrt, 0.7, -12", "abs, 0.7, -2.5", "toRadians, 0.7, 123", "toDegrees, 0.7, -2.5"
  })
  void aFunctionOfOneArgument(String name, double first, double second) {
    for (String owner : new String[] {"Math", "StrictMath"}) {
      Check check =
          Check.of(
              """
              static double f(double x) {
                double y = OWNER.NAME(x);
                return y * y + x;
              }
              """
                  .replace("OWNER", owner)
                  .replace("NAME", name));
      check.at(first);
      check.at(second);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pow, 0.7, 1.3", "pow, 2.5, -3.0", "atan2, 0.7, 1.3", "atan2, -0.7, -1.3", "hypot, 3, -4",
    "max, 0.7, 1.3", "max, 1.3, 0.7", "min, 0.7, 1.3", "min, 1.3, 0.7", "copySign, 0.7, -1.3",
    "copySign, -0.7, -1.3", "IEEEremainder, 7.1, 2.5"
  })
  void aFunctionOfTwoArguments(String name, double x, double y) {
    for (String owner : new String[] {"Math", "StrictMath"}) {
      Check check =
          Check.of(
              """
              static double f(double x, double y) {
                double z = OWNER.NAME(x, y);
                return z * z + x + y;
              }
              """
                  .replace("OWNER", owner)
                  .replace("NAME", name));
      check.at(x, y);
    }
  }

  @Test
  void aFusedMultiplyAddOfThreeArguments() {
    Check.of("static double f(double x, double y, double z) { return Math.fma(x, y, z) * x; }")
        .at(0.7, 1.3, -0.2);
  }

  @Test
  void scalbByAnInt() {
    Check.of("static double f(double x, int n) { return Math.scalb(x, n) * x; }").at(0.7, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Math.pow(x, 2)", "Math.pow(x, 3.0)", "Math.pow(x, n)", "Math.pow(x, -1)",
        "Math.pow(2, x)", "Math.pow(x, x)", "Math.pow(x, 0.5)", "Math.pow(x * x, 1)"
      })
  void powersWithConstantBasesAndExponents(String expression) {
    Check.of("static double f(double x, int n) { return " + expression + " * x; }")
        .at(1.7, 3)
        .by("x");
  }

  @Test
  void aPowerOfANegativeBaseByADataExponent() {
    Check.of("static double f(double x, int n) { return Math.pow(x, n) + Math.pow(x, 3); }")
        .at(-1.5, 2)
        .is("x", -3 + 6.75);
  }

  @ParameterizedTest
  @ValueSource(strings = {"floor", "ceil", "rint", "signum", "ulp"})
  void aPiecewiseConstantFunctionHasDerivativeZero(String name) {
    Check.of("static double f(double x) { return x * Math.%s(x); }".formatted(name))
        .kink()
        .at(1.3)
        .by("x");
  }

  @Test
  void functionsOfFloatsAreFloats() {
    Check.of(
            """
            static float f(float x, float y) {
              float s = Math.max(x, y) * Math.abs(y) + Math.min(x * x, y);
              s += Math.copySign(x, y);
              s *= Math.sqrt(x);
              return s + (float) Math.exp(y);
            }
            """)
        .at(1.5f, -2.25f);
  }

  @Test
  void functionsOfIntegersAreData() {
    Check.of(
            """
            static double f(double x, int n, long l) {
              return x * Math.abs(n) + Math.max(n, 3) * x + Math.min(n, l) * x * x
                  + Math.floorMod(n, 4) * x + Math.floorDiv(n, 2) * x;
            }
            """)
        .at(1.5, -7, 3L)
        .is("x", 7 + 3 - 21 + 1 - 4);
  }

  @Test
  void functionsOfMixedArgumentsChooseJavasOverload() {
    Check.of(
            """
            static double f(double x, float f, int n) {
              return Math.max(x, n) + Math.max(f, n) * x + Math.pow(f, n) + Math.sqrt(n) * x
                  + Math.abs(f) * f + Math.max(f, x) * 2;
            }
            """)
        .at(1.5, 2.5f, 2);
  }

  @Test
  void functionsOfFunctions() {
    Check.of(
            """
            static double f(double x, double y) {
              return Math.exp(Math.sin(x * y) - Math.log(Math.hypot(x, y))) / Math.sqrt(1 + x * x);
            }
            """)
        .atRandom(5, 0.0, 0.0);
  }

  @Test
  void aQualifiedFunction() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double x) {
                return java.lang.Math.exp(x) * StrictMath.sin(x);
              }
            }
            """)
        .at(0.7)
        .is("x", Math.exp(0.7) * (Math.sin(0.7) + Math.cos(0.7)));
  }

  @Test
  void testsOfNumbersAreConditions() {
    Check check =
        Check.of(
            """
            static double f(double x, double y) {
              if (Double.isNaN(x) || Double.isInfinite(y)) {
                return x * 2 + y;
              }
              return x * y;
            }
            """);
    check.at(2.0, 3.0).is("x", 3);
  }

  @Test
  void aFunctionWithoutADerivativeIsRefusedAtItsPlace() {
    Refusals.check(
        "static double f(double x) { return x + Math.random(); } // expect AD201: Math.random()");
  }
}
