import org.cotangent.Differentiable;

/** Switches over an enum of the companion, and with a constant of it as a label. */
class CompanionInSwitch {
  @Differentiable
  static double f(double x) {
    return x * x;
  }

  static int overEnum(CompanionInSwitchDerivatives.Choice choice) {
    return switch (choice) {
      case FIRST -> 1;
      case SECOND -> 2;
    };
  }

  static int overConstant(int i) {
    switch (i) {
      case CompanionInSwitchDerivatives.CONSTANT:
        return 1;
      default:
        return 2;
    }
  }
}
