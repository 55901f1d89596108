package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Links;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * What is {@code @Checkpointed} runs several times: it must compute the same each time, do nothing
 * that can be noticed, and change only what a snapshot holds.
 */
final class ReplayRules {
  private final Outline.Result outline;
  private final Effects effects;
  private final Links links;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Stmt> reported = Collections.newSetFromMap(new IdentityHashMap<>());

  ReplayRules(Outline.Result outline, Effects effects, Links links) {
    this.outline = outline;
    this.effects = effects;
    this.links = links;
  }

  /** What is in the way. */
  List<Problem> check() {
    problems.addAll(outline.problems());
    outline.replays().forEach(this::checkState);
    reachable().forEach(this::checkBody);
    return problems;
  }

  /** The code that runs again, with that of the methods that it calls. */
  private List<Stmt.Block> reachable() {
    List<Stmt.Block> found = new ArrayList<>(outline.refused());
    Set<MethodKey> seen = new LinkedHashSet<>(outline.again());
    seen.forEach(key -> found.add(function(key).body()));
    for (int k = 0; k < found.size(); k++) {
      Stmts.walk(
          found.get(k),
          stmt -> {
            if (stmt instanceof Stmt.CallStatement call
                && call.callee() instanceof Callee.Local local
                && seen.add(local.key())) {
              found.add(function(local.key()).body());
            }
          });
    }
    return found;
  }

  private Function function(MethodKey key) {
    return outline.unit().function(key).orElseThrow();
  }

  private void checkBody(Stmt.Block body) {
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.CallStatement call
              && call.callee() instanceof Callee.Constant constant
              && !constant.pure()) {
            String what = "a method whose body is not looked at, '" + constant.key().name() + "',";
            report(Message.CHECKPOINT_EFFECT, stmt, what);
          } else if (stmt instanceof Stmt.Declare declare && declare.variable().type().isMatrix()
              || stmt instanceof Stmt.CallStatement call
                  && call.callee() instanceof Callee.Operation) {
            report(Message.CHECKPOINT_STATE, stmt, "a matrix is made");
          } else if (prints(stmt)) {
            report(Message.CHECKPOINT_EFFECT, stmt, "what is printed");
          }
        });
  }

  private static boolean prints(Stmt stmt) {
    boolean[] found = {false};
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.walk(
          expr,
          node ->
              found[0] |=
                  node instanceof Expr.DataCall call && call.owner().equals("java.io.PrintStream"));
    }
    return found[0];
  }

  /** The arrays that are put back must be the ones that were copied. */
  private void checkState(MethodKey key, Replay replay) {
    Function function = function(key);
    Stmt at = place(function);
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable variable = function.parameters().get(k).variable();
      Type leaf = variable.type().leaf();
      if (leaf.isMatrix()) {
        report(Message.CHECKPOINT_STATE, at, "'" + variable.name() + "' is a matrix");
      }
      if (!variable.type().isArray()) {
        continue;
      }
      boolean written = effects.writes(key).contains(k);
      Links.Link link = links.of(key, k);
      if (written && !(leaf instanceof Type.Primitive)) {
        report(Message.CHECKPOINT_STATE, at, "'" + variable.name() + "' holds objects");
      } else if (link.storesRows() || link.moves() && leaf.isFloating()) {
        String what = "'" + variable.name() + "', or a row of it, is exchanged for another array";
        report(Message.CHECKPOINT_STATE, at, what);
      }
    }
    if (function.returnType().isArray() && links.ofResult(key).moves()) {
      report(Message.CHECKPOINT_STATE, at, "the result may be one of several arrays");
    }
  }

  private static Stmt place(Function function) {
    List<Stmt> calls = new ArrayList<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.CallStatement) {
            calls.add(stmt);
          }
        });
    return calls.get(0);
  }

  private void report(Message message, Stmt at, String what) {
    if (reported.add(at)) {
      problems.add(new Problem(message, at.span(), List.of(what, Outline.text(at))));
    }
  }
}
