package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Operation;

/** What cannot be done with matrices in a differentiated method. */
final class Matrices {
  @Differentiable
  static double inPlace(Matrix x) {
    x.scaleInPlace(2); // expect AD330: x.scaleInPlace
    x.set(0, 0, 1); // expect AD330: x.set
    return x.get(0, 0);
  }

  @Differentiable
  static double takenOut(Matrix x) {
    double[] numbers = x.toDoubles(); // expect AD330: x.toDoubles
    return numbers[0] + x.toArray()[0][0]; // expect AD330: x.toArray
  }

  @Differentiable
  static double closed(Matrix x) {
    double y = x.get(0, 0);
    x.close(); // expect AD330: x.close
    return y + x.hashCode(); // expect AD330: x.hashCode
  }

  @Operation(adjoints = "other: adjoint")
  public static Matrix misspelt(Matrix x) {
    return x;
  }

  @Operation(formula = "x + y")
  public static Matrix unknownName(Matrix x) {
    return x;
  }

  @Operation(formula = "arctan(x)", adjoints = "x: adjoint")
  public static Matrix unknownFunction(Matrix x) {
    return x;
  }

  @Operation(adjoints = "x: errors.Matrices.nowhere(adjoint, sum)")
  public static Matrix unknownAdjoint(Matrix x) {
    return x;
  }

  @Operation(adjoints = "x: errors.Matrices.one(adjoint)")
  public static Matrix withoutSum(Matrix x) {
    return x;
  }

  @Operation(formula = "x * s", adjoints = {"x: adjoint * s", "s: adjoint * x"})
  public static Matrix unsummed(Matrix x, double s) {
    return x;
  }

  @Operation(adjoints = "x: adjoint")
  public static double withoutShape(Matrix x) {
    return x.get(0, 0);
  }

  @Operation
  public static double[] array(Matrix x) {
    return new double[] {x.rows()};
  }

  @Operation
  static Matrix hidden(Matrix x) {
    return x;
  }

  @Differentiable
  static double badAnnotations(Matrix x) {
    double sum = misspelt(x).get(0, 0); // expect AD331: misspelt
    sum += unknownName(x).get(0, 0); // expect AD331: unknownName
    sum += unknownFunction(x).get(0, 0); // expect AD331: unknownFunction
    sum += unknownAdjoint(x).get(0, 0); // expect AD331: unknownAdjoint
    sum += withoutSum(x).get(0, 0); // expect AD331: withoutSum
    sum += unsummed(x, 2).get(0, 0); // expect AD331: unsummed
    sum += withoutShape(x); // expect AD331: withoutShape
    sum += array(x)[0]; // expect AD331: array
    sum += hidden(x).get(0, 0); // expect AD331: hidden
    return sum;
  }

  @Differentiable
  static boolean compared(Matrix x, Matrix y) { // expect AD011: boolean
    return x == y; // expect AD333: x == y
  }

  @Differentiable
  static double nulls(Matrix x, boolean use) {
    Matrix y = null; // expect AD334: null
    if (use) {
      y = x;
    }
    Matrix z = use ? x : null; // expect AD334: null
    return first(null) + z.get(0, 0) + y.get(0, 0); // expect AD334: null
  }

  static double first(Matrix x) {
    return x.get(0, 0);
  }

  @Differentiable
  static double arrays(
      Matrix x,
      Matrix[] given, // expect AD013: Matrix[]
      @NonDifferentiable Matrix[] data) {
    Matrix[] made = new Matrix[2]; // expect AD335: new Matrix[2]
    Matrix[] literal = {x}; // expect AD335: {x}
    data[0] = x; // expect AD335: data[0]
    System.arraycopy(data, 0, data, 1, 1); // expect AD335: System.arraycopy(data, 0, data, 1, 1)
    return made[0].get(0, 0) + literal[0].get(0, 0);
  }

  @Differentiable
  static double text(Matrix y) {
    String shown = "x = " + y; // expect AD108: y
    return y.get(0, 0) + shown.length();
  }

  record Layers(Matrix first, Matrix[] others) {}

  @Differentiable
  static double ofRecord(Layers layers) { // expect AD013: Layers
    return layers.first().sum() + layers.others()[0].sum();
  }
}
