package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Closes the matrices that a pullback makes when it ends: all of them, but what it returns. What it
 * adds to the adjoints of its caller stays with these.
 */
public final class Scopes {
  static final Type SCOPE = new Type.ReferenceType("org.cotangent.runtime.Scope");

  private Scopes() {}

  /** Puts the bodies of pullbacks into scopes. */
  public static Companion apply(Companion companion) {
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    for (Companion.GeneratedFunction function : companion.functions()) {
      Companion.GeneratedFunction loops = usesMatrices(function) ? released(function) : function;
      functions.add(isPullback(function) && usesMatrices(function) ? scoped(loops) : loops);
    }
    return companion.withFunctions(functions);
  }

  /** The method with what it closes early. */
  private static Companion.GeneratedFunction released(Companion.GeneratedFunction function) {
    Companion.GeneratedFunction loops = with(function, LoopScopes.apply(function));
    return with(loops, Releases.apply(loops));
  }

  private static Companion.GeneratedFunction with(
      Companion.GeneratedFunction function, Stmt.Block body) {
    return new Companion.GeneratedFunction(
        function.name(),
        function.parameters(),
        function.returnType(),
        body,
        function.visibility(),
        function.doc(),
        function.mark());
  }

  /** Whether this does the work: an overload only calls the other one. */
  private static boolean isPullback(Companion.GeneratedFunction function) {
    boolean named = function.name().equals(CompanionNames.backwardMethod(base(function.name())));
    boolean[] calls = {false};
    Stmts.walk(
        function.body(),
        stmt ->
            calls[0] |=
                stmt instanceof Stmt.CallStatement call
                    && call.callee() instanceof Callee.Generated callee
                    && callee.owner().isEmpty()
                    && callee.name().equals(function.name()));
    return named && function.visibility() != Companion.Visibility.PRIVATE && !calls[0];
  }

  private static String base(String name) {
    String suffix = CompanionNames.backwardMethod("");
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static boolean usesMatrices(Companion.GeneratedFunction function) {
    boolean[] found = {
      function.parameters().stream().anyMatch(parameter -> parameter.type().leaf().isMatrix())
    };
    Stmts.walk(
        function.body(),
        stmt -> {
          found[0] |= stmt instanceof Stmt.Declare declare && declare.variable().type().isMatrix();
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(expr, node -> found[0] |= node.type().isMatrix());
          }
        });
    return found[0];
  }

  private static Companion.GeneratedFunction scoped(Companion.GeneratedFunction function) {
    Variable scope = new Fresh(function).variable("scope", SCOPE);
    Stmt.Block body =
        Stmts.expand(
            function.body(),
            (original, stmt) ->
                List.of(
                    stmt instanceof Stmt.Return result && result.value() != null
                        ? new Stmt.Return(kept(result.value(), scope, function), result.span())
                        : stmt));
    return with(function, Stmt.Block.of(List.of(new Stmt.Scoped(scope, body, Span.NONE))));
  }

  /** What is returned, taken out of the scope. */
  private static Expr kept(Expr value, Variable scope, Companion.GeneratedFunction function) {
    if (value instanceof Expr.NewRecord record) {
      return new Expr.NewRecord(
          record.type(), Exprs.mapAll(record.components(), each -> kept(each, scope, function)));
    }
    boolean own =
        value instanceof Expr.VariableRead read && !function.parameters().contains(read.variable());
    return own && value.type().isMatrix()
        ? new Expr.DataCall(
            Exprs.read(scope), SCOPE.toString(), "keep", List.of(value), value.type())
        : value;
  }
}
