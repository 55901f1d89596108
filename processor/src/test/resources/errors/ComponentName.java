package errors;

import org.cotangent.Differentiable;

/** A parameter whose name no record may use. */
final class ComponentName {
  private ComponentName() {}

  @Differentiable
  static double f(double hashCode) { // expect AD017: f(
    return hashCode;
  }
}
