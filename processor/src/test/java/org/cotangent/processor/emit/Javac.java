package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources in memory, all warnings being errors, and loads what comes out. */
final class Javac {

  private Javac() {}

  /** The compiled classes; the test fails with the compiler's words if there are any. */
  static ClassLoader compile(String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> classes = new HashMap<>();
    JavaFileManager manager =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
              }
            };
          }
        };
    List<String> options = List.of("-Xlint:all", "-Werror", "-proc:none", "--release", "17");
    List<JavaFileObject> units = new ArrayList<>();
    Arrays.stream(sources).forEach(source -> units.add(unit(source)));
    boolean success =
        compiler.getTask(null, manager, diagnostics, options, null, units).call()
            && diagnostics.getDiagnostics().isEmpty();
    assertWithMessage("%s in\n%s", diagnostics.getDiagnostics(), String.join("\n\n", sources))
        .that(success)
        .isTrue();
    return new ClassLoader(Javac.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (classes.containsKey(name) && findLoadedClass(name) == null) {
          byte[] bytes = classes.get(name).toByteArray();
          return defineClass(name, bytes, 0, bytes.length);
        }
        return super.loadClass(name, resolve);
      }
    };
  }

  private static JavaFileObject unit(String source) {
    String name = source.replaceFirst("(?s).*?\\b(?:class|interface|enum) (\\w+).*", "$1");
    URI uri = URI.create("mem:///" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
