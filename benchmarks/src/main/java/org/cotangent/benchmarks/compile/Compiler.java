package org.cotangent.benchmarks.compile;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a set of sources twice: with the processor, and without it the sources together with
 * what the processor wrote. The difference is the processor's own time.
 */
final class Compiler implements AutoCloseable {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Path root;
  private final List<Path> sources = new ArrayList<>();

  /**
   * What one pair of compilations took, in seconds of processor time of the whole process (the JIT
   * compiler and the garbage collector included), so that other work on the machine counts little.
   *
   * @param with with the processor
   * @param without without it, the generated files being sources
   */
  record Times(double with, double without) {
    /** The processor's own time. */
    double own() {
      return with - without;
    }

    double ratio() {
      return own() / without;
    }
  }

  /** Writes the sources, by simple class name, to a directory of its own. */
  Compiler(Map<String, String> files) {
    try {
      root = Files.createTempDirectory("cotangent-bench");
      for (String kind : List.of("sources", "generated", "with", "without")) {
        Files.createDirectory(root.resolve(kind));
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = root.resolve("sources").resolve(file.getKey() + ".java");
        sources.add(Files.writeString(path, file.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sources to compile", e);
    }
  }

  /** One round. */
  Times round() {
    double with = compile(sources, "with", true);
    List<Path> all = new ArrayList<>(sources);
    try (Stream<Path> generated = Files.walk(root.resolve("generated"))) {
      generated.filter(Files::isRegularFile).sorted().forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list what the processor wrote", e);
    }
    if (all.size() == sources.size()) {
      throw new IllegalStateException("the processor wrote nothing");
    }
    return new Times(with, compile(all, "without", false));
  }

  private double compile(List<Path> files, String output, boolean processes) {
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(List.of("-d", root.resolve(output).toString()));
    if (processes) {
      options.addAll(List.of("-s", root.resolve("generated").toString()));
    } else {
      options.add("-proc:none");
    }
    try (StandardJavaFileManager manager = javac.getStandardFileManager(messages, null, null)) {
      long start = system.getProcessCpuTime();
      JavaCompiler.CompilationTask task =
          javac.getTask(
              null, manager, messages, options, null, manager.getJavaFileObjectsFromPaths(files));
      if (processes) {
        task.setProcessors(processors());
      }
      boolean fine = task.call();
      double seconds = (system.getProcessCpuTime() - start) / 1e9;
      if (!fine) {
        throw new IllegalStateException("a benchmark does not compile:\n" + errors(messages));
      }
      return seconds;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the compiler's files", e);
    }
  }

  private static List<Processor> processors() {
    List<Processor> found = new ArrayList<>();
    ServiceLoader.load(Processor.class).forEach(found::add);
    if (found.isEmpty()) {
      throw new IllegalStateException("no processor on the class path");
    }
    return found;
  }

  private static String errors(DiagnosticCollector<JavaFileObject> messages) {
    StringBuilder text = new StringBuilder();
    messages.getDiagnostics().stream()
        .filter(message -> message.getKind() == Diagnostic.Kind.ERROR)
        .limit(5)
        .forEach(message -> text.append(message).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + root, e);
    }
  }
}
