package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The derivative where calculus leaves a choice, row by row of the table of conventions. */
class ConventionsTest {

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Math.abs(x)                        | 0         | 0         | 0
          Math.abs(x)                        | -0.0      | 0         | 0
          Math.sqrt(x)                       | 0         | 0         | Infinity
          Math.cbrt(x)                       | 0         | 0         | Infinity
          Math.log(x)                        | 0         | Infinity  | Infinity
          Math.log10(x)                      | 0         | Infinity  | Infinity
          Math.log1p(x)                      | -1        | Infinity  | Infinity
          Math.pow(x, 0)                     | 0         | 0         | 0
          Math.pow(x, 2)                     | 0         | 0         | 0
          Math.pow(x, 1)                     | 0         | 1         | 1
          Math.pow(x, 0.5)                   | 0         | 0         | Infinity
          Math.pow(x, -1)                    | 0         | 0         | -Infinity
          Math.pow(0, x)                     | 2         | 0         | NaN
          Math.pow(-2, x)                    | 2         | 0         | NaN
          Math.pow(2, x)                     | 1         | 1.3862943611198906 | 1.3862943611198906
          Math.asin(x)                       | 1         | 0         | Infinity
          Math.asin(x)                       | -1        | 0         | Infinity
          Math.acos(x)                       | 1         | 0         | -Infinity
          Math.acos(x)                       | -1        | 0         | -Infinity
          1 / x                              | 0         | -Infinity | -Infinity
          x % 3                              | 7         | 1         | 1
          7 % x                              | 3         | -2        | -2
          -7 % x                             | 3         | 2         | 2
          Math.copySign(x, -1)               | 3         | -1        | -1
          Math.copySign(x, -1)               | -3        | 1         | 1
          Math.tanh(x)                       | 400       | 0         | 0
          x * x > 0 ? x : 5 * x              | 0         | 5         | 5
          Math.floor(x) * x                  | 2         | 2         | 2
          Math.max(x, 3)                     | 3         | 1         | 1
          Math.max(3, x)                     | 3         | 0         | 0
          Math.min(x, 3)                     | 3         | 1         | 1
          Math.min(3, x)                     | 3         | 0         | 0
          Math.max(x, 2 * x)                 | 0         | 1         | 1
          """)
  void oneArgument(String expression, double at, double subgradient, double strict) {
    method("double x", expression, "").kink().at(at).is("x", subgradient);
    method("double x", expression, STRICT).kink().at(at).is("x", strict);
  }

  @ParameterizedTest(name = "{0} at ({1}, {2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Math.hypot(x, y)          | 0   | 0   | 0  | 0
          Math.hypot(x, y)          | 3   | 0   | 1  | 0
          Math.atan2(x, y)          | 0   | 0   | 0  | 0
          Math.max(x, y)            | 2   | 2   | 1  | 0
          Math.min(x, y)            | 2   | 2   | 1  | 0
          x >= y ? x : y            | 2   | 2   | 1  | 0
          x % y                     | 7   | 3   | 1  | -2
          x % y                     | -7  | 3   | 1  | 2
          Math.pow(x, y)            | 0   | 2   | 0  | 0
          Math.pow(x, y)            | -2  | 2   | -4 | 0
          Math.copySign(x, y)       | 2   | -1  | -1 | 0
          """)
  void twoArguments(String expression, double x, double y, double byX, double byY) {
    Check check = method("double x, double y", expression, "");
    check.kink().at(x, y).is("x", byX).is("y", byY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Math.hypot(x, y)   | 0  | 0
          Math.atan2(x, y)   | 0  | 0
          """)
  void twoArgumentsStrictly(String expression, double x, double y) {
    Check check = method("double x, double y", expression, STRICT);
    check.kink().at(x, y).is("x", Double.NaN).is("y", Double.NaN);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "0 * Math.log(x)",
        "Math.min(x, 0) * 0 + 0 * Math.sqrt(x)",
        "0 * (1 / x)",
        "x > 0 ? Math.log(x) : 0 * x"
      })
  void aZeroAdjointIsAStrongZero(String expression) {
    method("double x", expression, "").kink().at(0.0).is("x", 0);
  }

  private static final String STRICT = "(singularities = Singularities.STRICT)";

  private static Check method(String parameters, String expression, String policy) {
    return Check.of(
        "@Differentiable"
            + policy
            + "\nstatic double f("
            + parameters
            + ") {\n  return "
            + expression
            + ";\n}");
  }
}
