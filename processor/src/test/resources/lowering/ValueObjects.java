package cases;

import org.cotangent.Differentiable;

/** Objects that are made, replaced, chosen, and passed to methods and constructors. */
final class ValueObjects {
  record Pair(double a, float b, int n) {
    Pair plus(Pair o) {
      return new Pair(a + o.a, b * o.b(), n + 1);
    }

    Pair self() {
      return this;
    }

    double sum(int times) {
      double s = 0;
      for (int i = 0; i < times; i++) {
        s += a * i + b + this.n;
      }
      return s;
    }
  }

  static final class Line {
    private static final double HALF = 0.5;
    final double slope;
    private final double[] points;
    final boolean rising = HALF > 0;
    final Pair ends;

    Line(double[] points, int n) {
      this(points, points[n % points.length], new Pair(n, n, n));
      int unused = n / (n - 4);
    }

    Line(double[] points, double slope, Pair ends) {
      this.points = points;
      if (slope > 2) {
        this.slope = slope;
        this.ends = ends;
        return;
      }
      this.slope = -slope;
      this.ends = ends.plus(ends);
    }

    double at(double x) {
      return rising ? slope * x + points[0] : ends.a;
    }

    Line turned() {
      return new Line(points, 1 / slope, ends.self());
    }
  }

  record Sorted(double low, double high) {
    Sorted {
      if (low > high) {
        double t = low;
        low = high;
        high = t;
      }
    }
  }

  @Differentiable
  static double pairs(double x, float y, int n) {
    Pair p = new Pair(x, y, n);
    Pair q = new Pair(n, 2, 'a');
    for (int i = 0; i < n; i++) {
      Pair t = p;
      p = q.plus(p);
      q = i % 2 == 0 ? t : p.self();
    }
    p = new Pair(p.n() / 2, p.b, (int) p.a);
    return p.sum(n) + q.sum(2) * p.a + q.n;
  }

  @Differentiable
  static double lines(double x, double[] points, int n) {
    Line line = new Line(points, n);
    points[0] += 1;
    Line other = line.turned();
    return line.at(x) + other.at(other.ends.b()) + new Line(points, x, line.ends).slope;
  }

  @Differentiable
  static double order(double x, double[] a, int i) {
    Pair p = new Pair(a[i++], i, i++);
    p = p.plus(p = new Pair(x, i, (int) (a[i - 1] *= 2)));
    Pair q;
    if ((q = find(a, x, i)).a > p.a) {
      return q.sum(i) - p.a;
    }
    return q.a + p.b * q.n();
  }

  static Pair find(double[] a, double x, int n) {
    if (n > 3) {
      return new Pair(x, 1, n);
    }
    Pair best = null == a ? new Pair(0, 0, 0) : new Pair(a[0], 1, 0);
    for (int i = 0; i < a.length; i++) {
      if (a[i] < 0) {
        continue;
      }
      while (true) {
        if (a[i] > x) {
          break;
        }
        return new Pair(best.a, i, i).plus(best);
      }
      best = best.plus(new Pair(a[i], 2, i));
    }
    return best;
  }

  @Differentiable
  static double sorted(double x, double y, int n) {
    Sorted s = new Sorted(x, y);
    do {
      s = n > 1 ? new Sorted(s.high, s.low * y) : s;
    } while (n-- > 0 && s.low() < 4);
    new Sorted(x / n, n);
    return s.high - s.low;
  }
}
