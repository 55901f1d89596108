package cases;

import org.cotangent.Differentiable;

/** {@code switch}, labels, {@code throw}, {@code assert}, and text. */
final class Switches {
  private static final int ONE = 1;
  static final String TEXT = "te" + "xt";

  @Differentiable
  static double fallThrough(double x, int n) {
    double y = 1;
    switch (n) {
      case 3:
        y += x;
      case 0:
        y *= x;
        break;
      default:
        y -= 1;
      case ONE, 2:
        if (x > 1) break;
        y = y * y;
    }
    return y;
  }

  @Differentiable
  static double arrows(double x, int n, String name, char c) {
    double y = x + (x = x * 2) * switch (n) {
      case 0 -> x;
      case 1, 2 -> {
        if (x > 0) {
          yield x += 1;
        }
        yield 2;
      }
      default -> x++;
    } + x;
    switch (name) {
      case TEXT -> y *= 3;
      case "other" -> y = 0;
      default -> throw new IllegalStateException("name " + name);
    }
    boolean low = switch (c) { case 'a', 'b', 0: yield true; default: yield c < 1000 && n > 0; };
    return low ? y : -y;
  }

  @Differentiable
  static double sideEffects(double x, int[] a, int n) {
    int i = 0;
    for (; ; ) {
      switch (a[i++] + (n += 1)) {
        case 0, 1, 2:
          x = x + i;
          continue;
        case 3:
          x *= 2;
          break;
        default:
          return x + n;
      }
      x -= i;
    }
  }

  @Differentiable
  static double labels(double x, int n) {
    out: {
      x += 1;
      if (n == 0) break out;
      in: {
        if (n == 1) break in;
        for (int i = 0; ; i++) {
          if (i == n) break out;
          if (x > 10) break in;
          x += i;
        }
      }
      x *= 2;
    }
    loop:
    while (true) {
      switch (n++) {
        case 5: break loop;
        default: x += n; continue loop;
      }
    }
    return x;
  }

  @Differentiable
  static double throwing(double x, int n, long m) {
    assert n >= 0 : "n = " + n;
    if (n > 3) {
      throw new IllegalArgumentException("n = " + n + ", m = " + m + ", x = " + x);
    } else if (n == 3) {
      throw error(n, x);
    }
    double y;
    if (m == 1) {
      throw new IllegalStateException();
    } else {
      y = x * m;
    }
    while (true) {
      y += 1;
      if (y > 3) {
        return y;
      }
      if (y != y) {
        throw new ArithmeticException("not a number");
      }
    }
  }

  private static RuntimeException error(int n, double x) {
    String text = "n";
    text += n;
    text += ':';
    return x > 0 ? new IllegalStateException(text) : new UnsupportedOperationException(text);
  }

  @Differentiable
  static double text(double x, String name, int n) {
    java.util.Objects.requireNonNull(name);
    int length = name.length() + Integer.toString(n).length();
    String padded = String.valueOf(n).concat(name);
    if (padded.charAt(0) == '1' && name.equals("text")) {
      x *= length;
    }
    return x * padded.indexOf("t");
  }
}
