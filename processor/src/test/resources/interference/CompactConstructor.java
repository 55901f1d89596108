import org.cotangent.Differentiable;

/** A record with a compact constructor, and nothing of the companion. */
class CompactConstructor {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  record Positive(double value) {
    Positive {
      if (value < 0) {
        throw new IllegalArgumentException();
      }
    }
  }
}
