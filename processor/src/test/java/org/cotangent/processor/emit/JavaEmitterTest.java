package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

final class JavaEmitterTest {
  /** The user's class, so that the links in the javadoc and the package lead somewhere. */
  static final String LINE =
      """
      package p;

      final class Line {
        private Line() {}
      }
      """;

  /** As much of the runtime as the companion calls. */
  static final String TAPE =
      """
      package org.cotangent.runtime;

      public final class Tape {
        public Tape() {}
      }
      """;

  static final String ADJOINTS =
      """
      package org.cotangent.runtime;

      public final class Adjoints {
        private Adjoints() {}

        public static void requireSameShape(String name, double[] x, double[] xAdjoint) {
          if (x.length != xAdjoint.length) {
            throw new IllegalArgumentException(name);
          }
        }
      }
      """;

  @Test
  void theCompanionReadsAsAPersonWouldHaveWrittenIt() {
    assertThat(JavaEmitter.emit(LineCompanion.companion(), null).text())
        .isEqualTo(
            """
            package p;

            import org.cotangent.GeneratedDerivative;
            import org.cotangent.runtime.Adjoints;
            import org.cotangent.runtime.Tape;

            /** Derivatives of {@link Line}. Generated from Line.java; do not edit. */
            @GeneratedDerivative
            public final class LineDerivatives {

              /** The value of {@link Line#loss} and its derivatives by slope and offset. */
              public record LossGradient(double value, double slope, double offset) {}

              /** The value of {@link Line#loss} and the adjoints of slope and offset. */
              public record LossBackward(double value, double slopeAdjoint, double offsetAdjoint) {}

              private LineDerivatives() {}

              /** The value and the gradient of {@link Line#loss}. */
              public static LossGradient lossGradient(double slope, double offset, double[] x, double[] y) {
                LossBackward backward = lossBackward(slope, offset, x, y, 1.0);
                return new LossGradient(backward.value(), backward.slopeAdjoint(), backward.offsetAdjoint());
              }

              /**
               * The pullback of {@link Line#loss}.
               *
               * @param seed the adjoint of the result
               */
              @GeneratedDerivative(of = "loss(double,double,double[],double[])", wrt = {0, 1})
              public static LossBackward lossBackward(
                  double slope, double offset, double[] x, double[] y, double seed) {
                Tape tape = new Tape();
                return lossBackward(slope, offset, x, y, seed, tape);
              }

              public static LossBackward lossBackward(
                  double slope, double offset, double[] x, double[] y, double seed, Tape tape) {
                Adjoints.requireSameShape("x", x, y);
                double slopeAdjoint = 0;
                double offsetAdjoint = 0;
                // Line.java:9  return sum / x.length;
                double sumAdjoint = seed / x.length;
                // Line.java:5  for (int i = 0; i < x.length; i++)    independent iterations: both sweeps in...
                double sum = 0;
                for (int i = 0; i < x.length; i++) {
                  double error = slope * x[i] + offset - y[i];
                  sum += error * error;
                  double errorAdjoint = 2 * error * sumAdjoint;
                  slopeAdjoint += errorAdjoint * x[i];
                  offsetAdjoint += errorAdjoint;
                }
                return new LossBackward(sum / x.length, slopeAdjoint, offsetAdjoint);
              }
            }
            """);
  }

  @Test
  void itCompilesWithoutAWarningAndComputesTheGradient() throws Exception {
    String source = JavaEmitter.emit(LineCompanion.companion(), null).text();
    ClassLoader loader = Javac.compile(LINE, TAPE, ADJOINTS, source);
    Method gradient =
        loader
            .loadClass("p.LineDerivatives")
            .getMethod("lossGradient", double.class, double.class, double[].class, double[].class);
    Object result = gradient.invoke(null, 2.0, 1.0, new double[] {1, 2}, new double[] {4, 3});
    // errors -1 and 2: the loss is (1 + 4) / 2, its derivatives -1 + 4 by the slope and -1 + 2 by
    // the offset
    assertThat(result.toString()).isEqualTo("LossGradient[value=2.5, slope=3.0, offset=1.0]");
  }

  @Test
  void membersAreAsVisibleAsTheyAreToBe() {
    String text = Trees.print(Trees.function("f", Trees.VOID, List.of()));
    assertThat(text).contains("\nfinal class ModelDerivatives {");
    assertThat(text).contains("\n  static void f() {}\n");
  }

  @Test
  void longListsOfParametersStandOneALine() {
    List<Variable> parameters =
        IntStream.range(0, 9).mapToObj(k -> Trees.variable("parameter" + k, Trees.DOUBLE)).toList();
    assertThat(Trees.print(Trees.function("f", Trees.VOID, parameters)))
        .contains("  static void f(\n      double parameter0,\n      double parameter1,\n");
  }

  @Test
  void aCompanionInTheUnnamedPackageImportsOnlyTheMarker() {
    Companion companion =
        new Companion("", "Model", "ModelDerivatives", true, "Model.java", List.of(), List.of());
    assertThat(JavaEmitter.emit(companion, null).text())
        .startsWith(
            "import org.cotangent.GeneratedDerivative;\n\n/** Derivatives of {@link Model}.");
  }

  @Test
  void classesWithTheSameSimpleNameAreToldApart() {
    Expr here = new Expr.Constant("q.Constants", "A", Trees.DOUBLE, null);
    Expr there = new Expr.Constant("r.Constants", "B", Trees.DOUBLE, null);
    Expr nested = new Expr.Constant("p.Model.Inner", "C", Trees.DOUBLE, null);
    Variable q = Trees.variable("q", Trees.DOUBLE);
    Variable r = Trees.variable("r", Trees.DOUBLE);
    String text =
        Trees.print(
            Trees.function(
                "f",
                Trees.DOUBLE,
                List.of(q, r),
                Trees.returns(
                    Trees.add(Trees.add(here, there), Trees.add(nested, Trees.read(r))))));
    assertThat(text).contains("import q.Constants;\n");
    assertThat(text).contains("static double f(double q2, double r2) {");
    assertThat(text).contains("return Constants.A + r.Constants.B + (Model.Inner.C + r2);");
  }

  @Test
  void theSameCompanionGivesTheSameBytes() {
    assertThat(JavaEmitter.emit(LineCompanion.companion(), null).text())
        .isEqualTo(JavaEmitter.emit(LineCompanion.companion(), null).text());
  }
}
