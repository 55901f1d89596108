package org.cotangent.processor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * The processor's {@code -A} options. Some are names for features to come: passing one is an error,
 * since it would do nothing.
 *
 * @param checkNaN whether companions look for the first NaN or infinity
 * @param optimizations what may be done to make companions faster
 * @param tests where to write a test class for each class with annotated methods
 * @param report where to write a page for each annotated method
 * @param problems what is wrong with the options
 */
record Options(
    boolean checkNaN,
    Set<Optimization> optimizations,
    Optional<Path> tests,
    Optional<Path> report,
    List<Problem> problems) {
  private static final String CHECK_NAN = "cotangent.checkNaN";
  private static final String WITHOUT = "cotangent.without";
  private static final String PREFIX = "cotangent.";

  /** Every name that there is or is going to be. */
  static final Set<String> NAMES =
      Set.of(
          OutputDirectory.REPORT.option(),
          OutputDirectory.TESTS.option(),
          CHECK_NAN,
          WITHOUT,
          "cotangent.dump");

  Options {
    optimizations = Set.copyOf(optimizations);
    problems = List.copyOf(problems);
  }

  /** Reads those options that are Cotangent's. */
  static Options of(Map<String, String> given) {
    List<Problem> problems = new ArrayList<>();
    boolean checkNaN = false;
    Set<Optimization> optimizations = Optimization.all();
    Optional<Path> tests = Optional.empty();
    Optional<Path> report = Optional.empty();
    for (Map.Entry<String, String> option : new TreeMap<>(given).entrySet()) {
      String name = option.getKey();
      String value = option.getValue();
      if (name.equals(OutputDirectory.TESTS.option())) {
        tests = OutputDirectory.TESTS.path(value, problems);
      } else if (name.equals(OutputDirectory.REPORT.option())) {
        report = OutputDirectory.REPORT.path(value, problems);
      } else if (name.equals(CHECK_NAN)) {
        checkNaN = "true".equals(value);
        if (!checkNaN && !"false".equals(value)) {
          String text = value == null ? "" : value;
          problems.add(new Problem(Message.NOT_TRUE_OR_FALSE, Span.NONE, List.of(name, text)));
        }
      } else if (name.equals(WITHOUT)) {
        optimizations = without(value, problems);
      } else if (name.startsWith(PREFIX)) {
        Message message = NAMES.contains(name) ? Message.OPTION_NOT_READY : Message.UNKNOWN_OPTION;
        problems.add(new Problem(message, Span.NONE, List.of(name)));
      }
    }
    return new Options(checkNaN, optimizations, tests, report, problems);
  }

  /** All but those of a list, between commas; {@code all} stands for every one. */
  private static Set<Optimization> without(String value, List<Problem> problems) {
    Set<Optimization> left = EnumSet.allOf(Optimization.class);
    for (String name : (value == null ? "" : value).split(",", -1)) {
      Optional<Optimization> named = Optimization.named(name);
      if (name.equals("all")) {
        left.clear();
      } else if (named.isPresent()) {
        left.remove(named.get());
      } else {
        String known =
            Arrays.stream(Optimization.values())
                .map(Optimization::optionName)
                .collect(Collectors.joining(", "));
        problems.add(new Problem(Message.UNKNOWN_OPTIMIZATION, Span.NONE, List.of(name, known)));
      }
    }
    return left;
  }
}
