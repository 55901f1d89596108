import java.util.stream.Stream;
import org.cotangent.Differentiable;

/** The type of a stream hangs on a call of the companion in a lambda. */
class CompanionInStream {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static double use() {
    return Stream.of(1.0, 2.0)
        .map(x -> CompanionInStreamDerivatives.fGradient(x).x())
        .mapToDouble(d -> d)
        .sum();
  }
}
