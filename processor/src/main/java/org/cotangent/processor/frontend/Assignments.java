package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;
import org.cotangent.processor.ir.Variable;

/** Lowers everything that assigns: {@code =}, compound assignments, {@code ++} and {@code --}. */
final class Assignments {
  private final MethodLowering method;

  Assignments(MethodLowering method) {
    this.method = method;
  }

  /**
   * {@code target = value} (JLS 15.26.1).
   *
   * @param wanted whether the value of the assignment itself is used
   */
  Expr assign(AssignmentTree tree, boolean wanted) {
    ExpressionTree target = MethodLowering.strip(tree.getVariable());
    if (target instanceof ArrayAccessTree access) {
      return assignElement(access, tree.getExpression(), wanted);
    }
    Optional<Variable> variable = local(target);
    if (variable.isEmpty()) {
      if (method.functions().known(tree.getExpression()).isEmpty()) {
        method.expressions().whole(tree.getExpression(), null);
      }
      return Broken.VALUE;
    }
    method
        .expressions()
        .store(variable.get(), tree.getExpression(), Target.assigning(variable.get()));
    return new Expr.VariableRead(variable.get());
  }

  private Expr assignElement(ArrayAccessTree access, ExpressionTree value, boolean wanted) {
    List<Expr> parts =
        method.inOrder(
            List.of(
                method.expressions().array(access),
                method.expressions().index(access),
                new Operand("value", () -> method.expressions().whole(value, null))));
    if (Broken.any(parts) || isFieldArray(parts.get(0), access)) {
      return Broken.VALUE;
    }
    Expr element = new Expr.ArrayRead(parts.get(0), parts.get(1));
    if (element.type().leaf().isMatrix()) {
      return method.refuse(Message.MATRIX_ARRAY, access);
    }
    if (element.type().isFloating()) {
      method.warnings().usedAsFloating(value);
    }
    Expr fitted = method.values().fit(element.type(), parts.get(2), value);
    return Broken.is(fitted) ? fitted : put(element, fitted, wanted);
  }

  /** Emits the assignment of a ready value; what comes back has the target's type. */
  private Expr put(Expr target, Expr value, boolean wanted) {
    Scope scope = method.scope();
    Expr stored = value;
    if (wanted && target instanceof Expr.ArrayRead) {
      stored = steady(target.type(), value);
    }
    scope.emit(new Stmt.Assign(target, stored, scope.span()));
    return target instanceof Expr.VariableRead ? target : stored;
  }

  /** A value that can be used twice, converted to the type of the array's elements. */
  private Expr steady(Type type, Expr value) {
    if (value instanceof Expr.VariableRead && value.type().equals(type)) {
      return value;
    }
    if (value instanceof Expr.Literal literal) {
      Expr converted = converted(literal, type);
      if (converted != null) {
        return converted;
      }
    }
    Scope scope = method.scope();
    Variable variable = scope.fresh("assigned", type);
    scope.emit(new Stmt.Declare(variable, value, scope.span()));
    return new Expr.VariableRead(variable);
  }

  private static Expr converted(Expr.Literal literal, Type type) {
    if (literal.type().equals(type)) {
      return literal;
    }
    boolean exact = literal.value() instanceof Integer && type == Type.Primitive.DOUBLE;
    return exact ? Expr.Literal.of(((Integer) literal.value()).doubleValue(), type) : null;
  }

  /**
   * {@code target op= value} (JLS 15.26.2): the target's old value is read before the operand is
   * evaluated.
   */
  Expr compound(CompoundAssignmentTree tree, boolean wanted) {
    BinaryOp op = Operators.of(tree.getKind());
    ExpressionTree target = MethodLowering.strip(tree.getVariable());
    Operand operand =
        new Operand("operand", () -> method.expressions().value(tree.getExpression()));
    if (target instanceof ArrayAccessTree access) {
      List<Expr> parts = elementAndOperand(access, operand);
      if (Broken.any(parts) || isFieldArray(((Expr.ArrayRead) parts.get(0)).array(), access)) {
        return Broken.VALUE;
      }
      return update(tree, op, parts, wanted);
    }
    Optional<Variable> variable = local(target);
    if (variable.isEmpty()) {
      operand.lowering().get();
      return Broken.VALUE;
    }
    Expr read = new Expr.VariableRead(variable.get());
    String before = variable.get().name() + "Before";
    List<Expr> parts = method.inOrder(List.of(new Operand(before, () -> read), operand));
    return Broken.any(parts)
        ? Broken.VALUE
        : update(tree, op, List.of(read, parts.get(0), parts.get(1)), wanted);
  }

  /** The element to assign to, its old value, and the operand. */
  private List<Expr> elementAndOperand(ArrayAccessTree access, Operand operand) {
    Scope scope = method.scope();
    Operand arrayOperand = method.expressions().array(access);
    Operand indexOperand = method.expressions().index(access);
    Lowered array = scope.lower(arrayOperand.lowering());
    Lowered index = scope.lower(indexOperand.lowering());
    Lowered right = scope.lower(operand.lowering());
    if (Broken.any(List.of(array.value(), index.value(), right.value()))) {
      return List.of(Broken.VALUE);
    }
    List<Stmt> afterArray = new ArrayList<>(index.before());
    afterArray.addAll(right.before());
    scope.emitAll(array.before());
    Expr arrayValue = method.keep(array.value(), afterArray, arrayOperand.hint());
    scope.emitAll(index.before());
    Expr indexValue = method.keep(index.value(), right.before(), indexOperand.hint());
    Expr element = new Expr.ArrayRead(arrayValue, indexValue);
    Expr old = method.keep(element, right.before(), Hints.of(access) + "Before");
    scope.emitAll(right.before());
    return List.of(element, old, right.value());
  }

