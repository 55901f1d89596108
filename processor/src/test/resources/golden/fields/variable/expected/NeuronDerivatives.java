import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Partials;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Neuron}. Generated from Neuron.java; do not edit. */
@GeneratedDerivative
final class NeuronDerivatives {

  /** The value of {@code Neuron.fire} and its derivatives by {@code weights} and {@code bias}. */
  record FireGradient(double value, double[] weights, double bias) {}

  /** The value of {@code Neuron.fire} and the adjoints of its scalar parameters. */
  record FireBackward(double value, double bias) {}

  private NeuronDerivatives() {}

  /** The value of {@code Neuron.fire} and its gradient by {@code weights} and {@code bias}. */
  static FireGradient fireGradient(Neuron self, double[] x) {
    return fireGradient(self, x, new Tape());
  }

  /**
   * The value of {@code Neuron.fire} and its gradient by {@code weights} and {@code bias}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FireGradient fireGradient(Neuron self, double[] x, Tape tape) {
    double[] weights = self.weights;
    double[] weightsAdjoint = new double[weights.length];
    FireBackward backward = fireBackward(self, weightsAdjoint, x, 1.0, tape);
    return new FireGradient(backward.value(), weightsAdjoint, backward.bias());
  }

  /**
   * Runs {@code Neuron.fire} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "fire(double[])")
  static FireBackward fireBackward(Neuron self, double[] weightsAdjoint, double[] x, double seed) {
    return fireBackward(self, weightsAdjoint, x, seed, new Tape());
  }

  /**
   * Runs {@code Neuron.fire} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FireBackward fireBackward(
      Neuron self, double[] weightsAdjoint, double[] x, double seed, Tape tape) {
    double[] weights = self.weights;
    double bias = Fields.bias(self);
    Adjoints.requireSameShape("weights", weights, weightsAdjoint);
    double activation = 0;
    activation = activationForward(self, bias, weights, x, tape);
    double result = Math.tanh(activation);
    // Neuron.java:23  return Math.tanh(activation(x));
    double activationAdjoint = seed * Partials.tanh(activation, result);
    double biasAdjoint =
        activationReverse(self, bias, weights, weightsAdjoint, x, activationAdjoint, tape);
    return new FireBackward(result, biasAdjoint);
  }

  /** Runs {@code activation} and keeps on the tape what its reverse sweep needs. */
  private static double activationForward(
      Neuron self, double bias, double[] weights, double[] x, Tape tape) {
    double sum = bias;
    for (int i = 0; i < x.length; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }

  /** The reverse sweep of {@code activation}, after its forward sweep. */
  private static double activationReverse(
      Neuron self,
      double bias,
      double[] weights,
      double[] weightsAdjoint,
      double[] x,
      double seed,
      Tape tape) {
    // Neuron.java:15  for (int i = 0; i < x.length; i++)
    for (int i = x.length - 1; i >= 0; i--) {
      // Neuron.java:16  sum += weights[i] * x[i];
      weightsAdjoint[i] += seed * x[i];
    }
    return seed;
  }

  /** Reads the private fields that the derivatives need. */
  private static final class Fields {
    private static final VarHandle BIAS = find(Neuron.class, "bias", double.class);

    private Fields() {}

    static double bias(Neuron self) {
      return (double) BIAS.get(self);
    }

    private static VarHandle find(Class<?> owner, String name, Class<?> type) {
      try {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
            .findVarHandle(owner, name, type);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }
}
