package org.cotangent.processor.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Origin;

/** Writes lines: indents them, and breaks documents that are wider than a line. */
final class Lines {

  /** The last column that is used. */
  static final int MAX_WIDTH = 100;

  private static final int INDENT = 2;

  private final CodeBlock.Builder code = CodeBlock.builder();
  private final StringBuilder pending = new StringBuilder();
  private final List<Origin> origins = new ArrayList<>();
  private Origin origin = Origin.NONE;
  private int depth;
  private int column;

  /** What was written. */
  CodeBlock build() {
    flush();
    return code.build();
  }

  /** Where each line comes from. */
  List<Origin> origins() {
    return origins;
  }

  /** Where the lines come from that are written now. */
  Origin origin() {
    return origin;
  }

  /** Says where the lines come from that follow. */
  void origin(Origin next) {
    origin = next;
  }

  /** The column that the next line starts at. */
  int indentation() {
    return depth * INDENT;
  }

  /** The lines that follow are indented by one step more. */
  void indent() {
    depth++;
  }

  /** The lines that follow are indented by one step less. */
  void unindent() {
    depth--;
  }

  /** An empty line. */
  void blank() {
    end();
  }

  /** A line, or as many as the document needs. */
  void line(Object... parts) {
    column = 0;
    spaces(indentation());
    print(Doc.of(parts), indentation(), 0);
    end();
  }

  /**
   * Prints a document.
   *
   * @param indent the indentation of the group that it belongs to
   * @param trailing the columns of what follows on the same line
   */
  private void print(Doc doc, int indent, int trailing) {
    if (doc instanceof Doc.Sequence sequence) {
      printParts(sequence.parts(), indent, trailing, false, false);
    } else if (doc instanceof Doc.Group group) {
      boolean fits = column + group.width() + trailing <= MAX_WIDTH;
      printParts(group.parts(), indent + group.indent(), trailing, !fits, group.filled());
    } else if (doc instanceof Doc.Name name) {
      flush();
      code.add("$T", name.className());
      column += name.width();
    } else if (doc instanceof Doc.Text text) {
      append(text.text());
    } else if (doc instanceof Doc.Break place) {
      append(place.flat());
    }
  }

  private void printParts(
      List<Doc> parts, int indent, int trailing, boolean broken, boolean filled) {
    for (int i = 0; i < parts.size(); i++) {
      int rest = widthToNextBreak(parts, i + 1, trailing, broken);
      if (broken
          && parts.get(i) instanceof Doc.Break place
          && (!filled || column + place.width() + rest > MAX_WIDTH)) {
        newLine(indent + place.indent());
      } else {
        print(parts.get(i), indent, rest);
      }
    }
  }

  /**
   * The columns of the parts from an index to the next break, or of all of them and what follows.
   */
  private static int widthToNextBreak(List<Doc> parts, int from, int trailing, boolean broken) {
    int width = 0;
    for (Doc part : parts.subList(from, parts.size())) {
      if (broken && part instanceof Doc.Break) {
        return width;
      }
      width += part.width();
    }
    return width + trailing;
  }

  private void newLine(int indent) {
    end();
    column = 0;
    spaces(indent);
  }

  private void end() {
    pending.append('\n');
    origins.add(origin);
  }

  private void spaces(int count) {
    append(" ".repeat(count));
  }

  private void append(String text) {
    pending.append(text);
    column += text.length();
  }

  private void flush() {
    if (!pending.isEmpty()) {
      code.add("$L", pending.toString());
      pending.setLength(0);
    }
  }
}
