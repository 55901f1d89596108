import org.cotangent.Differentiable;

/** A try statement closes an object of the companion. */
class CompanionAsResource {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static double use() {
    try (CompanionAsResourceDerivatives.Resource one = new CompanionAsResourceDerivatives.Resource(1);
        var two = new CompanionAsResourceDerivatives.Resource(2)) {
      return one.value() + two.value();
    }
  }
}
