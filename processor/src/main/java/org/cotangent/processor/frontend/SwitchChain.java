package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.ir.Verifier;

/**
 * The arms of a switch as a chain of conditions.
 *
 * <p>Arms that fall through into one another are a <i>run</i>: {@code case 1: a(); case 2: b();
 * break; default: c();} becomes {@code if (n == 1 || n == 2) { if (n == 1) { a(); } b(); } else {
 * c(); }}. A break that is not the end of its arm leaves a labelled block around it all. The labels
 * of a switch exclude each other, so the run with {@code default} can be the last {@code else}
 * wherever it stands.
 */
final class SwitchChain {
  private final Scope scope;
  private final String exit;
  private final List<List<Arm>> runs = new ArrayList<>();
  private final List<Stmt> shared;

  /**
   * An arm.
   *
   * @param labels its constants
   * @param otherwise whether it is also the default
   * @param rule whether it is written with an arrow: it falls through into nothing
   * @param code its statements; a break with the exit's label leaves the switch
   */
  record Arm(List<Expr> labels, boolean otherwise, boolean rule, List<Stmt> code) {
    Arm with(List<Stmt> other) {
      return new Arm(labels, otherwise, rule, other);
    }

    private boolean fallsThrough() {
      return !rule && Verifier.completes(Stmt.Block.of(code));
    }
  }

