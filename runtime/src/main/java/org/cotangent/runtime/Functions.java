package org.cotangent.runtime;

import org.cotangent.runtime.operation.Dropout;

/**
 * Functions of one number, and of two, applied to each element; {@link Matrix} has them. Values are
 * those of {@link Math} to within 4 units in the last place of the matrix's precision. Where
 * calculus leaves a choice, derivatives follow the policy {@code SUBGRADIENT} of {@code
 * docs/conventions.md}.
 */
public sealed interface Functions permits Matrix {
  /**
   * The absolute value of each element; its derivative at 0 is 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "abs(self)", adjoints = "self: adjoint * signum(self)")
  default Matrix abs() {
    return Elementwise.of("(self) -> abs(self)", (Matrix) this);
  }

  /**
   * The arc cosine of each element; its derivative at 1 and -1 counts as 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "acos(self)",
      adjoints = "self: abs(self) == 1 ? 0 : -adjoint / sqrt((1 - self) * (1 + self))")
  default Matrix acos() {
    return Elementwise.of("(self) -> acos(self)", (Matrix) this);
  }

  /**
   * The arc sine of each element; its derivative at 1 and -1 counts as 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "asin(self)",
      adjoints = "self: abs(self) == 1 ? 0 : adjoint / sqrt((1 - self) * (1 + self))")
  default Matrix asin() {
    return Elementwise.of("(self) -> asin(self)", (Matrix) this);
  }

  /**
   * The arc tangent of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "atan(self)", adjoints = "self: adjoint / (1 + self * self)")
  default Matrix atan() {
    return Elementwise.of("(self) -> atan(self)", (Matrix) this);
  }

  /**
   * The cube root of each element; its derivative at 0 counts as 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "cbrt(self)",
      adjoints = "self: result == 0 ? 0 : adjoint / (3 * result * result)")
  default Matrix cbrt() {
    return Elementwise.of("(self) -> cbrt(self)", (Matrix) this);
  }

  /**
   * The smallest whole number that is not below each element. A constant where it is
   * differentiated.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "ceil(self)")
  default Matrix ceil() {
    return Elementwise.of("(self) -> ceil(self)", (Matrix) this);
  }

  /**
   * The cosine of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "cos(self)", adjoints = "self: -adjoint * sin(self)")
  default Matrix cos() {
    return Elementwise.of("(self) -> cos(self)", (Matrix) this);
  }

  /**
   * The hyperbolic cosine of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "cosh(self)", adjoints = "self: adjoint * sinh(self)")
  default Matrix cosh() {
    return Elementwise.of("(self) -> cosh(self)", (Matrix) this);
  }

  /**
   * The exponential of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "exp(self)", adjoints = "self: adjoint * result")
  default Matrix exp() {
    return Elementwise.of("(self) -> exp(self)", (Matrix) this);
  }

  /**
   * {@code exp(x) - 1} of each element, exact near 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "expm1(self)", adjoints = "self: adjoint * exp(self)")
  default Matrix expm1() {
    return Elementwise.of("(self) -> expm1(self)", (Matrix) this);
  }

  /**
   * The largest whole number that is not above each element. A constant where it is differentiated.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "floor(self)")
  default Matrix floor() {
    return Elementwise.of("(self) -> floor(self)", (Matrix) this);
  }

  /**
   * The natural logarithm of each element. An adjoint of 0 stays 0, also at 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "log(self)", adjoints = "self: adjoint == 0 ? 0 : adjoint / self")
  default Matrix log() {
    return Elementwise.of("(self) -> log(self)", (Matrix) this);
  }

  /**
   * The logarithm to the base 10 of each element. An adjoint of 0 stays 0, also at 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "log10(self)",
      adjoints = "self: adjoint == 0 ? 0 : adjoint * (0.4342944819032518 / self)")
  default Matrix log10() {
    return Elementwise.of("(self) -> log10(self)", (Matrix) this);
  }

  /**
   * {@code log(1 + x)} of each element, exact near 0. An adjoint of 0 stays 0, also at -1.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "log1p(self)", adjoints = "self: adjoint == 0 ? 0 : adjoint / (1 + self)")
  default Matrix log1p() {
    return Elementwise.of("(self) -> log1p(self)", (Matrix) this);
  }

  /**
   * The nearest whole number of each element, of two the even one. A constant where it is
   * differentiated.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "rint(self)")
  default Matrix rint() {
    return Elementwise.of("(self) -> rint(self)", (Matrix) this);
  }

  /**
   * The sign of each element: -1, 0 or 1. A constant where it is differentiated.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "signum(self)")
  default Matrix signum() {
    return Elementwise.of("(self) -> signum(self)", (Matrix) this);
  }

  /**
   * The sine of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "sin(self)", adjoints = "self: adjoint * cos(self)")
  default Matrix sin() {
    return Elementwise.of("(self) -> sin(self)", (Matrix) this);
  }

  /**
   * The hyperbolic sine of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "sinh(self)", adjoints = "self: adjoint * cosh(self)")
  default Matrix sinh() {
    return Elementwise.of("(self) -> sinh(self)", (Matrix) this);
  }

  /**
   * The square root of each element; its derivative at 0 counts as 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "sqrt(self)", adjoints = "self: result == 0 ? 0 : adjoint * (0.5 / result)")
  default Matrix sqrt() {
    return Elementwise.of("(self) -> sqrt(self)", (Matrix) this);
  }

  /**
   * The tangent of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "tan(self)", adjoints = "self: adjoint * (1 + result * result)")
  default Matrix tan() {
    return Elementwise.of("(self) -> tan(self)", (Matrix) this);
  }

  /**
   * The hyperbolic tangent of each element. Its derivative comes from the value alone, so that it
   * is off by up to one rounding error of 1 (not of itself) where the value is near 1 or -1.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "tanh(self)", adjoints = "self: adjoint * (1 - result * result)")
  default Matrix tanh() {
    return Elementwise.of("(self) -> tanh(self)", (Matrix) this);
  }

  /**
   * Radians to degrees, for each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "self * 57.29577951308232", adjoints = "self: adjoint * 57.29577951308232")
  default Matrix toDegrees() {
    return Elementwise.of("(self) -> self * 57.29577951308232", (Matrix) this);
  }

  /**
   * Degrees to radians, for each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self * 0.017453292519943295",
      adjoints = "self: adjoint * 0.017453292519943295")
  default Matrix toRadians() {
    return Elementwise.of("(self) -> self * 0.017453292519943295", (Matrix) this);
  }

  /**
   * Each element times itself.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "self * self", adjoints = "self: 2 * adjoint * self")
  default Matrix square() {
    return Elementwise.of("(self) -> self * self", (Matrix) this);
  }

  /**
   * 1 divided by each element. An adjoint of 0 stays 0, also at 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "1 / self", adjoints = "self: adjoint == 0 ? 0 : -adjoint * result * result")
  default Matrix reciprocal() {
    return Elementwise.of("(self) -> 1 / self", (Matrix) this);
  }

  /**
   * The logistic function {@code 1 / (1 + exp(-x))} of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "1 / (1 + exp(-self))", adjoints = "self: adjoint * result * (1 - result)")
  default Matrix sigmoid() {
    return Elementwise.of("(self) -> 1 / (1 + exp(-self))", (Matrix) this);
  }

  /**
   * The larger one of each element and 0; NaN stays NaN. Its derivative at 0 is 0.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "max(self, 0)", adjoints = "self: self > 0 ? adjoint : 0")
  default Matrix relu() {
    return Elementwise.of("(self) -> max(self, 0)", (Matrix) this);
  }

  /**
   * {@code log(1 + exp(x))} of each element, without overflow.
   *
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "max(self, 0) + log1p(exp(-abs(self)))",
      adjoints = "self: adjoint / (1 + exp(-self))")
  default Matrix softplus() {
    return Elementwise.of("(self) -> max(self, 0) + log1p(exp(-abs(self)))", (Matrix) this);
  }

  /**
   * The larger one of each two elements, NaN if one is NaN. At a tie the adjoint goes to this
   * matrix.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "max(self, other)",
      adjoints = {"self: self >= other ? adjoint : 0", "other: self >= other ? 0 : adjoint"})
  default Matrix max(Matrix other) {
    Require.sameShape("max", (Matrix) this, other);
    return Elementwise.of("(self, other) -> max(self, other)", (Matrix) this, other);
  }

  /**
   * The larger one of each element and a number, NaN if one is NaN. At a tie the adjoint goes to
   * this matrix.
   *
   * @param bound the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "max(self, bound)",
      adjoints = {"self: self >= bound ? adjoint : 0", "bound: sum(self >= bound ? 0 : adjoint)"})
  default Matrix max(double bound) {
    return Elementwise.of("(self; bound) -> max(self, bound)", new double[] {bound}, (Matrix) this);
  }

  /**
   * The smaller one of each two elements, NaN if one is NaN. At a tie the adjoint goes to this
   * matrix.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "min(self, other)",
      adjoints = {"self: self <= other ? adjoint : 0", "other: self <= other ? 0 : adjoint"})
  default Matrix min(Matrix other) {
    Require.sameShape("min", (Matrix) this, other);
    return Elementwise.of("(self, other) -> min(self, other)", (Matrix) this, other);
  }

  /**
   * The smaller one of each element and a number, NaN if one is NaN. At a tie the adjoint goes to
   * this matrix.
   *
   * @param bound the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "min(self, bound)",
      adjoints = {"self: self <= bound ? adjoint : 0", "bound: sum(self <= bound ? 0 : adjoint)"})
  default Matrix min(double bound) {
    return Elementwise.of("(self; bound) -> min(self, bound)", new double[] {bound}, (Matrix) this);
  }

  /**
   * Each element to the power of a number, as {@link Math#pow}. Where the derivative by an element
   * of 0 is infinite it counts as 0; by the exponent, elements without a logarithm count as 0.
   *
   * @param exponent the exponent; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "pow(self, exponent)",
      adjoints = {
        "self: exponent == 0 || self == 0 && exponent < 1 ? 0 : adjoint * (exponent * pow(self, exponent - 1))",
        "exponent: sum(adjoint == 0 || self < 0 || self == 0 && exponent > 0 ? 0 : adjoint * (result * log(self)))"
      })
  default Matrix power(double exponent) {
    return Elementwise.of(
        "(self; exponent) -> pow(self, exponent)", new double[] {exponent}, (Matrix) this);
  }

  /**
   * Each element if it is above 0, else the element times a slope; the derivative at 0 is the
   * slope.
   *
   * @param slope the slope below 0; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self > 0 ? self : slope * self",
      adjoints = {
        "self: self > 0 ? adjoint : slope * adjoint",
        "slope: sum(self > 0 ? 0 : adjoint * self)"
      })
  default Matrix leakyRelu(double slope) {
    return Elementwise.of(
        "(self; slope) -> self > 0 ? self : slope * self", new double[] {slope}, (Matrix) this);
  }

  /**
   * Each element if it is above 0, else {@code alpha * (exp(x) - 1)}; the derivative at 0 is alpha.
   *
   * @param alpha minus the limit for very negative elements; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self > 0 ? self : alpha * expm1(self)",
      adjoints = {
        "self: self > 0 ? adjoint : adjoint * (alpha * exp(self))",
        "alpha: sum(self > 0 ? 0 : adjoint * expm1(self))"
      })
  default Matrix elu(double alpha) {
    return Elementwise.of(
        "(self; alpha) -> self > 0 ? self : alpha * expm1(self)",
        new double[] {alpha},
        (Matrix) this);
  }

  /**
   * Sets each element to 0 with the probability {@code rate}, and divides the others by {@code 1 -
   * rate}, so that the expected value stays. Which elements these are follows from the seed and
   * their places alone, on every device.
   *
   * @param rate the probability, from 0 (inclusive) to 1 (exclusive)
   * @param seed a whole number from 0 to 2^24 - 1
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the rate or the seed is out of its range
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.Dropout.adjoint(rate, seed, adjoint, sum)")
  default Matrix dropout(double rate, long seed) {
    return Dropout.value((Matrix) this, rate, seed);
  }
}
