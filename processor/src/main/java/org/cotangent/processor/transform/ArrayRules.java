package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Links;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * What a method must not do with arrays: write those of fields, which are data; and, when it is
 * annotated, replace rows of its parameters or return one of them, since its callers in other files
 * see its signature only.
 */
final class ArrayRules {
  private final Normal normal;
  private final Function function;
  private final Links links;
  private final Effects effects;
  private final Problems problems;
  private final Storage storage;

  ArrayRules(Normal normal, Aliases aliases, Effects effects, Problems problems) {
    this.normal = normal;
    this.function = normal.function();
    this.effects = effects;
    this.problems = problems;
    this.storage = aliases.storage(normal);
    this.links = aliases.links();
  }

  void check(boolean target) {
    Stmts.walk(normal.body(), this::fields);
    if (target) {
      Stmts.walk(normal.body(), this::rows);
      result();
    }
  }

  private void fields(Stmt stmt) {
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
    }
  }

  private void rows(Stmt stmt) {
    List<Expr> stored = new ArrayList<>();
    if (stmt instanceof Stmt.Assign s && s.target() instanceof Expr.ArrayRead row) {
      if (row.type().isArray()) {
        stored.add(row);
      }
    } else if (stmt instanceof Stmt.ArrayCopy s && s.target().type().rank() > 1) {
      stored.add(s.target());
    } else if (stmt instanceof Stmt.CallStatement call
        && call.callee() instanceof Callee.Local local) {
      for (int k = 0; k < call.arguments().size(); k++) {
        if (links.of(local.key(), k).storesRows()) {
          stored.add(call.arguments().get(k));
        }
      }
    }
    for (Expr array : stored) {
      Variable parameter = storage.of(array) == null ? null : parameter(storage.of(array), 2);
      if (parameter != null) {
        problems.add(Message.ARRAY_STORED, place(stmt.span()), parameter.name());
        return;
      }
    }
  }

  /** A parameter of this rank or a higher one that may be the same array; or null. */
  private Variable parameter(Variable place, int rank) {
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (variable.type().rank() >= rank && storage.of(variable).equals(place)) {
        return variable;
      }
    }
    return null;
  }

  private void result() {
    if (normal.result() != null && normal.result().type().isArray()) {
      Variable parameter = parameter(storage.of(normal.result()), 1);
      if (parameter != null) {
        problems.add(Message.RETURNS_PARAMETER, place(normal.resultSpan()), parameter.name());
      }
    }
  }

  private Span place(Span span) {
    return span.line() > 0 ? span : function.span();
  }
}
