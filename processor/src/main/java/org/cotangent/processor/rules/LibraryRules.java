package org.cotangent.processor.rules;

import static org.cotangent.processor.rules.RuleText.constant;
import static org.cotangent.processor.rules.RuleText.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.rules.RuleTable.Section;

/**
 * Methods of libraries that numeric programs use: Hipparchus, Commons Math and Commons Numbers. The
 * classes are known by their names only. Partials call the same library, so that its derivatives
 * belong to its values.
 */
final class LibraryRules {
  private static final String HIPPARCHUS = "org.hipparchus.";
  private static final String COMMONS_MATH = "org.apache.commons.math3.";
  private static final String COMMONS_NUMBERS = "org.apache.commons.numbers.gamma.";

  /** What Hipparchus' FastMath does not have of Math. */
  private static final Set<String> NOT_IN_HIPPARCHUS =
      Set.of("powExact", "unsignedMultiplyExact", "unsignedPowExact");

  /** What Commons Math's FastMath does not have of Math, by name or by signature. */
  private static final Set<String> NOT_IN_COMMONS_MATH =
      Set.of(
          "absExact",
          "ceilDiv",
          "ceilDivExact",
          "ceilMod",
          "clamp",
          "divideExact",
          "floorDiv(long,int)",
          "floorDivExact",
          "floorMod(long,int)",
          "fma",
          "multiplyExact(long,int)",
          "multiplyFull",
          "multiplyHigh",
          "negateExact",
          "powExact",
          "unsignedMultiplyExact",
          "unsignedMultiplyHigh",
          "unsignedPowExact");

  private LibraryRules() {}

  /** The sections of the table. */
  static List<Section> sections() {
    List<RuleText> hipparchus = fastMath(NOT_IN_HIPPARCHUS);
    hipparchus.add(constant("int clamp(int value, int min, int max)"));
    List<Section> sections = new ArrayList<>();
    sections.add(fastMath(HIPPARCHUS, hipparchus));
    sections.add(Section.of(HIPPARCHUS + "special.Gamma", gamma()));
    sections.add(Section.of(HIPPARCHUS + "special.Erf", erf()));
    sections.add(fastMath(COMMONS_MATH, fastMath(NOT_IN_COMMONS_MATH)));
    sections.add(Section.of(COMMONS_MATH + "special.Gamma", gamma()));
    sections.add(Section.of(COMMONS_MATH + "special.Erf", erf()));
    sections.addAll(commonsNumbers());
    return sections;
  }

  private static Section fastMath(String library, List<RuleText> lines) {
    String owner = library + "util.FastMath";
    return new Section(owner, owner, lines, Map.of());
  }

  private static List<RuleText> fastMath(Set<String> absent) {
    List<RuleText> lines = new ArrayList<>();
    for (RuleText line : MathRules.math()) {
      addUnless(absent, line, lines);
    }
    for (RuleText line : IntegerRules.math()) {
      addUnless(absent, line, lines);
    }
    lines.addAll(
        List.of(
            rule("double asinh(double x)").d("x", "1 / Math.hypot(1, x)"),
            rule("double acosh(double x)")
                .d(
                    "x",
                    "x == 1 ? 0 : 1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1))",
                    "1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1))"),
            rule("double atanh(double x)").strongZero("x", "1 / ((1 - x) * (1 + x))"),
            rule("double log(double base, double x)")
                .strongZero("base", "-result / (base * Math.log(base))")
                .strongZero("x", "1 / (x * Math.log(base))"),
            power("int"),
            power("long")));
    return lines;
  }

  /** The exponent may be the least number there is: it becomes a double before 1 is taken away. */
  private static RuleText power(String type) {
    return rule("double pow(double x, " + type + " n)")
        .d(
            "x",
            "n == 0 || x == 0 && n < 1 ? 0 : n * Math.pow(x, n - 1.0)",
            "n == 0 ? 0 : n * Math.pow(x, n - 1.0)");
  }

  private static void addUnless(Set<String> absent, RuleText line, List<RuleText> lines) {
    String signature = Signature.parse("", line.signature()).method().key().signature();
    String name = signature.substring(0, signature.indexOf('('));
    if (!absent.contains(name) && !absent.contains(signature)) {
      lines.add(line);
    }
  }

  private static List<RuleText> gamma() {
    return List.of(
        rule("double logGamma(double x)")
            .d("x", "Gamma.digamma(x)")
            .note("as exact as the library's `digamma`, which may be wrong by 1e-8"),
        rule("double logGamma1p(double x)").d("x", "Gamma.digamma(1 + x)"),
        rule("double gamma(double x)").d("x", "result * Gamma.digamma(x)"),
        rule("double invGamma1pm1(double x)").d("x", "-(1 + result) * Gamma.digamma(1 + x)"),
        rule("double digamma(double x)").d("x", "Gamma.trigamma(x)"));
  }

  private static List<RuleText> erf() {
    return List.of(
        rule("double erf(double x)")
            .d("x", "1.1283791670955126 * Math.exp(-x * x)")
            .note("the constant is 2 / sqrt(pi)"),
        rule("double erfc(double x)").d("x", "-1.1283791670955126 * Math.exp(-x * x)"),
        rule("double erf(double x1, double x2)")
            .d("x1", "-1.1283791670955126 * Math.exp(-x1 * x1)")
            .d("x2", "1.1283791670955126 * Math.exp(-x2 * x2)"),
        rule("double erfInv(double x)")
            .strongZero("x", "0.8862269254527580 * Math.exp(result * result)")
            .note("the constant is sqrt(pi) / 2"),
        rule("double erfcInv(double x)")
            .strongZero("x", "-0.8862269254527580 * Math.exp(result * result)"));
  }

  /** Here each function is a class with a method {@code value}. */
  private static List<Section> commonsNumbers() {
    return List.of(
        one(
            "LogGamma",
            rule("double value(double x)")
                .d("x", "Digamma.value(x)")
                .note("as exact as the library's `Digamma`, which may be wrong by 1e-8")),
        one("Gamma", rule("double value(double x)").d("x", "result * Digamma.value(x)")),
        one("Digamma", rule("double value(double x)").d("x", "Trigamma.value(x)")),
        one("Erf", rename(erf().get(0))),
        one("Erfc", rename(erf().get(1))),
        one("ErfDifference", rename(erf().get(2))),
        one("InverseErf", rename(erf().get(3))),
        one("InverseErfc", rename(erf().get(4))));
  }

  private static Section one(String name, RuleText line) {
    Map<String, String> others =
        Map.of(
            "Digamma", COMMONS_NUMBERS + "Digamma",
            "Trigamma", COMMONS_NUMBERS + "Trigamma");
    return new Section(COMMONS_NUMBERS + name, "java.lang.Math", List.of(line), others);
  }

  private static RuleText rename(RuleText line) {
    return new RuleText(
        line.signature().replaceFirst(" \\w+\\(", " value("),
        line.kind(),
        line.partials(),
        line.note());
  }

  /** Methods that partials call, and that have no partial themselves. */
  static List<Signature> called() {
    return List.of(
        Signature.parse(HIPPARCHUS + "special.Gamma", "double trigamma(double x)"),
        Signature.parse(COMMONS_MATH + "special.Gamma", "double trigamma(double x)"),
        Signature.parse(COMMONS_NUMBERS + "Trigamma", "double value(double x)"));
  }
}
