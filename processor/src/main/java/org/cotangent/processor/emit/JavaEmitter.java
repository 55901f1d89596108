package org.cotangent.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Prints a companion: the head, its records, its methods. */
public final class JavaEmitter {
  private final Companion companion;
  private final ClassNames classes;
  private final FieldReaders readers;

  private JavaEmitter(Companion companion) {
    this.companion = companion;
    this.classes = new ClassNames(companion);
    this.readers = new FieldReaders(companion);
  }

  /**
   * The Java file of a companion.
   *
   * @param originating the class that it is made from, for incremental builds; may be null
   */
  public static JavaSource emit(Companion companion, Element originating) {
    String prefix = companion.packageName().isEmpty() ? "" : companion.packageName() + ".";
    Printed printed = new JavaEmitter(companion).print();
    return new JavaSource(
        prefix + companion.name(), printed.text(), originating, printed.origins());
  }

  /** Text, and where each of its lines comes from. */
  private record Printed(String text, List<Origin> origins) {}

  /**
   * A variable may have to give way to a class that comes later. That is rare, so the text is
   * printed as if there were none, and once more when there was.
   */
  private Printed print() {
    List<Set<String>> names = new ArrayList<>();
    companion.functions().forEach(function -> names.add(ownNames(function)));
    Set<String> variables = new HashSet<>();
    Lines lines = members(names, variables);
    boolean renamed = readers.avoid(classes.obscurable());
    return withImports(
        !renamed && Collections.disjoint(variables, classes.obscurable())
            ? lines
            : members(names, new HashSet<>()));
  }

  /** The own names of all variables of a method, and its labels. */
  private static Set<String> ownNames(GeneratedFunction function) {
    Set<String> names = new LinkedHashSet<>();
    function.parameters().forEach(parameter -> names.add(parameter.name()));
    Stmts.declared(function.body()).forEach(variable -> names.add(variable.name()));
    Stmts.walk(
        function.body(),
        stmt -> {
          String label =
              stmt instanceof Stmt.CountedFor counted
                  ? counted.label()
                  : stmt instanceof Stmt.While loop ? loop.label() : null;
          if (label != null) {
            names.add(Scope.label(label));
          }
        });
    return names;
  }

  /**
   * Prints the class.
   *
   * @param printed takes the names of all variables as they are printed
   */
  private Lines members(List<Set<String>> names, Set<String> printed) {
    Lines lines = new Lines();
    MemberPrinter members = new MemberPrinter(companion, classes, readers, lines);
    members.javadoc(
        List.of(
            "Derivatives of {@link %s}. Generated from %s; do not edit."
                .formatted(companion.className(), companion.sourceFile())));
    members.mark(Optional.empty());
    lines.line(companion.isPublic() ? "public " : "", "final class ", companion.name(), " {");
    lines.indent();
    for (RecordDeclaration declaration : companion.records()) {
      lines.blank();
      members.record(declaration);
    }
    lines.blank();
    lines.line("private ", companion.name(), "() {}");
    for (int i = 0; i < companion.functions().size(); i++) {
      lines.blank();
      Set<String> reserved = new LinkedHashSet<>(classes.obscurable());
      reserved.addAll(readers.className());
      lines.origin(new Origin(i, Span.NONE, Origin.Part.OTHER));
      printed.addAll(members.function(companion.functions().get(i), reserved, names.get(i)));
      lines.origin(Origin.NONE);
    }
    if (!readers.isEmpty()) {
      lines.blank();
      readers.print(classes, lines);
    }
    lines.unindent();
    lines.line("}");
    return lines;
  }

  /**
   * Lets JavaPoet decide what is imported. It has its own order and shape of members, so it gets
   * the finished class as the content of an initializer, and what it prints around that is cut off
   * again.
   */
  private Printed withImports(Lines lines) {
    String shell = companion.name();
    TypeSpec type =
        TypeSpec.classBuilder(shell)
            .addModifiers(Modifier.FINAL)
            .alwaysQualify(
                companion.records().stream().map(RecordDeclaration::name).toArray(String[]::new))
            .addInitializerBlock(
                CodeBlock.builder().add("$<$<").add(lines.build()).add("$>$>").build())
            .build();
    String file =
        JavaFile.builder(companion.packageName(), type)
            .skipJavaLangImports(true)
            .indent("  ")
            .build()
            .toString();
    String before = "final class " + shell + " {\n  {\n";
    String after = "  }\n}\n";
    int start = file.indexOf(before);
    String head = file.substring(0, start);
    List<Origin> origins = new ArrayList<>(Collections.nCopies(countLines(head), Origin.NONE));
    origins.addAll(lines.origins());
    String body = file.substring(start + before.length(), file.length() - after.length());
    return new Printed(head + body, origins);
  }

  private static int countLines(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }
}
