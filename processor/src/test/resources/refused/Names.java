package refused;

import java.io.FilterInputStream;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Fields that cannot be read as data. */
final class Names {
  static int count;
  private static final double[] SECRET = {1};
  static final double[] SHARED = {1};
  private final double hidden = Math.sqrt(2);
  final double[] weights = {1};
  double changing;
  double rates;
  int steps;
  final double[] filled = {1};
  final double[] filled = {1};
  double settled = Math.sqrt(2);

  record Point(double u) {}

  void change(double value) {
    changing = value;
  }

  @Differentiable
  static double statics(double x, @NonDifferentiable Point p) {
    count = 3; // !AD111 count
    Names.count++; // !AD111 Names.count
    x *= count;
    x *= SECRET[0];
    SHARED[0] = x; // !AD127 SHARED[0]
    SECRET[0] = x; // !AD127 SECRET[0]
    x += p.u;
    x += p.u();
    return x;
  }

  private enum Secret {
    ONE
  }

  static class Base {
    final double settled = Math.sqrt(3);
  }

  static final class Derived extends Base {
    final double settled = Math.sqrt(2);

    @Differentiable
    double hiding(double x) {
      return x * settled * super.settled;
    }
  }

  @Differentiable
  static double types(double x, Secret s) { // !AD130 Secret
    Secret[] all = null; // !AD130 Secret[]
    return s == Secret.ONE ? x : all.length; // !AD130 Secret.ONE
  }

  static double other(Object o, double x) {
    return x;
  }

  @Differentiable
  double instance(double x) {
    x += this.hidden;
    x += changing;
    x += settled;
    x += other(this, x);
    weights[0] += x; // !AD127 weights[0]
    weights[0]++; // !AD127 weights[0]
    java.util.Arrays.fill(weights, x); // !AD127 weights
    changing += x; // !AD111 changing
    return x;
  }

  @NonDifferentiable
  int next() {
    steps++;
    filled[0] = 0;
    return steps;
  }

  @Differentiable(wrt = {"this.rates", "this.nothing", "this.count", "this.steps"}) // !AD060 "this.nothing" // !AD061 "this.count" // !AD062 "this.steps"
  double asked(double x) {
    return x * next()
        + steps // !AD126 steps
        + filled[0]; // !AD126 filled
  }

  @Differentiable(wrt = {"this.rates", "x"}) // !AD061 "this.rates"
  static double asked(double x, int n) {
    return x * n;
  }

  final class Inner {
    double own = settled;

    double grow(double x) {
      return x * own;
    }

    @Differentiable
    double outer(double x) {
      x *= Names.this.settled; // !AD121 Names.this
      x += grow(x) + this.grow(x) + Inner.this.grow(x);
      x += instance(x); // !AD121 instance
      return x * settled; // !AD121 settled
    }
  }

  static final class Stream extends FilterInputStream {
    Stream() {
      super(null);
    }

    @Differentiable
    double inherited(double x) {
      return in == null ? x : 2; // !AD125 in
    }
  }
}
