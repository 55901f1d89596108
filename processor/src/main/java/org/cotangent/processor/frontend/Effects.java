package org.cotangent.processor.frontend;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * What statements do that could change the value of an expression evaluated before them.
 *
 * @param assigned the variables they assign
 * @param touchesMemory whether they write an array, call a method, or may throw
 */
record Effects(Set<Variable> assigned, boolean touchesMemory) {

  static Effects of(List<Stmt> statements) {
    Set<Variable> assigned = new LinkedHashSet<>();
    boolean memory = false;
    for (Stmt statement : statements) {
      memory |= visit(statement, assigned);
    }
    return new Effects(assigned, memory);
  }

  /**
   * Whether an expression has the same value, and fails in the same way, when it is evaluated after
   * the statements instead of before them.
   */
  boolean leave(Expr expression) {
    if (touchesMemory && touchesMemory(expression)) {
      return false;
    }
    return ExpressionParts.variables(expression).stream().noneMatch(assigned::contains);
  }

  private static boolean visit(Stmt statement, Set<Variable> assigned) {
    if (statement instanceof Stmt.Block block) {
      return visitAll(block.statements(), assigned);
    }
    if (statement instanceof Stmt.Declare declare) {
      return declare.init() != null && touchesMemory(declare.init());
    }
    if (statement instanceof Stmt.Assign assign) {
      if (assign.target() instanceof Expr.VariableRead read) {
        assigned.add(read.variable());
        return touchesMemory(assign.value());
      }
      return true;
    }
    if (statement instanceof Stmt.CallStatement call) {
      if (call.target() != null) {
        assigned.add(call.target());
      }
      return true;
    }
    if (statement instanceof Stmt.If branch) {
      // both arms are visited: no short cut
      return touchesMemory(branch.condition())
          | visitAll(branch.then().statements(), assigned)
          | visitAll(branch.otherwise().statements(), assigned);
    }
    if (statement instanceof Stmt.CountedFor loop) {
      assigned.add(loop.index());
      visitAll(loop.body().statements(), assigned);
      return true;
    }
    if (statement instanceof Stmt.While loop) {
      visitAll(loop.body().statements(), assigned);
      visitAll(loop.update().statements(), assigned);
      return true;
    }
    if (statement instanceof Stmt.Labelled labelled) {
      return visitAll(labelled.body().statements(), assigned);
    }
    return !(statement instanceof Stmt.Break || statement instanceof Stmt.Continue);
  }

  private static boolean visitAll(List<Stmt> statements, Set<Variable> assigned) {
    boolean memory = false;
    for (Stmt each : statements) {
      memory |= visit(each, assigned);
    }
    return memory;
  }

  /** Whether an expression reads something that a call could write, or may throw. */
  private static boolean touchesMemory(Expr expression) {
    for (Expr part : ExpressionParts.all(expression)) {
      boolean divides =
          part instanceof Expr.Binary binary
              && (binary.op() == BinaryOp.DIV || binary.op() == BinaryOp.REM)
              && binary.type().isIntegral();
      boolean exact = part instanceof Expr.Intrinsic && !part.type().isFloating();
      boolean reads =
          part instanceof Expr.ArrayRead
              || part instanceof Expr.ArrayLength
              || part instanceof Expr.FieldRead field && !isReceiver(field.receiver())
              || part instanceof Expr.DataCall
              || part instanceof Expr.NewObject
              || part instanceof Expr.Component component
                  && !(component.record().type() instanceof Type.ValueType)
              || part instanceof Expr.NewArray
              || part instanceof Expr.CloneArray
              || part instanceof Expr.ArrayLiteral;
      if (divides || exact || reads) {
        return true;
      }
    }
    return false;
  }

  // the receiver is the first variable of its method, and never null
  private static boolean isReceiver(Expr expression) {
    return expression instanceof Expr.VariableRead read
        && read.variable().number() == 0
        && read.variable().name().equals("self");
  }

  /**
   * Whether statements store an array of this type into another array, or might do so in a call.
   */
  static boolean mayReplaceElements(List<Stmt> statements, Type elementType) {
    return statements.stream().anyMatch(statement -> mayReplace(statement, elementType));
  }

  private static boolean mayReplace(Stmt statement, Type type) {
    if (statement instanceof Stmt.Block block) {
      return mayReplaceElements(block.statements(), type);
    }
    if (statement instanceof Stmt.If branch) {
      return mayReplace(branch.then(), type) || mayReplace(branch.otherwise(), type);
    }
    if (statement instanceof Stmt.CountedFor loop) {
      return mayReplace(loop.body(), type);
    }
    if (statement instanceof Stmt.While loop) {
      return mayReplace(loop.body(), type) || mayReplace(loop.update(), type);
    }
    if (statement instanceof Stmt.Labelled labelled) {
      return mayReplace(labelled.body(), type);
    }
    if (statement instanceof Stmt.Assign assign) {
      return assign.target() instanceof Expr.ArrayRead && assign.target().type().equals(type);
    }
    if (statement instanceof Stmt.Fill fill) {
      return fill.array().type().elementType().equals(type);
    }
    if (statement instanceof Stmt.ArrayCopy copy) {
      return copy.target().type().elementType().equals(type);
    }
    if (statement instanceof Stmt.CallStatement call) {
      return call.arguments().stream().anyMatch(argument -> mayHold(argument.type(), type));
    }
    return false;
  }

  /** Whether something of one type may lead to an array of elements of the other. */
  private static boolean mayHold(Type outer, Type element) {
    if (outer instanceof Type.ReferenceType) {
      return true;
    }
    return outer.isArray()
        && (outer.elementType().equals(element) || mayHold(outer.elementType(), element));
  }
}
