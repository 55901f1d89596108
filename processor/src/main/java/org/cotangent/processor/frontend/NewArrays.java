package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;

/** Lowers array creation, with sizes and with elements. */
final class NewArrays {
  private final MethodLowering method;

  NewArrays(MethodLowering method) {
    this.method = method;
  }

  Expr make(NewArrayTree tree) {
    Type type = method.typeOf(tree);
    if (type == Type.VoidType.VOID) {
      return Broken.VALUE;
    }
    if (type.leaf().isMatrix()) {
      return method.refuse(Message.MATRIX_ARRAY, tree);
    }
    List<Operand> operands = new ArrayList<>();
    if (tree.getInitializers() == null) {
      for (ExpressionTree size : tree.getDimensions()) {
        operands.add(new Operand("size", () -> method.expressions().value(size)));
      }
      List<Expr> sizes = method.inOrder(operands);
      return Broken.any(sizes) ? Broken.VALUE : new Expr.NewArray(type, sizes);
    }
    elements(tree, type.elementType(), operands);
    List<Expr> values = method.inOrder(operands);
    return Broken.any(values) ? Broken.VALUE : literal(tree, type, values.iterator());
  }

  /** All elements, also those of nested literals, as operands in their order. */
  private void elements(NewArrayTree tree, Type elementType, List<Operand> operands) {
    for (ExpressionTree each : tree.getInitializers()) {
      if (isLiteral(each)) {
        elements((NewArrayTree) MethodLowering.strip(each), elementType.elementType(), operands);
        continue;
      }
      if (elementType.isFloating()) {
        method.warnings().usedAsFloating(each);
      }
      operands.add(new Operand("element", () -> method.expressions().value(each)));
    }
  }

  private static Expr literal(NewArrayTree tree, Type type, Iterator<Expr> values) {
    List<Expr> elements = new ArrayList<>();
    for (ExpressionTree each : tree.getInitializers()) {
      elements.add(
          isLiteral(each)
              ? literal((NewArrayTree) MethodLowering.strip(each), type.elementType(), values)
              : MethodLowering.convert(type.elementType(), values.next()));
    }
    return new Expr.ArrayLiteral(type, elements);
  }

  private static boolean isLiteral(ExpressionTree tree) {
    return MethodLowering.strip(tree) instanceof NewArrayTree array
        && array.getInitializers() != null;
  }
}
