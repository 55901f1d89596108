import org.cotangent.Differentiable;

/** A nested class implements an interface of the companion. */
class CompanionAsInterface {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static class Listener implements CompanionAsInterfaceDerivatives.Listener {
    @Override
    public void on(double value) {}
  }
}