  /**
   * Emits {@code target = (T) (old op operand)}; the parts are the target, its old value and the
   * operand.
   */
  private Expr update(Tree at, BinaryOp op, List<Expr> parts, boolean wanted) {
    Expr target = parts.get(0);
    Expr right = parts.get(2);
    Type type = target.type();
    if (type.equals(TypeRules.STRING)
        && target instanceof Expr.VariableRead
        && at instanceof CompoundAssignmentTree compound
        && DataCalls.isPlain(method.file().type(compound.getExpression()))) {
      return put(target, new Expr.Binary(op, parts.get(1), right, type), wanted);
    }
    if (!(type instanceof Type.Primitive)) {
      return method.refuse(Message.STRING_CONCATENATION, at);
    }
    Type result;
    if (type == Type.Primitive.BOOLEAN) {
      result = type;
    } else if (Operators.isShift(op)) {
      result = Type.promote(type, Type.Primitive.INT);
    } else {
      result = Type.promote(type, right.type());
    }
    if (result.isFloating() && at instanceof CompoundAssignmentTree tree) {
      method.warnings().usedAsFloating(tree.getExpression());
    }
    Expr value = new Expr.Binary(op, parts.get(1), right, result);
    if (!TypeRules.widens(result, type)) {
      method.warnings().narrowing(at, type, value);
      value = new Expr.Cast(type, value);
    }
    return put(target, value, wanted);
  }

  /** {@code ++} and {@code --}, before or behind (JLS 15.14.2, 15.15.1). */
  Expr step(UnaryTree tree, boolean wanted) {
    if (!isStep(tree)) {
      return method.refuse(Language.refusal(tree.getKind()), tree);
    }
    ExpressionTree operand = MethodLowering.strip(tree.getExpression());
    Expr target;
    if (operand instanceof ArrayAccessTree) {
      target = method.expressions().value(operand);
      if (Broken.is(target) || isFieldArray(((Expr.ArrayRead) target).array(), operand)) {
        return Broken.VALUE;
      }
    } else {
      Optional<Variable> variable = local(operand);
      if (variable.isEmpty()) {
        return Broken.VALUE;
      }
      target = new Expr.VariableRead(variable.get());
    }
    boolean postfix =
        tree.getKind() == Tree.Kind.POSTFIX_INCREMENT
            || tree.getKind() == Tree.Kind.POSTFIX_DECREMENT;
    boolean up =
        tree.getKind() == Tree.Kind.POSTFIX_INCREMENT
            || tree.getKind() == Tree.Kind.PREFIX_INCREMENT;
    Expr old =
        postfix && wanted ? method.scope().save(target, Hints.of(operand) + "Before") : target;
    Expr operandValue = target instanceof Expr.VariableRead ? target : old;
    Expr one = Expr.Literal.of(1, Type.Primitive.INT);
    Expr result =
        update(
            tree,
            up ? BinaryOp.ADD : BinaryOp.SUB,
            List.of(target, operandValue, one),
            wanted && !postfix);
    return postfix ? old : result;
  }

  static boolean isStep(UnaryTree tree) {
    switch (tree.getKind()) {
      case POSTFIX_INCREMENT:
      case POSTFIX_DECREMENT:
      case PREFIX_INCREMENT:
      case PREFIX_DECREMENT:
        return true;
      default:
        return false;
    }
  }

  /**
   * The local variable or parameter that is assigned to; a field is refused, and empty comes back.
   */
  private Optional<Variable> local(ExpressionTree target) {
    Element element = file().element(target);
    boolean name = target instanceof IdentifierTree || target instanceof MemberSelectTree;
    if (name
        && element != null
        && Fields.isField(element)
        && method.scope().variable(element) != null
        && (target instanceof IdentifierTree
            || Receivers.isThis(((MemberSelectTree) target).getExpression()))) {
      return Optional.of(method.scope().variable(element));
    }
    if (name && element != null && Fields.isField(element)) {
      method.refuse(Message.FIELD_WRITE, target);
      return Optional.empty();
    }
    if (element == null) {
      method.refuse(Message.UNRESOLVED, target);
      return Optional.empty();
    }
    if (method.scope().function(element) != null) {
      method.refuse(Message.FUNCTION_REASSIGNED, target);
    }
    return Optional.ofNullable(method.scope().variable(element));
  }

  private FileContext file() {
    return method.file();
  }

  /** Whether an array is held by a field; then writing to it is refused here. */
  boolean isFieldArray(Expr array, Tree at) {
    Expr root = array;
    while (root instanceof Expr.ArrayRead row) {
      root = row.array();
    }
    if (root instanceof Expr.FieldRead || root instanceof Expr.Constant) {
      method.refuse(Message.FIELD_ARRAY_WRITE, at);
      return true;
    }
    return false;
  }
}
