import org.cotangent.Differentiable;

final class Line {
  private Line() {}

  @Differentiable(wrt = {"slope", "offset"})
  static double loss(double slope, double offset, double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double error = slope * x[i] + offset - y[i];
      sum += error * error;
    }
    return sum / x.length;
  }
}
