import org.cotangent.Differentiable;

/** A field has a functional interface of the companion as its type. */
class CompanionAsLambdaType {
  static CompanionAsLambdaTypeDerivatives.Listener listener = value -> {};

  @Differentiable
  static double f(double x) {
    return x * x;
  }
}
