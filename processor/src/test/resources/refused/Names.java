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
  double settled = Math.sqrt(2);

  record Point(double u) {}

  void change(double value) {
    changing = value;
  }

  @Differentiable
  static double statics(double x, @NonDifferentiable Point p) {
    count = 3; // !AD111 count
    Names.count++; // !AD111 Names.count
    x *= count; // !AD112 count
    x *= SECRET[0]; // !AD113 SECRET
    SHARED[0] = x; // !AD127 SHARED[0]
    x += p.u; // !AD128 p.u
    x += p.u(); // !AD204 p.u
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
      return x * settled * super.settled; // !AD122 super
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
    x += this.hidden; // !AD113 this.hidden
    x += changing; // !AD126 changing
    x += settled;
    x += other(this, x); // !AD122 this
    weights[0] += x; // !AD127 weights[0]
    weights[0]++; // !AD127 weights[0]
    java.util.Arrays.fill(weights, x); // !AD127 weights
    changing += x; // !AD111 changing
    return x;
  }

  final class Inner {
    @Differentiable
    double outer(double x) {
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
