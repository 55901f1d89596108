package cases;

import java.util.Arrays;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Arrays by reference, and calls of all kinds. */
final class ArraysAndCalls {
  static final double[] WEIGHTS = {0.5, 0.25, 0.125};
  static final Kind KIND = Kind.SECOND;

  enum Kind {
    FIRST,
    SECOND
  }

  final double scale = 3;
  final double[] bias = {1, 2, 3, 4};
  int order = 2;
  final ArraysAndCalls other;

  ArraysAndCalls() {
    this(null);
    order++;
  }

  ArraysAndCalls(ArraysAndCalls other) {
    this.other = other == null ? this : other;
  }

  @Differentiable
  double fields(double x, double[] a) {
    double s = scale * x + this.bias[order] + other.scale;
    for (double b : bias) {
      s += b * a[0];
    }
    return s + helper(x) + this.helper(s) + bias.length;
  }

  private double helper(double x) {
    return x * scale + order;
  }

  @Differentiable
  static double aliases(double[] a, double[] b, double[][] m) {
    double[] r = a;
    r[0] = 3;
    double[] t = a;
    a = b;
    b = t;
    double[] row = m[1];
    row[2] = b[0];
    m[0] = row;
    m[0][1] = 9;
    m[2] = new double[] {1, 2, 3};
    return a[0] + b[0] + row[1] + m[1][1] + m[2][1];
  }

  @Differentiable
  static double made(double x, int n) {
    double[] a = new double[n + 1];
    double[][] m = new double[n + 1][2];
    double[][] jagged = new double[3][];
    jagged[1] = new double[n + 2];
    jagged[1][0] = x;
    double[] l = {x, 2, n, x++};
    double[][] ll = {{x, 1}, l, new double[] {n}, {}};
    double[] c = l.clone();
    c[0] = 5;
    int[] k = {1, 'a'};
    float[][] f = {{1, 2}, {n}};
    a[n] = m[n][1] + jagged[1].length + l[0] + ll[1][3] + ll.length + c[0] + k[1] + f[1][0];
    return a[n] + sum(new double[] {x, x}) + sum(l.clone()) + new double[] {4, 5}[1] + a.clone()[0];
  }

  static double sum(double[] a) {
    double s = 0;
    for (double v : a) {
      s += v;
    }
    return s;
  }

  @Differentiable
  static double[] returnsArrays(double x, double[] a, int n) {
    if (n == 1) {
      return new double[n];
    }
    if (n == 2) {
      return a.clone();
    }
    if (n == 3) {
      return new double[] {x, n};
    }
    double[] b = n == 4 ? new double[2] : a;
    b[0] = x;
    return n > 5 ? b : b.clone();
  }

  @Differentiable
  static double library(double x, double[] a, int n) {
    double[] b = Arrays.copyOf(a, n + 4);
    a = Arrays.copyOf(a, a.length + 1);
    Arrays.fill(a, 1, 3, x);
    System.arraycopy(a, 0, a, 1, a.length - 1);
    double[] c = new double[3];
    Arrays.fill(c, 2);
    float[] f = new float[2];
    Arrays.fill(f, n);
    return a[0] + a[1] * b[2] + c[1] + f[0] + sum(Arrays.copyOf(c, 2)) + Math.max(n, 3) + Math.max(x, n)
        + Math.abs(-n) + Math.round(x) + Math.floorMod(n, 3) + StrictMath.sin(x) + Math.pow(x, 2);
  }

  @Differentiable
  static double helpers(double x, double[] a, int n, String name) {
    double y = square(x);
    float f = half((float) x);
    double g = half(3);
    a[0] = square(a[1]);
    a[1] += square(a[0]) * square(y);
    scale(a, y);
    x = square(x) > 4 ? square(x) : g;
    int i = clamp(n, 3) + wrap(n);
    Kind kind = KIND;
    boolean first = kind == Kind.FIRST || name == null;
    if (square(i) > 2 && square(x) > square(y)) {
      x += square(square(x));
    }
    return y + f + g + x + a[i] + chosen(x) * WEIGHTS[i % 3] + sum(WEIGHTS) + (first ? 1 : 2) + size(a, 2);
  }

  static double square(double v) {
    return v * v;
  }

  static float half(float v) {
    return v / 2;
  }

  static int clamp(int i, int n) {
    switch (i) {
      case 0:
        return 1;
      default:
        return i < n ? i : n;
    }
  }

  private static int wrap(int i) {
    return i > 2 ? 0 : i;
  }

  static int size(double[] a, int n) {
    return a.length * n;
  }

  @NonDifferentiable
  static double chosen(double x) {
    try {
      return x > 0 ? 1 : 2;
    } finally {
      if (x > 100) {
        throw new IllegalStateException();
      }
    }
  }

  static void scale(double[] a, double by) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= by;
    }
  }

  @Differentiable(wrt = "x")
  static double overload(double x, double y) {
    return overload(x) + y;
  }

  @Differentiable
  static double overload(double x) {
    return x * 2;
  }
}
