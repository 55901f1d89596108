package cases;

import org.cotangent.Differentiable;

/** Loops of every shape, with every way out. */
final class LoopShapes {
  static final int STEP = 2;

  @Differentiable
  static double counted(double x, double[] a, int n) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += a[i];
    }
    for (int i = a.length - 1; i >= 0; i -= STEP) {
      s += i * a[i];
    }
    for (int i = 0; a.length > i; i = 2 + i) {
      s -= a[i];
    }
    for (int i = 0; i != a.length; ++i) {
      s *= 1.01;
    }
    for (int i = 10; i != 0; i -= 5) {
      s += i;
    }
    for (long i = 1L << 32; i <= (1L << 32) + n; i += 2L) {
      s += i * x;
    }
    for (int i = n; i > -3; i += -1) {
      s += i;
    }
    return s;
  }

  @Differentiable
  static double notCounted(double x, double[] a, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) {
      s += x;
      if (i == 2) {
        i++;
      }
    }
    for (int i = 0; i < n; i++) {
      n--;
      s += i;
    }
    for (int i = 1; i < 100; i *= 3) {
      s += i;
    }
    for (double t = 0; t < 1; t += 0.25) {
      s += t;
    }
    int j;
    for (j = 0; j < 3; j++) {
      s += j;
    }
    for (int i = 0, k = 5; i < k; i++, k--) {
      s += i * k;
    }
    for (int i = 5; i > 0; ) {
      i -= 2;
      s += i;
    }
    for (byte i = 0; i < 3; i++) {
      s += i;
    }
    for (; n < 5; n++) {
      s += n;
    }
    for (int i = 3; i < 3; i--) {
      s += 1;
    }
    return s + j;
  }

  @Differentiable
  static double forEver(double x, int n) {
    double s = x;
    for (; ; ) {
      if (s > 50 || s != s) {
        break;
      }
      s = s * s + 1.5;
    }
    final boolean yes = true;
    while (yes && 1 < 2) {
      s -= 7;
      if (!(s > 0)) {
        return s;
      }
    }
  }

  @Differentiable
  static double labels(double x, int n) {
    double s = 0;
    outer:
    for (int i = 0; i < 4; i++) {
      for (int j = 0; ; j++) {
        if (j == n) {
          continue outer;
        }
        if (i * j == 6) {
          break outer;
        }
        s += i + j * x;
        inner:
        while (true) {
          s += 0.5;
          do {
            s += 1;
            if (s > 30) {
              break outer;
            }
            if (s % 3 > 1) {
              continue inner;
            }
            break inner;
          } while (s++ < 100);
        }
      }
    }
    return s;
  }

  @Differentiable
  static double labelledWhileWithSideEffects(double x, int n) {
    int i = 0;
    outer:
    while (i++ < 5) {
      int j = 0;
      do {
        if (j == 3) {
          continue outer;
        }
        if (i + j == 7) {
          continue;
        }
        x += i * j;
      } while (j++ < n);
      for (int k = 0; k++ < 3; ) {
        if (k == 2) {
          continue;
        }
        x -= k;
      }
    }
    return x + i;
  }

  @Differentiable
  static double enhanced(double x, double[] a, int[] k, double[][] m) {
    double s = 0;
    for (double v : a) {
      s += v;
      a[0] = s;
    }
    for (double v : k) {
      s += v / 2;
    }
    for (double[] row : m) {
      for (double v : row) {
        if (v > 3) {
          continue;
        }
        s += v * x;
      }
    }
    for (double v : a) {
      a = m[0];
      s += v;
    }
    for (double v : m[1]) {
      m[1] = a;
      s += v;
    }
    for (double v : new double[] {1, x, 3}) {
      s *= v;
    }
    for (int i : k) {
      i += 2;
      s += i;
    }
    return s;
  }

  @Differentiable
  static double rowLengths(double[][] m, int[] k, int n) {
    double s = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < m[i].length; j++) {
        s += m[i][j];
      }
    }
    for (int j = 0; j < m[1].length; j++) {
      m[1] = m[0];
      s += j;
    }
    for (int j = k[0]; j < k[1]; j++) {
      k[1]--;
      s += j;
    }
    for (int j = 0; j < Math.min(n, m.length); j++) {
      s += j;
    }
    for (int j = 0; j < n / 2 + 1; j++) {
      s += j;
    }
    return s;
  }

  @Differentiable
  static double earlyReturns(double x, double[] a, int n) {
    for (double v : a) {
      if (v > 3) {
        return v * x;
      }
      for (int j = 0; j < n; j++) {
        if (v + j > 4) return x;
        else if (v + j < -3) break;
      }
    }
    if (x > 0) {
      return x;
    } else if (x < -2) {
      return -x;
    }
    {
      double n2 = n * n;
      if (n2 > 4) return n2;
    }
    ;
    return 0;
  }

  @Differentiable
  static void nothing(double[] a, int n) {
    if (n > 3) {
      return;
    }
    for (int i = 0; i < n; i++) {
      a[i] = a[i + 1] * n;
    }
  }

  @Differentiable
  static double recursive(double x, int n) {
    return n == 0 ? 1 : x * recursive(x, n - 1) + x;
  }

  @Differentiable
  static double even(double x, int n) {
    if (n == 0) {
      return x;
    }
    return odd(x * 1.5, n - 1) + 1;
  }

  private static double odd(double x, int n) {
    return n == 0 ? -x : even(x - 1, n - 1);
  }
}
