package org.cotangent.processor.testing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * One diagnostic of a compilation, detached from the compiler.
 *
 * @param kind error, warning or note
 * @param code the project's code such as {@code AD103}; javac's own key where the text has none
 * @param file the simple name of the source file; empty when there is no position
 * @param line from 1; -1 when there is no position
 * @param column from 1, the caret's place; -1 when there is no position
 * @param start offset of the offending text in the file; -1 when there is no position
 * @param end offset behind the offending text; -1 when there is no position
 * @param text the whole message
 */
public record Finding(
    Diagnostic.Kind kind,
    String code,
    String file,
    long line,
    long column,
    long start,
    long end,
    String text) {

  private static final Pattern CODE = Pattern.compile("\\[(AD\\d{3})]");

  /** Copies what a diagnostic says. */
  static Finding of(Diagnostic<? extends JavaFileObject> diagnostic) {
    String text = diagnostic.getMessage(Locale.ROOT);
    Matcher code = CODE.matcher(text);
    JavaFileObject source = diagnostic.getSource();
    String path = source == null ? "" : source.toUri().getPath();
    return new Finding(
        diagnostic.getKind(),
        code.find() ? code.group(1) : String.valueOf(diagnostic.getCode()),
        path.substring(path.lastIndexOf('/') + 1),
        diagnostic.getLineNumber(),
        diagnostic.getColumnNumber(),
        diagnostic.getStartPosition(),
        diagnostic.getEndPosition(),
        text);
  }

  /** Whether it stops the compilation. */
  public boolean isError() {
    return kind == Diagnostic.Kind.ERROR;
  }

  /** Whether it is a warning of any kind. */
  public boolean isWarning() {
    return kind == Diagnostic.Kind.WARNING || kind == Diagnostic.Kind.MANDATORY_WARNING;
  }

  /** Whether it is one of the project's own messages. */
  public boolean isOurs() {
    return code.startsWith("AD");
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + kind + " [" + code + "] " + text;
  }
}
