package refused;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Accepted, with a word of warning. */
final class Warned {
  @Differentiable
  static double cuts(double x, double[] a, @NonDifferentiable double data, int n) {
    double half = n * 0.5;
    int i = (int) half + (int) data + (int) (a.length * 0.5);
    int j = (int) (x * 2); // !AD401 (int) (x * 2)
    double y = a[i];
    long k = Math.round(y) + Math.round(data); // !AD401 Math.round(y)
    n += x; // !AD401 n += x
    int m = (int) (n > 2 ? data : 2) + (int) (x > 2 ? 1.0 : 2.0);
    return x * i * j * k * m * n + y;
  }

  static double tenth(double v) {
    return v / 10;
  }

  @Differentiable
  static double quotients(double x, int n, double[] a) {
    double y = n / 2; // !AD402 n / 2
    y += 1 / 2 * x; // !AD402 1 / 2
    y += 4 / 2 * x;
    y = n / 2 + 1;
    y = x + (n > 1 ? n / 3 : x); // !AD402 n / 3
    y += (double) (n / 4); // !AD402 n / 4
    y += tenth(-(n / 5)); // !AD402 n / 5
    a[n / 2] = n / 6; // !AD402 n / 6
    y += Math.sqrt(n / 7); // !AD402 n / 7
    double[] b = {n / 8}; // !AD402 n / 8
    java.util.Arrays.fill(b, n / 9); // !AD402 n / 9
    return n > 3 ? n / 2 : y; // !AD402 n / 2
  }

  @Differentiable
  static double idle(
      double x, double k) { // !AD403 double k
    return x * Math.floor(k);
  }
}
