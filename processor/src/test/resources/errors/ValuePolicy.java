package errors;

import org.cotangent.Differentiable;
import org.cotangent.Singularities;

/** A method that returns an object and asks for another policy at singular points than its caller. */
final class ValuePolicy {
  record Point(double x, double y) {}

  @Differentiable
  static Point root(double x) {
    return new Point(Math.sqrt(x), x);
  }

  @Differentiable(singularities = Singularities.STRICT)
  static double f(double x) {
    Point p = root(x); // expect AD157: root(x)
    return p.x() + p.y();
  }
}
