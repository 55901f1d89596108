package org.cotangent.processor.transform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * What array variables may do: each is bound once, in the block that declares it, so that it means
 * one array from there on. Rows and other names for an array are fine; swapping names is not (yet).
 */
final class ArrayRules {
  private ArrayRules() {}

  static void check(Normal normal, Effects effects, Problems problems) {
    Function function = normal.function();
    Map<Variable, Span> bound = new HashMap<>();
    Set<Variable> parameters = new HashSet<>();
    for (Function.Parameter parameter : function.parameters()) {
      bound.put(parameter.variable(), Span.NONE);
      parameters.add(parameter.variable());
    }
    Storage storage = Storage.of(function, normal.body());
    Set<Variable> ofFields = namesOfFields(normal.body(), storage);
    Stmts.walk(
        normal.body(),
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  if (node instanceof Expr.Conditional && node.type().isArray()) {
                    problems.add(Message.ARRAY_CHOSEN, place(stmt.span(), function));
                  }
                  if (node instanceof Expr.ArrayLiteral literal) {
                    for (Expr row : literal.elements()) {
                      if (row.type().isArray() && !(row instanceof Expr.ArrayLiteral)) {
                        problems.add(
                            Message.ROW_STORED, place(stmt.span(), function), rowName(row));
                      }
                    }
                  }
                });
          }
          for (Variable written : effects.written(stmt)) {
            if (ofFields.contains(storage.of(written))) {
              problems.add(Message.FIELD_ARRAY_WRITTEN, place(stmt.span(), function));
            }
          }
          if (stmt instanceof Stmt.ArrayCopy copy && copy.target().type().rank() > 1) {
            problems.add(
                Message.ARRAY_STORED,
                place(stmt.span(), function),
                Exprs.root(copy.target()) == null ? "array" : Exprs.root(copy.target()).name());
          }
          if (stmt instanceof Stmt.Fill fill && fill.array().type().rank() > 1) {
            problems.add(
                Message.ARRAY_STORED,
                place(stmt.span(), function),
                Exprs.root(fill.array()) == null ? "array" : Exprs.root(fill.array()).name());
          }
          if (stmt instanceof Stmt.CallStatement call) {
            for (int k : effects.writes(call.callee())) {
              if (Exprs.root(call.arguments().get(k)) == null) {
                problems.add(Message.FIELD_ARRAY_WRITTEN, place(stmt.span(), function));
              }
            }
          }
          if (stmt instanceof Stmt.Declare s && s.variable().type().isArray() && s.init() != null) {
            bind(s.variable(), place(s.span(), function), bound, problems);
          } else if (stmt instanceof Stmt.Assign s && s.target().type().isArray()) {
            if (s.target() instanceof Expr.VariableRead read) {
              if (bind(read.variable(), place(s.span(), function), bound, problems)) {
                problems.add(
                    Message.ARRAY_BOUND_LATE, place(s.span(), function), read.variable().name());
              }
            } else if (Exprs.root(s.target()) != null) {
              problems.add(
                  Message.ARRAY_STORED, place(s.span(), function), Exprs.root(s.target()).name());
            }
          } else if (stmt instanceof Stmt.CallStatement s
              && s.target() != null
              && s.target().type().isArray()) {
            bind(s.target(), place(s.span(), function), bound, problems);
          }
        });
    if (normal.result() != null && normal.result().type().isArray()) {
      Variable place = storage.of(normal.result());
      for (Variable parameter : parameters) {
        if (parameter.type().isArray() && storage.of(parameter).equals(place)) {
          problems.add(
              Message.RETURNS_PARAMETER, place(normal.resultSpan(), function), parameter.name());
        }
      }
    }
  }

  /** The places that are arrays of fields under a local name. */
  private static Set<Variable> namesOfFields(Stmt.Block body, Storage storage) {
    Set<Variable> places = new HashSet<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare declare
              && declare.variable().type().isArray()
              && declare.init() != null
              && isField(declare.init())) {
            places.add(storage.of(declare.variable()));
          }
        });
    return places;
  }

  private static boolean isField(Expr array) {
    if (array instanceof Expr.ArrayRead row) {
      return isField(row.array());
    }
    if (array instanceof Expr.CloneArray copy) {
      return copy.type().rank() > 1 && isField(copy.array());
    }
    return array instanceof Expr.Constant || array instanceof Expr.FieldRead;
  }

  private static String rowName(Expr row) {
    return Exprs.root(row) == null ? "array" : Exprs.root(row).name();
  }

  private static Span place(Span span, Function function) {
    return span.line() > 0 ? span : function.span();
  }

  private static boolean bind(
      Variable variable, Span span, Map<Variable, Span> bound, Problems problems) {
    if (bound.putIfAbsent(variable, span) == null) {
      return true;
    }
    problems.add(Message.ARRAY_REASSIGNED, span, variable.name());
    return false;
  }
}
