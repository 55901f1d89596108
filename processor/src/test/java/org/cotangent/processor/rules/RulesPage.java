package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.cotangent.processor.rules.Rule.Kind;
import org.cotangent.processor.rules.RuleTable.Section;
import org.cotangent.processor.rules.RuleText.Partial;

/** Writes {@code docs/rules.md} from the lines of the table. */
final class RulesPage {
  private static final String HEAD =
      """
      # The rules

      This page is written from the table of rules that the compiler uses; a test compares the two. After a change of the table:

          ./mvnw -pl processor -am test -Dtest=RulesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcotangent.golden.update=true

      In a partial derivative `result` is the value of the call itself. The column STRICT has the partials that differ under
      `@Differentiable(singularities = STRICT)`; why they do is said in [conventions.md](conventions.md). *Strong zero* means that under the
      default policy an adjoint of exactly 0 skips the partial, which may be infinite. `Partials` is `org.cotangent.runtime.Partials`.
      A method that is not on this page has no rule.
      """;

  private static final String EXPONENTS =
      """

      ## `pow` with a constant exponent

      Where the exponent is a literal or a compile-time constant, the partial by the base is shorter:

      | exponent | partial by `x` | STRICT |
      | --- | --- | --- |
      """;

  private final StringBuilder out = new StringBuilder();

  private RulesPage() {}

  static String text() {
    return new RulesPage().page();
  }

  private String page() {
    out.append(HEAD);
    for (Section section : RuleTable.sections()) {
      boolean library = section.owner().matches("org\\.(hipparchus|apache).*");
      String simple = section.owner().substring(section.owner().lastIndexOf('.') + 1);
      String name = library ? section.owner() : simple;
      out.append("\n## `").append(name).append("`\n");
      boolean repeats = simple.equals("StrictMath") || simple.equals("FastMath");
      introduce(name, simple);
      differentiable(section.lines(), repeats ? MathRules.math() : List.of());
      // StrictMath and FastMath repeat most of Math: their sections show what is different.
      if (!repeats) {
        constants(section.lines());
        refused(section.lines());
      }
      if (name.equals("StrictMath")) {
        exponents();
      }
    }
    return out.toString();
  }

  private void introduce(String name, String simple) {
    if (simple.equals("FastMath")) {
      out.append(
          "\nFor every method of numbers that it shares with `Math` the same line, with `FastMath` in"
              + " the place of `Math` in every partial, and these (`Math` means `FastMath` here;"
              + " `pow` with a constant exponent has shorter partials, as above):\n");
    }
    if (name.equals("StrictMath")) {
      out.append(
          "\nThe same lines as for `Math`, with `StrictMath` in the place of `Math` in every"
              + " partial, but for these (`Math` means `StrictMath` here):\n");
    }
    if (name.equals("Partials")) {
      out.append(
          """

          What second derivatives need. The argument `value` is the value of the primal; it depends on the other arguments, whose partials
          are those of the whole function.
          """);
    }
  }

  private void differentiable(List<RuleText> lines, List<RuleText> printed) {
    List<RuleText> rows =
        lines.stream()
            .filter(line -> line.kind() == Kind.DIFFERENTIABLE && !printed.contains(line))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    out.append("\n| method | partial derivatives | STRICT | notes |\n| --- | --- | --- | --- |\n");
    for (RuleText line : rows) {
      row(
          code(line.signature()),
          cell(line.partials(), true),
          cell(line.partials(), false),
          notes(line));
    }
  }

  private void constants(List<RuleText> lines) {
    StringJoiner names =
        new StringJoiner(", ", "\nWithout a derivative, so constant: ", ".\n").setEmptyValue("");
    lines.stream()
        .filter(line -> line.kind() == Kind.CONSTANT)
        .map(line -> Signature.parse("", line.signature()).method().key().signature())
        .forEach(signature -> names.add(code(signature.replace("java.lang.", ""))));
    out.append(names);
  }

  private void refused(List<RuleText> lines) {
    List<RuleText> rows = lines.stream().filter(line -> line.kind() == Kind.UNSUPPORTED).toList();
    if (!rows.isEmpty()) {
      out.append("\n| refused | why |\n| --- | --- |\n");
      rows.forEach(line -> row(code(line.signature()), line.note()));
    }
  }

  private void exponents() {
    out.append(EXPONENTS);
    for (double exponent : List.of(0.0, 1.0, 2.0, 3.0, 4.0, 2.5, 0.5, -1.0, -2.0)) {
      String subgradient = ConstantExponent.partial(exponent, false);
      String strict = ConstantExponent.partial(exponent, true);
      row(
          String.format(Locale.ROOT, "%s", exponent),
          code(subgradient),
          strict.equals(subgradient) ? "" : code(strict));
    }
  }

  private static String cell(Map<String, Partial> partials, boolean subgradient) {
    List<String> parts = new ArrayList<>();
    partials.forEach(
        (parameter, partial) -> {
          if (partial == null) {
            if (subgradient) {
              parts.add("by " + code(parameter) + ": zero");
            }
          } else if (subgradient || !partial.strict().equals(partial.subgradient())) {
            String text = subgradient ? partial.subgradient() : partial.strict();
            parts.add("by " + code(parameter) + ": " + code(text));
          }
        });
    return String.join("<br>", parts);
  }

  private static String notes(RuleText line) {
    boolean strongZero =
        line.partials().values().stream()
            .anyMatch(partial -> partial != null && partial.strongZero());
    if (!strongZero) {
      return line.note();
    }
    return line.note().isEmpty() ? "strong zero" : "strong zero; " + line.note();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private void row(String... cells) {
    for (String cell : cells) {
      out.append(cell.isEmpty() ? "| " : "| " + cell + " ");
    }
    out.append("|\n");
  }
}
