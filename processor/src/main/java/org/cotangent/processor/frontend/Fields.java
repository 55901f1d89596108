package org.cotangent.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Lowers names: variables, constants, and fields, which are data when they cannot change. */
final class Fields {
  private final MethodLowering method;
  private final FileContext file;

  Fields(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** A simple name. */
  Expr identifier(IdentifierTree tree) {
    if (isThis(tree)) {
      return isNamed(tree, "this") && self() != null
          ? self()
          : method.refuse(Message.THIS_AS_VALUE, tree);
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
      return method.refuse(Message.THIS_AS_VALUE, tree);
    }
    if (name.equals("length") && file.type(tree.getExpression()).getKind() == TypeKind.ARRAY) {
      Expr array = method.expressions().value(tree.getExpression());
      return Broken.is(array) ? array : new Expr.ArrayLength(array);
    }
    if (!(file.element(tree) instanceof VariableElement field)) {
      return method.refuse(Message.UNRESOLVED, tree);
    }
    if (MethodLowering.isStatic(field)) {
      return field(field, null, tree);
    }
    if (isThis(tree.getExpression())) {
      // super.w may be hidden by a field of the class itself, which the companion would read
      // instead
      return isNamed(tree.getExpression(), "this")
          ? field(field, null, tree)
          : method.refuse(Message.THIS_AS_VALUE, tree.getExpression());
    }
    Expr receiver = method.expressions().object(tree.getExpression());
    return Broken.is(receiver) ? receiver : field(field, receiver, tree);
  }

  /** Whether a name refers to a field or an enum constant. */
  static boolean isField(Element element) {
    return element.getKind() == ElementKind.FIELD || element.getKind() == ElementKind.ENUM_CONSTANT;
  }

  /** Whether an expression is {@code this} or {@code super}. */
  static boolean isThis(ExpressionTree tree) {
    return isNamed(tree, "this") || isNamed(tree, "super");
  }

  private static boolean isNamed(ExpressionTree tree, String word) {
    return MethodLowering.strip(tree) instanceof IdentifierTree name
        && name.getName().contentEquals(word);
  }

  /** The receiver, when it is taken apart; else null. */
  private Expr self() {
    return method
        .receiver()
        .filter(variable -> variable.type() instanceof Type.ValueType)
        .map(Expr.VariableRead::new)
        .orElse(null);
  }

  private Expr field(VariableElement field, Expr receiver, Tree at) {
    if (!MethodLowering.isStatic(field)) {
      Expr object = receiver == null ? self() : receiver;
      if (receiver == null && method.scope().variable(field) != null) {
        return new Expr.VariableRead(method.scope().variable(field));
      }
      if (object != null
          && object.type() instanceof Type.ValueType type
          && type.name().equals(owner(field).getQualifiedName().toString())) {
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
    String owner = owner(field).getQualifiedName().toString();
    String name = field.getSimpleName().toString();
    if (!field.getModifiers().contains(Modifier.FINAL)) {
      return refuse(Message.MUTABLE_STATIC, at, name);
    }
    if (!file.isVisible(field)) {
      return field.getModifiers().contains(Modifier.PRIVATE)
          ? refuse(Message.PRIVATE_FIELD, at, name)
          : refuse(Message.INVISIBLE_CONSTANT, at, name, owner);
    }
    return new Expr.Constant(owner, name, type, field.getConstantValue());
  }

  private Expr instance(VariableElement field, Type type, Expr receiver, Tree at) {
    String name = field.getSimpleName().toString();
    Expr object = receiver;
    if (object == null) {
      if (method.receiver().isEmpty() || !isMemberOfReceiver(field)) {
        return refuse(Message.OUTER_MEMBER, at, name);
      }
      object = new Expr.VariableRead(method.receiver().get());
    }
    if (owner(field).getKind() == ElementKind.RECORD) {
      return refuse(Message.RECORD_FIELD, at, name);
    }
    if (field.getModifiers().contains(Modifier.PRIVATE)) {
      return refuse(Message.PRIVATE_FIELD, at, name);
    }
    if (!file.isVisible(field)) {
      return refuse(Message.INVISIBLE_CONSTANT, at, name, owner(field).getQualifiedName());
    }
    if (!field.getModifiers().contains(Modifier.FINAL) && !isNeverReassigned(field)) {
      return refuse(Message.MUTABLE_FIELD, at, name);
    }
    return new Expr.FieldRead(object, name, type);
  }

  private Expr refuse(Message message, Tree at, Object... arguments) {
    file.report(message, at, arguments);
    return Broken.VALUE;
  }

  private boolean isMemberOfReceiver(VariableElement field) {
    var types = file.typed().types();
    return types.isSubtype(
        types.erasure(method.element().getEnclosingElement().asType()),
        types.erasure(owner(field).asType()));
  }

  private static TypeElement owner(VariableElement field) {
    return (TypeElement) field.getEnclosingElement();
  }

  /** The companion cannot name a private constant, so its value is written down. */
  private static Expr literal(Object value, Type type) {
    if (value instanceof Byte || value instanceof Short) {
      int number = ((Number) value).intValue();
      return new Expr.Cast(type, Expr.Literal.of(number, Type.Primitive.INT));
    }
    return Expr.Literal.of(value, type);
  }

  /**
   * Whether a field that is not final is assigned only while its object is made, as far as this
   * file shows.
   */
  private boolean isNeverReassigned(VariableElement field) {
    if (!file.isInFile(field)) {
      return false;
    }
    ReassignmentScanner scanner = new ReassignmentScanner(file, field);
    scanner.scan(new TreePath(file.typed().unit()), null);
    return !scanner.found;
  }

  /** Looks for assignments to a field outside the constructors and initialisers of its class. */
  private static final class ReassignmentScanner extends TreePathScanner<Void, Void> {
    private final FileContext file;
    private final VariableElement field;
    private boolean found;

    ReassignmentScanner(FileContext file, VariableElement field) {
      this.file = file;
      this.field = field;
    }

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      check(tree.getVariable());
      return super.visitAssignment(tree, unused);
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
      check(tree.getVariable());
      return super.visitCompoundAssignment(tree, unused);
    }

    @Override
    public Void visitUnary(UnaryTree tree, Void unused) {
      if (Assignments.isStep(tree)) {
        check(tree.getExpression());
      }
      return super.visitUnary(tree, unused);
    }

    private void check(ExpressionTree target) {
      ExpressionTree bare = MethodLowering.strip(target);
      boolean names = bare instanceof IdentifierTree || bare instanceof MemberSelectTree;
      if (names && field.equals(file.element(bare)) && !isConstruction()) {
        found = true;
      }
    }

    private boolean isConstruction() {
      TreePath path = getCurrentPath();
      while (path != null && !(path.getLeaf() instanceof MethodTree)) {
        if (path.getLeaf() instanceof ClassTree) {
          return field.getEnclosingElement().equals(file.element(path.getLeaf()));
        }
        path = path.getParentPath();
      }
      return path != null
          && ((MethodTree) path.getLeaf()).getReturnType() == null
          && field.getEnclosingElement().equals(file.element(path.getParentPath().getLeaf()));
    }
  }
}
