package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.Rule;
import org.cotangent.processor.rules.RuleTable;

/**
 * Through which parts of an expression derivatives flow: arithmetic, choices and functions with a
 * rule; never through integers, comparisons, indices or a parameter whose partial is zero by its
 * rule.
 */
public final class Differentiability {
  private final RuleTable rules;

  /** Uses this table for calls. */
  public Differentiability(RuleTable rules) {
    this.rules = rules;
  }

  /** The rule of a call, when it has derivatives. */
  public Optional<Rule> rule(Expr.Intrinsic call) {
    return rules.find(call.method().key()).filter(rule -> rule.kind() == Rule.Kind.DIFFERENTIABLE);
  }

  /** The direct parts of a floating expression through which derivatives flow. */
  public List<Expr> parts(Expr expr) {
    List<Expr> parts = new ArrayList<>();
    if (expr instanceof Expr.Unary unary) {
      parts.add(unary.operand());
    } else if (expr instanceof Expr.Binary binary && isArithmetic(binary.op())) {
      parts.add(binary.left());
      parts.add(binary.right());
    } else if (expr instanceof Expr.Cast cast) {
      parts.add(cast.operand());
    } else if (expr instanceof Expr.Conditional choice) {
      parts.add(choice.whenTrue());
      parts.add(choice.whenFalse());
    } else if (expr instanceof Expr.Carried carried) {
      parts.add(carried.source());
    } else if (expr instanceof Expr.ArrayLiteral literal) {
      parts.addAll(literal.elements());
    } else if (expr instanceof Expr.Intrinsic call) {
      rule(call)
          .ifPresent(
              rule -> {
                for (int k = 0; k < call.arguments().size(); k++) {
                  if (rule.partials().get(k) != null) {
                    parts.add(call.arguments().get(k));
                  }
                }
              });
    }
    parts.removeIf(part -> !part.type().isDifferentiable());
    return parts;
  }

  private static boolean isArithmetic(BinaryOp op) {
    return op.precedence() >= BinaryOp.ADD.precedence();
  }

  /**
   * The variables and elements ({@code x}, {@code a[i]}) that derivatives flow from, in order of
   * evaluation.
   */
  public List<Expr> leaves(Expr expr) {
    List<Expr> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private void collect(Expr expr, List<Expr> found) {
    if (!expr.type().isDifferentiable()) {
      return;
    }
    if (expr instanceof Expr.VariableRead || expr instanceof Expr.ArrayRead) {
      found.add(expr);
    }
    parts(expr).forEach(part -> collect(part, found));
    if (expr instanceof Expr.CloneArray copy) {
      collect(copy.array(), found);
    }
  }

  /** Whether a derivative can flow out of the expression, given the places that carry one. */
  public boolean isVaried(Expr expr, Storage storage, Predicate<Variable> varied) {
    return leaves(expr).stream()
        .map(storage::of)
        .anyMatch(place -> place != null && varied.test(place));
  }
}
