package org.cotangent.processor.testing;

/**
 * A number with its gradient: the value of a {@code double} or {@code float} expression and its
 * partial derivatives by the inputs.
 *
 * @param value what Java computes, bit for bit; a {@code float} is widened
 * @param gradient by input; null where nothing depends on an input, so that constants cost nothing
 * @param single whether it is a {@code float}
 */
record Dual(double value, double[] gradient, boolean single) {

  static final Dual ZERO = constant(0);
  static final Dual SINGLE_ZERO = constant(0f);

  static Dual constant(double value) {
    return new Dual(value, null, false);
  }

  static Dual constant(float value) {
    return new Dual(value, null, true);
  }

  /** The input with this index, of so many. */
  static Dual input(double value, boolean single, int index, int count) {
    double[] gradient = new double[count];
    gradient[index] = 1;
    return new Dual(value, gradient, single);
  }

  float floatValue() {
    return (float) value;
  }

  /** The same number as data. */
  Dual severed() {
    return gradient == null ? this : new Dual(value, null, single);
  }

  /**
   * The same number in the other width; the derivative of rounding is taken as 1, as everywhere.
   */
  Dual toSingle() {
    return single ? this : new Dual((float) value, gradient, true);
  }

  Dual toDouble() {
    return single ? new Dual(value, gradient, false) : this;
  }

  /** This value with the derivative of {@code partial * x} added to its own. */
  Dual plus(double partial, Dual x, boolean strict) {
    if (x.gradient == null || (!strict && partial == 0)) {
      // A strong zero: 0 times an infinite derivative is 0.
      return this;
    }
    double[] sum = gradient == null ? new double[x.gradient.length] : gradient.clone();
    for (int i = 0; i < sum.length; i++) {
      if (x.gradient[i] != 0) {
        sum[i] += partial * x.gradient[i];
      }
    }
    return new Dual(value, sum, single);
  }
}
