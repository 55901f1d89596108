package org.cotangent.processor.frontend;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Verifier;
import org.junit.jupiter.api.Test;

/** What lowered methods look like. */
class LoweringTest {

  private static String body(String method) {
    SourceUnit unit = Sources.lower("p.Model", source(method)).lowered();
    Verifier.verify(unit);
    String text = Printer.print(unit.targets().get(0).function());
    return text.substring(text.indexOf('\n') + 1, text.lastIndexOf('}')).replaceAll("(?m)^  ", "");
  }

  private static String source(String members) {
    return "package p;\nimport org.cotangent.*;\npublic final class Model {\n  @Differentiable\n"
        + members
        + "\n}\n";
  }

  @Test
  void expressionsWithoutSideEffectsKeepTheirShape() {
    assertThat(
            body(
                "static double f(double x, double[] a, int i) {"
                    + " return x - (a[i] - 2.50) * ((int) (x + 1) % -3) / (x * (x * 1e-3)); }"))
        .isEqualTo("return x - (a[i] - 2.50) * ((int) (x + 1) % -3) / (x * (x * 1e-3));\n");
  }

  @Test
  void theExampleOfTheDocumentationStaysAsItIs() {
    assertThat(
            body(
                """
                static double loss(double slope, double offset, double[] x, double[] y) {
                  double sum = 0;
                  for (int i = 0; i < x.length; i++) {
                    double error = slope * x[i] + offset - y[i];
                    sum += error * error;
                  }
                  return sum / x.length;
                }
                """))
        .isEqualTo(
            """
            double sum = 0;
            count (int i = 0; i < x.length; i += 1) {
              double error = slope * x[i] + offset - y[i];
              sum = sum + error * error;
            }
            return sum / x.length;
            """);
  }

  @Test
  void operandsAreSavedOnlyWhenALaterOneChangesThem() {
    assertThat(
            body(
                """
                static double f(double x, double y, double[] a) {
                  double z = x * y + a[0] * g(a);
                  return z + x * (x = 2);
                }
                static double g(double[] a) { a[0] = 3; return 1; }
                """))
        .isEqualTo(
            """
            double aBefore = a[0];
            double g;
            g = call p.Model.g(double[])(a);
            double z = x * y + aBefore * g;
            double xBefore = x;
            x = 2;
            return z + xBefore * x;
            """);
  }

  @Test
  void callsPutTheirResultWhereItBelongs() {
    assertThat(
            body(
                """
                static double f(double x) {
                  double y = g(x);
                  y = g(y);
                  g(2);
                  double[] a = {g(x)};
                  return g(a[0]);
                }
                private static double g(double x) { return x; }
                """))
        .isEqualTo(
            """
            double y;
            y = call p.Model.g(double)(x);
            y = call p.Model.g(double)(y);
            call p.Model.g(double)(2);
            double g;
            g = call p.Model.g(double)(x);
            double[] a = new double[] {g};
            double gResult;
            gResult = call p.Model.g(double)(a[0]);
            return gResult;
            """);
  }

  @Test
  void enhancedForBecomesACountedLoopOverTheSameArray() {
    assertThat(
            body(
                """
                static double f(double[] a, double[][] m, int i) {
                  double s = 0;
                  for (double v : a) s += v;
                  for (double v : m[i]) s += v;
                  return s;
                }
                """))
        .isEqualTo(
            """
            double s = 0;
            count (int j = 0; j < a.length; j += 1) {
              double v = a[j];
              s = s + v;
            }
            {
              double[] mElements = m[i];
              count (int j#6 = 0; j#6 < mElements.length; j#6 += 1) {
                double v#7 = mElements[j#6];
                s = s + v#7;
              }
            }
            return s;
            """);
  }

  @Test
  void narrowingIsWrittenOnlyWhereJavaNarrows() {
    assertThat(
            body(
                """
                static float f(float x, double y, int n, long m, byte b, char c) {
                  x += n; x += y; n += m; n += 1; m += n; b += 1; c++; n <<= m; n += y; m >>= 2;
                  return x;
                }
                """))
        .isEqualTo(
            """
            x = x + n;
            x = (float) (x + y);
            n = (int) (n + m);
            n = n + 1;
            m = m + n;
            b = (byte) (b + 1);
            c = (char) (c + 1);
            n = n << m;
            n = (int) (n + y);
            m = m >> 2;
            return x;
            """);
  }

  @Test
  void privateConstantsAreWrittenAsTheirValue() {
    assertThat(
            body(
                """
                static double f(double x) { return x * SCALE * Math.PI + OFFSET[0] + N; }
                private static final double SCALE = 0.5;
                static final double[] OFFSET = {1};
                static final int N = 3;
                """))
        .isEqualTo("return x * 0.5 * Math.PI + Model.OFFSET[0] + Model.N;\n");
  }

