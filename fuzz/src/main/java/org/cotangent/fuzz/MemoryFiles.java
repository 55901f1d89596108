package org.cotangent.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Keeps what one run of javac writes in memory. What it reads comes from a shared manager. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, TextOrCode> sources = new TreeMap<>();
  private final Map<String, TextOrCode> classes = new TreeMap<>();
  private final List<TextOrCode> provided = new ArrayList<>();

  MemoryFiles(JavaFileManager shared) {
    super(shared);
  }

  /** A source file that exists in memory only. */
  static JavaFileObject source(String className, String text) {
    TextOrCode file = new TextOrCode(className, JavaFileObject.Kind.SOURCE);
    file.content = text.getBytes(StandardCharsets.UTF_8);
    return file;
  }

  /** The class files, by the classes' names. */
  Map<String, byte[]> classes() {
    Map<String, byte[]> result = new TreeMap<>();
    classes.forEach((name, file) -> result.put(name, file.content));
    return result;
  }

  /** The generated sources, by the classes' names. */
  Map<String, String> generated() {
    Map<String, String> result = new TreeMap<>();
    sources.forEach(
        (name, file) -> result.put(name, new String(file.content, StandardCharsets.UTF_8)));
    return result;
  }

  /** Adds classes to what is found on the class path. */
  void provide(Map<String, byte[]> earlier) {
    earlier.forEach(
        (name, code) -> {
          TextOrCode file = new TextOrCode(name, JavaFileObject.Kind.CLASS);
          file.content = code;
          provided.add(file);
        });
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH || !packageName.isEmpty() || provided.isEmpty()) {
      return found;
    }
    List<JavaFileObject> all = new ArrayList<>(provided);
    found.forEach(all::add);
    return all;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    TextOrCode file = new TextOrCode(className, kind);
    (kind == JavaFileObject.Kind.SOURCE ? sources : classes).put(className, file);
    return file;
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.toUri().equals(b.toUri());
  }

  /** The shared manager serves the next run, too. */
  @Override
  public void close() {}

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof TextOrCode own ? own.className : super.inferBinaryName(location, file);
  }

  private static final class TextOrCode extends SimpleJavaFileObject {
    private final String className;
    private byte[] content = new byte[0];

    TextOrCode(String className, Kind kind) {
      super(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind);
      this.className = className;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          content = toByteArray();
        }
      };
    }
  }
}
