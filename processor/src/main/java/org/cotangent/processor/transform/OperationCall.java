package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.OperationRule;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The adjoint of an operation on matrices: for each argument that carries a derivative, its adjoint
 * becomes the sum of what it was and the share that the operation's rule says.
 *
 * <pre>{@code
 * z = x.times(w);
 *
 * xAdjoint = ProductAdjoints.left(w, zAdjoint, xAdjoint);
 * wAdjoint = ProductAdjoints.right(x, zAdjoint, wAdjoint);
 * }</pre>
 *
 * <p>Adjoints of matrices are values like the matrices: no sum changes an object.
 */
final class OperationCall {
  private final Stmt.CallStatement call;
  private final OperationRule rule;
  private final Storage storage;
  private final Shadows shadows;

  OperationCall(
      Stmt.CallStatement call, Callee.Operation callee, Storage storage, Shadows shadows) {
    this.call = call;
    this.rule = callee.rule();
    this.storage = storage;
    this.shadows = shadows;
  }

  /** The sum of two matrices, or of two numbers. */
  static Expr sum(Expr a, Expr b) {
    if (!a.type().isMatrix()) {
      return Algebra.plus(a, b);
    }
    Expr share =
        b instanceof Expr.Elementwise elements && elements.reduction() == Expr.Reduction.NONE
            ? elements.formula()
            : b;
    return new Expr.Elementwise(
        new Expr.Binary(BinaryOp.ADD, a, share, Type.Primitive.DOUBLE), Expr.Reduction.NONE);
  }

  /**
   * What the reverse sweep does.
   *
   * @param seed the adjoint of the result
   */
  List<Stmt> code(Adjoints adjoints, Expr seed) {
    List<Stmt> code = new ArrayList<>();
    rule.adjoints()
        .forEach(
            (k, adjoint) -> {
              Expr argument = call.arguments().get(k);
              if (!adjoints.isVaried(argument)) {
                return;
              }
              if (argument.type().isMatrix()) {
                Expr place = shadows.of(argument);
                code.add(new Stmt.Assign(place, whole(adjoint, seed, place), Span.NONE));
              } else {
                adjoints.propagate(argument, share(adjoint, seed, null), code);
              }
            });
    return code;
  }

  /** The new adjoint of a matrix. */
  private Expr whole(OperationRule.Adjoint adjoint, Expr seed, Expr before) {
    return adjoint instanceof OperationRule.ByMethod
        ? share(adjoint, seed, before)
        : sum(before, share(adjoint, seed, before));
  }

  private Expr share(OperationRule.Adjoint adjoint, Expr seed, Expr before) {
    Map<String, Expr> values = new HashMap<>();
    for (int k = 0; k < rule.parameters().size(); k++) {
      values.put(rule.parameters().get(k).name(), call.arguments().get(k));
    }
    values.put(OperationRule.RESULT, Exprs.read(call.target()));
    values.put(OperationRule.ADJOINT, seed);
    if (adjoint instanceof OperationRule.ByFormula by) {
      Expr formula =
          Exprs.rewrite(
              by.formula(),
              node ->
                  node instanceof Expr.VariableRead read
                      ? values.get(read.variable().name())
                      : node);
      return new Expr.Elementwise(formula, by.reduction());
    }
    OperationRule.ByMethod by = (OperationRule.ByMethod) adjoint;
    values.put(OperationRule.SUM, before);
    List<Expr> arguments = by.arguments().stream().map(values::get).toList();
    Type type = before == null ? Type.Primitive.DOUBLE : Type.MatrixType.MATRIX;
    return new Expr.Intrinsic(
        new IntrinsicMethod(
            by.owner(), by.name(), arguments.stream().map(Expr::type).toList(), type),
        arguments);
  }

  /** The same with the elements of arrays that the code reads. */
  Snippet reading(Snippet snippet) {
    Set<Need> needs = new LinkedHashSet<>(snippet.before());
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      String name = rule.parameters().get(k).name();
      boolean read =
          rule.adjoints().values().stream()
              .anyMatch(
                  each ->
                      each instanceof OperationRule.ByMethod by && by.arguments().contains(name));
      if (read && argument.type().isArray()) {
        Need.collectArgument(argument, storage, needs);
        if (storage.of(argument) != null) {
          needs.add(new Need.Elements(storage.of(argument)));
        }
      }
    }
    return new Snippet(snippet.code(), needs, snippet.after());
  }

  /** Reports numbers in arrays whose derivative the operation would lose. */
  void check(Set<Variable> varied, boolean strict, Problems problems) {
    String what = ((Callee.Operation) call.callee()).key().name();
    if (strict && !rule.adjoints().isEmpty()) {
      problems.add(Message.MATRIX_STRICT, call.span(), "'" + what + "'");
    }
    for (Expr argument : call.arguments()) {
      if (argument.type().isArray()
          && storage.of(argument) != null
          && varied.contains(storage.of(argument))) {
        problems.add(Message.OPERATION_OF_ARRAY, call.span(), "'" + what + "'");
      }
    }
  }
}
