package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Comments and javadoc: text of the user in places where the compiler must find nothing but text.
 */
final class Texts {

  private static final String ELLIPSIS = "...";

  private static final Pattern CONTROL = Pattern.compile("\\s*\\p{Cntrl}+\\s*");

  /** However deep the code is nested, this much of a comment is printed. */
  private static final int NARROWEST = 20;

  private Texts() {}

  /** A line comment that fits behind an indentation. */
  static String comment(String text, int indentation) {
    String folded = harmless(CONTROL.matcher(text.strip()).replaceAll(" "));
    String line = folded.isEmpty() ? "//" : "// " + folded;
    int width = Math.max(Lines.MAX_WIDTH - indentation, NARROWEST);
    return line.length() <= width
        ? line
        : line.substring(0, width - ELLIPSIS.length()).stripTrailing() + ELLIPSIS;
  }

  /** The lines of a javadoc comment; a single one if it fits. */
  static List<String> javadoc(List<String> doc, int indentation) {
    int width = Math.max(Lines.MAX_WIDTH - indentation, NARROWEST);
    if (doc.size() == 1) {
      String single = "/** " + inJavadoc(doc.get(0)) + " */";
      if (single.length() <= width) {
        return List.of(single);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("/**");
    for (String line : doc) {
      for (String part : wrap(inJavadoc(line), width - " * ".length())) {
        lines.add((" * " + part).stripTrailing());
      }
    }
    lines.add(" */");
    return lines;
  }

  /** Breaks a line between words; what follows a tag is indented. */
  private static List<String> wrap(String line, int width) {
    List<String> lines = new ArrayList<>();
    String indent = line.startsWith("@") ? "    " : "";
    StringBuilder current = new StringBuilder();
    for (String word : line.split(" ")) {
      if (current.length() > indent.length() && current.length() + 1 + word.length() > width) {
        lines.add(current.toString());
        current = new StringBuilder(indent);
      }
      if (current.length() > (lines.isEmpty() ? 0 : indent.length())) {
        current.append(' ');
      }
      current.append(word);
    }
    lines.add(current.toString());
    return lines;
  }

  private static String inJavadoc(String text) {
    return harmless(text.strip()).replace("*/", "*&#47;");
  }

  /**
   * Doubles the backslash of what javac would take for a Unicode escape: it decodes those before it
   * looks for the end of a comment.
   */
  private static String harmless(String text) {
    StringBuilder result = new StringBuilder();
    int backslashes = 0;
    for (char c : text.toCharArray()) {
      if (c == 'u' && backslashes % 2 == 1) {
        result.append('\\');
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
      result.append(c);
    }
    return result.toString();
  }
}
