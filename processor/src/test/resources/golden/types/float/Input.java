import org.cotangent.Differentiable;

final class Mixed {
  private Mixed() {}

  @Differentiable
  static float dot(float[] x, float[] y, double scale) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return (float) (scale * sum);
  }
}
