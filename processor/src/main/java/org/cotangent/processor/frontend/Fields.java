package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Access;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Lowers names: variables, constants, and fields. */
final class Fields {
  private final MethodLowering method;
  private final FileContext file;
  private final Receivers receivers;

  Fields(MethodLowering method) {
    this.method = method;
    this.file = method.file();
    this.receivers = new Receivers(method);
  }

  /** A simple name. */
  Expr identifier(IdentifierTree tree) {
    if (Receivers.isThis(tree)) {
      return receivers.self(tree);
    }
    Element element = file.element(tree);
    if (element instanceof VariableElement variable) {
      if (isField(variable)) {
        return field(variable, null, tree);
      }
      if (method.scope().function(variable) == FunctionValue.BROKEN) {
        return Broken.VALUE;
      }
      if (method.scope().function(variable) != null) {
        return method.refuse(Message.FUNCTION_AS_VALUE, tree);
      }
      Variable known = method.scope().variable(variable);
      // a variable of a refused type was reported where it is declared
      return known == null ? Broken.VALUE : new Expr.VariableRead(known);
    }
    return method.refuse(Message.UNRESOLVED, tree);
  }

  /** A name behind a dot. */
  Expr select(MemberSelectTree tree) {
    String name = tree.getIdentifier().toString();
    if (name.equals("class")) {
      return method.refuse(Message.CLASS_LITERAL, tree);
    }
    if (name.equals("this")) {
      return receivers.self(tree);
    }
    if (name.equals("length") && file.type(tree.getExpression()).getKind() == TypeKind.ARRAY) {
      Expr array = method.expressions().value(tree.getExpression());
      return Broken.is(array) ? array : new Expr.ArrayLength(array);
    }
    if (!(file.element(tree) instanceof VariableElement field)) {
      return method.refuse(Message.UNRESOLVED, tree);
    }
    if (MethodLowering.isStatic(field) || Receivers.isThis(tree.getExpression())) {
      return field(field, null, tree);
    }
    Expr receiver = method.expressions().object(tree.getExpression());
    return Broken.is(receiver) ? receiver : field(field, receiver, tree);
  }

  /** Whether a name refers to a field or an enum constant. */
  static boolean isField(Element element) {
    return element.getKind() == ElementKind.FIELD || element.getKind() == ElementKind.ENUM_CONSTANT;
  }

  /** The receiver, when it is taken apart; else null. */
  private Expr self() {
    return method
        .receiver()
        .filter(variable -> variable.type() instanceof Type.ValueType)
        .map(Expr.VariableRead::new)
        .orElse(null);
  }

  private Expr field(VariableElement field, Expr receiver, ExpressionTree at) {
    if (!MethodLowering.isStatic(field)) {
      Expr object = receiver == null ? self() : receiver;
      if (receiver == null && method.scope().variable(field) != null) {
        return new Expr.VariableRead(method.scope().variable(field));
      }
      if (object != null
          && object.type() instanceof Type.ValueType type
          && type.name().equals(FieldAccess.owner(field).getQualifiedName().toString())) {
        String name = field.getSimpleName().toString();
        return new Expr.Component(object, name, type.component(name));
      }
    }
    Type type = method.mappedData(file.type(at), at, "the field '" + field.getSimpleName() + "'");
    if (type == Type.VoidType.VOID) {
      return Broken.VALUE;
    }
    Object constant = field.getConstantValue();
    if (constant != null && !file.isVisible(field)) {
      return literal(constant, type);
    }
    return MethodLowering.isStatic(field)
        ? constant(field, type, at)
        : instance(field, type, receiver, at);
  }

  private Expr constant(VariableElement field, Type type, Tree at) {
    String owner = FieldAccess.owner(field).getQualifiedName().toString();
    String name = field.getSimpleName().toString();
    Optional<Access> access = file.access().of(field);
    if (access.isEmpty()) {
      return refuse(Message.INVISIBLE_CONSTANT, at, name, owner);
    }
    file.fieldWrites().read(field, at);
    return new Expr.Constant(owner, name, type, field.getConstantValue(), access.get());
  }

  private Expr instance(VariableElement field, Type type, Expr receiver, ExpressionTree at) {
    Expr object = receiver == null ? receivers.own(FieldAccess.owner(field), at) : receiver;
    return Broken.is(object) ? object : read(object, field, type, at);
  }

  /** A field of an object, under the way that the companion reads it. */
  Expr read(Expr object, VariableElement field, Type type, Tree at) {
    String name = field.getSimpleName().toString();
    Optional<Access> access = file.access().of(field);
    // a handle asks for the type that the field is declared with, whatever it is for this object
    boolean known =
        access.isPresent()
            && !(access.get() instanceof Access.Handle
                && TypeMapping.isVariable(field.asType())
                && !type.equals(file.types().erased(field.asType())));
    if (!known) {
      return refuse(
          Message.INVISIBLE_CONSTANT, at, name, FieldAccess.owner(field).getQualifiedName());
    }
    file.fieldWrites().read(field, at);
    return new Expr.FieldRead(object, name, type, access.get());
  }

  /** The fields of the receiver to differentiate by, as they are read. */
  List<Expr.FieldRead> differentiated(Optional<List<VariableElement>> fields, Tree at) {
    List<Expr.FieldRead> reads = new ArrayList<>();
    for (VariableElement field : fields.orElse(List.of())) {
      Expr self = new Expr.VariableRead(method.receiver().orElseThrow());
      Type type = file.types().erased(field.asType());
      if (read(self, field, type, at) instanceof Expr.FieldRead read) {
        reads.add(read);
      }
    }
    return reads;
  }

  private Expr refuse(Message message, Tree at, Object... arguments) {
    file.report(message, at, arguments);
    return Broken.VALUE;
  }

  /** The companion cannot name a private constant, so its value is written down. */
  private static Expr literal(Object value, Type type) {
    if (value instanceof Byte || value instanceof Short) {
      int number = ((Number) value).intValue();
      return new Expr.Cast(type, Expr.Literal.of(number, Type.Primitive.INT));
    }
    return Expr.Literal.of(value, type);
  }
}
