import org.cotangent.Checkpointed;
import org.cotangent.Differentiable;

final class Decay {
  private Decay() {}

  @Differentiable
  static double sum(double[] levels, double rate, int steps) {
    double[] now = levels.clone();
    double total = 0;
    for (@Checkpointed int i = 1; i <= steps; i++) {
      for (int k = 0; k < now.length; k++) {
        now[k] = now[k] * Math.exp(-rate * now[k]);
      }
      total += spread(now) / i;
    }
    return total;
  }

  @Checkpointed
  private static double spread(double[] x) {
    double sum = 0;
    for (int k = 1; k < x.length; k++) {
      sum += Math.sqrt(1 + (x[k] - x[k - 1]) * (x[k] - x[k - 1]));
    }
    return sum;
  }
}
