import org.cotangent.Differentiable;

final class Huber {
  private Huber() {}

  @Differentiable(wrt = "error")
  static double loss(double error, double delta) {
    if (error > delta) {
      return delta * (error - delta / 2);
    }
    if (error < -delta) {
      return delta * (-error - delta / 2);
    }
    return error * error / 2;
  }
}
