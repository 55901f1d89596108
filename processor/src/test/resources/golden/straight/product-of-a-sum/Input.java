import org.cotangent.Differentiable;

final class Product {
  private Product() {}

  @Differentiable
  static double f(double x, double y, double z) {
    return (x + y) * z;
  }
}
