package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Variables declared without a value: javac must see in the derivative, too, that they get one. */
class UnassignedTest {

  @Test
  void aReturnInAnArmThatAssignsNothing() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double t;
              int k;
              if (n > 0) {
                if (n == 2) {
                  return x * x;
                }
                t = x;
                k = 2;
              } else {
                t = 2 * x;
                k = 3;
              }
              if (k == 2) {
                return t * 3;
              }
              return t * k;
            }
            """);
    check.at(1.5, 2).is("x", 3);
    check.at(1.5, 1).is("x", 3);
    check.at(1.5, 0).is("x", 6);
  }

  @Test
  void aBreakOutOfABlockFromInsideOfALoop() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double t;
              out:
              {
                for (int i = 0; i < n; i++) {
                  if (x > 3) {
                    t = x;
                    break out;
                  }
                  x = x * x;
                }
                t = 2 * x;
              }
              return t;
            }
            """);
    check.at(1.5, 1).is("x", 6);
    check.at(1.5, 5);
  }

  @Test
  void anEndlessLoopWhoseBreaksAssign() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double t;
              final int k;
              for (int i = 0; ; i++) {
                if (i > n) {
                  t = x + i;
                  k = i;
                  break;
                }
                if (x > 100) {
                  return x;
                }
                x = x * 2;
              }
              return t * 3 * k;
            }
            """);
    check.at(1.5, 2);
    check.at(1.5, 20);
  }

  @Test
  void armsOfASwitchThatContinueOrThrow() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              for (int j = 0; j < 3; j++) {
                double u;
                String s;
                switch (n) {
                  case 0:
                    u = x;
                    s = "a";
                    break;
                  case 1:
                    if (x > 3) {
                      u = 5;
                      s = "bb";
                      break;
                    }
                    u = x * x;
                    s = "ccc";
                    break;
                  case 2:
                    throw new IllegalArgumentException();
                  default:
                    continue;
                }
                x = u * 3 + s.length();
              }
              return x * 3;
            }
            """);
    check.at(0.5, 0);
    check.at(0.5, 1);
    check.at(0.5, 3);
    check.throwsAt(IllegalArgumentException.class, 0.5, 2);
  }

  @Test
  void aLoopThatIsEnteredAtItsEnd() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double y;
              do {
                switch (n) {
                  case 0:
                    y = x;
                    break;
                  default:
                    if (n > 5) {
                      throw new IllegalStateException();
                    }
                    y = 2 * x;
                    n--;
                    continue;
                }
                x += y;
                n += 7;
              } while (n < 3);
              return y * 3;
            }
            """);
    check.at(0.5, 0);
    check.at(0.5, 4);
    check.throwsAt(IllegalStateException.class, 0.5, 6);
  }
}
