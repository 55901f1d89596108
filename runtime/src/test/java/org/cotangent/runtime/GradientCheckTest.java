package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.cotangent.runtime.GradientCheck.Direction;
import org.cotangent.runtime.GradientCheck.Result;
import org.cotangent.runtime.GradientCheck.Verdict;
import org.junit.jupiter.api.Test;

final class GradientCheckTest {

  /** A function of many variables, with all kinds of curvature. */
  private static double rosenbrock(double[] x) {
    double sum = 0;
    for (int k = 0; k + 1 < x.length; k++) {
      double bend = x[k + 1] - x[k] * x[k];
      sum += 100 * bend * bend + (1 - x[k]) * (1 - x[k]);
    }
    return sum;
  }

  private static double[] rosenbrockGradient(double[] x) {
    double[] gradient = new double[x.length];
    for (int k = 0; k + 1 < x.length; k++) {
      double bend = x[k + 1] - x[k] * x[k];
      gradient[k + 1] += 200 * bend;
      gradient[k] += -400 * bend * x[k] - 2 * (1 - x[k]);
    }
    return gradient;
  }

  private static double[] point(int n, long seed) {
    Random random = new Random(seed);
    return random.doubles(n, -2, 2).toArray();
  }

  private static void assertVerdict(Verdict expected, Result result) {
    assertWithMessage("%s", result).that(result.worst().verdict()).isEqualTo(expected);
    assertThat(result.passed()).isEqualTo(expected == Verdict.PASSED);
  }

  private static Verdict scalar(double x, ToDoubleFunction<Double> f, ToDoubleFunction<Double> df) {
    return GradientCheck.at(x).gradient(f, df::applyAsDouble).run().worst().verdict();
  }

  @Test
  void rightGradientsPassAtManyPoints() {
    for (long seed = 0; seed < 200; seed++) {
      Result result =
          GradientCheck.at(point(2 + (int) (seed % 9), seed))
              .gradient(GradientCheckTest::rosenbrock, GradientCheckTest::rosenbrockGradient)
              .seed(seed)
              .run();
      assertVerdict(Verdict.PASSED, result);
      assertThat(result.worst().slope()).isGreaterThan(1.8);
    }
  }

  @Test
  void oneWrongComponentIsFoundAndNamed() {
    for (long seed = 0; seed < 100; seed++) {
      int wrong = (int) (seed % 5);
      Result result =
          GradientCheck.at(point(5, seed))
              .gradient(
                  GradientCheckTest::rosenbrock,
                  x -> {
                    double[] gradient = rosenbrockGradient(x);
                    gradient[wrong] = 1.01 * gradient[wrong] + 0.01;
                    return gradient;
                  })
              .run();
      assertVerdict(Verdict.WRONG, result);
      assertThat(result.component()).startsWith("component [" + wrong + "]:");
    }
  }

  @Test
  void wrongDerivativesOfScalarsAreWrong() {
    assertThat(scalar(2.0, Math::exp, Math::exp)).isEqualTo(Verdict.PASSED);
    assertThat(scalar(2.0, Math::exp, x -> Math.exp(x) * (1 + 3e-6))).isEqualTo(Verdict.WRONG);
    assertThat(scalar(2.0, Math::exp, x -> -Math.exp(x))).isEqualTo(Verdict.WRONG);
    assertThat(scalar(2.0, Math::exp, x -> 0)).isEqualTo(Verdict.WRONG);
    assertThat(scalar(2.0, x -> 3.0, x -> 1e-3)).isEqualTo(Verdict.WRONG);
    assertThat(scalar(0.0, Math::sin, Math::cos)).isEqualTo(Verdict.PASSED);
    assertThat(scalar(0.0, Math::cos, x -> -Math.sin(x))).isEqualTo(Verdict.PASSED);
    assertThat(scalar(1e-9, Math::log, x -> 1 / x)).isEqualTo(Verdict.PASSED);
    assertThat(scalar(1e12, Math::sqrt, x -> 0.5 / Math.sqrt(x))).isEqualTo(Verdict.PASSED);
    assertThat(scalar(1e200, x -> x * 1e-200, x -> 1e-200)).isEqualTo(Verdict.PASSED);
    assertThat(scalar(5.0, x -> 7.0, x -> 0)).isEqualTo(Verdict.PASSED);
  }

