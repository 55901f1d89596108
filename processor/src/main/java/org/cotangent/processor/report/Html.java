package org.cotangent.processor.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a page that is HTML and well-formed XML at once. Everything that comes from a user goes
 * through {@link #text} or an attribute, where it is escaped.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Says that it is HTML of today; nothing may stand before it. */
  Html doctype() {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  /** Opens an element; attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** An element with nothing in it, such as {@code <meta/>}. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Text of the page. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element that holds only text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** A line break in the source of the page, for those who read that. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** The style sheet or script of the page: text of ours without markup in it. */
  Html verbatim(String text) {
    if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
      throw new IllegalArgumentException("markup in " + text);
    }
    out.append(text);
    return this;
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int k = 0; k < attributes.length; k += 2) {
      out.append(' ').append(attributes[k]).append("=\"");
      escape(attributes[k + 1]);
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(visible(c));
              }
            });
  }

  /**
   * Characters that XML does not allow, or that change the direction of what follows, as Java
   * spells them: the page shows what the compiler saw.
   */
  private static String visible(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n' || c >= 0x7f && c < 0xa0;
    boolean direction = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    boolean none = c >= 0xd800 && c < 0xe000 || (c & 0xfffe) == 0xfffe;
    return control || direction || none
        ? String.format(java.util.Locale.ROOT, "\\u%04x", c)
        : Character.toString(c);
  }

  /** The page; every element must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }
}
