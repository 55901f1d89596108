package org.cotangent.processor.frontend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;

/** Checks the derivatives written by hand of a compilation, and says what is wrong with them. */
public final class HandWrittenCheck {
  private final Host host;
  private final ProblemReporter reporter;

  public HandWrittenCheck(Host host, ProblemReporter reporter) {
    this.host = host;
    this.reporter = reporter;
  }

  /**
   * Checks all derivatives that a class itself declares.
   *
   * @param type a class of the compilation
   */
  public void check(TypeElement type) {
    HandWrittenLookup lookup = new HandWrittenLookup(host);
    Map<MethodKey, ExecutableElement> first = new LinkedHashMap<>();
    for (TypeElement each : lookup.fileOf(type)) {
      for (ExecutableElement rule : HandWrittenLookup.rules(each)) {
        HandWritten read = HandWritten.read(rule);
        Optional<Callee.Custom> callee = read.callee();
        ExecutableElement other =
            callee.map(found -> first.putIfAbsent(found.key(), rule)).orElse(null);
        if (each.equals(type)) {
          read.problems().forEach(problem -> report(rule, problem));
          if (other != null) {
            List<Object> arguments = List.of(callee.get().key(), other.getSimpleName());
            report(rule, new Problem(Message.RULE_TWICE, Span.NONE, arguments));
          }
        }
      }
    }
  }

  private void report(ExecutableElement rule, Problem problem) {
    reporter.report(problem, rule, Annotations.derivativeOf(rule).orElseThrow());
  }
}
