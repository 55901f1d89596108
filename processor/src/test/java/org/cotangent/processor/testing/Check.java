package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cotangent.processor.testing.Parsed.ParsedMethod;
import org.cotangent.runtime.Tape;

/**
 * Holds the companion of a class to its whole contract at given points.
 *
 * <pre>{@code
 * Check.of("static double f(double x) { return x * x; }").at(3.0).is("x", 6.0);
 * }</pre>
 *
 * <p>At each point: the value and the side effects are the original's, bit for bit; gradient and
 * pullback agree with the dual-number interpreter, and that with differences; adjoints are added
 * to, or for written arrays turned from output to input; a tape changes no bit and is left empty;
 * adjoints of a wrong length are refused. Once a class: no warning, and the same bytes twice.
 */
public final class Check {
  private final List<String> sources;
  private final Supplier<Compiled> compiler;
  private List<String> expectedWarnings = List.of();
  private Object[] receiver;
  private String method;
  private boolean smooth = true;
  private Subject subject;
  private final Tape used = new Tape();

  private Check(List<String> sources, Supplier<Compiled> compiler) {
    this.sources = sources;
    this.compiler = compiler;
  }

  /**
   * A check of the first class of these files; a text without a class is the members of one, see
   * {@link Sources#model}.
   */
  public static Check of(String... sources) {
    return of(Arrays.stream(sources).map(Sources::file).toList());
  }

  private static Check of(List<String> files, String... options) {
    return new Check(
        files,
        () ->
            Compilation.of(files.toArray(new String[0]))
                .with(Processors::cotangent)
                .options(options)
                .lenient()
                .run()
                .orThrow());
  }

  /** A check of the same files with some optimisations switched off; the rest as it starts. */
  public Check without(String optimizations) {
    return of(sources, "-Acotangent.without=" + optimizations);
  }

  /** A check of a companion written by hand. */
  static Check ofCompanion(String companion, String... sources) {
    List<String> files = Arrays.stream(sources).map(Sources::file).toList();
    return new Check(
        files,
        () ->
            Compilation.of(files.toArray(new String[0])).and(companion).lenient().run().orThrow());
  }

  /** Checks one point of one method. */
  public static Gradients gradient(String source, String method, Object... arguments) {
    return of(source).method(method).at(arguments);
  }

  /** The method to check; without it the first annotated one of the first file. */
  public Check method(String name) {
    method = name;
    return this;
  }

  /** Names the codes of the warnings that the files deserve; every other warning is a failure. */
  public Check warned(String... codes) {
    expectedWarnings = List.of(codes);
    return this;
  }

  /** The arguments of the constructor that makes the receiver of an instance method. */
  public Check receiver(Object... constructorArguments) {
    receiver = constructorArguments;
    return this;
  }

  /** Leaves the differences out: the points that follow lie on a kink, a tie or a pole. */
  public Check kink() {
    smooth = false;
    return this;
  }

  /** The generated source of the class's companion. */
  public String generated() {
    return subject().compiled().generated().get(Sources.className(sources.get(0)) + "Derivatives");
  }

  /** Checks one point. The arguments have exactly the parameters' types. */
  public Gradients at(Object... arguments) {
    ParsedMethod parsed = subject().method(methodName(), arguments);
    PointCheck point = new PointCheck(subject(), parsed, self(), smooth, used);
    return new Gradients(parsed.names(), point.run(arguments));
  }

  /**
   * Calls a static method of the companion by its name, which no other method has but with a tape.
   */
  public Object generated(String name, Object... arguments) {
    Method found =
        Arrays.stream(subject().companion().getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .filter(each -> each.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return Subject.invoke(found, null, arguments);
  }

  /** Calls the gradient method alone, with the very objects that are given. */
  public void gradientAt(Object... arguments) {
    ParsedMethod parsed = subject().method(methodName(), arguments);
    if (parsed.fields() > 0) {
      throw new IllegalArgumentException("not for methods that are differentiated by fields");
    }
    new Companion(subject(), parsed, self()).gradient(arguments, null);
  }

  /**
   * Checks that the companion throws what the original throws, and leaves the adjoints as they
   * were. The tape that it was given is given to all that follow too.
   */
  public void throwsAt(Class<? extends RuntimeException> expected, Object... arguments) {
    ParsedMethod parsed = subject().method(methodName(), arguments);
    new PointCheck(subject(), parsed, self(), false, used).runThrowing(expected, arguments);
  }

  /** Checks points of random numbers between -1 and 1 in the shape of the arguments. */
  public Check atRandom(int points, Object... arguments) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < points; i++) {
      Object[] moved = new Object[arguments.length];
      for (int p = 0; p < moved.length; p++) {
        boolean floating =
            arguments[p] != null
                && Parsed.isDifferentiable(Values.typeOf(Values.fromJava(arguments[p])));
        moved[p] = floating ? Flat.random(arguments[p], random) : Flat.copy(arguments[p])[0];
      }
      at(moved);
    }
    return this;
  }

  Subject subject() {
    if (subject == null) {
      Compiled compiled = compiler.get();
      assertWarnings(compiled);
      Compiled again = compiler.get();
      assertWithMessage("what is generated, the second time")
          .that(again.generated())
          .isEqualTo(compiled.generated());
      subject = new Subject(compiled, sources);
    }
    return subject;
  }

  private void assertWarnings(Compiled compiled) {
    List<String> codes = new ArrayList<>();
    for (Finding warning : compiled.warnings()) {
      // What javac itself says of the user's own file is the user's: it depends on the JDK, too.
      // And
      // no file may mention a class that stands beside the main one of another without its lint.
      if (warning.code().contains("auxiliary.class")) {
        continue;
      }
      // Many a test has a parameter that is there for its type; AD403 has tests of its own.
      boolean idle = warning.code().equals("AD403") && !expectedWarnings.contains("AD403");
      if (!idle && (warning.isOurs() || !isSource(warning.file()))) {
        codes.add(warning.code());
      }
    }
    assertWithMessage("warnings of\n%s", compiled.report())
        .that(codes)
        .containsExactlyElementsIn(expectedWarnings);
  }

  private boolean isSource(String file) {
    return sources.stream()
        .map(Sources::className)
        .anyMatch(name -> file.equals(name.substring(name.lastIndexOf('.') + 1) + ".java"));
  }

  String methodName() {
    return method == null ? Parsed.of(sources).firstAnnotated() : method;
  }

  private Receiver self() {
    return new Receiver(subject().original(), receiver);
  }

  /** A new object of a class of the files. */
  public Object object(String simpleName, Object... constructorArguments) {
    return Receiver.construct(subject().load(simpleName), constructorArguments);
  }

  /** A constant of an enum of the files. */
  public Object constant(String simpleName, String name) {
    return Fields.read(Fields.find(subject().load(simpleName), name), null);
  }
}
