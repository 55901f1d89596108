import org.cotangent.Differentiable;

/** A bond that pays once a year; its rate is private, and has a getter. */
final class Bond {
  private final double rate;
  private final int years;

  Bond(double rate, int years) {
    this.rate = rate;
    this.years = years;
  }

  double rate() {
    return rate;
  }

  int getYears() {
    return years;
  }

  @Differentiable
  double price(double coupon) {
    double price = 0;
    for (int year = 1; year <= years; year++) {
      price += coupon * Math.exp(-rate * year);
    }
    return price;
  }
}
