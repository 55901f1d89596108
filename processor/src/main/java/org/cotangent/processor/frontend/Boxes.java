package org.cotangent.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;

/**
 * Numbers in objects: {@code Double}, {@code Integer} and the others. In local variables,
 * parameters of helpers and results they are followed as the numbers that they hold. That is the
 * same as long as none of them is null and nobody asks which object it is; both are refused.
 */
final class Boxes {
  private final MethodLowering method;
  private final FileContext file;

  Boxes(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /**
   * A value where a type is asked for.
   *
   * @param tree the expression that has the value
   */
  Expr fit(Type target, Expr value, ExpressionTree tree) {
    if (Broken.is(value) || target == Type.VoidType.VOID) {
      return value;
    }
    boolean primitive = target instanceof Type.Primitive;
    if (primitive && value instanceof Expr.Literal literal && literal.value() == null) {
      return method.refuse(Message.NULL_NUMBER, tree);
    }
    if (target.isMatrix() && value instanceof Expr.Literal) {
      return method.refuse(Message.MATRIX_NULL, tree);
    }
    TypeMirror type = file.type(MethodLowering.strip(tree));
    if (!primitive && value.type() instanceof Type.Primitive && file.types().isBox(type)) {
      file.report(Message.BOXED_TYPE, tree, "'" + file.text().quote(tree) + "'", type);
      return Broken.VALUE;
    }
    boolean rowsAsObjects =
        target.isArray()
            && value.type().isArray()
            && value.type().leaf() instanceof Type.Primitive
            && !(target.leaf() instanceof Type.Primitive);
    if (rowsAsObjects) {
      // rows could be moved there without anybody who follows numbers seeing it
      return method.refuse(Message.ROWS_AS_OBJECTS, tree);
    }
    return MethodLowering.convert(target, value);
  }

  /** Whether {@code ==} compares objects one of which is a box. */
  boolean comparesObjects(BinaryTree tree) {
    boolean equality =
        tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO;
    TypeMirror left = file.type(MethodLowering.strip(tree.getLeftOperand()));
    TypeMirror right = file.type(MethodLowering.strip(tree.getRightOperand()));
    return equality
        && !left.getKind().isPrimitive()
        && !right.getKind().isPrimitive()
        && (file.types().isBox(left) || file.types().isBox(right));
  }

  /** Whether a method takes boxes: a call of the original could not be told from an overload. */
  boolean takesBoxes(ExecutableElement callee) {
    return callee.getParameters().stream().anyMatch(each -> file.types().isBox(each.asType()));
  }

  /** Lowers a method of a box that converts or compares numbers; empty for every other call. */
  Optional<Expr> call(MethodInvocationTree tree, ExecutableElement callee) {
    TypeMirror owner = ((TypeElement) callee.getEnclosingElement()).asType();
    if (!file.types().isBox(owner) || file.types().number(owner).isEmpty()) {
      return Optional.empty();
    }
    String name = callee.getSimpleName().toString();
    Type own = file.types().number(owner).get();
    if (MethodLowering.isStatic(callee)) {
      boolean makes = name.equals("valueOf") && callee.getParameters().size() == 1;
      if (!makes) {
        return Optional.empty();
      }
      return callee.getParameters().get(0).asType().getKind().isPrimitive()
          ? Optional.of(cast(tree, own, method.expressions().value(tree.getArguments().get(0))))
          : parsed(tree, callee, own);
    }
    if (!(tree.getMethodSelect() instanceof MemberSelectTree select)) {
      return Optional.empty();
    }
    Optional<Type> to =
        name.endsWith("Value") ? file.types().map(callee.getReturnType()) : Optional.empty();
    if (to.isPresent()) {
      return Optional.of(cast(tree, to.get(), method.expressions().value(select.getExpression())));
    }
    return switch (name) {
      case "isNaN", "isInfinite" -> function(tree, callee, name, own);
      case "compareTo" -> function(tree, callee, "compare", own);
      default -> Optional.empty();
    };
  }

  private Expr cast(Tree tree, Type to, Expr value) {
    if (Broken.is(value) || value.type().equals(to)) {
      return value;
    }
    method.warnings().narrowing(tree, to, value);
    return new Expr.Cast(to, value);
  }

  /** {@code Double.valueOf(text)} is {@code Double.parseDouble(text)} in a box. */
  private Optional<Expr> parsed(MethodInvocationTree tree, ExecutableElement callee, Type own) {
    String word = own.toString();
    String name = "parse" + Character.toUpperCase(word.charAt(0)) + word.substring(1);
    Type text = file.types().erased(callee.getParameters().get(0).asType());
    return intrinsic(tree, key(callee, name, List.of(text)), own, List.of());
  }

  /** A method of a box as the static method on the number in it. */
  private Optional<Expr> function(
      MethodInvocationTree tree, ExecutableElement callee, String name, Type own) {
    List<Type> types = new ArrayList<>(List.of(own));
    callee.getParameters().forEach(each -> types.add(own));
    Type result = file.types().map(callee.getReturnType()).orElseThrow();
    MemberSelectTree select = (MemberSelectTree) tree.getMethodSelect();
    return intrinsic(tree, key(callee, name, types), result, List.of(select.getExpression()));
  }

  private static MethodKey key(ExecutableElement callee, String name, List<Type> types) {
    TypeElement owner = (TypeElement) callee.getEnclosingElement();
    return new MethodKey(owner.getQualifiedName().toString(), name, types);
  }

  private Optional<Expr> intrinsic(
      MethodInvocationTree tree, MethodKey key, Type result, List<ExpressionTree> first) {
    if (file.intrinsics().kind(key).isEmpty()) {
      return Optional.empty();
    }
    List<ExpressionTree> trees = new ArrayList<>(first);
    trees.addAll(tree.getArguments());
    List<MethodLowering.Operand> operands = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      ExpressionTree each = trees.get(i);
      Type type = key.parameterTypes().get(i);
      operands.add(
          new MethodLowering.Operand(
              Hints.of(each) + "Before", () -> fit(type, method.expressions().value(each), each)));
    }
    List<Expr> values = method.inOrder(operands);
    return Optional.of(
        Broken.any(values)
            ? Broken.VALUE
            : new Expr.Intrinsic(
                new IntrinsicMethod(key.owner(), key.name(), key.parameterTypes(), result),
                values));
  }
}
