package cases;

import org.cotangent.Differentiable;

/** Types: promotion, implicit casts, small integers, characters, shifts. */
final class Narrowing {
  static final int STEP = 2;
  private static final double SECRET = 0.1;
  private static final byte SMALL = 7;
  private static final char LETTER = 'q';

  @Differentiable
  static double compoundNarrows(double x, int n, long m) {
    int k = n;
    k += 2.5 * x;
    k -= m;
    k *= 1.5f;
    k /= 2L;
    k <<= 33;
    k >>= m;
    k >>>= 1;
    return k * x;
  }

  @Differentiable
  static double smallTypes(double x, byte b, short s, char c) {
    b += 100;
    b++;
    s *= 3;
    s--;
    c += b;
    c++;
    --c;
    b >>= 1;
    s >>>= 2;
    c /= 2;
    b += x;
    byte d = 10;
    short e = -5;
    char f = 65;
    final int k = 12;
    byte g = k;
    byte h = (byte) (b + s);
    d = SMALL;
    f = LETTER;
    b ^= h | g & ~s;
    return x + b + s * 2 + c * 3 + d + e + f + g + h;
  }

  @Differentiable
  static float floats(float x, double y, int n, long m) {
    float f = n;
    f += y;
    f *= n;
    f -= m;
    f++;
    f /= 3;
    float g = x * n + f;
    double d = x * f;
    d += f;
    g = 16777217;
    long big = m + Integer.MAX_VALUE;
    g += big;
    float[] a = {1, 'a', n, f};
    a[1] += y;
    a[2]++;
    return (float) (g * d) + a[1] * a[2] + a[3];
  }

  @Differentiable
  static double integers(double x, int n, long m) {
    int a = Integer.MAX_VALUE;
    a += n;
    int b = -2147483648;
    long c = -9223372036854775808L;
    int d = -5;
    b -= n;
    c += m * 3 - ~n;
    long e = n << 40 | 1L << 40;
    int f = 0x80000000 >>> n ^ -1;
    char g = 'x';
    int h = g + 'y' - '\n' * g;
    return x * (a % 1000 + b % 1000 + c % 1000 + e % 977 + f % 991 + h + d % 3);
  }

  @Differentiable
  static double conversions(double x, float y, long m) {
    int i = (int) x;
    long l = (long) (x * 1e10);
    byte b = (byte) x;
    char c = (char) (x * 1000);
    short s = (short) y;
    float f = (float) x;
    double d = (float) (x / 3);
    int j = (int) 1e300;
    double z = m;
    int q = (int) m;
    return i + l + b + c + s + f + d + j + z + q + (double) (i / 2) + -i + +b + (char) i;
  }

  @Differentiable
  static double booleans(double x, boolean p, boolean q) {
    boolean r = p & q;
    r |= !p;
    r ^= q;
    r &= x == x;
    boolean s = r != q == p;
    return (r ? x : -x) + (s ? 10 : 20) + (p == q ? 1 : 0);
  }

  @Differentiable
  static double constants(double x) {
    return x * Math.PI + SECRET * STEP + Double.MIN_VALUE + Integer.MAX_VALUE * 1e-9 - Long.MIN_VALUE
        + 1_000.5e-1 + 0x1p-3 + 017 + 0b101 + 1f + 100L + SMALL;
  }

  @Differentiable
  static double infinities(double x) {
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    if (x > best) {
      best = x;
    }
    return Math.min(best, worst) * (x == x ? 1 : Double.NaN);
  }

  @Differentiable
  static double mixedTernary(double x, int n, char c) {
    double a = n > 1 ? n : x;
    double b = n > 2 ? 'a' : n;
    int d = n > 1 ? c : 0;
    long e = n > 2 ? n : 3L;
    return a + b * d - e + (n > 0 ? 1 : 2.5f);
  }

  @Differentiable
  static double parentheses(double x, double y, double z) {
    return x - (y - z) + (x + y) * z / (x * y) - (x - y - z) - -(-x) - (x * (y * z)) + (x / (y / z));
  }
}
