import org.cotangent.Differentiable;

/** A variable's type is inferred from the companion. */
class CompanionAsVar {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static double use() {
    var gradient = CompanionAsVarDerivatives.fGradient(3);
    return gradient.x();
  }
}
