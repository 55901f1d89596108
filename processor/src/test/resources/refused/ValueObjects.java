package refused;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Objects that cannot be taken apart, and uses of objects as wholes. */
final class ValueObjects {
  static class Open {
    final double a = 1;
  }

  static final class Counter {
    double a;
  }

  final class Inner {
    final double a = 1;
  }

  static final class Child extends Open {}

  static final class Block {
    final double a;

    {
      a = 2;
    }
  }

  record Box<T>(T a) {}

  record Listed(java.util.List<Double> a) {}

  record Node(double a, Node next) {}

  interface Named {
    default double one() {
      return 1;
    }
  }

  record Pair(double a, double b) implements Named {
    Pair plus(Pair o) {
      return new Pair(a + o.a, b + o.b);
    }

    static Pair data(double a, @NonDifferentiable double b) { // !AD156 @NonDifferentiable double b
      return new Pair(a, b);
    }

    @NonDifferentiable
    double held() {
      return a;
    }

    @Differentiable
    double scaled(double k) {
      return k;
    }
  }

  private record Hidden(double a) {}

  record Shown(Hidden hidden) {}

  static final Shown SHOWN = new Shown(new Hidden(1));

  static double lost(Object o) {
    return 1;
  }

  @NonDifferentiable
  static double constant(Pair p) {
    return 1;
  }

  @Differentiable
  double made(double x) {
    x += new Open().a; // !AD150 new Open()
    x += new Counter().a; // !AD150 new Counter()
    x += new Inner().a; // !AD150 new Inner()
    x += new Child().a; // !AD150 new Child()
    x += new Block().a; // !AD150 new Block()
    Object l = new Listed(null); // !AD150 new Listed(null)
    x += new Node(x, null).a; // !AD150 new Node(x, null)
    return x;
  }

  @Differentiable
  static double wholes(double x, Pair[] pairs) {
    Pair p = new Pair(x, x);
    Pair q = p;
    if (p == q) { // !AD151 p // !AD151 q
      x += 1;
    }
    Object o = p; // !AD151 p
    pairs[0] = p; // !AD151 p
    Pair[] more = {p, q}; // !AD151 p // !AD151 q
    x += lost(p); // !AD151 p
    x += constant(p); // !AD151 p
    x += p.hashCode(); // !AD151 p.hashCode()
    x += p.equals(q) ? 1 : 0; // !AD151 q
    x += p.one(); // !AD151 p.one()
    x += p.held(); // !AD208 p.held
    x += p.scaled(2); // !AD155 p.scaled
    Pair none = null; // !AD152 null
    q = null; // !AD152 null
    q = x > 1 ? p : null; // !AD152 null
    q = p.plus(null); // !AD152 null
    x += Pair.data(x, 1).a;
    return x;
  }

  @Differentiable
  static double data(double x) {
    Shown s = new Shown(new Hidden(x));
    s = SHOWN; // !AD154 SHOWN
    return s.hidden.a;
  }
}
