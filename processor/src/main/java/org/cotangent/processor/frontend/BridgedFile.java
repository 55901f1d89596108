package org.cotangent.processor.frontend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.FileObject;
import javax.tools.ForwardingFileObject;
import javax.tools.JavaFileObject;

/**
 * A file of the compilation as the nested compiler sees it. It tells what it hands out, since what
 * a file mentions decides where the next ones are looked for.
 */
final class BridgedFile extends ForwardingFileObject<FileObject> implements JavaFileObject {
  private final String binaryName;
  private final Kind kind;
  private final Consumer<byte[]> onClassRead;
  private final Consumer<CharSequence> onSourceRead;

  private BridgedFile(
      FileObject file,
      String binaryName,
      Kind kind,
      Consumer<byte[]> onClassRead,
      Consumer<CharSequence> onSourceRead) {
    super(file);
    this.binaryName = binaryName;
    this.kind = kind;
    this.onClassRead = onClassRead;
    this.onSourceRead = onSourceRead;
  }

  /** A class file. */
  static BridgedFile ofClass(FileObject file, String binaryName, Consumer<byte[]> onRead) {
    return new BridgedFile(file, binaryName, Kind.CLASS, onRead, text -> {});
  }

  /** A source file. */
  static BridgedFile ofSource(FileObject file, String binaryName, Consumer<CharSequence> onRead) {
    return new BridgedFile(file, binaryName, Kind.SOURCE, bytes -> {}, onRead);
  }

  /** The binary name of the class in it. */
  String binaryName() {
    return binaryName;
  }

  @Override
  public InputStream openInputStream() throws IOException {
    try (InputStream in = super.openInputStream()) {
      byte[] bytes = in.readAllBytes();
      if (kind == Kind.CLASS) {
        onClassRead.accept(bytes);
      }
      return new ByteArrayInputStream(bytes);
    }
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
    CharSequence text = super.getCharContent(ignoreEncodingErrors);
    onSourceRead.accept(text);
    return text;
  }

  @Override
  public Reader openReader(boolean ignoreEncodingErrors) throws IOException {
    return kind == Kind.SOURCE
        ? new StringReader(getCharContent(ignoreEncodingErrors).toString())
        : new InputStreamReader(openInputStream(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public Kind getKind() {
    return kind;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    // A source file may hold classes of other names; the compiler asks for those of its own only.
    return this.kind == kind
        && (binaryName.equals(simpleName)
            || binaryName.endsWith("." + simpleName)
            || (kind == Kind.SOURCE
                && fileObject instanceof JavaFileObject file
                && file.isNameCompatible(simpleName, kind)));
  }

  @Override
  public NestingKind getNestingKind() {
    return null;
  }

  @Override
  public Modifier getAccessLevel() {
    return null;
  }
}
