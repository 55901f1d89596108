import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Area}. Generated from Area.java; do not edit. */
@GeneratedDerivative
final class AreaDerivatives {

  /** The value of {@code Area.under} and its derivatives by {@code slope} and {@code end}. */
  record UnderGradient(double value, double slope, double end) {}

  /** The value of {@code Area.under} and the adjoints of its scalar parameters. */
  record UnderBackward(double value, double slope, double end) {}

  private AreaDerivatives() {}

  /** The value of {@code Area.under} and its gradient by {@code slope} and {@code end}. */
  static UnderGradient underGradient(double slope, double end) {
    return underGradient(slope, end, new Tape());
  }

  /**
   * The value of {@code Area.under} and its gradient by {@code slope} and {@code end}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static UnderGradient underGradient(double slope, double end, Tape tape) {
    UnderBackward backward = underBackward(slope, end, 1.0, tape);
    return new UnderGradient(backward.value(), backward.slope(), backward.end());
  }

  /**
   * Runs {@code Area.under} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "under(double,double)", wrt = {0, 1})
  static UnderBackward underBackward(double slope, double end, double seed) {
    return underBackward(slope, end, seed, new Tape());
  }

  /**
   * Runs {@code Area.under} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static UnderBackward underBackward(double slope, double end, double seed, Tape tape) {
    double integrate = integrateLine9LambdaForward(end, 100, slope, tape);
    // Area.java:9  return integrate(x -> slope * x * x, end, 100);
    integrateLine9LambdaReverse(100, slope, seed, tape);
    double slopeAdjoint = tape.popDouble();
    double endAdjoint = tape.popDouble();
    return new UnderBackward(integrate, slopeAdjoint, endAdjoint);
  }

  /** Runs {@code integrateLine9Lambda} and keeps on the tape what its reverse sweep needs. */
  private static double integrateLine9LambdaForward(
      double end, int steps, double slope, Tape tape) {
    double h = end / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) * h;
      double fValue = slope * x * x;
      sum += fValue;
    }
    double result = sum * h;
    tape.push(h);
    tape.push(sum);
    return result;
  }

  /** The reverse sweep of {@code integrateLine9Lambda}, after its forward sweep. */
  private static void integrateLine9LambdaReverse(int steps, double slope, double seed, Tape tape) {
    double sum = tape.popDouble();
    double h = tape.popDouble();
    // Area.java:18  return sum * h;
    double sumAdjoint = seed * h;
    double hAdjoint = seed * sum;
    double slopeAdjoint = 0;
    // Area.java:15  for (int i = 0; i < steps; i++)
    {
      int i = steps;
      while (i > 0) {
        i--;
        double x = (i + 0.5) * h;
        // Area.java:9  slope * x * x
        double productAdjoint = sumAdjoint * x;
        slopeAdjoint += productAdjoint * x;
        double xAdjoint = productAdjoint * slope;
        xAdjoint += sumAdjoint * (slope * x);
        // Area.java:16  sum += f.applyAsDouble((i + 0.5) * h);
        hAdjoint += xAdjoint * (i + 0.5);
      }
    }
    // Area.java:13  double h = end / steps;
    double endAdjoint = hAdjoint / steps;
    tape.push(endAdjoint);
    tape.push(slopeAdjoint);
  }
}
