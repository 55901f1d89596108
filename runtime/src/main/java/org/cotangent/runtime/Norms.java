package org.cotangent.runtime;

import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;

/** The Euclidean norm, where the squares may be too large or too small for the precision. */
final class Norms {
  private Norms() {}

  static double of(Matrix matrix) {
    double squares = Elementwise.sum("(x) -> x * x", matrix);
    boolean single = matrix.precision() == Precision.FLOAT;
    // Below this, squares have lost digits that count.
    double least = single ? 0x1p-100 : 0x1p-960;
    if (squares >= least && squares < Double.POSITIVE_INFINITY) {
      return round(Math.sqrt(squares), single);
    }
    double[] none = {};
    double largest = Elementwise.reduce(Reduction.MAX, "(x) -> abs(x)", none, matrix);
    if (!(largest > 0) || largest == Double.POSITIVE_INFINITY) {
      return largest == Double.NEGATIVE_INFINITY ? 0 : largest;
    }
    double[] scale = {largest};
    double scaled = Elementwise.sum("(x; scale) -> (x / scale) * (x / scale)", scale, matrix);
    return round(largest * Math.sqrt(scaled), single);
  }

  private static double round(double value, boolean single) {
    return single ? (float) value : value;
  }
}
