import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

/** Lambdas, local and anonymous classes inside the annotated body. */
class LambdasAndLocalClasses {
  @Differentiable
  static double f(double x) {
    DoubleUnaryOperator g =
        t -> {
          double q = t * x;
          return q;
        };
    Runnable run =
        () -> {
          class Local {
            double z = x;
          }
          new Local();
        };
    run.run();
    Object anonymous =
        new Object() {
          double k = x;
        };
    anonymous.hashCode();
    return g.applyAsDouble(x);
  }
}
