import java.util.ArrayList;
import java.util.List;
import org.cotangent.Differentiable;

/** Code that -Xlint:all warns of: a redundant cast, raw types, an unchecked call. */
class Warnings {
  @Differentiable
  static double f(double x) {
    double y = (double) x;
    return y * x;
  }

  static List raw() {
    List list = new ArrayList();
    list.add(1);
    return list;
  }
}
