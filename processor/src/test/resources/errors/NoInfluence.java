package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Parameters that the result does not depend on, and some that it does. */
final class NoInfluence {
  private NoInfluence() {}

  @Differentiable
  static double unused(double x, double k) { // warn AD403: double k
    return x * x;
  }

  @Differentiable
  static double rounded(double x, double k) { // warn AD403: double k
    return Math.floor(k) * x + Math.rint(k) + Math.signum(k);
  }

  @Differentiable
  static double compared(double x, double tolerance) { // warn AD403: double tolerance
    double y = x;
    while (Math.abs(y * y - x) > tolerance) {
      y = 0.5 * (y + x / y);
    }
    return y;
  }

  @Differentiable
  static double counted(double x, double steps) { // warn AD403: double steps
    int n = (int) steps; // warn AD401: (int) steps
    double y = x;
    for (int i = 0; i < n; i++) {
      y = y * x;
    }
    return y;
  }

  @Differentiable
  static double stopped(double x, double k) { // warn AD403: double k
    return x * constant(k);
  }

  @NonDifferentiable
  static double constant(double k) {
    return k;
  }

  @Differentiable
  static double onlyInALocal(double x, double[] w) { // warn AD403: double[] w
    double[] copy = new double[w.length];
    System.arraycopy(w, 0, copy, 0, w.length);
    copy[0] = w[1];
    return x;
  }

  @Differentiable(wrt = "x")
  static double leftOut(double x, double k) {
    return x * x;
  }

  @Differentiable
  static double marked(double x, @NonDifferentiable double k) {
    return x * x;
  }

  @Differentiable
  static double throughAnotherName(double x, double k) {
    double[] a = new double[2];
    double[] b = a;
    b[0] = k;
    return x * a[0];
  }

  @Differentiable
  static void written(double[] w, double k) {
    double[] row = w;
    row[0] = k;
  }

  @Differentiable
  static double throughAHelper(double x, double k) {
    double[] a = {0};
    put(a, k);
    return x * a[0];
  }

  private static void put(double[] a, double k) {
    a[0] = k;
  }

  @Differentiable
  static double laterInTheLoop(double x, double k) {
    double y = 0;
    double before = 0;
    for (int i = 0; i < 3; i++) {
      y += before * x;
      before = k;
    }
    return y;
  }

  @Differentiable
  static double chosen(double x, double k) {
    return x > 0 ? x : Math.max(x, k);
  }
}
