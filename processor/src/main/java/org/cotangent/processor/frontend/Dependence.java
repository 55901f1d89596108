package org.cotangent.processor.frontend;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * The floating-point variables of a method whose values may depend on a differentiated parameter:
 * whatever is assigned from one of them, anywhere, is one of them. For warnings only; the analyses
 * proper look closer.
 */
final class Dependence {
  private final Set<Variable> dependent = new LinkedHashSet<>();

  private Dependence() {}

  static Dependence of(Function function) {
    Dependence dependence = new Dependence();
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.differentiated()) {
        dependence.dependent.add(parameter.variable());
      }
    }
    int before;
    do {
      before = dependence.dependent.size();
      dependence.visit(function.body());
    } while (dependence.dependent.size() > before);
    return dependence;
  }

  /**
   * Whether an expression's value may depend on a differentiated parameter: not by an index or a
   * condition.
   */
  boolean reaches(Expr expression) {
    if (!expression.type().isDifferentiable()) {
      return false;
    }
    if (expression instanceof Expr.VariableRead read) {
      return dependent.contains(read.variable());
    }
    if (expression instanceof Expr.Conditional conditional) {
      return reaches(conditional.whenTrue()) || reaches(conditional.whenFalse());
    }
    return ExpressionParts.of(expression).stream().anyMatch(this::reaches);
  }

  private void visit(Stmt statement) {
    if (statement instanceof Stmt.Block block) {
      block.statements().forEach(this::visit);
    } else if (statement instanceof Stmt.Declare declare) {
      if (declare.init() != null && reaches(declare.init())) {
        dependent.add(declare.variable());
      }
    } else if (statement instanceof Stmt.Assign assign) {
      flow(List.of(assign.value()), assign.target());
    } else if (statement instanceof Stmt.CallStatement call) {
      visit(call);
    } else if (statement instanceof Stmt.If branch) {
      visit(branch.then());
      visit(branch.otherwise());
    } else if (statement instanceof Stmt.CountedFor loop) {
      visit(loop.body());
    } else if (statement instanceof Stmt.While loop) {
      visit(loop.body());
      visit(loop.update());
    } else if (statement instanceof Stmt.Labelled labelled) {
      visit(labelled.body());
    } else if (statement instanceof Stmt.Fill fill) {
      flow(List.of(fill.value()), fill.array());
    } else if (statement instanceof Stmt.ArrayCopy copy) {
      flow(List.of(copy.source()), copy.target());
    }
  }

  private void visit(Stmt.CallStatement call) {
    if (call.target() != null) {
      flow(call.arguments(), new Expr.VariableRead(call.target()));
    }
    for (Expr argument : call.arguments()) {
      if (argument.type().isArray()) {
        flow(call.arguments(), argument);
      }
    }
  }

  private void flow(List<Expr> values, Expr target) {
    Expr root = target;
    while (root instanceof Expr.ArrayRead row) {
      root = row.array();
    }
    if (root instanceof Expr.VariableRead read
        && read.type().isDifferentiable()
        && values.stream().anyMatch(this::reaches)) {
      dependent.add(read.variable());
    }
  }
}
