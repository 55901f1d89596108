package org.cotangent.processor;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs of javac on files of a directory, for what cannot be shown in memory: paths and modules. */
final class Javac {
  private final Path directory;
  private final Path output;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();

  private Javac(Path directory) {
    this.directory = directory;
    this.output = directory.resolve("classes");
  }

  /** A run below a directory of its own. */
  static Javac in(Path directory) {
    return new Javac(directory);
  }

  /** The annotations, where these tests find them. */
  static String annotations() {
    return Path.of(location(org.cotangent.Differentiable.class)).toString();
  }

  private static java.net.URI location(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a source file. */
  Javac source(String name, String... lines) {
    sources.add(write(directory.resolve("src").resolve(name), lines));
    return this;
  }

  /** Writes a file that is not handed to the compiler. */
  static Path write(Path file, String... lines) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Javac options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  /** The class path; the annotations are added. */
  Javac classPath(Object... entries) {
    StringBuilder path = new StringBuilder(annotations());
    for (Object entry : entries) {
      path.append(java.io.File.pathSeparator).append(entry);
    }
    return options("-cp", path.toString());
  }

  Javac processors(Processor... more) {
    processors.addAll(Arrays.asList(more));
    return this;
  }

  /** Compiles. */
  Run run() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter log = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      Files.createDirectories(output);
      List<String> arguments = new ArrayList<>(options);
      if (!arguments.contains("-cp") && !arguments.contains("-p")) {
        arguments.addAll(List.of("-cp", annotations()));
      }
      if (processors.isEmpty()) {
        arguments.add("-proc:none");
      }
      arguments.addAll(List.of("-d", output.toString()));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              log, files, diagnostics, arguments, null, files.getJavaFileObjectsFromPaths(sources));
      task.setLocale(Locale.ROOT);
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean succeeded = task.call();
      return new Run(succeeded, diagnostics.getDiagnostics(), output, log.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a run left.
   *
   * @param output the directory of class files
   */
  record Run(
      boolean succeeded,
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      Path output,
      String log) {

    /** This run, if it went well. */
    Run orThrow() {
      if (!succeeded) {
        throw new AssertionError(this);
      }
      return this;
    }

    List<String> messages(Diagnostic.Kind... kinds) {
      List<Diagnostic.Kind> wanted = Arrays.asList(kinds);
      return diagnostics.stream()
          .filter(diagnostic -> wanted.contains(diagnostic.getKind()))
          .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
          .toList();
    }

    List<String> errors() {
      return messages(Diagnostic.Kind.ERROR);
    }

    List<String> warnings() {
      return messages(Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING);
    }

    /** Class files by name, as hexadecimal text so that differences show. */
    Map<String, String> classFiles() {
      Map<String, String> found = new TreeMap<>();
      for (Path file : files(".class")) {
        try {
          found.put(
              output.relativize(file).toString(),
              java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return found;
    }

    /** The generated source of a class, by its simple name. */
    String generated(String simpleName) {
      for (Path file : files(".java")) {
        if (file.getFileName().toString().equals(simpleName + ".java")) {
          try {
            return Files.readString(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      throw new AssertionError("no " + simpleName + " was generated: " + this);
    }

    private List<Path> files(String suffix) {
      try (Stream<Path> all = Files.walk(output)) {
        return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The output as a jar. */
    Path jar(Path file) {
      try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
          Stream<Path> all = Files.walk(output)) {
        for (Path each :
            all.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
          jar.putNextEntry(new JarEntry(output.relativize(each).toString().replace('\\', '/')));
          jar.write(Files.readAllBytes(each));
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
