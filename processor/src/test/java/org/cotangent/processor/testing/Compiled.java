package org.cotangent.processor.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a compilation left: findings, generated sources, and classes that can be loaded. */
public final class Compiled {
  private final boolean succeeded;
  private final List<Finding> findings;
  private final Map<String, String> generated = new TreeMap<>();
  private final Map<String, byte[]> classFiles;
  private final String log;
  private MemoryLoader loader;

  Compiled(
      boolean succeeded,
      List<Finding> findings,
      Map<String, byte[]> generated,
      Map<String, byte[]> classFiles,
      String log) {
    this.succeeded = succeeded;
    this.findings = findings;
    this.classFiles = classFiles;
    this.log = log;
    generated.forEach(
        (name, bytes) -> this.generated.put(name, new String(bytes, StandardCharsets.UTF_8)));
  }

  /** Compiles one file with the project's processor; warnings are errors. */
  public static Compiled compile(String source, String... more) {
    return Compilation.of(source).and(more).with(Processors::cotangent).run();
  }

  /** Whether javac was content. */
  public boolean succeeded() {
    return succeeded;
  }

  /** All diagnostics, in javac's order. */
  public List<Finding> findings() {
    return findings;
  }

  /** The errors. */
  public List<Finding> errors() {
    return findings.stream().filter(Finding::isError).toList();
  }

  /** The warnings. */
  public List<Finding> warnings() {
    return findings.stream().filter(Finding::isWarning).toList();
  }

  /** The sources that processors wrote, by class name. */
  public Map<String, String> generated() {
    return generated;
  }

  /** The class files, by binary name. */
  public Map<String, byte[]> classFiles() {
    return classFiles;
  }

  /** What javac printed beside its diagnostics: stack traces of processors end here. */
  public String log() {
    return log;
  }

  /** This, or an error that shows everything the user would have seen. */
  public Compiled orThrow() {
    if (!succeeded) {
      throw new AssertionError("does not compile:\n" + report());
    }
    return this;
  }

  /** Everything the user would have seen, with the generated sources. */
  public String report() {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding).append('\n'));
    text.append(log);
    generated.forEach(
        (name, source) -> text.append("---- ").append(name).append('\n').append(source));
    return text.toString();
  }

  /** Loads a class of this compilation, or of the tests' class path. */
  public Class<?> load(String binaryName) {
    orThrow();
    if (loader == null) {
      loader = new MemoryLoader(classFiles);
    }
    try {
      return loader.loadClass(binaryName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("no class " + binaryName + " among " + classFiles.keySet(), e);
    }
  }

  /** Defines classes from memory. */
  private static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    MemoryLoader(Map<String, byte[]> classFiles) {
      super(Compiled.class.getClassLoader());
      this.classFiles = classFiles;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classFiles.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
