package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.cotangent.Differentiable;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.rules.Rule;

/** Compiles and lowers test sources in memory, with a plain javac task. */
final class Sources {
  private static final Set<String> STEPS =
      Set.of("ceil", "floor", "rint", "round", "signum", "toIntExact", "addExact", "floorMod");

  private static final CompanionLookup UNKNOWN =
      method -> new CompanionLookup.Answer.NotDifferentiable("it is not annotated");

  private Sources() {}

  /** A lowered class, and the class files that javac makes of the same source. */
  record Compiled(
      Optional<SourceUnit> unit, List<Problem> problems, boolean waits, ClassLoader classes) {

    SourceUnit lowered() {
      return unit.orElseThrow(() -> new AssertionError("refused: " + texts()));
    }

    List<String> codes() {
      return problems.stream().map(problem -> problem.message().id()).toList();
    }

    List<String> texts() {
      return problems.stream().map(Problem::text).toList();
    }
  }

  /** A stand-in for the table of rules. */
  static Optional<Rule.Kind> rules(MethodKey key) {
    if (key.owner().equals("java.lang.Math") || key.owner().equals("java.lang.StrictMath")) {
      if (key.name().equals("random")) {
        return Optional.of(Rule.Kind.UNSUPPORTED);
      }
      return Optional.of(
          STEPS.contains(key.name()) ? Rule.Kind.CONSTANT : Rule.Kind.DIFFERENTIABLE);
    }
    boolean constant =
        key.owner().equals("java.lang.Integer") && key.name().equals("bitCount")
            || key.owner().equals("java.lang.Double") && key.name().equals("isNaN");
    return constant ? Optional.of(Rule.Kind.CONSTANT) : Optional.empty();
  }

  static Compiled lower(String className, String source) {
    return lower(
        className,
        source,
        method -> new CompanionLookup.Answer.NotDifferentiable("it is not annotated"));
  }

  /** Lowers the class of this name, which the source declares. */
  static Compiled lower(String className, String source, CompanionLookup lookup) {
    return compile(
        source,
        (task, unit, memory) -> {
          Problems problems = new Problems();
          UnitLowering lowering = new UnitLowering(lookup, Sources::rules, problems);
          Optional<SourceUnit> lowered = lowering.lower(typed(task, unit, className));
          if (memory.hasNoErrors()) {
            task.generate();
          }
          return new Compiled(lowered, problems.all(), lowering.waits(), memory.loader());
        });
  }

  /** The tree of a source. */
  static CompilationUnitTree parse(String source) {
    return compile(source, (task, unit, memory) -> unit);
  }

  /** Lowers all classes of a file that have annotated methods, and gives what was found. */
  static List<Problem> problems(String source) {
    return compile(
        source,
        (task, unit, memory) -> {
          Problems problems = new Problems();
          for (TypedClass typed : annotated(task, unit)) {
            new UnitLowering(UNKNOWN, Sources::rules, problems).lower(typed);
          }
          return problems.all();
        });
  }

  /** What is done with a typed file. */
  private interface Use<T> {
    T with(JavacTask task, CompilationUnitTree unit, Memory memory) throws IOException;
  }

  private static <T> T compile(String source, Use<T> use) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager standard =
        compiler.getStandardFileManager(diagnostics, null, null)) {
      Memory memory = new Memory(standard, diagnostics);
      List<String> options = List.of("-proc:none", "-Xlint:none", "-classpath", annotations());
      Text text = new Text(fileName(source), source);
      JavacTask task =
          (JavacTask) compiler.getTask(null, memory, diagnostics, options, null, List.of(text));
      CompilationUnitTree unit = task.parse().iterator().next();
      task.analyze();
      return use.with(task, unit, memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String annotations() {
    try {
      var location = Differentiable.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(location.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String fileName(String source) {
    var matcher =
        java.util.regex.Pattern.compile("\\b(?:class|record|interface|enum) +(\\w+)")
            .matcher(source);
    return matcher.find() ? matcher.group(1) : "Model";
  }

  private static TypedClass typed(JavacTask task, CompilationUnitTree unit, String className) {
    return classes(task, unit).stream()
        .filter(
            typed ->
                typed.element().getQualifiedName().contentEquals(className)
                    || typed.element().getSimpleName().contentEquals(className))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + className));
  }

  private static List<TypedClass> annotated(JavacTask task, CompilationUnitTree unit) {
    return classes(task, unit).stream()
        .filter(
            typed ->
                typed.element().getEnclosedElements().stream()
                    .anyMatch(member -> Annotations.differentiable(member).isPresent()))
        .toList();
  }

  private static List<TypedClass> classes(JavacTask task, CompilationUnitTree unit) {
    Trees trees = Trees.instance(task);
    List<TypedClass> found = new ArrayList<>();
    DeclarationPaths declarations = DeclarationPaths.of(unit, trees);
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
          found.add(
              new TypedClass(
                  unit,
                  getCurrentPath(),
                  type,
                  trees,
                  task.getElements(),
                  task.getTypes(),
                  declarations));
        }
        return super.visitClass(tree, unused);
      }
    }.scan(new TreePath(unit), null);
    return found;
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps class files in memory. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    private final DiagnosticCollector<JavaFileObject> diagnostics;

    Memory(JavaFileManager files, DiagnosticCollector<JavaFileObject> diagnostics) {
      super(files);
      this.diagnostics = diagnostics;
    }

    boolean hasNoErrors() {
      return diagnostics.getDiagnostics().stream()
          .noneMatch(each -> each.getKind() == Diagnostic.Kind.ERROR);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(
          URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          classes.put(name, out);
          return out;
        }
      };
    }

    ClassLoader loader() {
      return new ClassLoader(Sources.class.getClassLoader()) {
        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
          ByteArrayOutputStream found = classes.get(name);
          if (found == null) {
            throw new ClassNotFoundException(name);
          }
          byte[] bytes = found.toByteArray();
          return defineClass(name, bytes, 0, bytes.length);
        }
      };
    }
  }
}
