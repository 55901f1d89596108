import org.cotangent.Differentiable;

final class Hinge {
  private Hinge() {}

  @Differentiable
  static double loss(double score, double target) {
    return Math.max(0, 1 - score * target) + Math.abs(score) / 100;
  }
}
