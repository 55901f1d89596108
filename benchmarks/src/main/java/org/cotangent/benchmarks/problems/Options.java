package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** A book of European calls by Black and Scholes. */
final class Options {
  private Options() {}

  /**
   * The value of the book.
   *
   * @param spots the prices today
   * @param volatilities one for each option
   * @param rate the interest rate
   * @param underlying which of the spots each option is on
   */
  @Differentiable
  static double value(
      double[] spots,
      double[] volatilities,
      double rate,
      int[] underlying,
      @NonDifferentiable double[] strikes,
      @NonDifferentiable double[] years,
      @NonDifferentiable double[] amounts) {
    double sum = 0;
    for (int i = 0; i < strikes.length; i++) {
      double spot = spots[underlying[i]];
      double deviation = volatilities[i] * Math.sqrt(years[i]);
      double d1 = (Math.log(spot / strikes[i]) + rate * years[i]) / deviation + 0.5 * deviation;
      double discounted = strikes[i] * Math.exp(-rate * years[i]);
      double call = spot * cumulative(d1) - discounted * cumulative(d1 - deviation);
      sum += amounts[i] * call;
    }
    return sum;
  }

  /** The standard normal distribution function, to 7.5e-8: Abramowitz and Stegun, 26.2.17. */
  private static double cumulative(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double tail =
        Math.exp(-0.5 * x * x)
            * 0.3989422804014327
            * t
            * (0.31938153
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return x >= 0 ? 1 - tail : tail;
  }
}
