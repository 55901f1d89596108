package org.cotangent.processor.testing;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One run of javac in this process: sources in, a {@link Compiled} out, nothing on disk.
 *
 * <pre>{@code
 * Compiled compiled = Compilation.of(source).with(Processors::cotangent).run();
 * }</pre>
 *
 * <p>All warnings are on; unless {@link #lenient} they are errors. The class path is the tests'
 * own. Compilations exclude each other, since they share one file manager.
 */
public final class Compilation {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  // Never closed: it is the cache of the class path for all compilations of this JVM.
  private static final StandardJavaFileManager SHARED =
      JAVAC.getStandardFileManager(null, null, null);

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<Supplier<? extends Processor>> processors = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private boolean warningsAreErrors = true;

  private Compilation() {}

  /** A compilation of these files; each one's name is that of its first top-level class. */
  public static Compilation of(String... sources) {
    return new Compilation().and(sources);
  }

  /** Adds files. */
  public Compilation and(String... more) {
    for (String source : more) {
      sources.put(Sources.className(source), source);
    }
    return this;
  }

  /** Runs a processor: a fresh one each time, since a processor serves one compilation. */
  public Compilation with(Supplier<? extends Processor> processor) {
    processors.add(processor);
    return this;
  }

  /** Adds options of javac. */
  public Compilation options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Leaves warnings warnings. */
  public Compilation lenient() {
    warningsAreErrors = false;
    return this;
  }

  /** Only parses: the trees know no types. */
  Iterable<? extends CompilationUnitTree> parse() {
    synchronized (SHARED) {
      JavacTask task =
          (JavacTask) JAVAC.getTask(null, new MemoryFiles(SHARED), null, List.of(), null, units());
      try {
        return task.parse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Compiles. */
  public Compiled run() {
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-g"));
    if (warningsAreErrors) {
      arguments.add("-Werror");
    }
    if (processors.isEmpty()) {
      arguments.add("-proc:none");
    }
    arguments.addAll(options);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    synchronized (SHARED) {
      try (MemoryFiles files = new MemoryFiles(SHARED)) {
        StringWriter log = new StringWriter();
        JavaCompiler.CompilationTask task =
            JAVAC.getTask(log, files, diagnostics, arguments, null, units());
        List<Processor> fresh = new ArrayList<>();
        processors.forEach(processor -> fresh.add(processor.get()));
        task.setProcessors(fresh);
        boolean succeeded = task.call();
        SHARED.flush();
        return new Compiled(
            succeeded,
            diagnostics.getDiagnostics().stream().map(Finding::of).toList(),
            files.written(JavaFileObject.Kind.SOURCE),
            files.written(JavaFileObject.Kind.CLASS),
            log.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<JavaFileObject> units() {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    return units;
  }
}
