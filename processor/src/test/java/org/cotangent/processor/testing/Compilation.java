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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * <p>All warnings but those about unclaimed annotations are on; unless {@link #lenient} they are
 * errors. The class path is the tests' own. Compilations exclude each other, since they share one
 * file manager.
 */
public final class Compilation {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final Object LOCK = new Object();
  private static final int LIMIT_SECONDS = 120;

  // Never closed: it is the cache of the class path for all compilations of this JVM.
  private static StandardJavaFileManager shared = JAVAC.getStandardFileManager(null, null, null);

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

  /** Adds options of javac; one that begins with {@code -Xlint} replaces the choice of warnings. */
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
    synchronized (LOCK) {
      MemoryFiles files = new MemoryFiles(shared);
      JavacTask task = (JavacTask) JAVAC.getTask(null, files, null, List.of(), null, units());
      try {
        return task.parse();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Compiles; a processor that does not come to an end is an {@code AssertionError}. */
  public Compiled run() {
    synchronized (LOCK) {
      FutureTask<Compiled> task = new FutureTask<>(this::compile);
      Thread thread = new Thread(task, "javac");
      thread.setDaemon(true);
      thread.start();
      try {
        return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        // The thread cannot be stopped; at least it shall not disturb the compilations that follow.
        shared = JAVAC.getStandardFileManager(null, null, null);
        AssertionError error = new AssertionError("javac does not end on " + sources.values());
        error.setStackTrace(thread.getStackTrace());
        throw error;
      } catch (ExecutionException e) {
        throw new AssertionError("javac failed on " + sources.values(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private Compiled compile() {
    List<String> arguments = new ArrayList<>(List.of("-g"));
    if (options.stream().noneMatch(option -> option.startsWith("-Xlint"))) {
      // "processing" complains of every annotation that no processor claims, whosever it is.
      arguments.add("-Xlint:all,-processing");
    }
    if (warningsAreErrors) {
      arguments.add("-Werror");
    }
    if (processors.isEmpty()) {
      arguments.add("-proc:none");
    }
    arguments.addAll(options);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (MemoryFiles files = new MemoryFiles(shared)) {
      StringWriter log = new StringWriter();
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(log, files, diagnostics, arguments, null, units());
      List<Processor> fresh = new ArrayList<>();
      processors.forEach(processor -> fresh.add(processor.get()));
      task.setProcessors(fresh);
      boolean succeeded = task.call();
      return new Compiled(
          succeeded,
          diagnostics.getDiagnostics().stream().map(Finding::of).toList(),
          files.written(JavaFileObject.Kind.SOURCE),
          files.written(JavaFileObject.Kind.CLASS),
          log.toString());
    }
  }

  private List<JavaFileObject> units() {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    return units;
  }
}
