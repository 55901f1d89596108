package errors;

import org.cotangent.Checkpointed;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** What {@code @Checkpointed} cannot stand on, and what it cannot run again. */
final class CheckpointedPlaces {
  private CheckpointedPlaces() {}

  record Pair(double first, double second) {}

  @Differentiable
  static double notCounted(double x) {
    double y = x;
    for (@Checkpointed int i = 0; y < 10; i++) { // expect AD340: @Checkpointed
      y = y * 2 + i;
    }
    return y;
  }

  @Differentiable
  static double noLoop(double x) {
    @Checkpointed double y = x; // expect AD340: @Checkpointed
    return y * y;
  }

  @Differentiable
  static double fewerThanNone(double x) {
    double y = x;
    for (@Checkpointed(snapshots = -2) int i = 0; i < 9; i++) { // expect AD341: @Checkpointed(snapshots = -2)
      y = y * x;
    }
    return y;
  }

  @Checkpointed(snapshots = 3) // expect AD341: @Checkpointed(snapshots = 3)
  static double snapshotsOfMethod(double x) {
    return x * x;
  }

  @Differentiable
  static double callsIt(double x) {
    return snapshotsOfMethod(x);
  }

  @Checkpointed // expect AD344: @Checkpointed
  static Pair object(double x) {
    return new Pair(x, x * x);
  }

  @Differentiable
  static double callsObject(double x) {
    return object(x).second();
  }
}
