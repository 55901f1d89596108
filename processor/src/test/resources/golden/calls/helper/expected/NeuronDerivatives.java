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
    return outputGradient(weight, bias, input, new Tape());
  }

  /**
   * The value of {@code Neuron.output} and its gradient by {@code weight} and {@code bias}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static OutputGradient outputGradient(double weight, double bias, double input, Tape tape) {
    OutputBackward backward = outputBackward(weight, bias, input, 1.0, tape);
    return new OutputGradient(backward.value(), backward.weight(), backward.bias());
  }

  /**
   * Runs {@code Neuron.output} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   */
  @GeneratedDerivative(of = "output(double,double,double)", wrt = {0, 1})
  static OutputBackward outputBackward(double weight, double bias, double input, double seed) {
    return outputBackward(weight, bias, input, seed, new Tape());
  }

  /**
   * Runs {@code Neuron.output} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static OutputBackward outputBackward(
      double weight, double bias, double input, double seed, Tape tape) {
    double sigmoid = sigmoidForward(weight * input + bias, tape);
    // Neuron.java:8  return sigmoid(weight * input + bias);
    double xAdjoint = sigmoidReverse(seed, tape);
    double weightAdjoint = xAdjoint * input;
    return new OutputBackward(sigmoid, weightAdjoint, xAdjoint);
  }

  /** Runs {@code sigmoid} and keeps on the tape what its reverse sweep needs. */
  private static double sigmoidForward(double x, Tape tape) {
    double exp = Math.exp(-x);
    double result = 1 / (1 + exp);
    tape.push(exp);
    tape.push(result);
    return result;
  }

  /** The reverse sweep of {@code sigmoid}, after its forward sweep. */
  private static double sigmoidReverse(double seed, Tape tape) {
    double result = tape.popDouble();
    double exp = tape.popDouble();
    double expAdjoint = 0;
    // Neuron.java:12  return 1 / (1 + Math.exp(-x));
    if (seed != 0) {
      expAdjoint -= seed / (1 + exp) * result;
    }
    double xAdjoint = -(expAdjoint * exp);
    return xAdjoint;
  }
}
