package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** {@code switch} in all its forms: the arm that ran is what is differentiated. */
class SwitchTest {
  private static final String HEAD =
      "package p;\nimport org.cotangent.*;\nfinal class Model {\n@Differentiable\n";

  private static final String FALL_THROUGH =
      """
      static double f(double x, int k) {
        double y = 1;
        switch (k) {
          case 1:
            y = x;
          case 2:
            y = y * x;
            break;
          default:
            y = 7 * x;
        }
        return y;
      }
      """;

  @Test
  void c13AnArmFallsThroughIntoTheNext() {
    Check check = Check.of(FALL_THROUGH);
    check.at(3.0, 1).is("x", 6);
    check.at(3.0, 2).is("x", 1);
    check.at(3.0, 3).is("x", 7);
  }

  @Test
  void c13ASwitchExpressionOnAString() {
    Check check =
        Check.of(
            """
            static double f(double x, String name) {
              double y = switch (name) {
                case "square", "quadratic" -> x * x;
                case "cube" -> {
                  double t = x * x;
                  yield t * x;
                }
                default -> 7 * x;
              };
              return y;
            }
            """);
    check.at(3.0, "square").is("x", 6);
    check.at(3.0, "quadratic").is("x", 6);
    check.at(3.0, "cube").is("x", 27);
    check.at(3.0, "").is("x", 7);
    check.throwsAt(NullPointerException.class, 3.0, null);
  }

  @Test
  void c13ASwitchOnAnEnumWithAndWithoutDefault() {
    Check check =
        Check.of(
            HEAD
                + """
            static double f(double x, Kind kind) {
              double y = 2 * switch (kind) {
                case LINEAR -> x;
                case SQUARE -> x * x;
                case CUBE -> x * x * x;
              };
              switch (kind) {
                case SQUARE -> y *= x;
                case CUBE -> {
                  y = Math.sin(y);
                }
              }
              switch (kind) {
                default: y = y * y;
                case LINEAR: y += x;
              }
              return y;
            }

            enum Kind { LINEAR, SQUARE, CUBE }
            }
            """);
    check.at(0.7, check.constant("Kind", "LINEAR")).is("x", 3);
    check.at(0.7, check.constant("Kind", "SQUARE"));
    check.at(0.7, check.constant("Kind", "CUBE"));
    check.throwsAt(NullPointerException.class, 0.7, null);
  }

  @Test
  void aNullSelectorThrowsBeforeAnythingElseEvenIfThereIsOnlyADefault() {
    Check check =
        Check.of(
            """
            static double f(double[] x, String name) {
              switch (name) {
                default:
                  x[0] = x[0] * x[0];
              }
              return x[0] * x[1];
            }
            """);
    check.throwsAt(NullPointerException.class, new double[] {1, 2}, null);
    check.at(new double[] {1, 2}, "any");
  }

  @Test
  void theDefaultMayStandAnywhereAndFallThrough() {
    Check check =
        Check.of(
            """
            static double f(double x, int k) {
              double y = x;
              switch (k) {
                case 3:
                  y += 3 * x;
                default:
                  y = y * y;
                case 1:
                  y = y + x;
                case 2:
                  y = y * x;
                  break;
                case 4:
                  y = 5;
              }
              return y * x;
            }
            """);
    for (int k = 0; k < 6; k++) {
      check.at(1.3, k);
    }
  }

  @Test
  void anArmMayChangeWhatIsSwitchedOn() {
    Check check =
        Check.of(
            """
            static double f(double x, int k) {
              switch (k) {
                case 0:
                  k = 7;
                  x = x * x;
                case 1:
                  k = 8;
                  x = Math.sin(x);
                case 2:
                  x = x * k;
                  break;
                case 7:
                case 8:
                  x = 0;
              }
              return x * x;
            }
            """);
    for (int k = 0; k < 4; k++) {
      check.at(1.3, k);
    }
  }

  @Test
  void whatIsSwitchedOnIsEvaluatedOnce() {
    Check check =
        Check.of(
            """
            static double f(double x, int[] ops) {
              int i = 0;
              double y = x;
              while (i < ops.length) {
                switch (ops[i++]) {
                  case 0: y = y * y; break;
                  case 1: y = Math.sin(y); break;
                  case 2: y = y + x;
                  case 3: y = y * x; break;
                  default: return y * i;
                }
              }
              return y;
            }
            """);
    check.at(1.3, new int[] {0, 1, 2, 3, 0, 1});
    check.at(1.3, new int[] {0, 1, 2, 9, 0, 1});
    check.at(1.3, new int[] {});
  }

