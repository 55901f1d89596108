package errors;

import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Objects in differentiated bodies. */
final class Objects {
  private static final class Hidden {}

  @Differentiable
  static double g(double x, Hidden hidden) { // expect AD130: Hidden hidden
    return x;
  }

  @NonDifferentiable
  static double constant(Double boxed) {
    return boxed;
  }

  @Differentiable
  double f(double x, Objects other) {
    DoubleUnaryOperator square;
    square = y -> y * y; // expect AD101: y -> y * y
    square = Math::sin; // expect AD102: Math::sin
    Object made = new Object(); // expect AD107: new Object()
    String text = "x" + made; // expect AD108: made
    boolean is = other instanceof Objects; // expect AD109: other instanceof Objects
    Double boxed = x;
    made = boxed; // expect AD116: boxed
    boxed = null; // expect AD165: null
    is = boxed == null; // expect AD166: boxed == null
    x *= constant(boxed); // expect AD167: constant(boxed)
    java.util.List<Double> list = null; // expect AD118: java.util.List
    String cast = (String) made; // expect AD119: (String) made
    Object type = Objects.class; // expect AD120: Objects.class
    return x;
  }
}
