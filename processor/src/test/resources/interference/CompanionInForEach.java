import org.cotangent.Differentiable;

/** A loop variable's type is inferred from the companion. */
class CompanionInForEach {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static double use() {
    double sum = 0;
    for (var value : CompanionInForEachDerivatives.values()) {
      sum += value;
    }
    return sum;
  }
}
