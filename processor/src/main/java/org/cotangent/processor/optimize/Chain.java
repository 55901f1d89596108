package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.OperationRule;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Elementwise operations of the primal that are computed by one formula, with what each of them
 * asks of the shapes of its operands.
 *
 * @param formula over the matrices and numbers that go in
 * @param matrices the matrices, the first of the shape of the result
 * @param operations how many operations are in the formula
 */
record Chain(Expr formula, Map<Expr, Operand> matrices, int operations) {
  static final String RUNTIME = "org.cotangent.runtime.Fused";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  /** The shape of an operand beside that of the result. */
  enum Form {
    SAME("requireSameShape"),
    ROW("requireRow"),
    COLUMN("requireColumn");

    private final String check;

    Form(String check) {
      this.check = check;
    }
  }

  /** An operand, with the operation that asks for its form. */
  record Operand(Form form, String operation) {}

  /** The formula of an operation; empty where it has none, or its shapes are not known. */
  static Optional<Chain> of(Stmt.CallStatement call) {
    if (!(call.callee() instanceof Callee.Operation operation)
        || operation.rule().formula() == null
        || call.target() == null) {
      return Optional.empty();
    }
    OperationRule rule = operation.rule();
    Map<Expr, Operand> matrices = new LinkedHashMap<>();
    Map<Variable, Expr> values = new HashMap<>();
    for (int k = 0; k < rule.parameters().size(); k++) {
      Expr argument = call.arguments().get(k);
      values.put(rule.parameters().get(k), argument);
      if (!argument.type().isMatrix()) {
        continue;
      }
      Optional<Form> form = form(rule.adjoints().get(k));
      if (form.isEmpty() || matrices.isEmpty() && form.get() != Form.SAME) {
        return Optional.empty();
      }
      Operand operand = new Operand(form.get(), operation.key().name());
      Operand before = matrices.putIfAbsent(argument, operand);
      if (before != null && before.form() != operand.form()) {
        return Optional.empty();
      }
    }
    if (matrices.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Chain(Exprs.substitute(rule.formula(), values), matrices, 1));
  }

  private static Optional<Form> form(OperationRule.Adjoint adjoint) {
    if (!(adjoint instanceof OperationRule.ByFormula by)) {
      return Optional.empty();
    }
    return switch (by.reduction()) {
      case NONE -> Optional.of(Form.SAME);
      case COLUMN_SUMS -> Optional.of(Form.ROW);
      case ROW_SUMS -> Optional.of(Form.COLUMN);
      case SUM -> Optional.empty();
    };
  }

  /** This chain with another one in the place of an operand; empty where that is not possible. */
  Optional<Chain> with(Variable name, Chain inner) {
    Expr own = Exprs.read(name);
    Operand place = matrices.get(own);
    if (place == null || place.form() == Form.COLUMN || place.form() == Form.ROW) {
      // a row of something has a shape that nothing else in the formula may have
      return Optional.empty();
    }
    Map<Expr, Operand> all = new LinkedHashMap<>();
    for (Map.Entry<Expr, Operand> each : matrices.entrySet()) {
      Map<Expr, Operand> added =
          each.getKey().equals(own) ? inner.renamed(place) : Map.of(each.getKey(), each.getValue());
      for (Map.Entry<Expr, Operand> operand : added.entrySet()) {
        Operand before = all.putIfAbsent(operand.getKey(), operand.getValue());
        if (before != null && before.form() != operand.getValue().form()) {
          return Optional.empty();
        }
      }
    }
    Expr whole = Exprs.substitute(formula, Map.of(name, inner.formula));
    return Optional.of(new Chain(whole, all, operations + inner.operations));
  }

  /** The operands as those of a formula around; the first one stands where this stood. */
  private Map<Expr, Operand> renamed(Operand place) {
    Map<Expr, Operand> out = new LinkedHashMap<>();
    matrices.forEach((matrix, operand) -> out.put(matrix, out.isEmpty() ? place : operand));
    return out;
  }

  /** The checks, and the formula in a variable. */
  List<Stmt> code(Variable target, Span span) {
    List<Stmt> code = new ArrayList<>();
    List<Expr> all = List.copyOf(matrices.keySet());
    for (Expr matrix : all.subList(1, all.size())) {
      Operand operand = matrices.get(matrix);
      code.add(
          new Stmt.RuntimeCall(
              RUNTIME,
              operand.form().check,
              List.of(Expr.Literal.of(operand.operation(), STRING), all.get(0), matrix),
              Span.NONE));
    }
    Expr value = new Expr.Elementwise(formula, Expr.Reduction.NONE);
    code.add(new Stmt.Assign(Exprs.read(target), value, span));
    return code;
  }
}
