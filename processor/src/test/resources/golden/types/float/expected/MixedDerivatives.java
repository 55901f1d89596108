import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Mixed}. Generated from Mixed.java; do not edit. */
@GeneratedDerivative
final class MixedDerivatives {

  /**
   * The value of {@code Mixed.dot} and its derivatives by {@code x}, {@code y} and {@code scale}.
   */
  record DotGradient(float value, float[] x, float[] y, double scale) {}

  /** The value of {@code Mixed.dot} and the adjoints of its scalar parameters. */
  record DotBackward(float value, double scale) {}

  private MixedDerivatives() {}

  /** The value of {@code Mixed.dot} and its gradient by {@code x}, {@code y} and {@code scale}. */
  static DotGradient dotGradient(float[] x, float[] y, double scale) {
    float[] xAdjoint = new float[x.length];
    float[] yAdjoint = new float[y.length];
    DotBackward backward = dotBackward(x, xAdjoint, y, yAdjoint, scale, 1f);
    return new DotGradient(backward.value(), xAdjoint, yAdjoint, backward.scale());
  }

  /**
   * The value of {@code Mixed.dot} and its gradient by {@code x}, {@code y} and {@code scale}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static DotGradient dotGradient(float[] x, float[] y, double scale, Tape tape) {
    return dotGradient(x, y, scale);
  }

  /**
   * Runs {@code Mixed.dot} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "dot(float[],float[],double)", wrt = {0, 1, 2})
  static DotBackward dotBackward(
      float[] x, float[] xAdjoint, float[] y, float[] yAdjoint, double scale, float seed) {
    Adjoints.requireSameShape("x", x, xAdjoint);
    Adjoints.requireSameShape("y", y, yAdjoint);
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    float result = (float) (scale * sum);
    // Mixed.java:12  return (float) (scale * sum);
    double scaleAdjoint = seed * sum;
    float sumAdjoint = (float) (seed * scale);
    // Mixed.java:9  for (int i = 0; i < x.length; i++)
    for (int i = x.length - 1; i >= 0; i--) {
      // Mixed.java:10  sum += x[i] * y[i];
      xAdjoint[i] += sumAdjoint * y[i];
      yAdjoint[i] += sumAdjoint * x[i];
    }
    return new DotBackward(result, scaleAdjoint);
  }

  /**
   * Runs {@code Mixed.dot} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static DotBackward dotBackward(
      float[] x,
      float[] xAdjoint,
      float[] y,
      float[] yAdjoint,
      double scale,
      float seed,
      Tape tape) {
    return dotBackward(x, xAdjoint, y, yAdjoint, scale, seed);
  }
}
