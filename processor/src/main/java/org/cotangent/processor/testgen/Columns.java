package org.cotangent.processor.testgen;

/** Breaks long lines behind commas. */
final class Columns {
  private static final int WIDTH = 100;

  private Columns() {}

  static String fit(String text) {
    StringBuilder out = new StringBuilder();
    text.lines().forEach(line -> fit(line, out));
    return out.toString();
  }

  private static void fit(String line, StringBuilder out) {
    int indent = line.length() - line.stripLeading().length();
    String next =
        line.startsWith("//", indent) ? " ".repeat(indent) + "//     " : " ".repeat(indent + 4);
    String rest = line;
    while (rest.length() > WIDTH) {
      int at = rest.lastIndexOf(", ", WIDTH - 1);
      if (at <= next.length()) {
        break;
      }
      out.append(rest, 0, at + 1).append('\n');
      rest = next + rest.substring(at + 2);
    }
    out.append(rest).append('\n');
  }
}
