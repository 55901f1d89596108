package org.cotangent.processor.errors;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Finding;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** The lines that follow a message: why a helper matters, and what to paste. */
class NotesTest {

  private static List<Finding> findings(String... sources) {
    Compiled compiled = Compilation.of(sources).with(Processors::cotangent).lenient().run();
    return compiled.findings().stream().filter(Finding::isOurs).toList();
  }

  private static List<String> lines(Finding finding) {
    return finding.text().lines().map(String::strip).toList();
  }

  @Test
  void anErrorInAHelperSaysBywhichCallsItIsReached() {
    List<Finding> findings =
        findings(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double loss(double x) {
                return far(x) + near(x);
              }

              private static double far(double x) {
                return near(x) * 2;
              }

              private static double near(double x) {
                return deep(x) + 1;
              }

              private static double deep(double x) {
                return x * Math.random() + (x > 1 ? deep(x - 1) : 0);
              }
            }
            """);
    assertThat(findings).hasSize(1);
    assertThat(lines(findings.get(0)))
        .contains(
            "because: 'loss' is differentiated, and calls 'near' at Model.java:6,"
                + " which calls 'deep' at Model.java:14");
  }

  @Test
  void anErrorAndAWarningBehindTheLoweringSayItToo() {
    List<Finding> findings =
        findings(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double loss(double[] x) {
                return pick(x);
              }

              private static double pick(double[] x) {
                fill(TABLE, x[0]);
                return TABLE[(int) x[1]];
              }

              private static void fill(double[] a, double x) {
                a[0] = x;
              }

              static final double[] TABLE = {1, 2};
            }
            """);
    assertThat(findings).isNotEmpty();
    for (Finding finding : findings) {
      assertThat(lines(finding))
          .contains("because: 'loss' is differentiated, and calls 'pick' at Model.java:6");
    }
  }

  @Test
  void anErrorInTheAnnotatedMethodItselfNeedsNoReason() {
    List<Finding> findings =
        findings(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double loss(double x) {
                return x * Math.random();
              }
            }
            """);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).text()).doesNotContain("because:");
  }

  @Test
  void theDerivativeThatIsProposedCanBePastedAsItIs() {
    String model =
        """
        package p;

        import org.cotangent.DerivativeOf;
        import org.cotangent.Differentiable;

        final class Model {
          @Differentiable
          static double loss(double x, double[] w, Spline spline) {
            return Native.solve(x, w, 3) + spline.value(x) + root(x);
          }

          static native float root(double x);
          // here
        }
        """;
    String[] others = {
      "package p;\n\nfinal class Native {"
          + " static double solve(double x, double[] w, int n) { return x * w[n]; } }",
      "package p;\n\ninterface Spline { double value(double x); }"
    };
    List<Finding> findings = findings(model, others[0], others[1]);
    assertThat(findings.stream().map(Finding::code).toList())
        .containsExactly("AD202", "AD204", "AD207");
    StringBuilder pasted = new StringBuilder();
    for (Finding finding : findings) {
      List<String> lines = finding.text().lines().toList();
      int start =
          lines.stream()
              .map(String::strip)
              .toList()
              .indexOf("or: write its derivative by hand, in a class of this file:");
      assertThat(start).isGreaterThan(0);
      lines.subList(start + 1, lines.size()).forEach(line -> pasted.append(line).append('\n'));
    }
    assertThat(pasted.toString())
        .contains(
            "static double solveDerivative(double x, double[] w, double[] wAdjoint, int n, double seed) {");
    assertThat(pasted.toString())
        .contains("static double valueDerivative(p.Spline self, double x, double seed) {");
    assertThat(pasted.toString()).contains("static double rootDerivative(double x, float seed) {");
    Compiled compiled =
        Compilation.of(model.replace("// here", pasted))
            .and(others)
            .with(Processors::cotangent)
            .run();
    assertThat(compiled.report()).doesNotContain("AD");
    compiled.orThrow();
  }

  @Test
  void noDerivativeIsProposedWhereNoneWouldDo() {
    List<Finding> findings =
        findings(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double loss(double x) {
                return x * Math.random() * Double.longBitsToDouble(3);
              }
            }
            """);
    assertThat(findings).hasSize(2);
    for (Finding finding : findings) {
      assertThat(finding.text()).doesNotContain("or: write its derivative");
    }
  }

  @Test
  void rulesOfArraysAreSaidTogetherWithErrorsOfOtherMethods() {
    Refusals.check(
        """
        @Differentiable
        static double f(double x) {
          return x * Math.random(); // expect AD201: Math.random()
        }

        static final double[] TABLE = {1, 2};

        @Differentiable
        static double g(double[] x) {
          fill(TABLE, x[0]); // expect AD316: fill(TABLE, x[0])
          return TABLE[0];
        }

        private static void fill(double[] a, double x) {
          a[0] = x;
        }
        """);
  }
}
