package org.cotangent.processor.analysis;

import java.util.List;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Type;

/**
 * What the analyses found out about one version of a method, in words that a report can print.
 *
 * @param method the method; one that stands for a checkpointed loop has a name of its own
 * @param span its place
 * @param by the names of the parameters that it is differentiated by
 * @param generated the names of the generated methods that are its derivative
 * @param variables its parameters and variables, in the order of their declarations
 * @param graph its data flow
 */
public record MethodFacts(
    MethodKey method,
    Span span,
    List<String> by,
    List<String> generated,
    List<VariableFacts> variables,
    FlowGraph graph) {

  public MethodFacts {
    by = List.copyOf(by);
    generated = List.copyOf(generated);
    variables = List.copyOf(variables);
  }

  /** What became of a variable. */
  public enum Verdict {
    /** It carries a derivative. */
    ACTIVE,
    /** Nothing that it is computed from depends on a differentiated parameter. */
    NOT_VARIED,
    /** It depends on a differentiated parameter, but the result does not depend on it. */
    NOT_USEFUL,
    /** Neither depends it on a differentiated parameter, nor the result on it. */
    NEITHER,
    /** A parameter that is not differentiated by. */
    DATA,
    /** Its type cannot carry a derivative. */
    NO_DERIVATIVE
  }

  /**
   * A parameter or variable.
   *
   * @param sharesWith the variable with which it is one place, for arrays; its own name otherwise
   * @param span where it is declared
   * @param varied how it comes to depend on a parameter, from the parameter on; empty when it does
   *     not
   * @param useful how the result comes to depend on it, from its own value on; empty when it does
   *     not
   */
  public record VariableFacts(
      String name,
      Type type,
      String sharesWith,
      Span span,
      boolean parameter,
      Verdict verdict,
      List<Step> varied,
      List<Step> useful) {
    public VariableFacts {
      varied = List.copyOf(varied);
      useful = List.copyOf(useful);
    }
  }

  /**
   * A value on a way that derivatives take.
   *
   * @param variable what holds it
   * @param at the statement that computes it; {@link Span#NONE} for what a parameter holds at entry
   */
  public record Step(String variable, Span at) {}
}
