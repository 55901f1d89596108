package org.cotangent.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Texts of exceptions. */
final class Crash {
  private static final int MOST_LINES = 12;

  private Crash() {}

  /** The first lines of a stack trace. */
  static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return String.join("\n", text.toString().lines().limit(MOST_LINES).toList());
  }
}
