package org.cotangent.runtime;

import java.util.Locale;

/**
 * A tape has reached its limit: a loop keeps too much for its reverse sweep.
 *
 * <p>The message names the outermost loop that was entered last, how many bytes the tape has, and
 * what to write.
 */
public final class OutOfTape extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private static final String FOR = "for (";

  private final long bytes;
  private final String loop;

  /**
   * @param place file, line and text of the loop, two spaces between them; null when no loop is
   *     known
   */
  OutOfTape(long bytes, String why, String place, Throwable cause) {
    super(message(bytes, why, place), cause);
    this.bytes = bytes;
    this.loop = place;
  }

  /**
   * The memory that the tape has.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes;
  }

  /**
   * The outermost loop that was entered last.
   *
   * @return its file, line and text, such as {@code Model.java:7 for (int i = 0; i < n; i++)}; null
   *     when there was none
   */
  public String loop() {
    return loop;
  }

  static String grouped(long bytes) {
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  private static String message(long bytes, String why, String place) {
    String where = place == null ? "" : " The outermost loop entered last is " + place + ".";
    return String.format(
        Locale.ROOT,
        "the tape is full: it has %s, and %s.%s %s; or raise Tape.limit, or the heap (-Xmx)",
        grouped(bytes),
        why,
        where,
        remedy(place));
  }

  private static String remedy(String place) {
    int head = place == null ? -1 : place.indexOf("  " + FOR);
    if (head >= 0) {
      String loop = place.substring(head + 2 + FOR.length());
      return "To run its iterations again instead of keeping them, write "
          + FOR
          + "@Checkpointed "
          + loop;
    }
    return place == null
        ? "To run a method again instead of keeping its tape, mark it @Checkpointed"
        : "To run iterations again instead of keeping them, make it a loop that counts, with"
            + " @Checkpointed on its variable";
  }
}
