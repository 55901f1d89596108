import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Bond}. Generated from Bond.java; do not edit. */
@GeneratedDerivative
final class BondDerivatives {

  /** The value of {@code Bond.price} and its derivatives by {@code coupon}. */
  record PriceGradient(double value, double coupon) {}

  /** The value of {@code Bond.price} and the adjoints of its scalar parameters. */
  record PriceBackward(double value, double coupon) {}

  private BondDerivatives() {}

  /** The value of {@code Bond.price} and its gradient by {@code coupon}. */
  static PriceGradient priceGradient(Bond self, double coupon) {
    PriceBackward backward = priceBackward(self, coupon, 1.0);
    return new PriceGradient(backward.value(), backward.coupon());
  }

  /**
   * The value of {@code Bond.price} and its gradient by {@code coupon}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PriceGradient priceGradient(Bond self, double coupon, Tape tape) {
    return priceGradient(self, coupon);
  }

  /**
   * Runs {@code Bond.price} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "price(double)", wrt = {0})
  static PriceBackward priceBackward(Bond self, double coupon, double seed) {
    int years = self.getYears();
    double rate = self.rate();
    double price = 0;
    double couponAdjoint = 0;
    // independent iterations: both sweeps in one loop
    for (int year = 1; year <= years; year++) {
      double exp = Math.exp(-rate * year);
      price += coupon * exp;
      // Bond.java:25  price += coupon * Math.exp(-rate * year);
      couponAdjoint += seed * exp;
    }
    return new PriceBackward(price, couponAdjoint);
  }

  /**
   * Runs {@code Bond.price} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PriceBackward priceBackward(Bond self, double coupon, double seed, Tape tape) {
    return priceBackward(self, coupon, seed);
  }
}
