package cases;

import org.cotangent.Differentiable;

/** Side effects inside expressions, in Java's order (JLS 15.7). */
final class EvaluationOrder {
  static double twice(double x) {
    return 2 * x;
  }

  static double bump(double[] a, int i) {
    a[i] += 1;
    return a[i];
  }

  static int next(int[] k) {
    k[0]++;
    return k[0] % 4;
  }

  @Differentiable
  static double postAndPre(double x) {
    x = x++ + ++x;
    return x;
  }

  @Differentiable
  static double postAlone(double x) {
    x = x++;
    double y = x-- - --x;
    return x + y;
  }

  @Differentiable
  static double indexSavedBeforeItChanges(double x, double[] a) {
    int i = 1;
    a[i] = i = 2;
    a[i++] += x;
    a[i++] = a[i] * i;
    return a[1] + a[2] * i;
  }

  @Differentiable
  static double incrementInIndexOfBothSides(double[] a) {
    int i = 0;
    a[i++] += a[i];
    a[i++] = a[i++] + i;
    a[++i] *= a[i--] + a[i];
    return a[0] + 10 * a[1] + 100 * a[2] + i;
  }

  @Differentiable
  static double oldValueReadBeforeOperand(double x, double[] a) {
    x += (x = 3) * x;
    a[1] += a[1] = 2;
    a[2] -= bump(a, 2);
    a[0] *= bump(a, 0) + (a[0] = x);
    return x + a[0] + a[1] + a[2];
  }

  @Differentiable
  static double nestedAssignments(double x, double y, double[] a) {
    double u;
    double v = u = x * y;
    a[0] = a[1] = v += 2;
    a[2] = a[3] = 7;
    float f;
    double w = f = 3;
    int n;
    double z = n = 'c';
    return u + v + w / 2 + z / 4 + (a[3] = 1) / 2;
  }

  @Differentiable
  static double callsKeepTheirOrder(double x, double[] a) {
    double y = a[0] + bump(a, 0) + a[0] * bump(a, 0) - a[0];
    y += twice(x) * twice(y) + x;
    return y - twice(y = 4) + y;
  }

  @Differentiable
  static double argumentsInOrder(double x, double[] a, int n) {
    return three(n++, n, n += 2) + three(a[0], bump(a, 0), a[0]) + n * x;
  }

  static double three(double a, double b, double c) {
    return a + 10 * b + 100 * c;
  }

  @Differentiable
  static double ternaries(double x, double y, int n) {
    double z = x > y ? (x = y) + 1 : n > 2 ? (y = twice(x)) - 1 : (n = 5) * x;
    double w = (n > 3 ? x : y) * ((x += 1) > 0 ? x++ : y--);
    z += x > 0 ? twice(x) : y;
    return z + w * x + y * n;
  }

  @Differentiable
  static double shortCircuits(double x, double y, int n, int m) {
    double r = 0;
    if (x > 0 && (r = x * y) > 1 && n++ < 3) {
      r += 10;
    }
    if (y > 0 || (r = r - 1) > 0 || ++m > 2) {
      r += 100;
    }
    boolean b = n > 1 | (m = m + 1) > 2 & (n = 7) > 3;
    if (!(b && (r += 0.5) > 3 || m-- > 1)) {
      r = -r;
    }
    return r + n * 1000 + m * 10000;
  }

  @Differentiable
  static double assignedInCondition(double x, double y) {
    double s;
    if (x > 0 && (s = y) > x) {
      return s;
    }
    double t;
    boolean c;
    if ((c = x > y) ? (t = x) > 0 : (t = y) > 0) {
      return c ? t : -t;
    }
    return t;
  }

  @Differentiable
  static double conditionOfWhile(double x, int n) {
    int i = n;
    int j = n;
    int c = 0;
    int r;
    double s = x;
    while ((r = i * j) != 0 && c++ < 3) {
      s += r * x;
      if (c == 1) {
        continue;
      }
      i--;
    }
    return s + i * 10 + c + r;
  }

  @Differentiable
  static double conditionOfDo(double x, int n) {
    double s = 0;
    int i = 0;
    do {
      s += x * i;
      if (i % 2 == 1) {
        continue;
      }
      s *= 1.5;
    } while (i++ < n);
    do {
      s += 1;
    } while ((n -= 2) > 0);
    do {
      s += 3;
      if (s > 10) {
        break;
      }
    } while (s++ < 8);
    return s + i + n;
  }

  @Differentiable
  static double doThatAlwaysReturns(double x, int n) {
    do {
      if (x > 0) {
        return x * n;
      } else {
        return -x;
      }
    } while (n++ < 3);
  }

  @Differentiable
  static double conditionOfFor(double x, int n) {
    double s = 0;
    for (int i = 0, j = n; (j = j - 1) > 0 && i++ < 5; s += i, n++) {
      if (i == 2) {
        continue;
      }
      s += x * j;
    }
    return s + n;
  }

  @Differentiable
  static double declaredInItsOwnInitialiser(double x) {
    double y = (y = x * 2) + y;
    int k = (k = 3) + k++;
    return y + k;
  }

  @Differentiable
  static double exceptionsInOrder(double x, double[] a, int[] k, int n) {
    double y = a[n + 3] + bump(a, 0);
    a[n + 3] = bump(a, 1);
    int z = 7 / n + next(k);
    a[next(k) + 2] += bump(a, 2) / (1 / n);
    return y + z * x;
  }

  @Differentiable
  static double arraySwappedInIndex(double[] a, double[] b) {
    double s = a[(int) (a = b)[0] & 1];
    a[(a = b).length - 3] = s;
    double[] c = a;
    c[0] = (c = b)[1] + (c = a.clone())[2];
    return s + c[0] + b[0] + a[0];
  }

  @Differentiable
  static double unusedValues(double x, int n) {
    n++;
    ++n;
    n--;
    (n) -= 1;
    (x) = (x);
    Math.abs(x);
    twice(x);
    return x * n;
  }

  @Differentiable
  static double negatedComparisonsKeepNaN(double x, double y) {
    double s = 0;
    while (!((s += 1) > 3) && !(x < y)) {
      s += 0.5;
    }
    while ((s -= 1) > 0 && x < 1e9) {
      s -= 0.25;
    }
    return s;
  }

  @Differentiable
  static double byValueOfCompound(double x, double[] a, int n) {
    double y = (x *= 2) + (x -= 1) * (a[n] += 3) + (a[n]++) + (--a[n]);
    int q = (n <<= 2) + (n >>= 1) - (n ^= 5) + (n |= 9) + (n &= 12) + (n %= 7);
    return y + q + a[0];
  }
}
