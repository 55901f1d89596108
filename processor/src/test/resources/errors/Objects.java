package errors;

import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

/** Objects in differentiated bodies. */
final class Objects {
  final double k = 1;

  @Differentiable
  double f(double x, Objects other) {
    DoubleUnaryOperator square = y -> y * y; // expect AD: DoubleUnaryOperator // expect AD101: y -> y * y
    DoubleUnaryOperator sine = Math::sin; // expect AD: DoubleUnaryOperator // expect AD102: Math::sin
    Object made = new Object(); // expect AD107: new Object()
    String text = "x" + x; // expect AD108: "x" + x
    boolean is = other instanceof Objects; // expect AD109: other instanceof Objects
    Double boxed = x; // expect AD116: Double
    java.util.List<Double> list = null; // expect AD118: java.util.List
    String cast = (String) made; // expect AD119: (String) made
    Class<?> type = Objects.class; // expect AD: Class<?> // expect AD120: Objects.class
    Objects self = this; // expect AD122: this
    return x * other.k; // expect AD128: other.k
  }
}
