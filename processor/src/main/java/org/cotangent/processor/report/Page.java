package org.cotangent.processor.report;

/**
 * A page, ready to write.
 *
 * @param entry what the index says of it
 * @param text all of it
 */
public record Page(Entry entry, String text) {
  /** What every page has in its head. */
  static final String GENERATOR = "Cotangent";

  /** Whether a text is that of a page. */
  public static boolean isOurs(String text) {
    return text.contains("<meta name=\"generator\" content=\"" + GENERATOR + "\"/>");
  }

  /**
   * A row of the index.
   *
   * @param className the class inside of its package
   * @param method name and parameter types
   * @param tape the bytes that its tape takes, as a formula
   * @param file the name of the page's file
   */
  public record Entry(
      String packageName, String className, String method, String tape, String file) {}
}
