import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Neuron}. Generated from Neuron.java; do not edit. */
@GeneratedDerivative
final class NeuronDerivatives {

  /** The value of {@code Neuron.output} and its derivatives by {@code weight} and {@code bias}. */
  record OutputGradient(double value, double weight, double bias) {}

  /** The value of {@code Neuron.output} and the adjoints of its scalar parameters. */
  record OutputBackward(double value, double weight, double bias) {}

  private NeuronDerivatives() {}

  /** The value of {@code Neuron.output} and its gradient by {@code weight} and {@code bias}. */
  static OutputGradient outputGradient(double weight, double bias, double input) {
    OutputBackward backward = outputBackward(weight, bias, input, 1.0);
    return new OutputGradient(backward.value(), backward.weight(), backward.bias());
  }

  /**
   * The value of {@code Neuron.output} and its gradient by {@code weight} and {@code bias}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static OutputGradient outputGradient(double weight, double bias, double input, Tape tape) {
    return outputGradient(weight, bias, input);
  }

  /**
   * Runs {@code Neuron.output} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   */
  @GeneratedDerivative(of = "output(double,double,double)", wrt = {0, 1})
  static OutputBackward outputBackward(double weight, double bias, double input, double seed) {
    double x = weight * input + bias;
    double exp = Math.exp(-x);
    double sigmoid = 1 / (1 + exp);
    double expAdjoint = 0;
    // Neuron.java:12  return 1 / (1 + Math.exp(-x));
    if (seed != 0) {
      expAdjoint -= seed * sigmoid * sigmoid;
    }
    double xAdjoint = 0;
    if (expAdjoint != 0) {
      xAdjoint -= expAdjoint * exp;
    }
    // Neuron.java:8  return sigmoid(weight * input + bias);
    double weightAdjoint = xAdjoint * input;
    double biasAdjoint = xAdjoint;
    return new OutputBackward(sigmoid, weightAdjoint, biasAdjoint);
  }

  /**
   * Runs {@code Neuron.output} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static OutputBackward outputBackward(
      double weight, double bias, double input, double seed, Tape tape) {
    return outputBackward(weight, bias, input, seed);
  }
}
