import org.cotangent.Differentiable;

/** A Julia set: how far z -> z * z + c takes a point in n steps. */
final class Julia {
  record Complex(double re, double im) {
    Complex plus(Complex o) {
      return new Complex(re + o.re, im + o.im);
    }

    Complex times(Complex o) {
      return new Complex(re * o.re - im * o.im, re * o.im + im * o.re);
    }

    double abs() {
      return Math.hypot(re, im);
    }
  }

  @Differentiable
  static double distance(double x, double y, int n) {
    Complex c = new Complex(-0.4, 0.6);
    Complex z = new Complex(x, y);
    for (int i = 0; i < n; i++) {
      z = z.times(z).plus(c);
    }
    return z.abs();
  }
}
