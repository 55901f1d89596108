package org.cotangent.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.RecordDeclaration;

/** Prints a companion: the head, its records, its methods. */
public final class JavaEmitter {
  private final Companion companion;
  private final ClassNames classes;

  private JavaEmitter(Companion companion) {
    this.companion = companion;
    this.classes = new ClassNames(companion);
  }

  /**
   * The Java file of a companion.
   *
   * @param originating the class that it is made from, for incremental builds; may be null
   */
  public static JavaSource emit(Companion companion, Element originating) {
    String prefix = companion.packageName().isEmpty() ? "" : companion.packageName() + ".";
    String text = new JavaEmitter(companion).text();
    return new JavaSource(prefix + companion.name(), text, originating);
  }

  /**
   * The first pass finds out which classes and names each method uses, the second one prints: a
   * variable may have to give way to a class or to a variable that comes later.
   */
  private String text() {
    List<Set<String>> names = new ArrayList<>();
    MemberPrinter draft = new MemberPrinter(companion, classes, new Lines());
    for (GeneratedFunction function : companion.functions()) {
      names.add(draft.function(function, Set.of(), Set.of()));
    }
    return withImports(members(names));
  }

  private CodeBlock members(List<Set<String>> names) {
    Lines lines = new Lines();
    MemberPrinter members = new MemberPrinter(companion, classes, lines);
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
      members.function(companion.functions().get(i), classes.obscurable(), names.get(i));
    }
    lines.unindent();
    lines.line("}");
    return lines.build();
  }

  /**
   * Lets JavaPoet decide what is imported. It has its own order and shape of members, so it gets
   * the finished class as the content of an initializer, and what it prints around that is cut off
   * again.
   */
  private String withImports(CodeBlock text) {
    String shell = companion.name();
    TypeSpec type =
        TypeSpec.classBuilder(shell)
            .addModifiers(Modifier.FINAL)
            .alwaysQualify(
                companion.records().stream().map(RecordDeclaration::name).toArray(String[]::new))
            .addInitializerBlock(CodeBlock.builder().add("$<$<").add(text).add("$>$>").build())
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
    return head + file.substring(start + before.length(), file.length() - after.length());
  }
}
