package org.cotangent.processor.transform;

import java.util.List;
import java.util.function.UnaryOperator;
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

  /** The same sweeps with their code rewritten. */
  default BothSweeps mapped(UnaryOperator<List<Stmt>> f) {
    BothSweeps original = this;
    List<Stmt> onwards = f.apply(forward());
    List<Stmt> backwards = f.apply(reverse());
    return new BothSweeps() {
      @Override
      public List<Stmt> forward() {
        return onwards;
      }

      @Override
      public List<Stmt> reverse() {
        return backwards;
      }

      @Override
      public String forwardDoc(String method) {
        return original.forwardDoc(method);
      }

      @Override
      public String reverseDoc(String method) {
        return original.reverseDoc(method);
      }
    };
  }
}
