package org.cotangent.processor.golden;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The generated source of small methods, one idea each.
 *
 * <p>A case is a directory {@code src/test/resources/golden/<topic>/<case>} with {@code Input.java}
 * and, below {@code expected}, what the processor writes for it; a file {@code options} has further
 * options of javac. After an intended change run the test with {@code
 * -Dcotangent.golden.update=true}, and read the difference as prose before it is committed.
 */
final class GoldenTest {
  private static final String UPDATE = "cotangent.golden.update";
  private static final String PROCESSOR = "org.cotangent.processor.DifferentiableProcessor";
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "")).resolve("src/test/resources/golden");
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

  @TestFactory
  List<DynamicTest> generatedSourceIsTheExpectedOne() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path directory : cases()) {
      String name = CASES.relativize(directory).toString().replace('\\', '/');
      tests.add(dynamicTest(name, () -> check(directory)));
    }
    assertWithMessage("cases in %s", CASES.toAbsolutePath()).that(tests).isNotEmpty();
    return tests;
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files
          .filter(file -> file.endsWith("Input.java"))
          .map(Path::getParent)
          .sorted()
          .toList();
    }
  }

  private static void check(Path directory) throws Exception {
    Path expected = directory.resolve("expected");
    SortedMap<String, String> generated = generate(directory.resolve("Input.java"));
    assertThat(generate(directory.resolve("Input.java"))).isEqualTo(generated);
    if (Boolean.getBoolean(UPDATE)) {
      update(expected, generated);
    }
    SortedMap<String, String> texts = read(expected);
    for (String name : generated.keySet()) {
      assertWithMessage(
              "%s is missing; -D%s=true writes it", expected.resolve(name).toAbsolutePath(), UPDATE)
          .that(texts)
          .containsKey(name);
      assertWithMessage("%s (-D%s=true rewrites it)", expected.resolve(name), UPDATE)
          .that(generated.get(name))
          .isEqualTo(texts.get(name));
    }
    assertWithMessage("files in %s that are no longer written", expected)
        .that(texts.keySet())
        .isEqualTo(generated.keySet());
  }

  /** The sources that the processor writes, by their file names. */
  private static SortedMap<String, String> generate(Path input) throws Exception {
    String source = Files.readString(input);
    Matcher declaration = CLASS.matcher(source);
    assertWithMessage("a class in %s", input).that(declaration.find()).isTrue();
    JavaFileObject file = JavaFileObjects.forSourceString(declaration.group(1), source);
    Compilation compilation =
        Compiler.javac().withProcessors(processor()).withOptions(options(input)).compile(file);
    assertThat(compilation).succeededWithoutWarnings();
    SortedMap<String, String> generated = new TreeMap<>();
    for (JavaFileObject written : compilation.generatedSourceFiles()) {
      String name = Path.of(written.getName()).getFileName().toString();
      byte[] bytes = written.openInputStream().readAllBytes();
      generated.put(name, new String(bytes, StandardCharsets.UTF_8));
    }
    assertWithMessage("sources written for %s", input).that(generated).isNotEmpty();
    return generated;
  }

  /** A case may have a file of further options of javac, one a line. */
  private static List<String> options(Path input) throws IOException {
    List<String> options = new ArrayList<>(List.of("-Xlint:all", "-Werror"));
    Path more = input.resolveSibling("options");
    if (Files.exists(more)) {
      options.addAll(Files.readAllLines(more));
    }
    return options;
  }

  private static Processor processor() throws ReflectiveOperationException {
    String resource = "/" + PROCESSOR.replace('.', '/') + ".class";
    assumeTrue(GoldenTest.class.getResource(resource) != null, "there is no processor yet");
    return (Processor) Class.forName(PROCESSOR).getConstructor().newInstance();
  }

  private static SortedMap<String, String> read(Path expected) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    if (Files.isDirectory(expected)) {
      try (Stream<Path> files = Files.list(expected)) {
        for (Path file : files.toList()) {
          texts.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static void update(Path expected, SortedMap<String, String> generated)
      throws IOException {
    Files.createDirectories(expected);
    for (String stale : read(expected).keySet()) {
      if (!generated.containsKey(stale)) {
        Files.delete(expected.resolve(stale));
      }
    }
    for (String name : generated.keySet()) {
      Files.writeString(expected.resolve(name), generated.get(name));
    }
  }
}
