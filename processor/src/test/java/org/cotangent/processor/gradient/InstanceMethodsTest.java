package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Instance methods: of the receiver, of other objects, recursive, inherited. */
class InstanceMethodsTest {
  private static final String HEAD = "package p;\nimport org.cotangent.*;\n";

  @Test
  void aRecursiveMethodReadsItsFields() {
    Check.of(
            HEAD
                + """
                final class Model {
                  private double rate = 0.5;
                  double[] w = {1, 2, 3};
                  @Differentiable(wrt = {"this.rate", "this.w", "x"}) double f(double x, int n) {
                    return n == 0 ? x * rate : f(x * rate + w[n - 1], n - 1) * w[n - 1];
                  }
                }
                """)
        .receiver()
        .at(0.7, 3);
  }

  @Test
  void aMethodIsCalledOnAnotherObject() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      private double k; final double[] w = {1, 2};
                      Model(double k) { this.k = k; }
                      double f(double x) { double s = k; for (double v : w) s += v * x * k; return s * x; }
                      double count() { return 2; }
                      @Differentiable double g(double x, Model other, Model[] all) {
                        double y = f(x) * other.f(x * x) * this.f(2 * x);
                        for (int i = 0; i < all.length; i++) y += all[i].f(y * x) * all[i].count();
                        Model m = other;
                        y *= m.f(y);
                        m = this;
                        return y * m.f(x) * apply(this, x) * (other == this ? 1 : 2);
                      }
                      static double apply(Model m, double x) { return m.k * m.f(x); }
                    }
                    """)
            .receiver(2.0)
            .method("g");
    Object other = check.object("Model", 0.5);
    Object[] all = (Object[]) java.lang.reflect.Array.newInstance(other.getClass(), 2);
    all[0] = check.object("Model", 0.125);
    all[1] = other;
    check.at(0.25, other, all);
    check.throwsAt(NullPointerException.class, 0.25, null, all);
  }

  @Test
  void aMethodThatReadsNothingOfANullObjectFailsAllTheSame() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      double square(double x) { return x * x; }
                      int two() { int n = 2; return n; }
                      @Differentiable double g(double x, Model other) {
                        return other.square(x);
                      }
                      @Differentiable double h(double x, Model other) {
                        return x * other.two();
                      }
                    }
                    """)
            .receiver();
    check.method("g").throwsAt(NullPointerException.class, 0.25, null);
    check.method("h").throwsAt(NullPointerException.class, 0.25, null);
    check.method("g").at(3.0, check.object("Model")).is("x", 6.0);
  }

  @Test
  void aListIsFollowed() {
    Check check =
        Check.of(
            HEAD
                + """
                    final class Model {
                      private final double value; final Model next;
                      Model(double value, Model next) { this.value = value; this.next = next; }
                      @Differentiable double sum(double x) {
                        return value * x + (next == null ? 0 : next.sum(x * x) * x);
                      }
                      @Differentiable(wrt = {"x", "y"}) double dist(Model o, double x, double y) {
                        double d = x * value - y * o.value;
                        double s = 1;
                        while (o != null) { s *= o.value * x + o.sum(y); o = o.next; }
                        return Math.sqrt(d * d + 1) * s;
                      }
                    }
                    """);
    Object last = check.object("Model", 3.0, null);
    Object middle = check.object("Model", 2.0, last);
    check.receiver(0.5, middle).method("sum").at(0.75);
    check.method("dist").at(middle, 0.3, 0.7);
  }

  @Test
  void recordsEnumsAndStaticNestedClassesAreFollowed() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      enum Kind {
                        SLOW(0.5), FAST(2);
                        private final double speed;
                        Kind(double speed) { this.speed = speed; }
                        double move(double x) { return speed * x * x; }
                      }
                      record Vec(double a, double b) {
                        double norm() { return Math.sqrt(a * a + b * b); }
                        double dot(double x, double y) { return a * x + b() * y; }
                      }
                      static class Closed {
                        private double k = 3;
                        private Closed() {}
                        double times(double x) { return k * x; }
                        static Closed of() { return new Closed(); }
                      }
                      final Vec vec = new Vec(3, 4);
                      final Closed closed = Closed.of();
                      Kind kind = Kind.FAST;
                      @Differentiable double f(double x, Kind other) {
                        double y = kind.move(x) + other.move(x * x) + Kind.SLOW.move(x);
                        return y * vec.norm() + vec.dot(x, y) + vec.a() * y + closed.times(y);
                      }
                    }
                    """)
            .receiver();
    Object slow = check.constant("Kind", "SLOW");
    check.at(0.5, slow);
  }

  @Test
  void inheritedMethodsAndSuperAreFollowed() {
    Check.of(
            HEAD
                + """
                final class Model extends Base implements Twice {
                  double f(double x) { return 100 * x; }
                  @Differentiable double g(double x) {
                    return f(x) + super.f(x) * x + fixed(x) + Twice.twice(x) + once(x);
                  }
                  private double once(double x) { return Base.helper(x) + helper(x * x); }
                }
                class Base {
                  private double k = 3;
                  double f(double x) { return k * x * x; }
                  final double fixed(double x) { return k * x; }
                  static double helper(double x) { return x * x; }
                }
                interface Twice {
                  static double twice(double x) { return 2 * x * half(x); }
                  private static double half(double x) { return x / 2; }
                }
                """)
        .receiver()
        .atRandom(3, 0.5);
  }

  @Test
  void theReceiverIsPassedOnceIntoBothSweeps() {
    String generated =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      final double k = Math.sqrt(2);
                      private double g(double x) { double y = Math.sin(x * k); return y * y * k; }
                      @Differentiable double f(double x) {
                        for (int i = 0; i < 9; i++) x = g(x);
                        return x;
                      }
                    }
                    """)
            .receiver()
            .generated();
    assertThat(generated).doesNotContain("pushArray");
    assertThat(generated).doesNotContain("push(k)");
  }

  @Test
  void constantMethodsOfObjectsAreCalledAsTheyAre() {
    Check.of(
            HEAD
                + """
                final class Model {
                  private final double[] w = {1, 2};
                  @NonDifferentiable double norm() { double s = 0; for (double v : w) s += v * v; return s; }
                  @NonDifferentiable double scaled(double x) { return norm() * x; }
                  @Differentiable double f(double x) { return x * norm() + x * this.scaled(x); }
                }
                """)
        .receiver()
        .kink()
        .at(2.0)
        .is("x", 15.0);
  }

  @Test
  void fieldsAreSwappedCapturedAndReturned() {
    String source =
        HEAD
            + """
            final class Model {
              private double rate = 0.5; private final double[] w = {0.25, 0.75};
              @Differentiable(wrt = {"this.w", "x"}) double swap(double[] x) {
                double[] a = w; double[] b = x; double s = 0.5;
                for (int i = 0; i < 3; i++) {
                  s += a[0] * b[1] * s + a[1];
                  double[] t = a; a = b; b = t;
                }
                return s;
              }
              @Differentiable(wrt = {"this.rate", "x"})
              double captured(double x, @NonDifferentiable double[] c) {
                return sum(v -> v * rate * x, c) * sum(this::grow, c);
              }
              private static double sum(java.util.function.DoubleUnaryOperator f, double[] c) {
                double s = 0;
                for (double v : c) s += f.applyAsDouble(v);
                return s;
              }
              private double grow(double v) { return rate * v * v; }
              @Differentiable(wrt = {"this.rate"}) double chosen(int k) {
                return switch (k) {
                  case 1 -> rate * rate;
                  case 2 -> Math.exp(-rate) * grow(rate);
                  default -> throw new IllegalArgumentException("k " + k);
                };
              }
              @Differentiable double[] scaled(double x) {
                double[] y = w.clone();
                for (int i = 0; i < y.length; i++) y[i] *= x * rate;
                return y;
              }
              @Differentiable(wrt = "this.w") void write(double[] y) {
                for (int i = 0; i < y.length; i++) y[i] = w[i] * w[i] * rate;
              }
              @Differentiable double early(double x) {
                if (x < 0) return grow(x);
                while (x < rate) x *= 2;
                return x * grow(x);
              }
            }
            """;
    Check check = Check.of(source).receiver();
    check.method("swap").atRandom(3, new double[2]);
    check.method("captured").at(0.5, new double[] {1, 2, 3});
    check.method("chosen").at(1);
    check.method("chosen").at(2);
    check.method("chosen").throwsAt(IllegalArgumentException.class, 3);
    check.method("scaled").at(0.75);
    check.method("write").at(new double[2]);
    check.method("early").at(-0.5);
    check.method("early").at(0.2);
  }

  @Test
  void aHelperIsCalledOnTheReceiverAndOnOthersWithActiveAndPlainArguments() {
    Check check =
        Check.of(
                HEAD
                    + """
                    final class Model {
                      private double a; private double[] w = {0.5, 0.25}; Model peer;
                      Model(double a, Model peer) { this.a = a; this.peer = peer; }
                      private double f(double x, int depth) {
                        double y = a * x;
                        if (depth > 0 && peer != null) y += peer.f(y * x, depth - 1) * g(x);
                        return y * w[depth % 2];
                      }
                      private double g(double x) { return Math.sin(a * x) + helper(this, x); }
                      static double helper(Model m, double x) { return m == null ? x : m.a * x * m.w[0]; }
                      @Differentiable double top(double x) { return f(x, 3) + f(2.0, 1) + peer.g(x) * peer.g(1.5); }
                    }
                    """)
            .method("top");
    Object far = check.object("Model", 0.3, null);
    Object near = check.object("Model", 0.7, far);
    check.receiver(1.2, near).atRandom(3, 0.5);
  }
}
