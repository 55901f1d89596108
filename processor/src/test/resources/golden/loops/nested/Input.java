import org.cotangent.Differentiable;

final class Repulsion {
  private Repulsion() {}

  @Differentiable
  static double energy(double[] x) {
    double energy = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = x[i] - x[j];
        energy += 1 / (distance * distance);
      }
    }
    return energy;
  }
}
