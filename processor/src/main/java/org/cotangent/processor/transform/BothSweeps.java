package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.ir.Stmt;

/** The two halves of a derivative. */
interface BothSweeps {

  /** The forward sweep. */
  List<Stmt> forward();

  /** The reverse sweep; the adjoints of parameters are declared outside. */
  List<Stmt> reverse();

  /** What the method with the forward sweep does, in a sentence. */
  default String forwardDoc(String method) {
    return "Runs {@code " + method + "} and keeps on the tape what its reverse sweep needs.";
  }

  /** What the method with the reverse sweep does, in a sentence. */
  default String reverseDoc(String method) {
    return "The reverse sweep of {@code " + method + "}, after its forward sweep.";
  }
}
