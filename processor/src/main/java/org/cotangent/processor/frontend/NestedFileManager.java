package org.cotangent.processor.frontend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * Serves the nested compiler: the class path is that of the compilation, its sources included; the
 * platform comes from the JDK.
 */
final class NestedFileManager extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final RoundSources sources;
  private final OuterClassPath classPath;

  NestedFileManager(
      StandardJavaFileManager standard, RoundSources sources, OuterClassPath classPath) {
    super(standard);
    this.sources = sources;
    this.classPath = classPath;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    List<JavaFileObject> found = new ArrayList<>();
    if (kinds.contains(Kind.SOURCE)) {
      for (String name : sources.classesOf(packageName)) {
        sources.file(name).ifPresent(file -> found.add(source(file, name)));
      }
    }
    classPath.list(packageName, kinds).forEach(found::add);
    return found;
  }

  /** A source of the compilation for the nested compiler. */
  BridgedFile source(JavaFileObject file, String className) {
    return BridgedFile.ofSource(file, className, classPath::mention);
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof BridgedFile bridged
        ? bridged.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a == b || a.toUri().equals(b.toUri());
  }

  @Override
  public boolean contains(Location location, FileObject file) throws IOException {
    return file instanceof BridgedFile
        ? location == StandardLocation.CLASS_PATH
        : super.contains(location, file);
  }
}
