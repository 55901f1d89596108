package example;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Operation;

/** An example of docs/operations.md. */
public final class Activations {
  /** x times the logistic function of x. */
  @Operation(
      formula = "x / (1 + exp(-x))",
      adjoints = "x: adjoint / (1 + exp(-x)) * (1 + x * (1 - 1 / (1 + exp(-x))))")
  public static Matrix swish(Matrix x) {
    return Elementwise.of("(x) -> x / (1 + exp(-x))", x);
  }
}
