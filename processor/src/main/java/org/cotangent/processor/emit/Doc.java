package org.cotangent.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that knows where it may be broken into lines.
 *
 * <p>A group stays on one line if it fits. Otherwise all its own breaks become new lines (or, in a
 * filled group, those that must), and the groups inside decide anew. These are the rules of
 * google-java-format, so that the result looks like formatted source.
 */
sealed interface Doc {

  /** The columns it takes on one line. */
  int width();

  /** Plain text without a line end. */
  record Text(String text) implements Doc {
    @Override
    public int width() {
      return text.length();
    }
  }

  /** The name of a class, which is imported where possible. */
  record Name(ClassName className) implements Doc {
    @Override
    public int width() {
      return String.join(".", className.simpleNames()).length();
    }
  }

  /**
   * A place where the line may end.
   *
   * @param flat what stands there otherwise
   * @param indent how far the next line is indented beyond its group
   */
  record Break(String flat, int indent) implements Doc {
    @Override
    public int width() {
      return flat.length();
    }
  }

  /** Parts that belong to the group around them. */
  record Sequence(List<Doc> parts, int width) implements Doc {}

  /**
   * Parts that are broken together.
   *
   * @param indent how far lines inside are indented beyond the group around this one
   * @param filled whether lines are filled, as those of a list of short items
   */
  record Group(List<Doc> parts, int indent, boolean filled, int width) implements Doc {}

  /** A break that is a space on one line. */
  Break LINE = new Break(" ", 0);

  /** A break that is nothing on one line. */
  Break SOFT = new Break("", 0);

  /** Items are short up to this width: a list of short ones is filled. */
  int SHORT_ITEM = 10;

  /** Strings and documents one after the other. */
  static Doc of(Object... parts) {
    List<Doc> flat = flatten(parts);
    return new Sequence(flat, widthOf(flat));
  }

  /** A group of strings and documents. */
  static Doc group(int indent, Object... parts) {
    List<Doc> flat = flatten(parts);
    return new Group(flat, indent, false, widthOf(flat));
  }

  /**
   * Items with commas between them: all on one line, or one a line; short ones fill their lines.
   */
  static Doc commaSeparated(List<Doc> items) {
    List<Doc> parts = new ArrayList<>();
    boolean filled = true;
    for (int i = 0; i < items.size(); i++) {
      filled &= items.get(i).width() < SHORT_ITEM;
      parts.add(items.get(i));
      if (i < items.size() - 1) {
        parts.add(new Text(","));
        parts.add(LINE);
      }
    }
    List<Doc> flat = flatten(parts.toArray());
    return new Group(flat, 0, filled, widthOf(flat));
  }

  /**
   * What stands before the parenthesis, then the items in parentheses, as in a call or a
   * declaration.
   */
  static Doc call(Doc head, List<Doc> items) {
    return items.isEmpty() ? of(head, "()") : group(4, head, "(", SOFT, commaSeparated(items), ")");
  }

  private static List<Doc> flatten(Object... parts) {
    List<Doc> flat = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Sequence sequence) {
        flat.addAll(sequence.parts());
      } else if (part instanceof Doc doc) {
        flat.add(doc);
      } else {
        flat.add(new Text((String) part));
      }
    }
    return List.copyOf(flat);
  }

  private static int widthOf(List<Doc> parts) {
    return parts.stream().mapToInt(Doc::width).sum();
  }
}
