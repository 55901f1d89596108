import org.cotangent.Differentiable;

/** A neuron, differentiated by its own weights. */
final class Neuron {
  final double[] weights;
  private double bias;

  Neuron(double[] weights, double bias) {
    this.weights = weights;
    this.bias = bias;
  }

  private double activation(double[] x) {
    double sum = bias;
    for (int i = 0; i < x.length; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }

  @Differentiable(wrt = {"this.weights", "this.bias"})
  double fire(double[] x) {
    return Math.tanh(activation(x));
  }
}
