import java.util.Optional;
import org.cotangent.Differentiable;

/** A lambda's parameter has a type of the companion, inferred. */
class CompanionThroughLambdaParameter {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static double use() {
    return Optional.of(CompanionThroughLambdaParameterDerivatives.values())
        .map(values -> values[0])
        .orElse(0.0);
  }
}
