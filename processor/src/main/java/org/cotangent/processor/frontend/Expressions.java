package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Lowers expressions. What comes back has no side effects; those are emitted before as statements.
 * An expression that has none keeps its shape.
 */
final class Expressions {
  private final MethodLowering method;
  private final Conditionals conditionals;

  Expressions(MethodLowering method) {
    this.method = method;
    this.conditionals = new Conditionals(method);
  }

  /** Lowers an expression that stands anywhere: an allocation is saved in a variable first. */
  Expr value(ExpressionTree tree) {
    Expr value = object(tree);
    return value.type() instanceof Type.ValueType
        ? method.refuse(Message.VALUE_ESCAPES, tree)
        : value;
  }

  /** The same where an object that is taken apart may stand. */
  Expr object(ExpressionTree tree) {
    Expr value = whole(tree, null);
    return isAllocation(value) ? method.scope().save(value, "array") : value;
  }

  /**
   * Lowers an expression that is a whole right-hand side.
   *
   * @param target the variable that takes the value, or null; check {@link Target#isUsed}
   *     afterwards
   */
  Expr whole(ExpressionTree tree, Target target) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof LiteralTree literal) {
      return literal(literal);
    }
    if (bare instanceof IdentifierTree identifier) {
      return method.fields().identifier(identifier);
    }
    if (bare instanceof MemberSelectTree select) {
      return method.fields().select(select);
    }
    if (bare instanceof ArrayAccessTree access) {
      return element(access);
    }
    if (bare instanceof BinaryTree binary) {
      return binary(binary);
    }
    if (bare instanceof UnaryTree unary) {
      return unary(unary);
    }
    if (bare instanceof TypeCastTree cast) {
      return cast(cast);
    }
    if (bare instanceof ConditionalExpressionTree conditional) {
      return conditionals.choose(conditional, target);
    }
    if (bare instanceof MethodInvocationTree call) {
      return method.calls().value(call, target);
    }
    if (bare instanceof AssignmentTree assignment) {
      return method.assignments().assign(assignment, true);
    }
    if (bare instanceof CompoundAssignmentTree assignment) {
      return method.assignments().compound(assignment, true);
    }
    if (bare instanceof NewArrayTree array) {
      return method.newArrays().make(array);
    }
    if (bare instanceof SwitchExpressionTree choice) {
      return method.switches().value(choice, target);
    }
    if (bare instanceof NewClassTree made) {
      return method.exceptions().isThrowable(method.file().type(made))
          ? method.exceptions().make(made)
          : method.values().create(made, target);
    }
    return method.refuse(Language.refusal(bare.getKind()), bare);
  }

  static boolean isAllocation(Expr value) {
    return value instanceof Expr.NewArray
        || value instanceof Expr.ArrayLiteral
        || value instanceof Expr.CloneArray;
  }

  private Expr literal(LiteralTree tree) {
    Type type = method.typeOf(tree);
    if (type == Type.VoidType.VOID) {
      return Broken.VALUE;
    }
    Object value = tree.getValue();
    String text = method.file().text().exact(tree);
    if (value == null) {
      return Expr.Literal.of(null, type);
    }
    // javac's parser makes one literal of a minus sign and a whole number
    boolean negative = text.startsWith("-");
    if (negative && value instanceof Integer number) {
      return number == Integer.MIN_VALUE
          ? new Expr.Constant("java.lang.Integer", "MIN_VALUE", type, value)
          : negated(new Expr.Literal(-number, type, text.substring(1).strip()));
    }
    if (negative && value instanceof Long number) {
      return number == Long.MIN_VALUE
          ? new Expr.Constant("java.lang.Long", "MIN_VALUE", type, value)
          : negated(new Expr.Literal(-number, type, text.substring(1).strip()));
    }
    // a text block would bring its line breaks along
    return new Expr.Literal(value, type, text.contains("\n") || text.isEmpty() ? null : text);
  }

  private static Expr negated(Expr operand) {
    return new Expr.Unary(UnaryOp.NEGATE, operand, operand.type());
  }

  private Expr element(ArrayAccessTree tree) {
    List<Expr> parts = parts(tree);
    return Broken.any(parts) ? Broken.VALUE : new Expr.ArrayRead(parts.get(0), parts.get(1));
  }

  private List<Expr> parts(ArrayAccessTree tree) {
    return method.inOrder(List.of(array(tree), index(tree)));
  }

  /** The array of an access as an operand: a choice between arrays is made in a variable first. */
  Operand array(ArrayAccessTree tree) {
    String hint = Hints.of(tree.getExpression()) + "Row";
    return new Operand(hint, () -> named(value(tree.getExpression()), hint));
  }

  /** The index of an access as an operand. */
  Operand index(ArrayAccessTree tree) {
    return new Operand("index", () -> value(tree.getIndex()));
  }

  private Expr named(Expr array, String hint) {
    return array instanceof Expr.Conditional ? method.scope().save(array, hint) : array;
  }

  private Expr unary(UnaryTree tree) {
    UnaryOp op;
    switch (tree.getKind()) {
      case UNARY_PLUS:
        op = UnaryOp.PLUS;
        break;
      case UNARY_MINUS:
        op = UnaryOp.NEGATE;
        break;
      case LOGICAL_COMPLEMENT:
        op = UnaryOp.NOT;
        break;
      case BITWISE_COMPLEMENT:
        op = UnaryOp.COMPLEMENT;
        break;
      default:
        return method.assignments().step(tree, true);
    }
    Expr operand = value(tree.getExpression());
    if (Broken.is(operand)) {
      return operand;
    }
    Type type = method.typeOf(tree);
    return type == Type.VoidType.VOID ? Broken.VALUE : new Expr.Unary(op, operand, type);
  }

  private Expr binary(BinaryTree tree) {
    BinaryOp op = Operators.of(tree.getKind());
    if (op == BinaryOp.CONDITIONAL_AND || op == BinaryOp.CONDITIONAL_OR) {
      return conditionals.shortCircuit(tree, op);
    }
    Optional<Type> type = method.file().types().map(method.file().type(tree));
    if (op == BinaryOp.ADD && type.filter(TypeRules.STRING::equals).isPresent()) {
      return text(tree);
    }
    if (method.boxes().comparesObjects(tree)) {
      return method.refuse(Message.BOXES_COMPARED, tree);
    }
    List<Expr> operands =
        method.inOrder(
            List.of(
                new Operand(Hints.left(tree.getLeftOperand()), () -> value(tree.getLeftOperand())),
                new Operand("right", () -> value(tree.getRightOperand()))));
    if (Broken.any(operands)) {
      return Broken.VALUE;
    }
    Expr left = operands.get(0);
    Expr right = operands.get(1);
    if (left.type().isMatrix() || right.type().isMatrix()) {
      return method.refuse(Message.MATRIX_COMPARED, tree);
    }
    boolean floating = left.type().isFloating() || right.type().isFloating();
    if (floating) {
      method.warnings().usedAsFloating(tree.getLeftOperand());
      method.warnings().usedAsFloating(tree.getRightOperand());
    }
    Type result = method.typeOf(tree);
    return result == Type.VoidType.VOID ? Broken.VALUE : new Expr.Binary(op, left, right, result);
  }

  /** Strings, joined; what is turned into text must not run code of the user's. */
  private Expr text(BinaryTree tree) {
    List<Operand> operands = new ArrayList<>();
    boolean plain = true;
    for (ExpressionTree part : List.of(tree.getLeftOperand(), tree.getRightOperand())) {
      operands.add(new Operand(Hints.of(part) + "Before", () -> value(part)));
      if (!method.exceptions().areBeingMade() && !DataCalls.isPlain(method.file().type(part))) {
        method.refuse(Message.STRING_CONCATENATION, part);
        plain = false;
      }
    }
    List<Expr> parts = method.inOrder(operands);
    return !plain || Broken.any(parts)
        ? Broken.VALUE
        : new Expr.Binary(BinaryOp.ADD, parts.get(0), parts.get(1), TypeRules.STRING);
  }

  private Expr cast(TypeCastTree tree) {
    Optional<Type> type = method.file().types().number(method.file().type(tree));
    if (type.isEmpty() || !(type.get() instanceof Type.Primitive)) {
      return method.refuse(Message.REFERENCE_CAST, tree);
    }
    Expr operand = value(tree.getExpression());
    if (Broken.is(operand)) {
      return operand;
    }
    if (!(operand.type() instanceof Type.Primitive)) {
      return method.refuse(Message.REFERENCE_CAST, tree);
    }
    if (type.get().isFloating()) {
      method.warnings().usedAsFloating(tree.getExpression());
    }
    method.warnings().narrowing(tree, type.get(), operand);
    return new Expr.Cast(type.get(), operand);
  }

  /** Whether statements end with a declaration and the operation that gives the first value. */
  private static boolean endsWithOperation(List<Stmt> statements, Stmt declaration) {
    int last = statements.size() - 1;
    return last > 0
        && statements.get(last) instanceof Stmt.CallStatement call
        && call.callee() instanceof Callee.Operation
        && statements.indexOf(declaration) == last - 1;
  }

  /** Declares a local variable with a value, or assigns it one. */
  void store(Variable variable, ExpressionTree tree, Target target) {
    Scope scope = method.scope();
    Lowered lowered = scope.lower(() -> whole(tree, target));
    // int x = (x = 5) + 1; assigns x before its own declaration is complete
    if (target.isUndeclared() && Effects.of(lowered.before()).assigned().contains(variable)) {
      target.declare(scope);
    }
    Stmt declaration = new Stmt.Declare(variable, null, scope.span());
    if (endsWithOperation(lowered.before(), declaration)) {
      scope.emitAll(lowered.before());
    } else {
      if (lowered.before().contains(declaration)) {
        scope.emit(declaration);
      }
      lowered.before().stream().filter(each -> !each.equals(declaration)).forEach(scope::emit);
    }
    if (target.isUsed()) {
      return;
    }
    if (variable.type().isFloating()) {
      method.warnings().usedAsFloating(tree);
    }
    Expr value = method.values().fit(variable.type(), lowered.value(), tree);
    scope.emit(
        target.isUndeclared()
            ? new Stmt.Declare(variable, value, scope.span())
            : new Stmt.Assign(new Expr.VariableRead(variable), value, scope.span()));
  }
}