  SwitchChain(Scope scope, String exit, List<Arm> arms) {
    this.scope = scope;
    this.exit = exit;
    this.shared = new ArrayList<>();
    List<Arm> run = new ArrayList<>();
    List<Arm> all = share(arms);
    for (int k = 0; k < all.size(); k++) {
      Arm arm = all.get(k);
      boolean ends = k + 1 == all.size() || !arm.fallsThrough();
      run.add(ends ? arm.with(withoutLastBreak(arm.code())) : arm);
      if (ends) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
  }

  /**
   * The statements of the switch; what its selector needs is emitted into the current list.
   *
   * @param noMatch what runs when a switch without default has no such label
   */
  List<Stmt> build(Expr selector, List<Stmt> noMatch) {
    Expr value = steady(selector);
    List<Stmt> chain = noMatch;
    List<List<Arm>> conditional = new ArrayList<>();
    for (List<Arm> run : runs) {
      if (run.stream().anyMatch(Arm::otherwise)) {
        chain = code(run, value);
      } else {
        conditional.add(run);
      }
    }
    if (conditional.isEmpty() && !(value.type() instanceof Type.Primitive)) {
      // no comparison looks at it, but null is an error all the same
      Expr check =
          new Expr.DataCall(
              null, "java.util.Objects", "requireNonNull", List.of(value), Type.VoidType.VOID);
      scope.emit(new Stmt.Evaluate(check, scope.span()));
    }
    for (int k = conditional.size() - 1; k >= 0; k--) {
      Expr condition = matches(value, labels(conditional.get(k)));
      Stmt.Block then = Stmt.Block.of(code(conditional.get(k), value));
      // one statement of the user, one place
      Span span = k == 0 ? scope.span() : Span.NONE;
      chain = List.of(new Stmt.If(condition, then, Stmt.Block.of(chain), span));
    }
    List<Stmt> all = new ArrayList<>(shared);
    if (chain.stream().anyMatch(each -> Stmts.breaksTo(each, exit))) {
      all.add(new Stmt.Labelled(exit, Stmt.Block.of(chain), scope.span()));
    } else {
      all.addAll(chain);
    }
    return all;
  }

  /** The selector as an expression that can be evaluated again. */
  private Expr steady(Expr selector) {
    List<Stmt> code = new ArrayList<>();
    int comparisons = 0;
    boolean nested = false;
    for (List<Arm> run : runs) {
      comparisons += labels(run).size();
      nested |= run.size() > 1;
      run.forEach(arm -> code.addAll(arm.code()));
    }
    boolean variable = selector instanceof Expr.VariableRead;
    boolean once = comparisons == 1 && !nested;
    boolean unchanged = !nested || Effects.of(code).leave(selector);
    return once || variable && unchanged ? selector : scope.save(selector, "selected");
  }

  // ------------------------------------------------------------------ conditions

  private static List<Expr> labels(List<Arm> arms) {
    return arms.stream().flatMap(arm -> arm.labels().stream()).toList();
  }

  private static Expr matches(Expr selector, List<Expr> labels) {
    Expr condition = null;
    for (Expr label : labels) {
      Expr one = equal(selector, label);
      condition = condition == null ? one : join(BinaryOp.CONDITIONAL_OR, condition, one);
    }
    return condition;
  }

  private static Expr matchesNone(Expr selector, List<Expr> labels) {
    Expr condition = null;
    for (Expr label : labels) {
      Expr one = Conditionals.negate(equal(selector, label));
      condition = condition == null ? one : join(BinaryOp.CONDITIONAL_AND, condition, one);
    }
    return condition;
  }

  private static Expr join(BinaryOp op, Expr left, Expr right) {
    return new Expr.Binary(op, left, right, Type.Primitive.BOOLEAN);
  }

  /** A comparison that fails for null as the switch does. */
  private static Expr equal(Expr selector, Expr label) {
    if (selector.type() instanceof Type.Primitive) {
      return join(BinaryOp.EQ, selector, label);
    }
    String owner = ((Type.ReferenceType) selector.type()).name();
    return new Expr.DataCall(selector, owner, "equals", List.of(label), Type.Primitive.BOOLEAN);
  }

  // ------------------------------------------------------------------ code

  /** The code of a run, when one of its arms is entered. */
  private List<Stmt> code(List<Arm> run, Expr selector) {
    List<Stmt> code = new ArrayList<>();
    for (int k = 0; k + 1 < run.size(); k++) {
      List<Arm> until = run.subList(0, k + 1);
      Expr entered =
          until.stream().anyMatch(Arm::otherwise)
              ? matchesNone(selector, labels(run.subList(k + 1, run.size())))
              : matches(selector, labels(until));
      Stmt.Block then = Stmt.Block.of(run.get(k).code());
      if (!then.isEmpty()) {
        code.add(new Stmt.If(entered, then, Stmt.Block.EMPTY, Span.NONE));
      }
    }
    code.addAll(run.get(run.size() - 1).code());
    return code;
  }

  /** Statements without the break that ends them, in whatever blocks it stands. */
  private List<Stmt> withoutLastBreak(List<Stmt> code) {
    if (code.isEmpty()) {
      return code;
    }
    List<Stmt> out = new ArrayList<>(code.subList(0, code.size() - 1));
    Stmt last = code.get(code.size() - 1);
    boolean loop = last instanceof Stmt.While || last instanceof Stmt.CountedFor;
    if (!(last instanceof Stmt.Break jump && exit.equals(jump.label()))) {
      out.add(
          loop
              ? last
              : Stmts.withBlocks(
                  last,
                  block ->
                      block.isEmpty()
                          ? block
                          : new Stmt.Block(withoutLastBreak(block.statements()), block.span())));
    }
    return out;
  }

  /**
   * A variable that one arm declares and another one uses, as the arms of the old form share one
   * scope, is declared in front of the switch.
   */
  private List<Arm> share(List<Arm> arms) {
    List<Arm> out = new ArrayList<>();
    for (Arm arm : arms) {
      Set<Variable> elsewhere = new LinkedHashSet<>();
      for (Arm other : arms) {
        if (other != arm) {
          Stmt.Block code = Stmt.Block.of(other.code());
          elsewhere.addAll(Stmts.mentioned(code));
        }
      }
      List<Stmt> code = new ArrayList<>();
      for (Stmt each : arm.code()) {
        if (each instanceof Stmt.Declare declare && elsewhere.contains(declare.variable())) {
          shared.add(new Stmt.Declare(declare.variable(), null, declare.span()));
          if (declare.init() != null) {
            Expr variable = new Expr.VariableRead(declare.variable());
            code.add(new Stmt.Assign(variable, declare.init(), declare.span()));
          }
        } else {
          code.add(each);
        }
      }
      out.add(arm.with(code));
    }
    return out;
  }
}
