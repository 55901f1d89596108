package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.tools.FileObject;

/** Names and texts of source files. */
final class SourceNames {
  private SourceNames() {}

  /** The file's name without its directory. */
  static String simple(FileObject file) {
    String path = file.getName().replace('\\', '/');
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A range of a file; empty when there is no such range. */
  static String text(CompilationUnitTree unit, long start, long end) {
    try {
      CharSequence text = unit.getSourceFile().getCharContent(true);
      return start < 0 || end > text.length() || start > end
          ? ""
          : text.subSequence((int) start, (int) end).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
