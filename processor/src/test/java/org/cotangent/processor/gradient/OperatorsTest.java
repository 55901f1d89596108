package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operator on doubles, floats and integers, alone and in compound assignments. */
class OperatorsTest {
  /**
   * Runs a body over x, y, n and l, and f and g where it has floats: tolerances are wide as soon as
   * one takes part, so that the others stay without.
   */
  private static void check(String body) {
    boolean floats = body.matches("(?s).*(\\b[fg]\\b|float).*");
    String parameters = "double x, double y, int n, long l" + (floats ? ", float f, float g" : "");
    Check check = Check.of("static double f(" + parameters + ") {\n" + body + "\n}\n");
    if (floats && body.contains("%")) {
      // The wide steps that differences of floats need would cross the jumps of a remainder.
      check.kink();
    }
    if (floats) {
      check.at(1.75, -0.3, 7, 3L, 0.6f, 2.3f);
      check.at(-2.6, 0.8, -2, 5L, -1.7f, 0.4f);
    } else {
      check.at(1.9, -0.3, 7, 3L);
      check.at(-2.6, 0.8, -2, 5L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "-", "*", "/", "%"})
  void aBinaryOperatorOfTwoDoubles(String operator) {
    check("return x " + operator + " y;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "-", "*", "/", "%"})
  void aBinaryOperatorOfTwoFloats(String operator) {
    check("return f " + operator + " g;");
  }

  @ParameterizedTest
  @CsvSource({
    "x, f",
    "f, x",
    "x, n",
    "n, x",
    "f, n",
    "n, f",
    "x, l",
    "l, x",
    "f, l",
    "l, f",
    "x, 2",
    "3, x",
    "x, 2.5",
    "2.5, x",
    "x, 1.5f",
    "1.5f, f",
    "(char) 99, x",
    "x, (byte) 3"
  })
  void theOperatorsOfMixedTypes(String a, String b) {
    check(
        """
        double s = 0;
        s += A + B;
        s += 2 * (A - B);
        s += A * B * s;
        s += A / B;
        s -= A % B;
        return s;
        """
            .replace("A", a)
            .replace("B", b));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+=", "-=", "*=", "/=", "%="})
  void aCompoundAssignment(String operator) {
    check(
        """
        double s = x * y;
        float t = f * g;
        double[] a = {x, y};
        float[] b = {f, g};
        s += x;
        s OP y;
        s OP n;
        s OP f;
        s OP l;
        t OP g;
        t OP x;
        t OP n;
        x OP s;
        a[1] OP x;
        a[0] OP a[1];
        b[0] OP y;
        b[1] OP b[0];
        return s * x + t + a[0] * a[1] + b[0] * b[1];
        """
            .replace("OP", operator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+=", "-=", "*=", "/="})
  void aCompoundAssignmentOfAVariableToItself(String operator) {
    check("x " + operator + " x;\nx " + operator + " x * y;\nreturn x * x;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-x",
        "+x",
        "-(-x)",
        "- -x * -y",
        "-(x + y)",
        "x - -y",
        "x - (y - f)",
        "x - y - f",
        "x / (y / f)",
        "x / y / f",
        "x * (y / f)",
        "x / (y * f)",
        "-x * y",
        "-(x * y) / -f",
        "x % (y % f)",
        "(x + y) * (x - y)",
        "x + (y + f)",
        "(x)",
        "((x * (y)))",
        "1 / x",
        "2 - x",
        "x - x",
        "x / x",
        "x * x * x * x",
        "x + 0.0",
        "0 - x",
        "x * 1",
        "x * -1",
        "0 * x",
        "x / 1"
      })
  void groupingAndSigns(String expression) {
    check("return " + expression + " + 0 * y;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x++ * x",
        "++x * x",
        "x-- - x * x",
        "--x / x",
        "f++ * f",
        "--f * x",
        "x++ + x++ * x--",
        "n++ * x + n * y",
        "x * n-- - n * x",
        "(x = y * 2) * x",
        "x * (x = y * 2)",
        "(x += y) * x",
        "x * (x *= y) + x",
        "(x = y = f * 2) + y * x",
        "x + (y = x) * (x = y * y)"
      })
  void sideEffectsInsideExpressions(String expression) {
    check("return " + expression + " + x * y;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x < y",
        "x <= y",
        "x > y",
        "x >= y",
        "x == y",
        "x != y",
        "f < x",
        "n < x",
        "n == l",
        "!(x < y)",
        "x < y && f < g",
        "x < y || f < g",
        "x < y & f < g",
        "x < y | f < g",
        "x < y ^ f < g",
        "(n & 1) == 0",
        "x < y == f < g",
        "true",
        "(x < y ? f < g : f > g)"
      })
  void aConditionSelectsAnArm(String condition) {
    check(
        "double s = "
            + condition
            + " ? x * y : x - y;\n"
            + "if ("
            + condition
            + ") {\n  s *= f;\n} else {\n  s += g * x;\n}\nreturn s;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(float) x * y",
        "(double) f * x",
        "(float) (x * y)",
        "(double) (float) x",
        "x * (double) n",
        "(float) n * x",
        "(double) n / l * x",
        "(float) f * f",
        "(double) x * x"
      })
  void castsBetweenFloatingTypesCarryTheDerivative(String expression) {
    check("return " + expression + ";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n + l",
        "n * n - l",
        "n % 3",
        "n & 6 | 1",
        "n ^ l",
        "~n",
        "n << 2",
        "n >> 1",
        "n >>> 28",
        "-n",
        "n > 3 ? n : l",
        "(byte) (n * 100)",
        "(short) n",
        "(char) 98 - 'a'",
        "(int) l"
      })
  void integerArithmeticIsData(String expression) {
    check("return x * (" + expression + ") + (" + expression + ") * y * y;");
  }

  @Test
  void anAssignmentHasAValue() {
    check("double a;\ndouble b;\na = b = x * y;\nb *= a;\nreturn a * b;");
  }

  @Test
  void aDeclarationWithoutAValueIsAssignedLater() {
    check(
        """
        double a;
        if (x > 0) {
          a = x * y;
        } else {
          a = y * y;
        }
        return a * a;
        """);
  }

  @Test
  void integerCompoundAssignmentsAreData() {
    check(
        """
        int k = n;
        k += 3;
        k *= 2;
        k -= 1;
        k %= 7;
        k <<= 2;
        k >>= 1;
        k >>>= 1;
        k ^= 5;
        k &= 0xff;
        k |= 8;
        k++;
        --k;
        return x * k + y / k;
        """);
  }
}
