package org.cotangent.processor.frontend;

import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.Variable;

/** The loops and switches around the statement at hand: what a jump without a label means. */
final class Jumps {
  private final Set<String> userLabels = new HashSet<>();
  private final Deque<Place> places = new ArrayDeque<>();

  /**
   * A loop or a switch.
   *
   * @param exit the label of the block that a switch becomes; null for a loop
   * @param result takes the value of a switch expression; null for a statement
   */
  private record Place(String exit, Variable result) {}

  Jumps(Tree tree) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLabeledStatement(LabeledStatementTree labelled, Void unused) {
        userLabels.add(labelled.getLabel().toString());
        return super.visitLabeledStatement(labelled, unused);
      }
    }.scan(tree, null);
  }

  /** Lowers a loop. */
  void inLoop(Runnable lowering) {
    in(new Place(null, null), lowering);
  }

  /** Lowers an arm of a switch; {@code result} is null for a statement. */
  void inSwitch(String exit, Variable result, Runnable lowering) {
    in(new Place(exit, result), lowering);
  }

  private void in(Place place, Runnable lowering) {
    places.push(place);
    lowering.run();
    places.pop();
  }

  /** A label that no block around has, nor any statement of the user. */
  String fresh(String hint) {
    String label = hint;
    for (int number = 2; isTaken(label); number++) {
      label = hint + number;
    }
    return label;
  }

  private boolean isTaken(String label) {
    return userLabels.contains(label)
        || places.stream().anyMatch(place -> label.equals(place.exit()));
  }

  /** The label that a break without one has to be given; empty when it leaves a loop. */
  Optional<String> breakLabel() {
    return places.isEmpty() ? Optional.empty() : Optional.ofNullable(places.peek().exit());
  }

  /** The variable that takes what a yield yields. */
  Variable yielded() {
    return yieldPlace().result();
  }

  /** The label of the block that a yield leaves. */
  String yieldLabel() {
    return yieldPlace().exit();
  }

  private Place yieldPlace() {
    for (Place place : places) {
      if (place.result() != null) {
        return place;
      }
    }
    throw new IllegalStateException("a yield outside of a switch expression");
  }
}
