package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/**
 * Lowers the JDK's methods on arrays: {@code Arrays.fill}, {@code Arrays.copyOf}, {@code
 * System.arraycopy}.
 */
final class ArrayCalls {
  private static final String ARRAYS = "java.util.Arrays";
  private static final Type INT = Type.Primitive.INT;

  private final MethodLowering method;

  ArrayCalls(MethodLowering method) {
    this.method = method;
  }

  boolean knows(MethodKey key) {
    boolean ofArrays =
        key.owner().equals(ARRAYS) && (key.name().equals("fill") || key.name().equals("copyOf"));
    return ofArrays || key.owner().equals("java.lang.System") && key.name().equals("arraycopy");
  }

  /** Lowers the call; {@code copyOf} gives the copy, the others give nothing. */
  Expr lower(MethodInvocationTree tree, MethodKey key, Target target) {
    List<Operand> operands = new ArrayList<>();
    for (ExpressionTree argument : tree.getArguments()) {
      operands.add(
          new Operand(Hints.of(argument) + "Before", () -> method.expressions().value(argument)));
    }
    List<Expr> arguments = method.inOrder(operands);
    if (Broken.any(arguments)) {
      return Broken.VALUE;
    }
    switch (key.name()) {
      case "fill":
        return fill(tree, arguments);
      case "copyOf":
        return copyOf(tree, arguments, target);
      default:
        return copy(tree, arguments);
    }
  }

  private Expr fill(MethodInvocationTree tree, List<Expr> arguments) {
    Expr array = arguments.get(0);
    if (array.type().rank() != 1 || !(array.type().leaf() instanceof Type.Primitive)) {
      return refuse(tree);
    }
    if (method.assignments().isFieldArray(array, tree.getArguments().get(0))) {
      return Broken.VALUE;
    }
    boolean whole = arguments.size() == 2;
    ExpressionTree valueTree = tree.getArguments().get(whole ? 1 : 3);
    if (array.type().leaf().isFloating()) {
      method.warnings().usedAsFloating(valueTree);
    }
    Expr value = MethodLowering.convert(array.type().elementType(), arguments.get(whole ? 1 : 3));
    Expr from = whole ? null : arguments.get(1);
    Expr to = whole ? null : arguments.get(2);
    method.scope().emit(new Stmt.Fill(array, from, to, value, method.scope().span()));
    return Broken.VALUE;
  }

  private Expr copy(MethodInvocationTree tree, List<Expr> arguments) {
    Expr source = arguments.get(0);
    Expr target = arguments.get(2);
    if (target.type().leaf().isMatrix()) {
      return method.refuse(Message.MATRIX_ARRAY, tree);
    }
    if (!source.type().isArray() || !source.type().equals(target.type())) {
      return refuse(tree);
    }
    if (method.assignments().isFieldArray(target, tree.getArguments().get(2))) {
      return Broken.VALUE;
    }
    method
        .scope()
        .emit(
            new Stmt.ArrayCopy(
                source,
                arguments.get(1),
                target,
                arguments.get(3),
                arguments.get(4),
                method.scope().span()));
    return Broken.VALUE;
  }

  private Expr copyOf(MethodInvocationTree tree, List<Expr> arguments, Target target) {
    Expr source = arguments.get(0);
    Expr length = arguments.get(1);
    if (source.type().rank() != 1 || !(source.type().leaf() instanceof Type.Primitive)) {
      return refuse(tree);
    }
    Scope scope = method.scope();
    // an assigned variable may be the source itself, so only a fresh one takes the copy directly
    boolean direct =
        target != null && target.isUndeclared() && target.variable().type().equals(source.type());
    Expr made = new Expr.NewArray(source.type(), List.of(length));
    Expr read;
    if (direct) {
      target.declareWith(made, scope);
      read = new Expr.VariableRead(target.variable());
    } else {
      read = scope.save(made, Hints.of(tree.getArguments().get(0)) + "Copy");
    }
    IntrinsicMethod min = new IntrinsicMethod("java.lang.Math", "min", List.of(INT, INT), INT);
    Expr shorter = new Expr.Intrinsic(min, List.of(new Expr.ArrayLength(source), length));
    Expr zero = Expr.Literal.of(0, INT);
    scope.emit(new Stmt.ArrayCopy(source, zero, read, zero, shorter, scope.span()));
    return read;
  }

  private Expr refuse(MethodInvocationTree tree) {
    method
        .file()
        .report(Message.ARRAY_TYPES, tree.getMethodSelect(), method.file().text().quote(tree));
    return Broken.VALUE;
  }
}
