package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Gives declarations without a value an initial one where javac could no longer see that they are
 * assigned in time.
 */
final class InitialValues {
  private InitialValues() {}

  static List<Stmt> add(List<Stmt> statements, Set<Variable> variables) {
    if (variables.isEmpty()) {
      return statements;
    }
    List<Stmt> changed = new ArrayList<>();
    statements.forEach(statement -> changed.add(add(statement, variables)));
    return changed;
  }

  private static Stmt.Block add(Stmt.Block block, Set<Variable> variables) {
    return new Stmt.Block(add(block.statements(), variables), block.span());
  }

  private static Stmt add(Stmt statement, Set<Variable> variables) {
    if (statement instanceof Stmt.Block block) {
      return add(block, variables);
    }
    if (statement instanceof Stmt.If branch) {
      return new Stmt.If(
          branch.condition(),
          add(branch.then(), variables),
          add(branch.otherwise(), variables),
          branch.span());
    }
    if (statement instanceof Stmt.While loop) {
      return new Stmt.While(
          loop.condition(),
          add(loop.body(), variables),
          add(loop.update(), variables),
          loop.testFirst(),
          loop.label(),
          loop.span());
    }
    if (statement instanceof Stmt.CountedFor loop) {
      return new Stmt.CountedFor(
          loop.index(),
          loop.from(),
          loop.relation(),
          loop.bound(),
          loop.step(),
          add(loop.body(), variables),
          loop.label(),
          loop.span());
    }
    if (statement instanceof Stmt.Labelled labelled) {
      return new Stmt.Labelled(labelled.label(), add(labelled.body(), variables), labelled.span());
    }
    if (statement instanceof Stmt.Declare declare
        && declare.init() == null
        && variables.contains(declare.variable())) {
      return new Stmt.Declare(declare.variable(), zero(declare.variable().type()), declare.span());
    }
    return statement;
  }

  private static Expr zero(Type type) {
    if (!(type instanceof Type.Primitive)) {
      return Expr.Literal.of(null, type);
    }
    return type == Type.Primitive.BOOLEAN
        ? Expr.Literal.of(false, type)
        : Expr.Literal.of(0, Type.Primitive.INT);
  }
}
