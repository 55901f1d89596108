package org.cotangent.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.EnumMap;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;

/** javac's names of binary operators, bare or inside a compound assignment. */
final class Operators {
  private static final Map<Tree.Kind, BinaryOp> OPERATORS = operators();

  private Operators() {}

  static BinaryOp of(Tree.Kind kind) {
    BinaryOp op = OPERATORS.get(kind);
    if (op == null) {
      throw new IllegalArgumentException("no operator for " + kind);
    }
    return op;
  }

  static boolean isShift(BinaryOp op) {
    return op == BinaryOp.SHL || op == BinaryOp.SHR || op == BinaryOp.USHR;
  }

  private static Map<Tree.Kind, BinaryOp> operators() {
    Map<Tree.Kind, BinaryOp> map = new EnumMap<>(Tree.Kind.class);
    map.put(Tree.Kind.MULTIPLY, BinaryOp.MUL);
    map.put(Tree.Kind.DIVIDE, BinaryOp.DIV);
    map.put(Tree.Kind.REMAINDER, BinaryOp.REM);
    map.put(Tree.Kind.PLUS, BinaryOp.ADD);
    map.put(Tree.Kind.MINUS, BinaryOp.SUB);
    map.put(Tree.Kind.LEFT_SHIFT, BinaryOp.SHL);
    map.put(Tree.Kind.RIGHT_SHIFT, BinaryOp.SHR);
    map.put(Tree.Kind.UNSIGNED_RIGHT_SHIFT, BinaryOp.USHR);
    map.put(Tree.Kind.LESS_THAN, BinaryOp.LT);
    map.put(Tree.Kind.LESS_THAN_EQUAL, BinaryOp.LE);
    map.put(Tree.Kind.GREATER_THAN, BinaryOp.GT);
    map.put(Tree.Kind.GREATER_THAN_EQUAL, BinaryOp.GE);
    map.put(Tree.Kind.EQUAL_TO, BinaryOp.EQ);
    map.put(Tree.Kind.NOT_EQUAL_TO, BinaryOp.NE);
    map.put(Tree.Kind.AND, BinaryOp.AND);
    map.put(Tree.Kind.XOR, BinaryOp.XOR);
    map.put(Tree.Kind.OR, BinaryOp.OR);
    map.put(Tree.Kind.CONDITIONAL_AND, BinaryOp.CONDITIONAL_AND);
    map.put(Tree.Kind.CONDITIONAL_OR, BinaryOp.CONDITIONAL_OR);
    map.put(Tree.Kind.MULTIPLY_ASSIGNMENT, BinaryOp.MUL);
    map.put(Tree.Kind.DIVIDE_ASSIGNMENT, BinaryOp.DIV);
    map.put(Tree.Kind.REMAINDER_ASSIGNMENT, BinaryOp.REM);
    map.put(Tree.Kind.PLUS_ASSIGNMENT, BinaryOp.ADD);
    map.put(Tree.Kind.MINUS_ASSIGNMENT, BinaryOp.SUB);
    map.put(Tree.Kind.LEFT_SHIFT_ASSIGNMENT, BinaryOp.SHL);
    map.put(Tree.Kind.RIGHT_SHIFT_ASSIGNMENT, BinaryOp.SHR);
    map.put(Tree.Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT, BinaryOp.USHR);
    map.put(Tree.Kind.AND_ASSIGNMENT, BinaryOp.AND);
    map.put(Tree.Kind.XOR_ASSIGNMENT, BinaryOp.XOR);
    map.put(Tree.Kind.OR_ASSIGNMENT, BinaryOp.OR);
    return map;
  }
}
