package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.OperationRule;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/**
 * Lowers operations on matrices. Each becomes a statement whose result has a name, so that it is
 * computed once and the reverse sweep finds it; what only asks for data, such as the number of
 * rows, stays an expression.
 */
final class Operations {
  private final MethodLowering method;
  private final FileContext file;

  Operations(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** Lowers a call of an operation, or refuses what else is called on a matrix; else empty. */
  Optional<Expr> call(
      MethodInvocationTree tree, ExecutableElement callee, Target target, boolean wanted) {
    if (!OperationReader.isOperation(callee)) {
      if (isOnMatrix(tree, callee)) {
        file.report(Message.NO_OPERATION, tree.getMethodSelect(), file.text().quote(tree));
        return Optional.of(Broken.VALUE);
      }
      return Optional.empty();
    }
    OperationReader.Answer answer = file.operations().find(callee);
    String reason = answer.reason();
    if (answer.rule().isPresent() && !file.isVisible(callee)) {
      reason = "the companion cannot call it from here";
    } else if (answer.rule().isPresent()
        && !MethodLowering.isStatic(callee)
        && !isOnMatrix(tree, callee)) {
      reason = "it is neither static nor a method of Matrix";
    }
    if (!reason.isEmpty()) {
      file.report(Message.BAD_OPERATION, tree.getMethodSelect(), callee.getSimpleName(), reason);
      return Optional.of(Broken.VALUE);
    }
    return Optional.of(lower(tree, callee, answer.rule().orElseThrow(), target, wanted));
  }

  private boolean isOnMatrix(MethodInvocationTree tree, ExecutableElement callee) {
    boolean instance = !MethodLowering.isStatic(callee);
    boolean onMatrix =
        instance
            && tree.getMethodSelect() instanceof MemberSelectTree select
            && file.types().erased(file.type(select.getExpression())).isMatrix();
    return onMatrix || !instance && file.operations().isOfMatrix(callee);
  }

  private Expr lower(
      MethodInvocationTree tree,
      ExecutableElement callee,
      OperationRule rule,
      Target target,
      boolean wanted) {
    List<Operand> operands = new ArrayList<>();
    if (!MethodLowering.isStatic(callee)) {
      ExpressionTree object = ((MemberSelectTree) tree.getMethodSelect()).getExpression();
      operands.add(
          new Operand(
              Hints.of(object), () -> atom(method.expressions().value(object), Hints.of(object))));
    }
    List<? extends VariableElement> parameters = callee.getParameters();
    for (int k = 0; k < tree.getArguments().size(); k++) {
      ExpressionTree argument = tree.getArguments().get(k);
      boolean fixed = k < parameters.size() - (callee.isVarArgs() ? 1 : 0);
      Type type = fixed ? file.types().erased(parameters.get(k).asType()) : null;
      String name = fixed ? parameters.get(k).getSimpleName().toString() : "value";
      operands.add(new Operand(name, () -> argument(argument, type, name)));
    }
    List<Expr> values = VariableArguments.pack(method, tree, callee, method.inOrder(operands));
    if (Broken.any(values)) {
      return Broken.VALUE;
    }
    Type result = method.typeOf(tree);
    if (result == Type.VoidType.VOID) {
      return Broken.VALUE;
    }
    MethodKey key = file.types().key(callee);
    if (!result.isDifferentiable()) {
      return data(callee, key, values, result, wanted);
    }
    Callee operation = new Callee.Operation(key, result, rule);
    return method.calls().emit(tree, operation, values, Calls.names(callee), target, wanted);
  }

  private Expr argument(ExpressionTree tree, Type type, String name) {
    Expr value = method.expressions().value(tree);
    if (type != null) {
      value = method.boxes().fit(type, value, tree);
      if (type.isFloating()) {
        method.warnings().usedAsFloating(tree);
      }
    }
    return atom(value, name);
  }

  /** Numbers that carry derivatives get a name, so that the reverse sweep finds their values. */
  private Expr atom(Expr value, String name) {
    boolean plain =
        Broken.is(value)
            || !value.type().isDifferentiable()
            || value instanceof Expr.VariableRead
            || value instanceof Expr.Literal
            || value instanceof Expr.Constant
            || value instanceof Expr.FieldRead
            || value instanceof Expr.Component component
                && component.record().type() instanceof Type.ValueType;
    return plain ? value : method.scope().save(value, name);
  }

  /** Asks a matrix for data. */
  private Expr data(
      ExecutableElement callee, MethodKey key, List<Expr> values, Type result, boolean wanted) {
    boolean instance = !MethodLowering.isStatic(callee);
    Expr call =
        new Expr.DataCall(
            instance ? values.get(0) : null,
            key.owner(),
            key.name(),
            instance ? values.subList(1, values.size()) : values,
            result);
    if (!wanted) {
      method.scope().emit(new Stmt.Evaluate(call, method.scope().span()));
      return Broken.VALUE;
    }
    // the array may be another one when the value is asked for again
    boolean reads = values.stream().anyMatch(value -> value.type().isArray());
    return reads ? method.scope().save(call, key.name()) : call;
  }
}
