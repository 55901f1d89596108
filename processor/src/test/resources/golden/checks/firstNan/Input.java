import org.cotangent.Differentiable;

final class Entropy {
  @Differentiable
  static double entropy(double[] p) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum -= p[i] * Math.log(p[i]);
    }
    return sum;
  }
}
