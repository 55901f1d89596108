package org.cotangent.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * The processor's {@code -A} options. So far all of them are names for features to come: passing
 * one is an error, since it would do nothing.
 *
 * @param problems what is wrong with the options
 */
record Options(List<Problem> problems) {
  private static final String CHECK_NAN = "cotangent.checkNaN";
  private static final String PREFIX = "cotangent.";

  /** Every name that there is or is going to be. */
  static final Set<String> NAMES =
      Set.of("cotangent.report", "cotangent.tests", CHECK_NAN, "cotangent.dump");

  Options {
    problems = List.copyOf(problems);
  }

  /** Reads those options that are Cotangent's. */
  static Options of(Map<String, String> given) {
    List<Problem> problems = new ArrayList<>();
    for (Map.Entry<String, String> option : new TreeMap<>(given).entrySet()) {
      String name = option.getKey();
      boolean off = name.equals(CHECK_NAN) && "false".equals(option.getValue());
      if (name.startsWith(PREFIX) && !off) {
        Message message = NAMES.contains(name) ? Message.OPTION_NOT_READY : Message.UNKNOWN_OPTION;
        problems.add(new Problem(message, Span.NONE, List.of(name)));
      }
    }
    return new Options(problems);
  }
}
