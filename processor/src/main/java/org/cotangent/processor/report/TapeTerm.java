package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Variable;

/**
 * A part of what a tape takes: so many bytes for each iteration of these loops.
 *
 * @param bytes of one push
 * @param loops those around it, outermost first
 * @param atMost whether it may be less: behind a condition, or given back before the next
 */
record TapeTerm(long bytes, List<Trips> loops, boolean atMost) {
  TapeTerm {
    loops = List.copyOf(loops);
  }

  /**
   * How often a loop runs.
   *
   * @param count an expression, or null when it is not known beforehand
   * @param index the loop's variable, or null
   * @param from its first value, or null
   * @param loop the loop in the user's source
   * @param what is counted, in a word for a formula
   */
  record Trips(Expr count, Variable index, Expr from, Span loop, String what) {
    Trips(Expr count, Variable index, Expr from, Span loop) {
      this(count, index, from, loop, "iterations");
    }
  }

  TapeTerm inside(Trips loop, boolean less) {
    List<Trips> all = new ArrayList<>();
    all.add(loop);
    all.addAll(loops);
    return new TapeTerm(bytes, all, atMost || less);
  }

  TapeTerm perhaps() {
    return new TapeTerm(bytes, loops, true);
  }
}
