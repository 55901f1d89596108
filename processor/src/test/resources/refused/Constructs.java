package refused;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Java that is not differentiated: everything is found in one pass, once, and nothing else is said. */
final class Constructs {
  interface Items extends Iterable<Double> {}

  @NonDifferentiable
  static Items items() {
    return null;
  }

  static final class Hidden extends RuntimeException {
    Hidden() {}

    private Hidden(int n) {}
  }

  @Differentiable
  static double checked(double x) throws java.io.IOException { // !AD131 java.io.IOException
    if (x < 0) {
      throw new java.io.IOException();
    }
    return x;
  }

  @Differentiable
  static double objects(double x, int n, Object o) {
    DoubleUnaryOperator g;
    g = u -> u; // !AD101 u -> u
    g = Math::sin; // !AD102 Math::sin
    Object made = new Object(); // !AD107 new Object()
    String text = "n" + o; // !AD108 o
    text += new double[0]; // !AD108 text += new double[0]
    System.out.println(o); // !AD108 o
    boolean is = o instanceof String s && s.isEmpty(); // !AD109 o instanceof String s
    text = (String) o; // !AD119 (String) o
    made = Constructs.class; // !AD120 Constructs.class
    double y = n > 0 ? x + missing : 2 * missing(x) + x; // !AD123 missing // !AD123 missing
    return is ? x : y;
  }

  @Differentiable
  static double statements(double x, int n, Object o) {
    switch (o.hashCode() + "") { // !AD204 o.hashCode
      case "1":
        x = 2 * Math.random(); // !AD201 Math.random
    }
    switch (Integer.valueOf(n)) { // !AD103 switch (Integer.valueOf(n)) { case 1: x = 2; }
      case 1:
        x = 2;
    }
    switch (o.hashCode()) { // !AD204 o.hashCode
      default -> x = 3 * Math.random(); // !AD201 Math.random
    }
    assert n++ > 0; // !AD114 assert n++ > 0;
    try { // !AD104 try { synchronized (o) { x = 2; } } catch (RuntimeException e) { x = 3; }
      synchronized (o) { // !AD106 synchronized (o) { x = 2; }
        x = 2;
      }
    } catch (RuntimeException e) {
      x = 3;
    }
    if (n < 0) {
      throw new IllegalArgumentException("n" + n) {}; // !AD107 new IllegalArgumentException("n" + n) {}
    }
    if (n < 1) {
      throw new Hidden(1); // !AD132 new Hidden(1)
    }
    RuntimeException kept = new Hidden(); // !AD107 new Hidden()
    class Inner {} // !AD110 class Inner {}
    for (double v : items()) { // !AD117 items()
      x += v;
    }
    return x;
  }

  @NonDifferentiable
  static double boxed(Double y) {
    return y;
  }

  @Differentiable
  static double types(double x, int n) {
    Double y = x;
    Object object = y; // !AD116 y
    boolean none = y != null; // !AD166 y != null
    double w = boxed(y); // !AD167 boxed
    double z = n > 0 ? x : null; // !AD165 null
    List<Double> list = null; // !AD118 List<Double>
    var inferred = List.of(1.0); // !AD118 var inferred = List.of(1.0);
    for (double v : list) {
      z += v * y;
    }
    Integer[] boxes = null; // !AD129 Integer[]
    return z * y + y + boxes.length;
  }
}
