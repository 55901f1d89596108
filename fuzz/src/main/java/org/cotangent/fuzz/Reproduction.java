package org.cotangent.fuzz;

/** A program that failed, as a test of the processor to paste. */
final class Reproduction {
  private Reproduction() {}

  /** A test method in the style of the processor's own. */
  static String test(Program program, Outcome outcome, String origin) {
    StringBuilder text = new StringBuilder();
    text.append("  // ").append(origin).append(": ");
    text.append(outcome.toString().lines().findFirst().orElse("")).append('\n');
    text.append("  @Test\n");
    text.append("  void ").append(name(outcome.kind())).append("() {\n");
    text.append("    Check check =\n        Check.of(\n            \"\"\"\n");
    String source =
        program.fields().isEmpty()
            ? JavaPrinter.members(program)
            : "package p;\n\n" + JavaPrinter.print(program, "Model");
    source
        .lines()
        .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(12) + line).append('\n'));
    text.append("            \"\"\")\n");
    MethodTree method = failing(program, outcome);
    if (program.annotated().size() > 1) {
      text.append("        .method(\"").append(method.name()).append("\")\n");
    }
    if (!method.isStatic()) {
      Object[] values = Judge.receiver(program, method);
      text.append("        .receiver(").append(Judge.literals(values)).append(")\n");
    }
    text.setLength(text.length() - 1);
    text.append(";\n");
    for (Object[] point : Judge.points(program, method)) {
      text.append("    check.at(").append(Judge.literals(point)).append(");\n");
    }
    return text.append("  }\n").toString();
  }

  /** The method that the outcome is about, else the first. */
  private static MethodTree failing(Program program, Outcome outcome) {
    for (MethodTree method : program.annotated()) {
      if (outcome.detail().startsWith(method.name() + "(")) {
        return method;
      }
    }
    return program.annotated().get(0);
  }

  private static String name(Outcome.Kind kind) {
    String[] words = kind.name().toLowerCase(java.util.Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }
}
