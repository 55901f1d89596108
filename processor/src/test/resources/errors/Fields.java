package errors;

import org.cotangent.DerivativeOf;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Fields that cannot be read, written or differentiated by. */
final class Fields {
  static int calls;
  static double shared = 1;
  final int[] counts = new int[1];
  double result;
  double steps;
  double rate;
  final double[] work = new double[1];

  @NonDifferentiable
  double counted() {
    calls++;
    counts[0]++;
    return 1;
  }

  @Differentiable
  double f(double x) {
    result = x; // expect AD111: result = x
    work[0] = x; // expect AD127: work[0]
    return x * counted()
        + calls // expect AD126: calls
        + counts[0]; // expect AD126: counts
  }

  double stepping(double x) {
    steps = steps + 1;
    return x * steps;
  }

  @DerivativeOf(type = Fields.class, method = "stepping")
  static double steppingDerivative(Fields self, double x, double seed) {
    return seed * self.steps;
  }

  @Differentiable
  double throughAStep(double x) {
    return stepping(x) * steps; // expect AD126: steps
  }

  @Differentiable(wrt = "this.speed") // expect AD060: "this.speed"
  double unknown() {
    return rate;
  }

  @Differentiable(wrt = "this.rate") // expect AD061: "this.rate"
  static double withoutObject(double x) {
    return x;
  }

  @Differentiable(wrt = "this.shared") // expect AD061: "this.shared"
  double ofTheClass() {
    return shared;
  }

  @Differentiable(wrt = "this.counts") // expect AD062: "this.counts"
  double whole() {
    return rate * counts[0]; // expect AD126: counts
  }

  @Differentiable(wrt = {"this.rate", "this.rate"}) // expect AD008: "this.rate"})
  double twice() {
    return rate;
  }

  final class Inner {
    @Differentiable
    double f(double x) {
      return x * work[0]; // expect AD121: work
    }
  }
}
