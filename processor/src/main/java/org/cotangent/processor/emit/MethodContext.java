package org.cotangent.processor.emit;

import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Companion.RecordDeclaration;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * What the printers of expressions and statements know of the method around them.
 *
 * @param scope the names of its variables
 * @param classes the names of classes
 * @param records the records of the companion by their names
 * @param returnType its result type
 * @param tape the parameter that holds the tape, or null
 */
record MethodContext(
    Scope scope,
    ClassNames classes,
    Map<String, RecordDeclaration> records,
    Type returnType,
    Variable tape) {

  static final String TAPE = "org.cotangent.runtime.Tape";
  static final String ADJOINTS = "org.cotangent.runtime.Adjoints";

  /** The name of the tape parameter. */
  String tapeName() {
    if (tape == null) {
      throw new IllegalStateException("the method needs a parameter of type " + TAPE);
    }
    return scope.name(tape);
  }

  /**
   * The types of a record's components, or an empty list for a class that the companion does not
   * declare.
   */
  List<Type> componentTypes(Type record) {
    RecordDeclaration declaration = records.get(record.toString());
    return declaration == null
        ? List.of()
        : declaration.components().stream().map(Variable::type).toList();
  }
}
