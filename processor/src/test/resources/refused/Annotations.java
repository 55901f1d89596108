package refused;

import java.util.List;
import org.cotangent.Differentiable;
import org.cotangent.Mode;
import org.cotangent.NonDifferentiable;

/** Wrong uses of the annotations. */
class Annotations {
  record Point(double u) {
    Point {
      u = Math.abs(u);
    }
  }

  @Differentiable // !AD001 @Differentiable
  double overridable(double x) {
    return x;
  }

  @Differentiable // !AD002 @Differentiable
  static native double withoutBody(double x);

  @Differentiable // !AD003 @Differentiable
  private static double hidden(double x) {
    return x;
  }

  void surroundings() {
    class Local {
      @Differentiable // !AD004 @Differentiable
      static double inLocalClass(double x) {
        return x;
      }
    }
  }

  @Differentiable // !AD005 @Differentiable
  static <T extends Comparable<T>> double generic(double x) {
    return x;
  }

  @Differentiable(wrt = {"x", "z"}) // !AD006 "z"
  static double unknown(double x) {
    return x;
  }

  @Differentiable(wrt = "n") // !AD007 "n"
  static double notFloating(double x, int n) {
    return x;
  }

  @Differentiable(wrt = {"x", "y", "x"}) // !AD008 "x"
  static double repeated(double x, double y) {
    return x;
  }

  @Differentiable(wrt = "x") // !AD009 "x"
  static double data(@NonDifferentiable double x) {
    return x;
  }

  @Differentiable // !AD010 @Differentiable
  static double nothingLeft(@NonDifferentiable double x, int n) {
    return x * n;
  }

  @Differentiable
  static int integer(double x) { // !AD011 int
    return 1;
  }

  @Differentiable(modes = Mode.JACOBIAN) // !AD018 Mode.JACOBIAN
  static double oneRow(double x) {
    return x;
  }

  @Differentiable(modes = Mode.JACOBIAN) // !AD020 Mode.JACOBIAN
  static double[] table(double[][] x) {
    return x[0].clone();
  }

  @Differentiable(modes = {Mode.GRADIENT, Mode.TANGENT}) // !AD012 Mode.TANGENT
  static double modes(double x) {
    return x;
  }

  @Differentiable
  static double parameters(
      Double boxed, // !AD013 Double
      Point point, // !AD013 Point
      List<Double> list, // !AD013 List<Double>
      @NonDifferentiable Point data,
      Object object,
      double x) {
    return x;
  }

  private static class Hidden {
    @Differentiable // !AD014 @Differentiable
    static double inPrivateClass(double x) {
      return x;
    }
  }

  @Differentiable(modes = {}) // !AD019 @Differentiable(modes = {})
  static double noMode(double x) {
    return x;
  }

  @Differentiable // !AD015 @Differentiable
  static void noOutput(double[] x, int[] k) {
    k[0] = x.length;
  }

  static final class Generic<T> {
    @Differentiable
    double instance(double x) {
      return x;
    }

    final class Part {
      @Differentiable // !AD016 @Differentiable
      double instance(double x) {
        return x;
      }
    }

    @Differentiable
    static double fine(double x) {
      return x;
    }
  }

  interface Abstract {
    @Differentiable // !AD002 @Differentiable
    double value(double x);
  }
}
