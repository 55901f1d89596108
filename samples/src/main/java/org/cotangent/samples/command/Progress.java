package org.cotangent.samples.command;

import java.io.PrintStream;

/**
 * What training shows of itself: one line that moves on a terminal; in a pipe only the lines that
 * stay.
 */
public final class Progress {
  private static final int FIRST_VERSION_WITH_CONSOLE_IN_A_PIPE = 22;

  private final PrintStream out;
  private final boolean terminal;
  private int width;

  /**
   * Makes a printer.
   *
   * @param out where to
   * @param terminal whether that is a terminal, so that a line can be written over
   */
  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Whether standard output is a terminal that can write a line over. The property {@code
   * cotangent.terminal} ({@code true} or {@code false}) decides if it is set. Otherwise there must
   * be a console and {@code TERM} must not be {@code dumb}; from JDK 22 on a console may also be a
   * pipe, and then it is quiet.
   */
  public static boolean onTerminal() {
    String property = System.getProperty("cotangent.terminal");
    if (property != null) {
      return Boolean.parseBoolean(property);
    }
    String term = System.getenv("TERM");
    return System.console() != null
        && Runtime.version().feature() < FIRST_VERSION_WITH_CONSOLE_IN_A_PIPE
        && term != null
        && !term.equals("dumb");
  }

  /** Shows a line that the next one replaces; in a pipe nothing. */
  public void moving(String line) {
    if (terminal) {
      overwrite(line);
      out.flush();
    }
  }

  /** Shows a line that stays. It replaces a moving one. */
  public void staying(String line) {
    if (terminal) {
      overwrite(line);
    } else {
      out.print(line);
    }
    out.println();
    out.flush();
    width = 0;
  }

  private void overwrite(String line) {
    if (width > 0) {
      out.print('\r');
    }
    out.print(line);
    out.print(" ".repeat(Math.max(0, width - line.length())));
    width = line.length();
  }
}
