import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Polynomial}. Generated from Polynomial.java; do not edit. */
@GeneratedDerivative
final class PolynomialDerivatives {

  /** The value of {@code Polynomial.at} and its derivatives by {@code x}. */
  record AtGradient(double value, double x) {}

  /** The value of {@code Polynomial.at} and the adjoints of its scalar parameters. */
  record AtBackward(double value, double x) {}

  private PolynomialDerivatives() {}

  /** The value of {@code Polynomial.at} and its gradient by {@code x}. */
  static AtGradient atGradient(Polynomial self, double x) {
    return atGradient(self, x, new Tape());
  }

  /**
   * The value of {@code Polynomial.at} and its gradient by {@code x}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static AtGradient atGradient(Polynomial self, double x, Tape tape) {
    AtBackward backward = atBackward(self, x, 1.0, tape);
    return new AtGradient(backward.value(), backward.x());
  }

  /**
   * Runs {@code Polynomial.at} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   */
  @GeneratedDerivative(of = "at(double)", wrt = {0})
  static AtBackward atBackward(Polynomial self, double x, double seed) {
    return atBackward(self, x, seed, new Tape());
  }

  /**
   * Runs {@code Polynomial.at} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static AtBackward atBackward(Polynomial self, double x, double seed, Tape tape) {
    double[] coefficients = Fields.coefficients(self);
    int mark = tape.mark();
    double y = 0;
    tape.loop("Polynomial.java:14  for (int i = coefficients.length - 1; i >= 0; i--)");
    double[] yKept = tape.keptDoubles(coefficients.length);
    for (int i = coefficients.length - 1; i >= 0; i--) {
      // y is overwritten: 8 bytes an iteration on the tape
      yKept[i] = y;
      y = y * x + coefficients[i];
    }
    double value = y;
    double yAdjoint = seed;
    double xAdjoint = 0;
    // Polynomial.java:14  for (int i = coefficients.length - 1; i >= 0; i--)
    for (int i = 0; i <= coefficients.length - 1; i++) {
      // Polynomial.java:15  y = y * x + coefficients[i];
      y = yKept[i];
      xAdjoint += yAdjoint * y;
      yAdjoint *= x;
    }
    tape.release(mark);
    return new AtBackward(value, xAdjoint);
  }

  /** Reads the private fields that the derivatives need. */
  private static final class Fields {
    private static final VarHandle COEFFICIENTS =
        find(Polynomial.class, "coefficients", double[].class);

    private Fields() {}

    static double[] coefficients(Polynomial self) {
      return (double[]) COEFFICIENTS.get(self);
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
