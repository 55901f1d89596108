import org.cotangent.Differentiable;

/** Uses its companion with explicit types everywhere. */
class CompanionInPlainCode {
  @Differentiable
  static double f(double x) {
    double y = x;
    return y * Math.sin(x);
  }

  static double use() {
    double[] values = CompanionInPlainCodeDerivatives.values();
    int n = CompanionInPlainCodeDerivatives.values().length;
    for (double value : CompanionInPlainCodeDerivatives.values()) {
      n += (int) value;
    }
    return values[0] + n + CompanionInPlainCodeDerivatives.fGradient(1).value();
  }
}
