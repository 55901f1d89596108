package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.Mark;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Companion.Visibility;
import org.cotangent.processor.ir.Variable;

/** Prints records and methods. */
final class MemberPrinter {
  private static final String MARK = "org.cotangent.GeneratedDerivative";

  private final ClassNames classes;
  private final FieldReaders readers;
  private final Lines lines;
  private final Map<String, RecordDeclaration> records = new HashMap<>();

  MemberPrinter(Companion companion, ClassNames classes, FieldReaders readers, Lines lines) {
    this.classes = classes;
    this.readers = readers;
    this.lines = lines;
    for (RecordDeclaration declaration : companion.records()) {
      records.put(declaration.name(), declaration);
    }
  }

  /** {@code @GeneratedDerivative} with the members that say something. */
  void mark(Optional<Mark> mark) {
    List<Doc> members = new ArrayList<>();
    mark.map(Mark::of)
        .filter(of -> !of.isEmpty())
        .ifPresent(of -> members.add(Doc.of("of = \"", of, "\"")));
    mark.map(Mark::wrt).ifPresent(wrt -> positions("wrt", wrt, members));
    mark.map(Mark::writes).ifPresent(writes -> positions("writes", writes, members));
    Doc annotation = Doc.of("@", classes.of(MARK));
    lines.line(members.isEmpty() ? annotation : Doc.call(annotation, members));
  }

  private static void positions(String member, List<Integer> positions, List<Doc> members) {
    if (!positions.isEmpty()) {
      List<Doc> numbers = new ArrayList<>();
      positions.forEach(position -> numbers.add(Doc.of(position.toString())));
      members.add(Doc.of(member, " = {", Doc.group(4, Doc.commaSeparated(numbers)), "}"));
    }
  }

  /** A javadoc comment, unless it is empty. */
  void javadoc(List<String> doc) {
    if (!doc.isEmpty()) {
      Texts.javadoc(doc, lines.indentation()).forEach(lines::line);
    }
  }

  /** A record. */
  void record(RecordDeclaration declaration) {
    javadoc(declaration.doc());
    List<Doc> components = new ArrayList<>();
    for (Variable component : declaration.components()) {
      components.add(Doc.of(classes.of(component.type()), " ", component.name()));
    }
    Doc head = Doc.of(visibility(declaration.visibility()), "record ", declaration.name());
    lines.line(Doc.call(head, components), " {}");
  }

  /**
   * A method.
   *
   * @param reserved names that no variable may have
   * @param wanted the own names of all its variables
   * @return the names of its variables, as they are printed
   */
  Set<String> function(GeneratedFunction function, Set<String> reserved, Set<String> wanted) {
    Scope scope = new Scope(reserved, wanted);
    javadoc(function.doc());
    if (function.mark().isPresent()) {
      mark(function.mark());
    }
    List<Doc> parameters = new ArrayList<>();
    for (Variable parameter : function.parameters()) {
      parameters.add(Doc.of(classes.of(parameter.type()), " ", scope.declare(parameter)));
    }
    Doc result = classes.of(function.returnType());
    Doc head = Doc.of(visibility(function.visibility()), "static ", result, " ", function.name());
    boolean empty = function.body().isEmpty();
    lines.line(Doc.call(head, parameters), empty ? " {}" : " {");
    if (!empty) {
      body(function, new MethodContext(scope, classes, records, readers, function.returnType()));
      lines.line("}");
    }
    return scope.printed();
  }

  private void body(GeneratedFunction function, MethodContext context) {
    lines.indent();
    context.scope().open();
    new StatementPrinter(context, lines).statements(function.body());
    context.scope().close();
    lines.unindent();
  }

  /** What stands before a member's other modifiers. */
  static String visibility(Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> "public ";
      case PACKAGE -> "";
      case PRIVATE -> "private ";
    };
  }
}
