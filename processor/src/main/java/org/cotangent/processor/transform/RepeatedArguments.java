package org.cotangent.processor.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * Numbers that a call can give twice: to the forward half of the callee, and again to its reverse
 * half.
 *
 * <p>The callee then need not keep them on the tape, call by call. In {@code for (int i = 0; i < n;
 * i++) { sum += term(x, i, h / 2); }} the reverse sweep of the caller has {@code i} and {@code h}
 * anyway. An argument is at hand when it is cheap to compute, and nothing that it is made of is
 * overwritten before the variables end that it reads; of these, all but one must be there without
 * the tape. That one may be a variable of the call's own block, which the caller then keeps once,
 * instead of the callee.
 */
final class RepeatedArguments {
  private final Variants variants;
  private final Layout layout;
  private final Storage storage;
  private final Effects effects;
  private final Recompute recompute;

  RepeatedArguments(Variants variants, Layout layout, Storage storage, Effects effects) {
    this.variants = variants;
    this.layout = layout;
    this.storage = storage;
    this.effects = effects;
    this.recompute = new Recompute(layout, variants.wants(Optimization.RECOMPUTED_VALUES));
  }

  /** The positions of the numbers that a call gives again to the reverse half of a version. */
  Set<Integer> of(Stmt.CallStatement call, Variants.Version version) {
    Set<Integer> found = new TreeSet<>();
    Function callee = variants.function(version.method());
    for (int k : variants.reads(version)) {
      if (variants.mayBeRepeated(callee, k) && isAtHand(call.arguments().get(k), call)) {
        found.add(k);
      }
    }
    return found;
  }

  /** The other arguments of a reverse half with those numbers in their places. */
  List<Expr> with(Stmt.CallStatement call, Variants.Version version, List<Expr> others) {
    Function callee = variants.function(version.method());
    Set<Integer> repeated = of(call, version);
    Deque<Expr> rest = new ArrayDeque<>(others);
    List<Expr> all = new ArrayList<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      if (variants.isPassedAgain(callee, k)) {
        all.add(rest.removeFirst());
        if (version.active().get(k) && call.arguments().get(k).type().isArray()) {
          all.add(rest.removeFirst());
        }
      } else if (repeated.contains(k)) {
        all.add(call.arguments().get(k));
        note(call, callee.parameters().get(k).variable());
      }
    }
    all.addAll(rest);
    return all;
  }

  private void note(Stmt.CallStatement call, Variable parameter) {
    variants
        .journal()
        .decide(
            call.span(),
            Optimization.REPEATED_ARGUMENTS,
            "`"
                + parameter.name()
                + "` is given again in the reverse sweep, instead of being kept by the call");
  }

  /** Whether an argument has the same value when the call is reversed, and costs little. */
  private boolean isAtHand(Expr argument, Stmt.CallStatement call) {
    return isPlain(argument)
        && Recompute.isCheap(argument)
        && !isChangedBy(call, argument)
        && recompute.isAvailable(argument, call, own(argument, call));
  }

  /**
   * The one variable of the call's own block that the argument reads; null for none, or several.
   */
  private Variable own(Expr argument, Stmt.CallStatement call) {
    Variable found = null;
    for (Variable variable : Exprs.variables(argument)) {
      boolean local = !variable.type().isArray() && layout.isInLoop(call);
      if (local
          && layout.declaration(variable) instanceof Stmt.Declare
          && layout.scope(variable) == layout.parent(call)) {
        if (found != null) {
          return null;
        }
        found = variable;
      }
    }
    return found;
  }

  /** Whether it is made of variables, elements and operators that give the same a second time. */
  private static boolean isPlain(Expr argument) {
    boolean[] plain = {true};
    Exprs.walk(
        argument,
        node ->
            plain[0] &=
                node instanceof Expr.VariableRead
                    || node instanceof Expr.Literal
                    || node instanceof Expr.Constant constant && constant.value() != null
                    || node instanceof Expr.ArrayRead
                    || node instanceof Expr.ArrayLength
                    || node instanceof Expr.Unary
                    || node instanceof Expr.Binary
                    || node instanceof Expr.Cast
                    || node instanceof Expr.Conditional
                    || node instanceof Expr.Intrinsic);
    return plain[0];
  }

  /** Whether the call itself gives another value to something that the argument reads. */
  private boolean isChangedBy(Stmt.CallStatement call, Expr argument) {
    if (call.target() != null && Exprs.variables(argument).contains(call.target())) {
      return true;
    }
    Set<Variable> written = new LinkedHashSet<>();
    effects.written(call).forEach(array -> written.add(storage.of(array)));
    boolean[] changed = {false};
    Exprs.walk(
        argument,
        node ->
            changed[0] |=
                node instanceof Expr.ArrayRead element && written.contains(storage.of(element)));
    return changed[0];
  }
}
