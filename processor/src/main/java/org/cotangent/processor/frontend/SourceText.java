package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.cotangent.processor.ir.Span;

/** Places and words of one source file. */
final class SourceText {
  private static final int QUOTE = 60;

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String file;
  private final String text;

  SourceText(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
    String path = unit.getSourceFile().getName().replace('\\', '/');
    this.file = path.substring(path.lastIndexOf('/') + 1);
    try {
      this.text = unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file's simple name. */
  String file() {
    return file;
  }

  /** Where a tree is, and its whole text on one line. */
  Span span(Tree tree) {
    return span(tree, end(tree));
  }

  /** Where a statement is; of a compound statement the text is only its head. */
  Span statement(Tree tree) {
    if (tree instanceof IfTree branch) {
      return span(tree, start(branch.getThenStatement()));
    }
    if (tree instanceof SwitchTree choice) {
      return span(tree, end(choice.getExpression()));
    }
    if (tree instanceof ForLoopTree loop) {
      return span(tree, start(loop.getStatement()));
    }
    if (tree instanceof EnhancedForLoopTree loop) {
      return span(tree, start(loop.getStatement()));
    }
    if (tree instanceof WhileLoopTree loop) {
      return span(tree, start(loop.getStatement()));
    }
    if (tree instanceof DoWhileLoopTree loop) {
      Span whole = span(tree, start(tree));
      String head = "do ... while " + folded(start(loop.getCondition()), end(loop.getCondition()));
      return new Span(whole.file(), whole.line(), head, whole.start(), whole.end());
    }
    if (tree instanceof MethodTree method && method.getBody() != null) {
      return span(tree, start(method.getBody()));
    }
    return span(tree);
  }

  /** The tree of a variable's type, or the whole declaration when its type is inferred. */
  Tree typeOf(VariableTree variable) {
    Tree type = variable.getType();
    boolean written = type != null && start(type) >= 0 && end(type) > start(type);
    return written ? type : variable;
  }

  /** The text of a tree as messages quote it: on one line, and shortened. */
  String quote(Tree tree) {
    String folded = folded(start(tree), end(tree));
    return folded.length() <= QUOTE ? folded : folded.substring(0, QUOTE - 4) + " ...";
  }

  /** The text of a tree exactly as it stands in the file. */
  String exact(Tree tree) {
    int start = start(tree);
    int end = end(tree);
    return start < 0 || end < start ? "" : text.substring(start, end);
  }

  private Span span(Tree tree, int textEnd) {
    int start = start(tree);
    if (start < 0) {
      return new Span(file, 0, "", -1, -1);
    }
    int line = (int) unit.getLineMap().getLineNumber(start);
    return new Span(file, line, folded(start, textEnd), start, end(tree));
  }

  private int start(Tree tree) {
    int start = (int) positions.getStartPosition(unit, tree);
    if (tree instanceof VariableTree && start > 0) {
      // up to JDK 21 a declaration with var starts at its name
      String before = text.substring(0, start).stripTrailing();
      boolean inferred = before.endsWith("var") && before.length() < start;
      boolean word =
          inferred && !Character.isJavaIdentifierPart(before.charAt(before.length() - 4));
      return word ? before.length() - 3 : start;
    }
    return start;
  }

  private int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  /** A range of the file on one line: comments dropped, white space folded. */
  private String folded(int start, int end) {
    if (start < 0 || end < start) {
      return "";
    }
    StringBuilder folded = new StringBuilder();
    char quote = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        folded.append(c);
        if (c == '\\' && i + 1 < end) {
          folded.append(text.charAt(++i));
        } else if (c == quote) {
          quote = 0;
        }
      } else if (text.startsWith("//", i)) {
        int newline = text.indexOf('\n', i);
        i = newline < 0 ? end : newline;
        space(folded);
      } else if (text.startsWith("/*", i)) {
        i = text.indexOf("*/", i) + 1;
        space(folded);
      } else if (Character.isWhitespace(c)) {
        space(folded);
      } else {
        quote = c == '"' || c == '\'' ? c : 0;
        folded.append(c);
      }
    }
    return folded.toString().strip();
  }

  private static void space(StringBuilder text) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
      text.append(' ');
    }
  }
}
