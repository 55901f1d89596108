package org.cotangent.benchmarks.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sources to compile. The same arguments always give the same text.
 *
 * <p>Two kinds: methods as people write them, with loops, branches, arrays and functions of {@code
 * Math}; and single methods of any length, whose byte code still fits into a class file at 10,000
 * statements.
 */
final class Programs {
  private static final String HEAD = "import org.cotangent.Differentiable;\n\nfinal class ";
  private static final List<String> FUNCTIONS = List.of("sin", "exp", "sqrt", "tanh");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> names = new ArrayList<>();
  private int statements;
  private int locals;

  private Programs(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A class of everyday methods.
   *
   * @param name its simple name
   * @param methods how many annotated methods it has
   * @param length statements of each, at least 3
   */
  static String everyday(String name, int methods, int length, long seed) {
    StringBuilder file = new StringBuilder(HEAD + name + " {\n");
    for (int k = 0; k < methods; k++) {
      file.append(new Programs(seed * 1_000_003 + k).method("f" + k, length));
    }
    return file.append("}\n").toString();
  }

  private String method(String name, int length) {
    text.append("  @Differentiable\n  static double ")
        .append(name)
        .append("(double a, double b, double[] x, int n) {\n");
    names.add("a");
    names.add("b");
    names.add("s");
    line("double s = 0;", 1);
    while (statements < length - 1) {
      statement(length - 1 - statements);
    }
    line("return s;", 1);
    return text.append("  }\n").toString();
  }

  private void statement(int room) {
    switch (random.nextInt(room < 3 ? 3 : 6)) {
      case 0 -> local();
      case 1 -> line(any() + " -= " + any() + " * 0.5;", 1);
      case 2 -> line("s = s * " + any() + " - " + any() + ";", 1);
      case 3 -> {
        line("if (" + any() + " > " + any() + ") {", 1);
        line("  s += " + any() + " / (1 + " + any() + " * " + any() + ");", 1);
        line("} else {", 0);
        line("  s -= " + any() + ";", 1);
        line("}", 0);
      }
      case 4 -> {
        line("for (int i = 0; i < x.length; i++) {", 1);
        line("  s += x[i] * " + any() + ";", 1);
        line("  x[i] = Math.cos(x[i]) - " + any() + ";", 1);
        line("}", 0);
      }
      default -> {
        line("for (int i = 0; i < n; i++) {", 1);
        line("  double u = x[i % x.length] - " + any() + ";", 1);
        line("  s += u * u;", 1);
        line("}", 0);
      }
    }
  }

  private void local() {
    String name = "t" + locals++;
    String function = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
    line(
        "double "
            + name
            + " = "
            + any()
            + " * "
            + any()
            + " + Math."
            + function
            + "("
            + any()
            + ");",
        1);
    names.add(name);
    if (names.size() > 8) {
      names.remove(3);
    }
  }

  private String any() {
    return names.get(random.nextInt(names.size()));
  }

  private void line(String line, int counts) {
    text.append("    ").append(line).append('\n');
    statements += counts;
  }

  /** A class with one annotated method. */
  enum Shape {
    /** Assignments one after the other. */
    LINE {
      @Override
      void body(StringBuilder text, int length, Random random) {
        List<String> kinds = List.of("a = a * b;", "b = a - b;", "a += b * a;", "b = b * b;");
        for (int k = 0; k < length - 1; k++) {
          text.append("    ").append(kinds.get(random.nextInt(kinds.size()))).append('\n');
        }
      }
    },
    /** Loops one after the other, of four statements each. */
    LOOPS {
      @Override
      void body(StringBuilder text, int length, Random random) {
        for (int k = 0; k < (length - 1) / 4; k++) {
          text.append("    for (int i = 0; i < 3; i++) {\n      a = a * b;\n")
              .append("      if (a > 1) {\n        b -= a;\n      }\n    }\n");
        }
      }
    },
    /** Calls of a helper. */
    CALLS {
      @Override
      void body(StringBuilder text, int length, Random random) {
        text.append("    a = g(a, b);\n".repeat(length - 1));
      }
    };

    abstract void body(StringBuilder text, int length, Random random);

    /** The longest method whose byte code fits into a class file. */
    int longest() {
      return this == LOOPS ? 8_000 : 10_000;
    }

    /** The class. */
    String source(String name, int length) {
      StringBuilder text = new StringBuilder(HEAD + name + " {\n");
      text.append("  @Differentiable\n  static double f(double a, double b) {\n");
      body(text, length, new Random(1));
      text.append("    return a;\n  }\n\n");
      text.append(
          "  static double g(double x, double y) {\n    return x * y + Math.sin(x);\n  }\n");
      return text.append("}\n").toString();
    }
  }
}
