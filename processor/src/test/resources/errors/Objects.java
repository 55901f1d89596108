package errors;

import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

/** Objects in differentiated bodies. */
final class Objects {
  private static final class Hidden {}

  @Differentiable
  static double g(double x, Hidden hidden) { // expect AD130: Hidden hidden
    return x;
  }

  @Differentiable
  double f(double x, Objects other) {
    DoubleUnaryOperator square;
    square = y -> y * y; // expect AD101: y -> y * y
    square = Math::sin; // expect AD102: Math::sin
    Object made = new Object(); // expect AD107: new Object()
    String text = "x" + made; // expect AD108: made
    boolean is = other instanceof Objects; // expect AD109: other instanceof Objects
    Double boxed = x; // expect AD116: Double
    java.util.List<Double> list = null; // expect AD118: java.util.List
    String cast = (String) made; // expect AD119: (String) made
    Object type = Objects.class; // expect AD120: Objects.class
    Objects self = this; // expect AD122: this
    return x;
  }
}
