import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Product}. Generated from Product.java; do not edit. */
@GeneratedDerivative
final class ProductDerivatives {

  /** The value of {@code Product.f} and its derivatives by {@code x}, {@code y} and {@code z}. */
  record FGradient(double value, double x, double y, double z) {}

  /** The value of {@code Product.f} and the adjoints of its scalar parameters. */
  record FBackward(double value, double x, double y, double z) {}

  private ProductDerivatives() {}

  /** The value of {@code Product.f} and its gradient by {@code x}, {@code y} and {@code z}. */
  static FGradient fGradient(double x, double y, double z) {
    FBackward backward = fBackward(x, y, z, 1.0);
    return new FGradient(backward.value(), backward.x(), backward.y(), backward.z());
  }

  /**
   * The value of {@code Product.f} and its gradient by {@code x}, {@code y} and {@code z}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FGradient fGradient(double x, double y, double z, Tape tape) {
    return fGradient(x, y, z);
  }

  /**
   * Runs {@code Product.f} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "f(double,double,double)", wrt = {0, 1, 2})
  static FBackward fBackward(double x, double y, double z, double seed) {
    double result = (x + y) * z;
    // Product.java:8  return (x + y) * z;
    double termAdjoint = seed * z;
    double zAdjoint = seed * (x + y);
    return new FBackward(result, termAdjoint, termAdjoint, zAdjoint);
  }

  /**
   * Runs {@code Product.f} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FBackward fBackward(double x, double y, double z, double seed, Tape tape) {
    return fBackward(x, y, z, seed);
  }
}
