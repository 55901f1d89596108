import org.cotangent.Differentiable;

final class Quadratic {
  private Quadratic() {}

  @Differentiable
  static double form(double[][] a, double[] w) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        sum += w[i] * a[i][j] * w[j];
      }
    }
    return sum;
  }
}
