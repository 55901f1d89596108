package org.cotangent.processor.transform;

import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * What a method must not do with arrays: write those of fields, which are data, under whatever
 * name.
 */
final class ArrayRules {
  private final Normal normal;
  private final Function function;
  private final Effects effects;
  private final Problems problems;
  private final Storage storage;
  private final java.util.function.Function<MethodKey, Function> functions;

  ArrayRules(
      Normal normal,
      Aliases aliases,
      Effects effects,
      java.util.function.Function<MethodKey, Function> functions,
      Problems problems) {
    this.functions = functions;
    this.normal = normal;
    this.function = normal.function();
    this.effects = effects;
    this.problems = problems;
    this.storage = aliases.storage(normal);
  }

  void check() {
    Stmts.walk(normal.body(), this::check);
  }

  private void check(Stmt stmt) {
    for (Variable written : effects.written(stmt)) {
      if (storage.holdsField(written)) {
        problems.add(Message.FIELD_ARRAY_WRITTEN, place(stmt.span()));
      }
    }
    if (stmt instanceof Stmt.CallStatement call) {
      for (int k : effects.writes(call.callee())) {
        if (Exprs.root(call.arguments().get(k)) == null) {
          problems.add(Message.FIELD_ARRAY_WRITTEN, place(stmt.span()));
        }
      }
      marked(call);
    }
  }

  /** A parameter that is data, and that is written: what is written would be lost to the caller. */
  private void marked(Stmt.CallStatement call) {
    if (!(call.callee() instanceof Callee.Local local)) {
      return;
    }
    for (int k : effects.writes(local)) {
      Function.Parameter parameter = functions.apply(local.key()).parameters().get(k);
      if (parameter.data() && parameter.variable().type().isDifferentiable()) {
        problems.add(
            Message.MARKED_ARRAY_WRITTEN,
            place(call.span()),
            local.key().name(),
            parameter.variable().name());
      }
    }
  }

  private Span place(Span span) {
    return span.line() > 0 ? span : function.span();
  }
}
