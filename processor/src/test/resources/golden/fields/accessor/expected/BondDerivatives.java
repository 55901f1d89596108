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
    return priceGradient(self, coupon, new Tape());
  }

  /**
   * The value of {@code Bond.price} and its gradient by {@code coupon}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PriceGradient priceGradient(Bond self, double coupon, Tape tape) {
    PriceBackward backward = priceBackward(self, coupon, 1.0, tape);
    return new PriceGradient(backward.value(), backward.coupon());
  }

  /**
   * Runs {@code Bond.price} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "price(double)", wrt = {0})
  static PriceBackward priceBackward(Bond self, double coupon, double seed) {
    return priceBackward(self, coupon, seed, new Tape());
  }

  /**
   * Runs {@code Bond.price} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PriceBackward priceBackward(Bond self, double coupon, double seed, Tape tape) {
    int years = self.getYears();
    double rate = self.rate();
    double price = 0;
    tape.loop("Bond.java:24  for (int year = 1; year <= years; year++)");
    for (int year = 1; year <= years; year++) {
      double exp = Math.exp(-rate * year);
      price += coupon * exp;
      // exp is read again in the reverse sweep: 8 bytes an iteration on the tape
      tape.push(exp);
    }
    double couponAdjoint = 0;
    // Bond.java:24  for (int year = 1; year <= years; year++)
    {
      int year = years + 1;
      while (year > 1) {
        year--;
        double exp = tape.popDouble();
        // Bond.java:25  price += coupon * Math.exp(-rate * year);
        couponAdjoint += seed * exp;
      }
    }
    return new PriceBackward(price, couponAdjoint);
  }
}
