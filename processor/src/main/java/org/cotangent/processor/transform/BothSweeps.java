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
  String forwardDoc();

  /** What the method with the reverse sweep does, in a sentence. */
  String reverseDoc();
}