  @Test
  void theRemainderOfAWrongDerivativeFallsWithTheStepItself() {
    Direction wrong =
        GradientCheck.at(2.0).gradient(x -> x * x, x -> 3 * x).directions(1).run().worst();
    assertThat(wrong.slope()).isWithin(0.1).of(1);
    Direction right =
        GradientCheck.at(2.0).gradient(x -> x * x, x -> 2 * x).directions(1).run().worst();
    assertThat(right.slope()).isWithin(0.1).of(2);
  }

  @Test
  void linearFunctionsLeaveNoRemainder() {
    Result result =
        GradientCheck.at(new double[] {0.1, 0.7, -3.3})
            .gradient(x -> 3 * x[0] - 7 * x[1] + x[2], x -> new double[] {3, -7, 1})
            .run();
    assertVerdict(Verdict.PASSED, result);
    assertThat(result.worst().slope()).isNaN();
    assertThat(result.toString()).contains("exact");
  }

  @Test
  void aKinkIsNotCalledWrong() {
    assertThat(scalar(0.0, Math::abs, x -> 0)).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    assertThat(scalar(0.0, Math::abs, x -> 1)).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    assertThat(scalar(1.5, x -> Math.max(x, 1.5) * Math.exp(x), x -> 9))
        .isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    assertThat(scalar(3.0, Math::floor, x -> 0)).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    assertThat(scalar(0.0, Math::sqrt, x -> 0)).isEqualTo(Verdict.NOT_DIFFERENTIABLE);
    Result result =
        GradientCheck.at(new double[] {1, 0, 2})
            .gradient(x -> x[0] * x[2] + Math.max(x[1], 0), x -> new double[] {x[2], 0, x[0]})
            .run();
    assertVerdict(Verdict.NOT_DIFFERENTIABLE, result);
    assertThat(result.toString()).contains("not differentiable here");
  }

  @Test
  void aKinkNearThePointDoesNotDisturb() {
    for (double distance : new double[] {0.3, 0.1, 1e-2, 1e-3}) {
      assertThat(scalar(1 + distance, x -> Math.max(x * x, 1), x -> 2 * x))
          .isEqualTo(Verdict.PASSED);
      assertThat(scalar(1 + distance, x -> Math.max(x * x, 1), x -> 2.001 * x))
          .isEqualTo(Verdict.WRONG);
    }
  }

  @Test
  void stepsOutOfTheDomainAreLeftOut() {
    double tight = 1 + 1e-3;
    assertThat(scalar(tight, x -> Math.sqrt(x - 1), x -> 0.5 / Math.sqrt(x - 1)))
        .isEqualTo(Verdict.PASSED);
    assertThat(scalar(tight, x -> Math.sqrt(x - 1), x -> 0.6 / Math.sqrt(x - 1)))
        .isEqualTo(Verdict.WRONG);
  }