  @Test
  void breakContinueAndReturnInsideASwitchInALoop() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int[] ops) {
              double s = 1;
              outer:
              for (int i = 0; i < ops.length; i++) {
                for (int j = 0; j < x.length; j++) {
                  switch (ops[i]) {
                    case 0:
                      if (x[j] < 0) {
                        break;
                      }
                      s += x[j] * s;
                      break;
                    case 1:
                      s *= x[j];
                      continue;
                    case 2:
                      continue outer;
                    case 3:
                      break outer;
                    case 4:
                      for (int k = 0; k < 3; k++) {
                        if (k == 1) {
                          continue;
                        }
                        if (s > 100) {
                          break;
                        }
                        s = Math.sin(s) + x[j];
                      }
                      break;
                    default:
                      return s * s;
                  }
                  s = Math.cos(s + x[j]);
                }
                s = Math.sin(s);
              }
              return s * x[0];
            }
            """);
    double[] x = {0.5, -0.25, 0.75};
    for (int k = 0; k < 6; k++) {
      check.at(x, new int[] {0, k, 1, 0, k});
      check.at(x, new int[] {k});
    }
    check.atRandom(3, x, new int[] {0, 1, 4, 2, 4, 0, 3, 1});
  }

  @Test
  void aYieldOutOfTheMiddleOfALoop() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int k) {
              double y = switch (k) {
                case 0 -> {
                  double s = 0;
                  for (double v : x) {
                    if (v < 0) {
                      yield s * v;
                    }
                    s += v * v;
                  }
                  if (s > 10) {
                    yield s;
                  }
                  s = s * s;
                  yield s;
                }
                case 1: yield x[0];
                default: {
                  yield x[1] * x[0];
                }
              } * x[0];
              return y;
            }
            """
                .replace("case 1: yield x[0];", "case 1 -> x[0];")
                .replace("default: {", "default -> {"));
    check.at(new double[] {1, 2, -3}, 0);
    check.at(new double[] {1, 2, 3}, 0);
    check.at(new double[] {1, 2}, 0);
    check.at(new double[] {1, 2}, 1);
    check.at(new double[] {1, 2}, 2);
  }

  @Test
  void aSwitchExpressionOfTheOldForm() {
    Check check =
        Check.of(
            """
            static double f(double x, char c) {
              return x * switch (c) {
                case 'a':
                case 'b':
                  x = x * x;
                case 'c':
                  yield x;
                default:
                  if (x > 1) {
                    yield Math.exp(x);
                  }
                  yield 3;
              } - x;
            }
            """);
    for (char c = 'a'; c < 'f'; c++) {
      check.at(1.3, c);
      check.at(0.3, c);
    }
  }

  @Test
  void operandsBeforeASwitchExpressionKeepTheirValues() {
    Check.of(
            """
            static double f(double x, int k) {
              double y = x + (x = x * x) * switch (k) {
                case 0 -> x = x + 1;
                default -> x++;
              } + x;
              return y;
            }
            """)
        .at(1.5, 0);
  }

  @Test
  void switchesInsideSwitches() {
    Check check =
        Check.of(
            """
            static double f(double x, int k, int m) {
              double y = x;
              switch (k) {
                case 0:
                  switch (m) {
                    case 0: y = y * y; break;
                    case 1: y = switch (k + m) { case 1 -> y * x; default -> 0; };
                    default: if (x > 1) break; y = y + x;
                  }
                  y = Math.sin(y);
                  break;
                case 1:
                  y = switch (m) {
                    case 0 -> switch (k) { case 1 -> x * x; default -> 3; };
                    default -> { double t = x * y; yield t * t; }
                  };
                default:
                  y *= 2;
              }
              return y;
            }
            """);
    for (int k = 0; k < 3; k++) {
      for (int m = 0; m < 3; m++) {
        check.at(0.7, k, m);
        check.at(1.7, k, m);
      }
    }
  }

  @Test
  void aVariableDeclaredInOneArmIsUsedInAnother() {
    Check check =
        Check.of(
            """
            static double f(double x, int k) {
              double y;
              switch (k) {
                case 0:
                  double t = x * x;
                  y = t * t;
                  break;
                case 1:
                  t = Math.sin(x);
                  y = t * x;
                  break;
                default:
                  y = x;
              }
              return y;
            }
            """);
    for (int k = 0; k < 3; k++) {
      check.at(0.7, k);
    }
  }

  @Test
  void labelsOfEveryType() {
    Check check =
        Check.of(
            """
            private static final int ONE = 1;
            static final byte TWO = 2;

            static double f(double x, byte b, short s, char c, int n) {
              switch (b) { case ONE: x = x * x; break; case TWO: x = x * 2; break; case -3: x = 1 / x; }
              switch (s) { case ONE + TWO -> x = x * 3; case 4 -> x = Math.sin(x); default -> {} }
              switch (c) { case 'a', 98 -> x = x * x; default -> x = x * 5; }
              switch (n) { case Integer.MAX_VALUE: x = x + 1; case Integer.MIN_VALUE: x = x * x; }
              switch (n) { }
              return x;
            }
            """);
    check.at(0.7, (byte) 1, (short) 3, 'a', Integer.MAX_VALUE);
    check.at(0.7, (byte) 2, (short) 4, 'b', Integer.MIN_VALUE);
    check.at(0.7, (byte) -3, (short) 5, 'c', 0);
  }

  @Test
  void aLabelledSwitchAndALabelledBlock() {
    Check check =
        Check.of(
            """
            static double f(double x, int k) {
              out:
              switch (k) {
                case 0:
                  for (int i = 0; i < 3; i++) {
                    x = x * x;
                    if (x < 0.1) {
                      break out;
                    }
                  }
                  x = Math.sin(x);
                default:
                  x = x * 3;
              }
              block: {
                x = x * x;
                inner: {
                  if (k == 1) {
                    break block;
                  }
                  if (k == 2) {
                    break inner;
                  }
                  for (int i = 0; i < 4; i++) {
                    if (i == 2) {
                      break block;
                    }
                    if (x > 5) {
                      return x * x;
                    }
                    x = Math.sin(x + i * x);
                  }
                }
                x = x * x;
              }
              only: if (x > 1) {
                x = 2 * x;
                if (k == 3) break only;
                x = x * x;
              }
              return x;
            }
            """);
    for (int k = 0; k < 4; k++) {
      check.at(0.5, k);
      check.at(0.9, k);
      check.at(1.1, k);
      check.at(1.6, k);
    }
  }

  @Test
  void helpersWithSwitches() {
    Check check =
        Check.of(
            """
            static double f(double[] x, String[] names) {
              double s = x[0];
              for (int i = 0; i < names.length; i++) {
                s = apply(parse(names[i]), s, x[i % x.length]);
              }
              return s;
            }

            private static int parse(String name) {
              switch (name) {
                case "add": return 0;
                case "mul": return 1;
                default: return 2;
              }
            }

            private static double apply(int op, double a, double b) {
              return switch (op) {
                case 0 -> a + b;
                case 1 -> a * b;
                default -> Math.sin(a) + b * 0;
              };
            }
            """);
    check.at(new double[] {0.5, 0.7, 1.2}, new String[] {"mul", "sin", "add", "mul", "mul"});
  }

  @Test
  void aMethodOfOneSwitchReadsWell() {
    Check check =
        Check.of(
            HEAD
                + """
            static double f(double x, Kind kind) {
              switch (kind) {
                case RELU:
                  return Math.max(x, 0);
                case TANH:
                  return Math.tanh(x);
                default:
                  throw new IllegalArgumentException("unknown: " + kind);
              }
            }

            enum Kind { RELU, TANH }
            }
            """);
    check.at(0.7, check.constant("Kind", "RELU")).is("x", 1);
    check.at(0.7, check.constant("Kind", "TANH"));
    assertThat(check.generated())
        .contains(
            """
                if (kind.equals(Model.Kind.RELU)) {
                  result = Math.max(x, 0);
                } else if (kind.equals(Model.Kind.TANH)) {
                  result = Math.tanh(x);
                } else {
                  throw new IllegalArgumentException("unknown: " + kind);
                }
            """);
  }

  @Test
  void aSwitchOverObjectsIsRefused() {
    Refusals.check(
        """
        static double f(double x, @NonDifferentiable Object o) {
          switch (o.hashCode()) { // expect AD204: o.hashCode()
            case 1 -> x = x * Math.random(); // expect AD201: Math.random()
            default -> x = 2;
          }
          return x;
        }
        """);
  }

  @Test
  void casesOfAHelperThatGiveNumbersTakeTheirFlagsOffTheTape() {
    Check check =
        Check.of(
                """
                static double f(double[] u, int n) {
                  double sum = h(u, n) + h(u, 2);
                  return sum * sum;
                }

                static double h(double[] u, int n) {
                  int k = 1;
                  double sum = 0;
                  boolean odd = false;
                  for (int i = 0; i < n; i++) {
                    double y = switch (k & 3) {
                      case 2 -> u[i & 1];
                      case 1 -> u[0] * u[1];
                      case 0 -> 0.25;
                      default -> 0.5;
                    };
                    if (odd) {
                      sum += y * y;
                    } else {
                      sum += Math.sin(sum * y);
                    }
                    odd = k * 7 % 5 > 2;
                    k = k * 5 % 7 + i;
                  }
                  return sum;
                }
                """)
            .kink();
    for (int n : new int[] {0, 1, 2, 9, 40}) {
      check.at(new double[] {0.3, 0.5}, n);
    }
  }
}
