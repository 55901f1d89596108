package org.cotangent.runtime;

import java.util.function.UnaryOperator;

/**
 * Just enough complex arithmetic for the complex step: for an analytic f, Im f(x + ih) / h is f'(x)
 * without cancellation. Squire and Trapp, SIAM Review 40 (1998).
 */
record Complex(double re, double im) {

  private static final double STEP = 1e-200;

  /** The derivative of {@code f} at {@code x}; {@code f} must be analytic there. */
  static double derivative(UnaryOperator<Complex> f, double x) {
    return f.apply(new Complex(x, STEP)).im / STEP;
  }

  static Complex of(double re) {
    return new Complex(re, 0);
  }

  Complex plus(Complex z) {
    return new Complex(re + z.re, im + z.im);
  }

  Complex minus(Complex z) {
    return new Complex(re - z.re, im - z.im);
  }

  Complex times(Complex z) {
    return new Complex(re * z.re - im * z.im, re * z.im + im * z.re);
  }

  Complex over(Complex z) {
    double norm = z.re * z.re + z.im * z.im;
    return new Complex((re * z.re + im * z.im) / norm, (im * z.re - re * z.im) / norm);
  }

  Complex exp() {
    return new Complex(Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im));
  }

  Complex log() {
    return new Complex(Math.log(Math.hypot(re, im)), Math.atan2(im, re));
  }

  Complex sqrt() {
    return log().times(of(0.5)).exp();
  }
}
