package org.cotangent.processor.frontend;

import java.util.Random;

/**
 * Writes random methods whose expressions are full of side effects. They terminate, and their array
 * indices are in range; everything else may happen.
 */
final class RandomPrograms {
  private static final String[] DOUBLES = {"x", "y", "z"};
  private static final String[] INTS = {"n", "m", "b"};

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int loops;

  RandomPrograms(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The members of a class: annotated methods {@code m0}, {@code m1} and so on, and their helpers.
   */
  String methods(int count) {
    for (int i = 0; i < count; i++) {
      out.append("@Differentiable static double m").append(i);
      out.append("(double x, double y, double[] a, int[] k, int n, byte b) {\n");
      out.append("double z = x; int m = n; double[] c = a; boolean p = n > 1;\n");
      loops = 0;
      statements(4 + random.nextInt(5), 2);
      out.append("return x + 2 * y + 3 * z + 5 * n + 7 * m + 11 * b + (p ? 13 : 0);\n}\n");
    }
    return out.toString();
  }

  /** The helpers that random methods call. */
  static String helpers() {
    return """
    static double put(double[] a, int i, double v) { a[i & 3] = v; return v + a[0]; }
    static double twice(double v) { return 2 * v; }
    static int step(int[] k, int v) { k[1] += v; return k[1] & 7; }
    """;
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void block(int depth) {
    out.append("{\n");
    statements(1 + random.nextInt(3), depth - 1);
  }

  private void statement(int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    if (kind < 3) {
      out.append(assignment(3, true)).append(";\n");
    } else if (kind < 5) {
      out.append(assignment(3, false)).append(";\n");
    } else if (kind == 5) {
      out.append("p = ").append(truth(3)).append(";\n");
    } else if (kind == 6) {
      out.append(one("c = a;", "c = p ? c : a;", "put(c, n, x);", "c = p ? a : c.clone();"))
          .append('\n');
    } else if (kind == 7) {
      out.append(one("n++;", "--m;", "b++;", "x--;", "k[n & 3]++;", "++a[m & 3];")).append('\n');
    } else if (kind < 10) {
      out.append("if (").append(truth(3)).append(") ");
      block(depth);
      out.append(chance(2) ? "}\n" : "} else { " + assignment(2, true) + "; }\n");
    } else {
      loop(depth);
    }
  }

  private void loop(int depth) {
    String index = "q" + loops++;
    String jump = chance(2) ? "if (" + truth(2) + ") " + one("continue", "break") + ";\n" : "";
    String test = index + "++ < 3 && " + truth(2);
    switch (random.nextInt(4)) {
      case 0 -> {
        out.append("for (int ").append(index).append(" = 0; ").append(index).append(" < 3; ");
        out.append(index).append("++) ");
        block(depth);
        out.append(jump).append(assignment(2, true)).append(";\n}\n");
      }
      case 1 -> {
        out.append("int ").append(index).append(" = 0;\nwhile (").append(test).append(") ");
        block(depth);
        out.append(jump).append(assignment(2, false)).append(";\n}\n");
      }
      case 2 -> {
        out.append("int ").append(index).append(" = 0;\ndo ");
        block(depth);
        out.append(jump).append(assignment(2, true)).append(";\n} while (").append(test);
        out.append(");\n");
      }
      default -> {
        out.append("for (int ").append(index).append(" = 0; ").append(test).append("; ");
        out.append(assignment(1, true)).append(") ");
        block(depth);
        out.append(jump).append(assignment(2, true)).append(";\n}\n");
      }
    }
  }

  private String assignment(int depth, boolean floating) {
    if (floating) {
      String target = chance(2) ? one(DOUBLES) : one("a", "c") + "[" + whole(depth - 1) + " & 3]";
      return target + one(" = ", " += ", " -= ", " *= ", " = ") + number(depth);
    }
    String target = chance(2) ? one(INTS) : "k[" + whole(depth - 1) + " & 3]";
    if (chance(3)) {
      return target + one(" += ", " *= ", " -= ") + number(depth - 1);
    }
    String value = "(byte) (" + whole(depth) + ")";
    return target + one(" = ", " += ", " ^= ", " <<= ", " >>= ") + value;
  }

  private String number(int depth) {
    if (depth <= 0) {
      return one("x", "y", "z", "0.5", "n", "3", "a[1]", "c[2]");
    }
    switch (random.nextInt(10)) {
      case 0:
        return one(DOUBLES) + one("++", "--");
      case 1:
        return one("++", "--") + one(DOUBLES);
      case 2:
        return "(" + assignment(depth - 1, true) + ")";
      case 3:
        return "twice(" + number(depth - 1) + ")";
      case 4:
        return "put(" + one("a", "c") + ", " + whole(depth - 1) + ", " + number(depth - 1) + ")";
      case 5:
        return "(" + truth(depth - 1) + " ? " + number(depth - 1) + " : " + number(depth - 1) + ")";
      case 6:
        return one("a", "c") + "[" + whole(depth - 1) + " & 3]";
      case 7:
        return "Math.abs(" + number(depth - 1) + ")";
      default:
        return "(" + number(depth - 1) + one(" + ", " - ", " * ", " / ") + number(depth - 1) + ")";
    }
  }

  private String whole(int depth) {
    if (depth <= 0) {
      return one("n", "m", "b", "2", "k[0]", "k[3]");
    }
    switch (random.nextInt(7)) {
      case 0:
        return one(INTS) + one("++", "--");
      case 1:
        return one("++", "--") + one(INTS);
      case 2:
        return "(" + assignment(depth - 1, false) + ")";
      case 3:
        return "step(k, " + whole(depth - 1) + ")";
      case 4:
        return "k[" + whole(depth - 1) + " & 3]";
      case 5:
        return "(int) " + number(0);
      default:
        return "(" + whole(depth - 1) + one(" + ", " - ", " * ", " | ") + whole(depth - 1) + ")";
    }
  }

  private String truth(int depth) {
    if (depth <= 0) {
      return one("p", "x > y", "n < m", "z == z");
    }
    switch (random.nextInt(6)) {
      case 0:
        return "!(" + truth(depth - 1) + ")";
      case 1:
        return "(p = " + truth(depth - 1) + ")";
      case 2:
        return "(" + number(depth - 1) + one(" > ", " <= ", " != ") + number(depth - 1) + ")";
      case 3:
        return "(" + whole(depth - 1) + one(" < ", " >= ", " == ") + whole(depth - 1) + ")";
      default:
        return "(" + truth(depth - 1) + one(" && ", " || ", " & ", " ^ ") + truth(depth - 1) + ")";
    }
  }
}
