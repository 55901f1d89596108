package org.cotangent.processor;

import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.CompanionCompiler.Outcome;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.Span;

/** Writes companions, each with exactly one originating element: incremental builds rest on it. */
final class CompanionWriter {
  private final ProcessingEnvironment environment;

  CompanionWriter(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Writes a companion that is made from {@code topLevel}'s source file. */
  void write(Outcome.Made companion, TypeElement topLevel, Problems problems) {
    String name = companion.companion().qualifiedName();
    try (Writer out = environment.getFiler().createSourceFile(name, topLevel).openWriter()) {
      out.write(companion.source());
    } catch (FilerException e) {
      problems.add(Message.COMPANION_EXISTS, Span.NONE, name);
    } catch (IOException e) {
      problems.add(Message.CANNOT_WRITE, Span.NONE, name, e.toString());
    }
  }

  /** The simple name of a class's companion. */
  String companionName(String className) {
    TypeElement type = environment.getElementUtils().getTypeElement(className);
    String prefix = environment.getElementUtils().getPackageOf(type).getQualifiedName().toString();
    return CompanionNames.companion(
        prefix.isEmpty() ? className : className.substring(prefix.length() + 1));
  }
}
