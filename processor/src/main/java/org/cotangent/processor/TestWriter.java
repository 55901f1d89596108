package org.cotangent.processor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import org.cotangent.processor.CompanionCompiler.Outcome;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.testgen.GradientTests;

/**
 * Writes test classes below the directory of {@code -Acotangent.tests}.
 *
 * <p>They belong to the user: the first line holds a sum of the rest, and a file whose sum no
 * longer fits has been edited and is left alone. They do not go through the {@code Filer}, since
 * they must not be compiled with the classes that they test.
 */
final class TestWriter {
  private static final String MARK = "// Written by Cotangent; left alone once it is changed: ";

  private final ProcessingEnvironment environment;
  private final Path directory;

  TestWriter(ProcessingEnvironment environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  /** Writes the test class of a companion, unless the user has changed the one that is there. */
  void write(Outcome.Made made, Problems problems) {
    SourceUnit unit = made.unit().orElseThrow();
    Companion companion = made.companion();
    String text = marked(GradientTests.source(unit, companion, this::example));
    Path folder = directory;
    if (!companion.packageName().isEmpty()) {
      for (String part : companion.packageName().split("\\.")) {
        folder = folder.resolve(part);
      }
    }
    Path file = folder.resolve(GradientTests.className(companion) + ".java");
    try {
      if (Files.exists(file)) {
        String old = Files.readString(file);
        if (old.equals(text)) {
          return;
        }
        if (!isOurs(old)) {
          environment
              .getMessager()
              .printMessage(
                  Diagnostic.Kind.NOTE, file + " has been changed by hand, and is left alone");
          return;
        }
      }
      OutputDirectory.replace(file, text);
    } catch (IOException e) {
      OutputDirectory.TESTS.notWritten(file, e, problems::add);
    }
  }

  private static String marked(String text) {
    return MARK + sum(text) + "\n" + text;
  }

  /** Whether a file is as it was written; the ends of its lines do not count. */
  private static boolean isOurs(String file) {
    String text = file.replace("\r\n", "\n");
    int end = text.indexOf('\n');
    return end > 0 && text.equals(marked(text.substring(end + 1)));
  }

  private static String sum(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return String.format("%08x", sum.getValue());
  }

  /** Some value of a class: an enum's first constant, or a new object if that takes nothing. */
  private Optional<String> example(Type.ReferenceType type) {
    TypeElement element = environment.getElementUtils().getTypeElement(type.name());
    if (element == null) {
      return Optional.empty();
    }
    if (element.getKind() == ElementKind.ENUM) {
      return element.getEnclosedElements().stream()
          .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
          .findFirst()
          .map(each -> type.name() + "." + each.getSimpleName());
    }
    boolean simple =
        element.getKind() == ElementKind.CLASS
            && !element.getModifiers().contains(Modifier.ABSTRACT)
            && element.getTypeParameters().isEmpty()
            && isStatic(element)
            && ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                .anyMatch(TestWriter::takesNothing);
    return simple ? Optional.of("new " + type.name() + "()") : Optional.empty();
  }

  private static boolean isStatic(Element element) {
    return element.getEnclosingElement().getKind() == ElementKind.PACKAGE
        || element.getModifiers().contains(Modifier.STATIC);
  }

  private static boolean takesNothing(ExecutableElement constructor) {
    return constructor.getParameters().isEmpty()
        && constructor.getThrownTypes().isEmpty()
        && !constructor.getModifiers().contains(Modifier.PRIVATE);
  }
}
