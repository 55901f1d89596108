package cases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import org.cotangent.Differentiable;

/** Rare spellings. */
final class Odds {
  @Target(ElementType.TYPE_USE)
  @interface Mark {}

  @Differentiable
  static double annotated(double x, @Mark double @Mark [] a) {
    @Mark final double y = x * a[0];
    @SuppressWarnings("unused")
    double @Mark [] b = a;
    var z = b[1] + y;
    ;
    return z;
  }

  @Differentiable
  static double strings(double x, String name) {
    String other = "other";
    name = name == null ? other : name;
    return length(name, """
        text block
        """) == 4 && other != name ? x : 2 * x;
  }

  static int length(String a, String b) {
    return a == b ? 4 : 5;
  }

  @Differentiable
  static double oldArrays(double x[], int n) {
    double y[] = x, z[][] = {x, y};
    int i = 1, j = i + 1;
    return y[i] * z[1][j] + x[(n & 1) == 0 ? 0 : 1];
  }

  @Differentiable
  static double labelled(double x, int n) {
    return label("a", n > 1 ? "a" : null, x);
  }

  static <T> double label(T a, T b, double x) {
    return a == null || b != null ? x * x : x;
  }

  @Differentiable
  static double bitOperators(double x, int n, boolean p) {
    n |= 1;
    n &= ~2;
    n ^= 4;
    n >>>= 1;
    n <<= 2;
    n >>= 1;
    n %= 7;
    p |= n > 1;
    return p && !(n >>> 1 == 2) || n << 1 > 3 ? x % 3 : x * (n >> 1 | n & 1 ^ 3);
  }
}
