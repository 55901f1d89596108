import org.cotangent.Differentiable;

final class Neuron {
  private Neuron() {}

  @Differentiable(wrt = {"weight", "bias"})
  static double output(double weight, double bias, double input) {
    return sigmoid(weight * input + bias);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
