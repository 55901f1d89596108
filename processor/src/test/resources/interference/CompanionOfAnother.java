import org.cotangent.Differentiable;

/** An annotated body that infers a type from the companion of another class. */
class CompanionOfAnother {
  @Differentiable
  static double f(double x) {
    var gradient = OtherDerivatives.gGradient(x);
    return x * gradient.value();
  }

  static double use() {
    var gradient = CompanionOfAnotherDerivatives.fGradient(1);
    return gradient.x();
  }
}

class Other {
  @Differentiable
  static double g(double x) {
    return x * x;
  }
}