  @Test
  void theUnitNamesWhatIsGenerated() {
    SourceUnit unit =
        Sources.lower(
                "a.b.Outer.Inner",
                """
                package a.b;
                import org.cotangent.*;
                public class Outer {
                  public static class Inner {
                    @Differentiable(wrt = "y")
                    public static double f(double x, double y) { return x * helper(y); }
                    @Differentiable(singularities = Singularities.STRICT)
                    static float f(float x, @NonDifferentiable double[] d, String s) { return x; }
                  }
                  private static double helper(double v) { return v; }
                }
                """)
            .lowered();
    Verifier.verify(unit);
    assertThat(unit.packageName()).isEqualTo("a.b");
    assertThat(unit.className()).isEqualTo("Outer.Inner");
    assertThat(unit.companionName()).isEqualTo("Outer_InnerDerivatives");
    assertThat(unit.isPublic()).isTrue();
    assertThat(unit.sourceFile()).isEqualTo("Outer.java");
    SourceUnit.Target first = unit.targets().get(0);
    SourceUnit.Target second = unit.targets().get(1);
    assertThat(first.recordPrefix()).isEqualTo("F");
    assertThat(second.recordPrefix()).isEqualTo("F2");
    assertThat(List.of(first.isPublic(), second.isPublic())).containsExactly(true, false).inOrder();
    assertThat(second.function().strict()).isTrue();
    assertThat(first.function().strict()).isFalse();
    assertThat(first.function().parameters().stream().map(Function.Parameter::differentiated))
        .containsExactly(false, true)
        .inOrder();
    assertThat(second.function().parameters().stream().map(Function.Parameter::data))
        .containsExactly(false, true, false)
        .inOrder();
    assertThat(unit.helpers().stream().map(each -> each.key().toString()))
        .containsExactly(
            "a.b.Outer.Inner.f(double,double)",
            "a.b.Outer.Inner.f(float,double[],java.lang.String)",
            "a.b.Outer.helper(double)")
        .inOrder();
  }

  @Test
  void statementsRememberTheirSource() {
    SourceUnit unit =
        Sources.lower(
                "p.Model",
                source(
                    """
                    static double f(double x) {
                      var y = x
                          * 2; // twice
                      for (int i = 0; /* bound */ i < 3; i++) {
                        y += i;
                      }
                      return y;
                    }
                    """))
            .lowered();
    Stmt.Block body = unit.targets().get(0).function().body();
    assertThat(body.statements().stream().map(each -> each.span().line()))
        .containsExactly(6, 8, 11)
        .inOrder();
    assertThat(body.statements().stream().map(each -> each.span().text()))
        .containsExactly("var y = x * 2;", "for (int i = 0; i < 3; i++)", "return y;")
        .inOrder();
    assertThat(body.statements().get(0).span().file()).isEqualTo("Model.java");
  }

  @Test
  void methodsElsewhereAreAskedForTheirCompanion() {
    MethodKey key = new MethodKey("java.lang.Double", "sum", List.of(Type.Primitive.DOUBLE));
    Callee.Companion callee =
        new Callee.Companion(
            key,
            Type.Primitive.DOUBLE,
            "p.OtherDerivatives",
            "sumBackward",
            List.of(0),
            List.of(),
            List.of(),
            "");
    String source = source("static double f(double x) { return Double.sum(x, 2); }");
    Sources.Compiled found =
        Sources.lower("p.Model", source, method -> new CompanionLookup.Answer.Found(callee));
    Stmt call = found.lowered().targets().get(0).function().body().statements().get(1);
    assertThat(((Stmt.CallStatement) call).callee()).isEqualTo(callee);
    Sources.Compiled later =
        Sources.lower("p.Model", source, method -> new CompanionLookup.Answer.Later());
    assertThat(later.waits()).isTrue();
    assertThat(later.unit()).isEmpty();
    assertThat(later.problems()).isEmpty();
  }

  @Test
  void literalsKeepTheirSpelling() {
    SourceUnit unit =
        Sources.lower("p.Model", source("static double f(double x) { return 1_0.50e1 * x; }"))
            .lowered();
    Stmt.Return result = (Stmt.Return) unit.targets().get(0).function().body().statements().get(0);
    Expr.Literal literal = (Expr.Literal) ((Expr.Binary) result.value()).left();
    assertThat(literal.text()).isEqualTo("1_0.50e1");
    assertThat(literal.value()).isEqualTo(105.0);
  }
}
