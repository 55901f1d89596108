package org.cotangent.fuzz;

import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.cotangent.Differentiable;
import org.cotangent.runtime.Tape;

/** javac, run in this process on sources in memory. Not for two threads at once. */
final class Javac {
  private static final Pattern CODE = Pattern.compile("\\[(AD\\d+)]");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private JavaFileManager shared = compiler.getStandardFileManager(null, null, null);
  private final List<String> options =
      List.of("-Xlint:all,-processing", "-g", "-classpath", classPath());

  /**
   * A message of the compiler.
   *
   * @param file the name of the class that it is about, without folders; empty if it is about none
   * @param code Cotangent's code, or empty for one of javac's own messages
   */
  record Message(Diagnostic.Kind kind, String file, long line, String code, String text) {

    boolean isError() {
      return kind == Diagnostic.Kind.ERROR;
    }

    boolean isWarning() {
      return kind == Diagnostic.Kind.WARNING || kind == Diagnostic.Kind.MANDATORY_WARNING;
    }

    boolean inGenerated() {
      return file.endsWith("Derivatives");
    }

    @Override
    public String toString() {
      return file + ":" + line + ": " + kind + ": " + text;
    }
  }

  /**
   * What a run of javac gave.
   *
   * @param log what it printed beside its messages: the traces of crashes
   */
  record Result(
      boolean succeeded,
      List<Message> messages,
      Map<String, byte[]> classes,
      Map<String, String> generated,
      String log) {

    List<Message> errors() {
      return messages.stream().filter(Message::isError).toList();
    }

    List<Message> about(String className) {
      return messages.stream()
          .filter(m -> m.file.equals(className) || m.file.equals(className + "Derivatives"))
          .toList();
    }
  }

  /** Where the classes lie that programs and their companions need. */
  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type : List.of(Differentiable.class, Tape.class, Dual.class)) {
      try {
        places.add(
            Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(type.toString(), e);
      }
    }
    return String.join(System.getProperty("path.separator"), places);
  }

  /** A fresh processor of this project, by its name, as javac makes it. */
  static Processor cotangent() {
    try {
      return Class.forName("org.cotangent.processor.DifferentiableProcessor")
          .asSubclass(Processor.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the processor is not on the class path", e);
    }
  }

  /** Forgets what may have been left behind by a run that did not end. */
  void renew() {
    shared = compiler.getStandardFileManager(null, null, null);
  }

  /** Compiles sources that need classes of an earlier run. */
  Result recompile(Map<String, String> sources, Map<String, byte[]> earlier) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    try (MemoryFiles files = new MemoryFiles(shared)) {
      files.provide(earlier);
      List<String> arguments = new ArrayList<>(options);
      arguments.add("-proc:none");
      boolean succeeded = compiler.getTask(null, files, collector, arguments, null, units).call();
      return new Result(succeeded, messages(collector), files.classes(), files.generated(), "");
    }
  }

  /** Compiles sources, by class name. */
  Result run(Map<String, String> sources, List<Processor> processors, String... more) {
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(MemoryFiles.source(name, text)));
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of(more));
    if (processors.isEmpty()) {
      arguments.add("-proc:none");
    }
    DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
    StringWriter log = new StringWriter();
    try (MemoryFiles files = new MemoryFiles(shared)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(log, files, collector, arguments, null, units);
      task.setProcessors(processors);
      boolean succeeded = task.call();
      return new Result(
          succeeded, messages(collector), files.classes(), files.generated(), log.toString());
    }
  }

  private static List<Message> messages(DiagnosticCollector<JavaFileObject> collector) {
    return collector.getDiagnostics().stream().map(Javac::message).collect(Collectors.toList());
  }

  private static Message message(Diagnostic<? extends JavaFileObject> diagnostic) {
    String text = diagnostic.getMessage(Locale.ROOT);
    Matcher code = CODE.matcher(text);
    JavaFileObject source = diagnostic.getSource();
    String path = source == null ? "" : source.toUri().getPath();
    String file = path.substring(path.lastIndexOf('/') + 1).replace(".java", "");
    return new Message(
        diagnostic.getKind(),
        file,
        diagnostic.getLineNumber(),
        code.find() ? code.group(1) : "",
        text);
  }
}
