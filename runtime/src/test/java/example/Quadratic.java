package example;

import org.cotangent.runtime.Compute;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Operation;

/** An example of docs/operations.md. */
public final class Quadratic {
  /** The sum of x' A x over the rows x of a matrix. */
  @Operation(
      adjoints = {
        "rows: example.Quadratic.ofRows(rows, a, adjoint, sum)",
        "a: example.Quadratic.ofMatrix(rows, adjoint, sum)"
      })
  public static double form(Matrix rows, Matrix a) {
    try (Matrix product = rows.times(a)) {
      return product.dot(rows);
    }
  }

  /** sum + adjoint * rows * (A + A'). */
  public static Matrix ofRows(Matrix rows, Matrix a, double adjoint, Matrix sum) {
    try (Matrix first = Compute.multiply(adjoint, rows, a, 1, sum);
        Matrix transposed = a.transpose()) {
      return Compute.multiply(adjoint, rows, transposed, 1, first);
    }
  }

  /** sum + adjoint * rows' * rows. */
  public static Matrix ofMatrix(Matrix rows, double adjoint, Matrix sum) {
    try (Matrix transposed = rows.transpose()) {
      return Compute.multiply(adjoint, transposed, rows, 1, sum);
    }
  }
}
