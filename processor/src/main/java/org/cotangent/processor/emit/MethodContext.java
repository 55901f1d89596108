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
 * @param readers how private fields are read
 * @param returnType its result type
 */
record MethodContext(
    Scope scope,
    ClassNames classes,
    Map<String, RecordDeclaration> records,
    FieldReaders readers,
    Type returnType) {

  static final String TAPE = "org.cotangent.runtime.Tape";
  static final String MATRIX_ADJOINTS = "org.cotangent.runtime.MatrixAdjoints";
  static final String ADJOINTS = "org.cotangent.runtime.Adjoints";

  /** Whether a type is that of the tape. */
  static boolean isTape(Type type) {
    return type instanceof Type.ReferenceType reference && reference.name().equals(TAPE);
  }

  /** The name of the tape: a parameter, or a variable of a method that makes its own. */
  String tapeName() {
    return scope
        .find(variable -> isTape(variable.type()))
        .orElseThrow(() -> new IllegalStateException("there is no variable of type " + TAPE));
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
