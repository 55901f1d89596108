package org.cotangent.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Types bodies by compiling the same sources once more: a javac inside the processor parses and
 * attributes the files with the wanted classes, and finds everything else through the compilation
 * that runs the processor. Nothing is written, and its messages are only looked at.
 */
public final class NestedBodyTyper implements BodyTyper {
  /** How often the compiler may be asked again because the class path became known late. */
  private static final int ATTEMPTS = 3;

  private final Host host;
  private final OuterFiles files;
  private final JavaCompiler compiler;
  private OuterClassPath classPath;

  private NestedBodyTyper(Host host, JavaCompiler compiler) {
    this.host = host;
    this.compiler = compiler;
    this.files = new OuterFiles(host);
  }

  /** A typer for this compilation; none where the running Java has no compiler in it. */
  public static Optional<NestedBodyTyper> of(Host host) {
    return Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
        .map(compiler -> new NestedBodyTyper(host, compiler));
  }

  @Override
  public TypedBodies type(Collection<String> classes, RoundSources sources) {
    if (classPath == null) {
      classPath = new OuterClassPath(files, sources);
    }
    Map<String, JavaFileObject> wanted = new LinkedHashMap<>();
    for (String name : classes) {
      TypeElement type = host.elements().getTypeElement(name);
      if (type != null) {
        String topLevel = RoundSources.topLevel(type).getQualifiedName().toString();
        sources.file(topLevel).ifPresent(file -> wanted.put(topLevel, file));
      }
    }
    if (wanted.isEmpty()) {
      return new NoBodies();
    }
    for (int attempt = 1; ; attempt++) {
      classPath.restart();
      NestedBodies bodies = compile(wanted, sources);
      if (!classPath.isIncomplete() || attempt == ATTEMPTS) {
        return bodies;
      }
      bodies.close();
    }
  }

  private NestedBodies compile(Map<String, JavaFileObject> wanted, RoundSources sources) {
    StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
    try {
      NestedFileManager manager = new NestedFileManager(standard, sources, classPath);
      List<Diagnostic<? extends JavaFileObject>> errors = new ArrayList<>();
      List<JavaFileObject> inputs = new ArrayList<>();
      for (Map.Entry<String, JavaFileObject> entry : wanted.entrySet()) {
        // Two classes of one file are one input.
        if (inputs.stream().noneMatch(file -> file.toUri().equals(entry.getValue().toUri()))) {
          inputs.add(manager.source(entry.getValue(), entry.getKey()));
        }
      }
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  Writer.nullWriter(),
                  manager,
                  diagnostic -> {
                    if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                      errors.add(diagnostic);
                    }
                  },
                  options(),
                  null,
                  inputs);
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      return new NestedBodies(standard, task, units, errors);
    } catch (IOException e) {
      close(standard);
      throw new UncheckedIOException("cannot read the sources again", e);
    } catch (RuntimeException e) {
      close(standard);
      throw e;
    }
  }

  /**
   * The same language and the same platform as the compilation's. {@code --release} takes the
   * platform of an older JDK; {@code -source} alone, as often in old builds, does not.
   */
  private List<String> options() {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-implicit:none", "-Xlint:none"));
    // Rules of operations name the parameters of methods in class files.
    options.add("-parameters");
    // By default the compiler falls silent after a hundred errors, and a wrong body would look
    // right.
    options.addAll(List.of("-Xmaxerrs", Integer.toString(Integer.MAX_VALUE)));
    int level = host.sourceVersion().ordinal();
    boolean own = files.readsOwnPlatform() || level == Runtime.version().feature();
    options.add(own ? "--source" : "--release");
    options.add(Objects.toString(level));
    if (host.isPreviewEnabled()) {
      options.add("--enable-preview");
    }
    return options;
  }

  static void close(StandardJavaFileManager manager) {
    try {
      manager.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is known when no source can be read. */
  private static final class NoBodies implements TypedBodies {
    @Override
    public Optional<TypedClass> find(String className) {
      return Optional.empty();
    }

    @Override
    public List<Unresolved> unresolved(TypedClass typed) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
