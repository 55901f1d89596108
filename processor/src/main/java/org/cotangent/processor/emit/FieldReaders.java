package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Access;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;

/**
 * The small class inside a companion that reads private fields: one {@code VarHandle} and one
 * method for each, so that the derivatives say {@code Fields.rate(self)}.
 */
final class FieldReaders {
  private static final String HANDLE = "java.lang.invoke.VarHandle";
  private static final String HANDLES = "java.lang.invoke.MethodHandles";

  /**
   * A private field.
   *
   * @param access its class
   */
  private record Field(Access.Handle access, String name, Type type, boolean isStatic) {
    /** The qualified source name of its class. */
    String owner() {
      return access.owner();
    }
  }

  private final Map<Field, String> methods = new LinkedHashMap<>();
  private final Map<Field, String> constants = new LinkedHashMap<>();
  private String className = "Fields";

  /** Finds the private fields that a companion reads. */
  FieldReaders(Companion companion) {
    Set<Field> fields = new LinkedHashSet<>();
    for (GeneratedFunction function : companion.functions()) {
      Stmts.walk(
          function.body(),
          stmt ->
              Stmts.expressions(stmt).forEach(expr -> Exprs.walk(expr, node -> add(node, fields))));
    }
    Set<String> taken = new LinkedHashSet<>(Set.of("find", "findStatic"));
    Set<String> takenConstants = new LinkedHashSet<>();
    for (Field field : fields) {
      methods.put(field, free(field, field.name(), taken));
      constants.put(field, free(field, constantName(field.name()), takenConstants));
    }
  }

  private static void add(Expr node, Set<Field> fields) {
    if (node instanceof Expr.FieldRead read && read.access() instanceof Access.Handle) {
      fields.add(field(read));
    } else if (node instanceof Expr.Constant read && read.access() instanceof Access.Handle) {
      fields.add(field(read));
    }
  }

  private static Field field(Expr.FieldRead read) {
    return new Field((Access.Handle) read.access(), read.name(), read.type(), false);
  }

  private static Field field(Expr.Constant read) {
    return new Field((Access.Handle) read.access(), read.name(), read.type(), true);
  }

  /** The field's name, or one that says whose it is when several classes have it. */
  private static String free(Field field, String wanted, Set<String> taken) {
    String simple = field.owner().substring(field.owner().lastIndexOf('.') + 1);
    boolean constant = wanted.equals(constantName(wanted));
    String name = wanted;
    if (taken.contains(name)) {
      name =
          constant
              ? constantName(simple) + "_" + wanted
              : simple.substring(0, 1).toLowerCase(Locale.ROOT)
                  + simple.substring(1)
                  + wanted.substring(0, 1).toUpperCase(Locale.ROOT)
                  + wanted.substring(1);
    }
    String base = name;
    for (int k = 2; !taken.add(name); k++) {
      name = base + k;
    }
    return name;
  }

  /** {@code maxRate} becomes {@code MAX_RATE}. */
  private static String constantName(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  /** Keeps away from the names of classes that the companion mentions; whether that was needed. */
  boolean avoid(Set<String> classes) {
    boolean clashes = !isEmpty() && classes.contains(className);
    for (int k = 1; classes.contains(className); k++) {
      className = "PrivateFields" + (k == 1 ? "" : String.valueOf(k));
    }
    return clashes;
  }

  /** The call that reads a field of an object. */
  Doc read(Expr.FieldRead read, Doc receiver) {
    return Doc.call(Doc.of(className, ".", methods.get(field(read))), List.of(receiver));
  }

  /** The call that reads a static field. */
  Doc read(Expr.Constant read) {
    return Doc.of(className, ".", methods.get(field(read)), "()");
  }

  /** The class's name, which no variable may have; empty when there is nothing to read. */
  Set<String> className() {
    return isEmpty() ? Set.of() : Set.of(className);
  }

  boolean isEmpty() {
    return methods.isEmpty();
  }

  /** Prints the class. */
  void print(ClassNames classes, Lines lines) {
    lines.line("/** Reads the private fields that the derivatives need. */");
    lines.line("private static final class ", className, " {");
    lines.indent();
    for (Field field : methods.keySet()) {
      List<Doc> arguments = new ArrayList<>();
      arguments.add(Doc.of(classes.of(field.owner()), ".class"));
      arguments.add(Doc.of("\"" + field.name() + "\""));
      arguments.add(Doc.of(classes.of(field.type()), ".class"));
      lines.line(
          Doc.group(
              4,
              Doc.of("private static final ", classes.of(HANDLE), " ", constants.get(field), " ="),
              Doc.LINE,
              Doc.call(Doc.of(field.isStatic() ? "findStatic" : "find"), arguments),
              ";"));
    }
    lines.blank();
    lines.line("private ", className, "() {}");
    for (Field field : methods.keySet()) {
      lines.blank();
      reader(field, classes, lines);
    }
    if (methods.keySet().stream().anyMatch(field -> !field.isStatic())) {
      lines.blank();
      finder("find", "findVarHandle", classes, lines);
    }
    if (methods.keySet().stream().anyMatch(Field::isStatic)) {
      lines.blank();
      finder("findStatic", "findStaticVarHandle", classes, lines);
    }
    lines.unindent();
    lines.line("}");
  }

  private void reader(Field field, ClassNames classes, Lines lines) {
    Doc head = Doc.of("static ", classes.of(field.type()), " ", methods.get(field));
    List<Doc> parameters =
        field.isStatic() ? List.of() : List.of(Doc.of(classes.of(field.access().type()), " self"));
    lines.line(parameters.isEmpty() ? Doc.of(head, "()") : Doc.call(head, parameters), " {");
    lines.indent();
    String argument = field.isStatic() ? "" : "self";
    lines.line(
        "return (",
        classes.of(field.type()),
        ") ",
        constants.get(field),
        ".get(" + argument + ");");
    lines.unindent();
    lines.line("}");
  }

  private static void finder(String name, String method, ClassNames classes, Lines lines) {
    lines.line(
        "private static ",
        classes.of(HANDLE),
        " ",
        name,
        "(Class<?> owner, String name, Class<?> type) {");
    lines.indent();
    lines.line("try {");
    lines.indent();
    lines.line(
        "return ",
        classes.of(HANDLES),
        ".privateLookupIn(owner, ",
        classes.of(HANDLES),
        ".lookup())");
    lines.line("    ." + method + "(owner, name, type);");
    lines.unindent();
    lines.line("} catch (ReflectiveOperationException e) {");
    lines.indent();
    lines.line("throw new ExceptionInInitializerError(e);");
    lines.unindent();
    lines.line("}");
    lines.unindent();
    lines.line("}");
  }
}
