package org.cotangent.processor.transform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;

/**
 * What the fields of objects may do: a field that is differentiated by is read through the receiver
 * only, since another object may be the receiver under another name; and a method that writes to
 * arrays it was given reads no array of another object, or of a constant method, which may be one
 * of them.
 */
final class FieldRules {
  private final SourceUnit unit;
  private final Problems problems;
  private final Set<Span> reported = new LinkedHashSet<>();

  private FieldRules(SourceUnit unit, Problems problems) {
    this.unit = unit;
    this.problems = problems;
  }

  /**
   * Reports what is not followed.
   *
   * @param unit the methods with their receivers
   * @param lowered the same, with fields as parameters
   */
  static boolean check(SourceUnit unit, SourceUnit lowered, Effects effects, Problems problems) {
    FieldRules rules = new FieldRules(unit, problems);
    Map<MethodKey, Set<Expr>> reads = FieldParameters.fields(unit);
    for (SourceUnit.Target target : unit.targets()) {
      Map<MethodKey, Function> reached = reached(unit, target.function());
      for (Expr.FieldRead field : target.fields()) {
        reached.values().forEach(function -> rules.otherObjects(field, function, reads));
      }
    }
    for (SourceUnit.Target target : lowered.targets()) {
      Function function = target.function();
      Set<Type> written = new LinkedHashSet<>();
      for (int k : effects.writes(function.key())) {
        written.add(function.parameters().get(k).variable().type().leaf());
      }
      reached(lowered, function).values().forEach(each -> rules.arraysOfOthers(each, written));
    }
    return rules.reported.isEmpty();
  }

  private static Map<MethodKey, Function> reached(SourceUnit unit, Function start) {
    Map<MethodKey, Function> found = new LinkedHashMap<>();
    Deque<Function> open = new ArrayDeque<>();
    open.add(start);
    found.put(start.key(), start);
    while (!open.isEmpty()) {
      Stmts.walk(
          open.removeFirst().body(),
          stmt -> {
            if (stmt instanceof Stmt.CallStatement call
                && call.callee() instanceof Callee.Local local
                && !found.containsKey(local.key())) {
              Function callee = unit.function(local.key()).orElseThrow();
              found.put(local.key(), callee);
              open.add(callee);
            }
          });
    }
    return found;
  }

  private void otherObjects(
      Expr.FieldRead field, Function function, Map<MethodKey, Set<Expr>> reads) {
    Expr self = function.receiver() == null ? null : Exprs.read(function.receiver());
    Expr named = FieldParameters.named(field);
    Stmts.walk(
        function.body(),
        stmt -> {
          boolean[] found = {false};
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node ->
                    found[0] |=
                        node instanceof Expr.FieldRead read
                            && FieldParameters.named(read).equals(named)
                            && !read.receiver().equals(self));
          }
          if (stmt instanceof Stmt.CallStatement call) {
            found[0] |= isOnOther(call, named, self, reads) || passesReceiver(call, self);
          }
          if (found[0]) {
            report(Message.FIELD_OF_OTHER, stmt.span(), function, field.name());
          }
        });
  }

  private boolean isOnOther(
      Stmt.CallStatement call, Expr field, Expr self, Map<MethodKey, Set<Expr>> reads) {
    return call.callee() instanceof Callee.Local local
        && unit.function(local.key()).orElseThrow().receiver() != null
        && !call.arguments().get(0).equals(self)
        && reads.get(local.key()).contains(field);
  }

  /** A method of another file may read the field of the receiver when it is given that. */
  private static boolean passesReceiver(Stmt.CallStatement call, Expr self) {
    return self != null
        && (call.callee() instanceof Callee.Companion || call.callee() instanceof Callee.Custom)
        && call.arguments().stream().anyMatch(argument -> argument.type().equals(self.type()));
  }

  /**
   * Whether a constant method of floating-point arrays is given one: that is how a copy without a
   * derivative is made, and its result is compared with what it was given when the program runs.
   */
  private static boolean mayCopy(Stmt.CallStatement call) {
    return call.callee().returnType().isDifferentiable()
        && call.arguments().stream().anyMatch(argument -> argument.type().isArray());
  }

  /**
   * Reports arrays that may be among those that are written, of these types: of other objects, and
   * those that a constant method returns, which may have them from a field.
   */
  private void arraysOfOthers(Function function, Set<Type> written) {
    Stmts.walk(
        function.body(),
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  if (node instanceof Expr.FieldRead read
                      && read.type().isArray()
                      && written.contains(read.type().leaf())) {
                    report(Message.ARRAY_OF_OTHER, stmt.span(), function, read.name());
                  }
                });
          }
          if (stmt instanceof Stmt.CallStatement call
              && call.callee() instanceof Callee.Constant constant
              && constant.returnType().isArray()
              && !mayCopy(call)
              && written.contains(constant.returnType().leaf())) {
            report(Message.ARRAY_OF_OTHER, stmt.span(), function, constant.key().name() + "()");
          }
        });
  }

  private void report(Message message, Span span, Function function, String name) {
    Span place = span.line() > 0 ? span : function.span();
    if (reported.add(place)) {
      problems.add(message, place, name);
    }
  }
}
