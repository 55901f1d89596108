package org.cotangent.processor.testing;

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

/**
 * A file manager whose output (class files, generated sources, resources) stays in memory. What it
 * does not hold itself it asks of a shared manager, which outlives it: opening the class path anew
 * for each of hundreds of compilations is what would make them slow.
 */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, MemoryFile> files = new TreeMap<>();

  MemoryFiles(JavaFileManager shared) {
    super(shared);
  }

  /** A source file that exists in memory only. */
  static JavaFileObject source(String className, String text) {
    MemoryFile file =
        new MemoryFile(
            className,
            URI.create("memory:///" + className.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE);
    file.content = text.getBytes(StandardCharsets.UTF_8);
    return file;
  }

  /** The files written of one kind, by binary class name, in alphabetical order. */
  Map<String, byte[]> written(JavaFileObject.Kind kind) {
    Map<String, byte[]> result = new TreeMap<>();
    for (MemoryFile file : files.values()) {
      if (file.getKind() == kind) {
        result.put(file.binaryName, file.content);
      }
    }
    return result;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    String path = location.getName() + "/" + className.replace('.', '/') + kind.extension;
    return put(path, className, kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    String path = resourcePath(location, packageName, relativeName);
    return put(path, relativeName, JavaFileObject.Kind.OTHER);
  }

  @Override
  public JavaFileObject getJavaFileForInput(
      Location location, String className, JavaFileObject.Kind kind) throws IOException {
    MemoryFile file =
        files.get(location.getName() + "/" + className.replace('.', '/') + kind.extension);
    if (file != null || location.isOutputLocation()) {
      return file;
    }
    return super.getJavaFileForInput(location, className, kind);
  }

  @Override
  public FileObject getFileForInput(Location location, String packageName, String relativeName)
      throws IOException {
    MemoryFile file = files.get(resourcePath(location, packageName, relativeName));
    if (file != null || location.isOutputLocation()) {
      return file;
    }
    return super.getFileForInput(location, packageName, relativeName);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (!location.isOutputLocation()) {
      return super.list(location, packageName, kinds, recurse);
    }
    List<JavaFileObject> found = new ArrayList<>();
    for (Map.Entry<String, MemoryFile> entry : files.entrySet()) {
      MemoryFile file = entry.getValue();
      String inPackage =
          file.binaryName.substring(0, Math.max(0, file.binaryName.lastIndexOf('.')));
      if (entry.getKey().startsWith(location.getName() + "/")
          && kinds.contains(file.getKind())
          && (inPackage.equals(packageName)
              || (recurse && (packageName.isEmpty() || inPackage.startsWith(packageName + "."))))) {
        found.add(file);
      }
    }
    return found;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof MemoryFile memory
        ? memory.binaryName
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.CLASS_OUTPUT
        || location == StandardLocation.SOURCE_OUTPUT
        || super.hasLocation(location);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.toUri().equals(b.toUri());
  }

  /** Forgets the files of this compilation only: the shared manager serves the next one. */
  @Override
  public void close() {
    files.clear();
  }

  private MemoryFile put(String path, String name, JavaFileObject.Kind kind) {
    MemoryFile file = new MemoryFile(name, URI.create("memory:///" + path), kind);
    files.put(path, file);
    return file;
  }

  private static String resourcePath(Location location, String packageName, String relativeName) {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    return location.getName() + "/" + folder + relativeName;
  }

  /** A file of bytes. */
  private static final class MemoryFile extends SimpleJavaFileObject {
    private final String binaryName;
    private byte[] content = new byte[0];

    MemoryFile(String binaryName, URI uri, Kind kind) {
      super(uri, kind);
      this.binaryName = binaryName;
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
