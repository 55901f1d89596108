package org.cotangent.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * The processor's {@code -A} options.
 *
 * @param dump the pass after which the intermediate language is printed
 * @param problems what is wrong with the options
 */
record Options(Optional<String> dump, List<Problem> problems) {
  static final String REPORT = "cotangent.report";
  static final String TESTS = "cotangent.tests";
  static final String CHECK_NAN = "cotangent.checkNaN";
  static final String DUMP = "cotangent.dump";

  /** Every name that may be passed. */
  static final Set<String> NAMES = Set.of(REPORT, TESTS, CHECK_NAN, DUMP);

  private static final Set<String> NOT_YET = Set.of(REPORT, TESTS, CHECK_NAN);
  private static final String PREFIX = "cotangent.";

  Options {
    problems = List.copyOf(problems);
  }

  /** Reads those options that are Cotangent's. */
  static Options of(Map<String, String> given) {
    List<Problem> problems = new ArrayList<>();
    Optional<String> dump = Optional.empty();
    for (Map.Entry<String, String> option : new TreeMap<>(given).entrySet()) {
      String name = option.getKey();
      String value = option.getValue();
      if (!name.startsWith(PREFIX)) {
        continue; // another processor's
      }
      if (!NAMES.contains(name)) {
        problems.add(problem(Message.UNKNOWN_OPTION, name));
      } else if (NOT_YET.contains(name)) {
        if (!(name.equals(CHECK_NAN) && "false".equals(value))) {
          problems.add(problem(Message.OPTION_NOT_READY, name));
        }
      } else if (value == null || value.isBlank()) {
        problems.add(problem(Message.OPTION_VALUE, name, "the name of a pass"));
      } else {
        dump = Optional.of(value.strip());
      }
    }
    return new Options(dump, problems);
  }

  private static Problem problem(Message message, Object... arguments) {
    return new Problem(message, Span.NONE, List.of(arguments));
  }
}
