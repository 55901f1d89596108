package refused;

import java.util.Arrays;
import java.util.Objects;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Calls that cannot be followed. */
class Calls {
  static double objects(Object... values) {
    return 0;
  }

  static double sum(double... values) {
    return values[0];
  }

  static native double outside(double x);

  @NonDifferentiable
  private static double decided(double x) {
    return x;
  }

  double replaceable(double x) {
    return x;
  }

  final double fixed(double x) {
    return x;
  }

  static double helper(double x, Object o) {
    x *= o.hashCode(); // !AD204 o.hashCode
    return x * Math.random(); // !AD201 Math.random
  }

  static Double boxing(double x) {
    return x;
  }

  @Differentiable
  static double statics(double x, double[] a, double[][] m, float[] f, Calls other) {
    x *= Math.random(); // !AD201 Math.random
    x *= Thread.activeCount() + x; // !AD202 Thread.activeCount
    x *= sum(x, x);
    x *= objects(x, x); // !AD205 objects
    x *= sum(a);
    x *= outside(x); // !AD207 outside
    x *= decided(x); // !AD208 decided
    x *= other.fixed(x);
    x *= other.replaceable(x); // !AD203 other.replaceable
    Objects.requireNonNullElse(a, a); // !AD206 Objects.requireNonNullElse
    Thread.currentThread(); // !AD202 Thread.currentThread
    System.out.flush(); // !AD204 System.out.flush
    System.arraycopy(a, 0, f, 0, 1); // !AD209 System.arraycopy
    Arrays.fill(m, a); // !AD209 Arrays.fill
    x *= helper(x, other) * boxing(x);
    return x * Math.abs(Math.random()); // !AD201 Math.random
  }

  @Differentiable
  final double instance(double x) {
    return fixed(x) * replaceable(x); // !AD203 replaceable
  }

  @NonDifferentiable
  static double clearing(double[] a) {
    a[0] = 0;
    return 1;
  }

  @NonDifferentiable
  static int largest(double[] a) {
    int best = 0;
    for (int i = 1; i < a.length; i++) {
      best = a[i] > a[best] ? i : best;
    }
    return best;
  }

  @NonDifferentiable
  static double throughAnotherName(double[] a) {
    double[] b = a;
    Arrays.fill(b, 1);
    return 1;
  }

  @NonDifferentiable
  static double throughARow(double[][] a) {
    double[][] b = a.clone();
    b[0][0] = 1;
    return 1;
  }

  @NonDifferentiable
  static double median(double[] a) {
    double[] sorted = a.clone();
    Arrays.sort(sorted);
    sorted[0] += 0;
    return sorted[sorted.length / 2];
  }

  @Differentiable
  static double constants(double[] x) {
    double y = x[largest(x)] * median(x);
    y += throughAnotherName(x); // !AD210 throughAnotherName
    y += throughARow(new double[][] {{y}}); // !AD210 throughARow
    return y * clearing(x); // !AD210 clearing
  }
}
