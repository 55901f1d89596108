package errors;

import org.cotangent.Checkpointed;
import org.cotangent.Differentiable;

/** Annotations that later versions will follow. */
final class LaterAnnotations {
  private LaterAnnotations() {}

  @Checkpointed // expect AD018: @Checkpointed
  @Differentiable
  static double method(double x) {
    return x * x;
  }

  @Differentiable
  static double loop(double x) {
    double y = x;
    for (@Checkpointed(snapshots = 2) int i = 0; i < 10; i++) { // expect AD018: @Checkpointed
      y = y * x;
    }
    return y;
  }
}