  @Test
  void roundingErrorsAreNotCalledWrong() {
    // The value has lost ten digits by cancellation.
    ToDoubleFunction<Double> noisy = x -> (1e10 + Math.sin(x)) - 1e10;
    assertThat(scalar(1.0, noisy, Math::cos)).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(
            GradientCheck.at(1.0)
                .gradient(noisy, Math::cos)
                .tolerance(1e-2)
                .run()
                .worst()
                .verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(scalar(1.0, noisy, x -> 5 * Math.cos(x))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void neverCallsARightDerivativeOfANoisyFunctionWrong() {
    for (long seed = 0; seed < 1000; seed++) {
      double big = Math.pow(10, seed % 12);
      Result result =
          GradientCheck.at(point(3, seed))
              .gradient(
                  x -> (big + x[0] * x[1] * x[2]) - big,
                  x -> new double[] {x[1] * x[2], x[0] * x[2], x[0] * x[1]})
              .seed(seed)
              .run();
      assertWithMessage("big = %s, %s", big, result)
          .that(result.worst().verdict())
          .isAnyOf(Verdict.PASSED, Verdict.INCONCLUSIVE);
    }
  }

  @Test
  void nanAndInfinityOfTheFunctionAreSaid() {
    assertThat(scalar(-1.0, Math::log, x -> 1 / x)).isEqualTo(Verdict.UNDEFINED);
    assertThat(scalar(0.0, Math::cbrt, x -> Double.POSITIVE_INFINITY)).isEqualTo(Verdict.UNDEFINED);
    assertThat(scalar(0.0, Math::sqrt, x -> Double.POSITIVE_INFINITY))
        .isEqualTo(Verdict.NOT_DIFFERENTIABLE);
  }

  @Test
  void aDerivativeThatIsNanWhereTheFunctionIsSmoothIsWrong() {
    assertThat(scalar(1.0, Math::log, x -> Double.NaN)).isEqualTo(Verdict.WRONG);
    assertThat(scalar(1.0, Math::log, x -> Double.POSITIVE_INFINITY)).isEqualTo(Verdict.WRONG);
    assertThat(scalar(1.0, x -> 3.0, x -> Double.NaN)).isEqualTo(Verdict.WRONG);
    Result result =
        GradientCheck.at(new double[] {1, 2})
            .gradient(x -> x[0] * x[1], x -> new double[] {Double.NaN, x[0]})
            .run();
    assertVerdict(Verdict.WRONG, result);
    assertThat(result.component()).startsWith("component [0]: ");
  }

  @Test
  void floatsHaveATolerancesOfTheirOwn() {
    float[] x = {0.5f, -1.25f, 3f};
    Result right =
        GradientCheck.at(x)
            .gradient(p -> p[0] * p[1] + p[2] * p[2], p -> new float[] {p[1], p[0], 2 * p[2]})
            .run();
    assertVerdict(Verdict.PASSED, right);
    Result wrong =
        GradientCheck.at(x)
            .gradient(p -> p[0] * p[1] + p[2] * p[2], p -> new float[] {p[1], p[0], 2.1f * p[2]})
            .run();
    assertVerdict(Verdict.WRONG, wrong);
    assertThat(GradientCheck.at(2f).gradient(p -> p * p, p -> 2 * p).run().passed()).isTrue();
  }

  @Test
  void severalArgumentsOfAllShapes() {
    double[][] weights = {{1, 2}, {3, 4, 5}};
    Result right = weighted(weights, 1);
    assertVerdict(Verdict.PASSED, right);
    assertThat(right.inputs()).isEqualTo(8);
    Result wrong = weighted(weights, 2);
    assertVerdict(Verdict.WRONG, wrong);
    assertThat(wrong.component()).startsWith("component argument 1, [1][2]:");
  }

  private static Result weighted(double[][] weights, double factor) {
    return GradientCheck.at(0.5, weights, new double[] {7, 8})
        .gradient(
            p -> {
              double sum = 0;
              for (double[] row : p.rows(1)) {
                for (double w : row) {
                  sum += w * w * p.number(0);
                }
              }
              return sum * p.doubles(2)[0] / p.doubles(2)[1];
            },
            p -> {
              double sum = 0;
              double ratio = p.doubles(2)[0] / p.doubles(2)[1];
              double[][] rows = {new double[2], new double[3]};
              for (int i = 0; i < 2; i++) {
                for (int j = 0; j < rows[i].length; j++) {
                  double w = p.rows(1)[i][j];
                  sum += w * w;
                  rows[i][j] = 2 * w * p.number(0) * ratio;
                }
              }
              rows[1][2] *= factor;
              double total = sum * p.number(0);
              return List.of(sum * ratio, rows, new double[] {total / 8, -total * ratio / 8});
            })
        .run();
  }

  @Test
  void pullbacksOfArrays() {
    Result right =
        GradientCheck.at(new double[] {1, 2, 3})
            .pullback(
                x -> new double[] {x[0] * x[1], Math.sin(x[2])},
                (x, u) -> new double[] {u[0] * x[1], u[0] * x[0], u[1] * Math.cos(x[2])})
            .run();
    assertVerdict(Verdict.PASSED, right);
    assertThat(right.outputs()).isEqualTo(2);
    Result transposed =
        GradientCheck.at(new double[] {1, 2})
            .pullback(
                x -> new double[] {x[0] + 2 * x[1], 3 * x[0]},
                (x, u) -> new double[] {u[0] + 2 * u[1], 3 * u[0]})
            .run();
    assertVerdict(Verdict.WRONG, transposed);
  }

  @Test
  void methodsThatOverwriteTheirArgument() {
    Result result =
        GradientCheck.at(new double[] {1, 2, 3})
            .pullback(
                x -> {
                  x[1] *= x[0];
                  return x;
                },
                (x, adjoint) -> {
                  adjoint[0] += adjoint[1] * x[1];
                  adjoint[1] *= x[0];
                  return adjoint;
                })
            .run();
    assertVerdict(Verdict.PASSED, result);
  }

  @Test
  void theSeedOfAScalarPullbackCounts() {
    Result forgotten = GradientCheck.at(3.0).pullback(x -> x * x, (x, seed) -> 2 * x).run();
    assertVerdict(Verdict.WRONG, forgotten);
    assertVerdict(
        Verdict.PASSED,
        GradientCheck.at(3.0).pullback(x -> x * x, (x, seed) -> seed * 2 * x).run());
  }

  @Test
  void thePointItselfIsNotTouched() {
    double[] x = {1, 2};
    GradientCheck.at(x)
        .gradient(
            p -> {
              p[0] *= p[1];
              return p[0];
            },
            p -> new double[] {p[1], p[0]})
        .run()
        .requirePassed();
    assertThat(x).usingExactEquality().containsExactly(1.0, 2.0).inOrder();
  }

  @Test
  void theSameSeedSaysTheSame() {
    List<String> texts = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      texts.add(
          GradientCheck.at(point(4, 1))
              .gradient(GradientCheckTest::rosenbrock, GradientCheckTest::rosenbrockGradient)
              .seed(seed)
              .run()
              .toString());
    }
    assertThat(texts.get(0)).isEqualTo(texts.get(1));
    assertThat(texts.get(0)).isNotEqualTo(texts.get(2));
  }

  @Test
  void theTableOfARightGradient() {
    String text =
        GradientCheck.at(2.0).gradient(x -> x * x, x -> 2 * x).directions(2).run().toString();
    assertThat(text.lines().toList().get(0))
        .isEqualTo(
            "gradient check: passed (2 of 2 directions passed; 1 -> 1 numbers, seed 42, tolerance"
                + " 1.0e-06)");
    assertThat(text.lines().toList().get(1))
        .isEqualTo("direction        differences         derivative  rel. error  slope  verdict");
    assertThat(text.lines().count()).isEqualTo(4);
  }

  @Test
  void aFailureCarriesTheTable() {
    Result result =
        GradientCheck.at(new double[] {1, 2})
            .gradient(x -> x[0] * x[1], x -> new double[] {x[1], 2 * x[0]})
            .run();
    AssertionError error = assertThrows(AssertionError.class, result::requirePassed);
    assertThat(error).hasMessageThat().startsWith("gradient check: wrong (0 of 5 ");
    assertThat(error).hasMessageThat().contains("The derivative is wrong: ");
    assertThat(error)
        .hasMessageThat()
        .contains(
            "farthest off: component [1]: differences 1.000000000e+00, derivative"
                + " 2.000000000e+00");
    assertThat(error).hasMessageThat().contains("from the right      from the left");
  }

  @Test
  void misuseIsExplained() {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.at("x").gradient(x -> 1, x -> 1.0).run()))
        .hasMessageThat()
        .isEqualTo(
            "GradientCheck knows double, float, their arrays of any rank, and lists of these, not"
                + " java.lang.String");
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.at(new double[3]).gradient(x -> 1, x -> new double[2]).run()))
        .hasMessageThat()
        .isEqualTo("the derivative has 2 numbers, the point has 3");
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> GradientCheck.at(new double[0]).gradient(x -> 1, x -> x).run()))
        .hasMessageThat()
        .isEqualTo("the point has no numbers to differentiate by");
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () ->
                    GradientCheck.at(1.0, 2f)
                        .gradient(p -> p.number(1), p -> List.of(0.0, 1f))
                        .run()))
        .hasMessageThat()
        .isEqualTo("argument 1 is a java.lang.Float, not a java.lang.Double");
  }
}
