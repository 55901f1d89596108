package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Fields: read as data, and differentiated by. */
class FieldsTest {
  private static final String HEAD = "package p;\nimport org.cotangent.*;\n";

  @Test
  void aFieldThatIsAssignedBetweenCallsIsReadAsData() {
    Check.of(
            HEAD
                + """
                final class Model {
                  double scale = 2;
                  int[] counts = {1, 2};
                  Model(double scale) { set(scale); }
                  void set(double value) { scale = value; }
                  @Differentiable double f(double x) {
                    double y = 0;
                    for (int i = 0; i < counts.length; i++) y += counts[i] * scale * x * x;
                    return y;
                  }
                }
                """)
        .receiver(3.0)
        .atRandom(3, 0.5)
        .at(0.5)
        .is("x", 9.0);
  }

  @Test
  void eachFieldIsReadOnce() {
    String generated =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      double scale = 2;
                      private double g(double x) { return scale * x; }
                      @Differentiable double f(double x) { return g(x) * g(x * x) * scale; }
                    }
                    """)
            .receiver()
            .generated();
    assertThat(generated.split("self\\.scale", -1)).hasLength(2);
  }

  @Test
  void privateFieldsAreReadThroughAccessorsAndHandles() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      private static final double[] TABLE = {1, 2, 3};
                      private static double shift = 0.25;
                      private final double rate;
                      private double[] weights;
                      private float factor = 1.5f;
                      Model(double rate, double[] weights) { this.rate = rate; this.weights = weights; }
                      double getRate() { return this.rate; }
                      @Differentiable double f(double x) {
                        double y = shift;
                        for (int i = 0; i < weights.length; i++) y += weights[i] * x * TABLE[i];
                        return y * Math.exp(rate * x) * factor;
                      }
                    }
                    """)
            .receiver(0.5, new double[] {1, -2, 4});
    check.atRandom(4, 0.5);
    assertThat(check.generated()).contains("self.getRate()");
    assertThat(check.generated()).contains("Fields.weights(self)");
    assertThat(check.generated()).contains("Fields.TABLE()");
    assertThat(check.generated()).doesNotContain("java.lang.reflect");
  }

  @Test
  void aGetterThatASubclassCouldReplaceIsNotTakenForTheField() {
    Check check =
        Check.of(
                HEAD
                    + """
                    class Model {
                      private double rate = 3;
                      double rate() { return rate; }
                      @Differentiable final double f(double x) { return rate * x; }
                    }
                    """)
            .receiver();
    check.at(2.0).is("x", 3);
    assertThat(check.generated()).contains("Fields.rate(self)");
  }

  @Test
  void aGetterThatComputesIsNotTakenForTheField() {
    Check check =
        Check.of(
                HEAD
                    + """
                    record Model(double w) {
                      public double w() { return 2 * w; }
                      @Differentiable double f(double x, @NonDifferentiable Model other) {
                        return w * x + 100 * w() * x + 10000 * other.w() * x;
                      }
                    }
                    """)
            .receiver(3.0);
    check.at(0.5, check.object("Model", 4.0)).is("x", 3 + 600 + 80000);
  }

  @Test
  void scalarAndArrayFieldsAreVariables() {
    Check.of(
            HEAD
                + """
                final class Model {
                  private double bias;
                  final double[] w;
                  float k = 0.5f;
                  double[][] m = {{1, 2}, {3}};
                  Model(double bias, double[] w) { this.bias = bias; this.w = w; }
                  private double dot(double[] x) {
                    double s = bias * bias;
                    for (int i = 0; i < x.length; i++) s += w[i] * x[i];
                    return s;
                  }
                  @Differentiable(wrt = {"x", "this.w", "this.bias", "this.m", "this.k"})
                  double f(double[] x) {
                    double y = Math.tanh(dot(x)) * k;
                    for (double[] row : m) for (double v : row) y *= 1 + v * bias;
                    return y + dot(new double[] {bias, 1});
                  }
                }
                """)
        .receiver(0.3, new double[] {0.5, -0.25})
        .atRandom(3, new double[2]);
  }

  @Test
  void aFieldWithoutParametersIsAVariable() {
    Check.of(
            HEAD
                + """
                final class Model {
                  private double rate = 0.5;
                  double unread = 1;
                  @Differentiable(wrt = {"this.unread", "this.rate"}) double f() { return rate * rate; }
                }
                """)
        .receiver()
        .at()
        .is("rate", 1.0)
        .is("unread", 0.0);
  }

  @Test
  void aFieldAndAParameterOfOneNameAreTwoVariables() {
    Check.of(
            HEAD
                + """
                final class Model {
                  double x = 3;
                  @Differentiable double f(double x) {
                    double y = this.x * x * x;
                    return y;
                  }
                }
                """)
        .receiver()
        .at(2.0)
        .is("x", 12.0);
  }

  @Test
  void aLocalMayShadowAField() {
    Check.of(
            HEAD
                + """
                final class Model {
                  double[] w = {1, 2};
                  double rate = 2;
                  @Differentiable(wrt = {"this.w", "this.rate", "x"}) double f(double x) {
                    double[] w = this.w.clone();
                    w[0] *= x;
                    double rate = this.rate * w[0];
                    w[1] = rate * rate;
                    return w[1] + this.w[0] * rate;
                  }
                }
                """)
        .receiver()
        .atRandom(3, 0.5);
  }

  @Test
  void fieldsMayHaveTheNamesOfGeneratedVariables() {
    Check.of(
            HEAD
                + """
                final class Model {
                  double tape = 0.5, self = 0.2, seed = 0.3, xAdjoint = 0.4, value = 0.5, i = 0.6;
                  private double result = 0.8, Fields = 0.7;
                  @Differentiable(wrt = {"this.tape", "this.self", "this.seed", "this.xAdjoint",
                      "this.value", "this.result", "this.i", "this.Fields", "x"})
                  double f(double x) {
                    double y = x * result * Fields;
                    for (int k = 0; k < 3; k++) y = y * tape + self * seed * Math.sin(xAdjoint * y) + i;
                    return y * value;
                  }
                }
                """)
        .receiver()
        .at(0.5);
  }

  @Test
  void twoMethodsAreDifferentiatedByDifferentFields() {
    String source =
        HEAD
            + """
            final class Model {
              double a = 2, b = 3;
              private double g(double x) { return a * x + b * x * x; }
              @Differentiable(wrt = "this.a") double f(double x) { return g(x) * g(2 * x); }
              @Differentiable(wrt = {"this.b", "x"}) double h(double x) { return g(x) * f(x); }
            }
            """;
    Check.of(source).receiver().method("f").atRandom(2, 0.5);
    Check.of(source).receiver().method("h").atRandom(2, 0.5);
  }

  @Test
  void inheritedFieldsAreReadAndDifferentiatedBy() {
    Check.of(
            HEAD
                + """
                final class Model extends Base {
                  double scale = 5;
                  @Differentiable(wrt = {"this.rate", "x"}) double f(double x) {
                    return rate * scale * x + super.scale * base(x) + hidden();
                  }
                }
                class Base {
                  double rate = 2;
                  double scale = 3;
                  private double secret = 4;
                  final double base(double x) { return rate * rate * scale * x; }
                  final double hidden() { return secret * rate; }
                }
                """)
        .receiver()
        .atRandom(3, 0.5);
  }

  @Test
  void interfaceConstantsAndStaticsOfNestedClassesAreRead() {
    Check.of(
            HEAD
                + """
                final class Model implements Limits {
                  static final class Table { private static double[] values = {2, 3}; private static int n = 2; }
                  @Differentiable double f(double x) {
                    double y = MOST * x;
                    for (int i = 0; i < Table.n; i++) y *= Table.values[i] + x + Limits.LEAST;
                    return y * ALL[0];
                  }
                }
                interface Limits { double MOST = Math.sqrt(2); double[] ALL = {1}; double LEAST = 0.5; }
                """)
        .receiver()
        .atRandom(3, 0.5);
  }

  @Test
  void aFieldOfANullObjectOnABranchThatDoesNotRunIsNotRead() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      static final class Curve { double[] rates = {1, 2}; double shift = 3; }
                      Curve curve;
                      @Differentiable double f(double x) {
                        return x < 0 ? curve.rates[1] * x + curve.shift : x * x;
                      }
                    }
                    """)
            .receiver();
    check.at(3.0).is("x", 6.0);
    check.throwsAt(NullPointerException.class, -1.0);
  }

  @Test
  void anArrayThatIsAlsoAFieldIsNotWritten() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      static final double[] TABLE = {1, 2};
                      private static final double[] own = TABLE;
                      final double[] w = TABLE;
                      static double[] table() { return TABLE; }
                      @Differentiable double byField(double[] x) { x[0] *= w[0]; return w[0] * x[0]; }
                      @Differentiable double byConstant(double[] x) { x[0] *= TABLE[0]; return TABLE[0]; }
                      @Differentiable double byOwn(double[] x) { x[0] *= own[0]; return own[0]; }
                      @Differentiable double throughAHelper(double[] x) { twice(x); return x[0]; }
                      private void twice(double[] x) { x[0] *= w[1] * x[1]; }
                    }
                    """)
            .receiver();
    for (String method : List.of("byField", "byConstant", "byOwn", "throughAHelper")) {
      check.method(method).at(new double[] {3, 4});
      assertThrows(
          IllegalArgumentException.class,
          () -> check.method(method).gradientAt(check.constant("Model", "TABLE")));
    }
  }

  @Test
  void fieldsOfFieldsAndOfParametersAreData() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      static final class Curve {
                        private final double[] rates; double shift = 3; Curve next;
                        Curve(double[] rates, Curve next) { this.rates = rates; this.next = next; }
                      }
                      Curve curve = new Curve(new double[] {1, 2}, new Curve(new double[] {5}, null));
                      @Differentiable double f(double x, Curve other, Curve[] all) {
                        double y = curve.rates[1] * x + curve.next.rates[0] * x * x * other.shift;
                        for (int i = 0; i < other.rates.length; i++) {
                          Curve c = all[i];
                          y += other.rates[i] * y * all[i].shift * c.rates[0] * x;
                        }
                        for (Curve c = curve; c != null; c = c.next) y *= 1 + c.shift * x * y;
                        return y;
                      }
                    }
                    """)
            .receiver();
    Object first = check.object("Curve", new double[] {0.5, 0.25}, null);
    Object second = check.object("Curve", new double[] {0.75}, null);
    Object[] all = (Object[]) java.lang.reflect.Array.newInstance(first.getClass(), 2);
    all[0] = first;
    all[1] = second;
    check.at(0.3, first, all);
  }
}
