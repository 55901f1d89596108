package errors;

import org.cotangent.Differentiable;
import org.cotangent.Mode;
import org.cotangent.NonDifferentiable;

/** Wrong uses of the annotations. */
abstract class Heads {
  @Differentiable // expect AD001: @Differentiable
  double overridable(double x) {
    return x;
  }

  @Differentiable // expect AD002: @Differentiable
  abstract double withoutBody(double x);

  @Differentiable // expect AD003: @Differentiable
  private static double hidden(double x) {
    return x;
  }

  @Differentiable // expect AD005: @Differentiable
  static <T extends Comparable<T>> double generic(double x, T t) { // expect AD013: T t
    return x;
  }

  @Differentiable(wrt = {"x", "z"}) // expect AD006: "z"
  static double unknownParameter(double x, double y) {
    return x * y;
  }

  @Differentiable(wrt = "n") // expect AD007: "n"
  static double dataParameter(double x, int n) {
    return x * n;
  }

  @Differentiable(wrt = {"x", "x"}) // expect AD008: "x"})
  static double repeatedParameter(double x) {
    return x;
  }

  @Differentiable(wrt = "k") // expect AD009: "k"
  static double chosenAndData(double x, @NonDifferentiable double k) {
    return x * k;
  }

  @Differentiable // expect AD010: @Differentiable
  static double nothingToDifferentiate(int n) {
    return n;
  }

  @Differentiable
  static int wholeResult(double x) { // expect AD011: int
    return 3;
  }

  @Differentiable(modes = {Mode.GRADIENT, Mode.TANGENT}) // expect AD012: Mode.TANGENT
  static double otherMode(double x) {
    return x;
  }

  @Differentiable
  static double boxedParameter(Double x, double y) { // expect AD013: Double x
    return y;
  }

  @Differentiable // expect AD015: @Differentiable
  static void noOutput(double x) {}

  @Differentiable(modes = Mode.JACOBIAN) // expect AD018: Mode.JACOBIAN
  static double oneRow(double x) {
    return x;
  }

  @Differentiable(modes = Mode.JACOBIAN) // expect AD020: Mode.JACOBIAN
  static double[] tableOfColumns(double[][] x) {
    return new double[] {x[0][0]};
  }

  @Differentiable(modes = {}) // expect AD019: @Differentiable
  static double noMode(double x) {
    return x;
  }
}
