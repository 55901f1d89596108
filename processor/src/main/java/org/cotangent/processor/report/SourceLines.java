package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Span;

/** The lines of the user's file, and to which statement each belongs. */
final class SourceLines {
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final Map<Integer, Span> innermost = new HashMap<>();

  /**
   * @param statements the places of all statements that anything may come from
   */
  SourceLines(String text, Collection<Span> statements) {
    int start = 0;
    for (int k = 0; k <= text.length(); k++) {
      boolean end = k == text.length();
      char c = end ? '\n' : text.charAt(k);
      boolean pair = c == '\r' && k + 1 < text.length() && text.charAt(k + 1) == '\n';
      if (!pair && (c == '\n' || c == '\r')) {
        int stop = k > start && !end && c == '\n' && text.charAt(k - 1) == '\r' ? k - 1 : k;
        starts.add(start);
        lines.add(text.substring(start, stop));
        start = k + 1;
      }
    }
    for (Span span : statements) {
      if (span.line() > 0 && span.start() >= 0) {
        for (int line = span.line(); line <= lineOf(span.end() - 1); line++) {
          innermost.merge(line, span, (a, b) -> length(b) < length(a) ? b : a);
        }
      }
    }
  }

  private static long length(Span span) {
    return span.end() - span.start();
  }

  /** The line of a character. */
  int lineOf(long offset) {
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (starts.get(middle) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low + 1;
  }

  /** The text of a line, from 1. */
  String text(int line) {
    return lines.get(line - 1);
  }

  /** The line at which the innermost statement around a line begins; 0 where there is none. */
  int statement(int line) {
    String text = text(line).strip();
    boolean comment = text.startsWith("//") || text.startsWith("*") || text.startsWith("/*");
    Span span = text.isEmpty() || comment ? null : innermost.get(line);
    return span == null ? 0 : span.line();
  }
}
