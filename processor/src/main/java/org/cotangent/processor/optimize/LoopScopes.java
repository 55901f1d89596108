package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Closes what an iteration of a loop makes when it ends, except the matrices that the next one goes
 * on with: those in variables that are declared outside of the loop and assigned in it. Not in a
 * loop that leaves matrices on the tape.
 */
final class LoopScopes {
  private final Fresh fresh;
  private final Set<Variable> known = new LinkedHashSet<>();

  private LoopScopes(Companion.GeneratedFunction function) {
    this.fresh = new Fresh(function);
    known.addAll(function.parameters());
    Stmts.walk(function.body(), this::findKnown);
  }

  /** Variables that have a value wherever they are in scope. */
  private void findKnown(Stmt stmt) {
    if (!(stmt instanceof Stmt.Block block)) {
      return;
    }
    List<Stmt> all = block.statements();
    for (int k = 0; k < all.size(); k++) {
      if (all.get(k) instanceof Stmt.Declare declare) {
        Stmt next = k + 1 < all.size() ? all.get(k + 1) : null;
        boolean first =
            next instanceof Stmt.Assign assign
                    && assign.target().equals(Exprs.read(declare.variable()))
                || next instanceof Stmt.CallStatement call
                    && declare.variable().equals(call.target());
        if (declare.init() != null || first) {
          known.add(declare.variable());
        }
      }
    }
  }

  static Stmt.Block apply(Companion.GeneratedFunction function) {
    return new LoopScopes(function).block(function.body());
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
      out.add(loop && isOpen(stmt) ? scoped(stmt) : Stmts.withBlocks(stmt, this::block));
    }
    return Stmts.withStatements(block, out);
  }

  /** Whether a loop makes matrices and keeps none but in variables. */
  private boolean isOpen(Stmt loop) {
    boolean[] makes = {false};
    boolean[] keeps = {false};
    Stmts.walk(
        loop,
        stmt -> {
          keeps[0] |=
              stmt instanceof Stmt.Push push && !(push.value().type() instanceof Type.Primitive);
          keeps[0] |= stmt instanceof Stmt.CallStatement call && keeps(call);
          keeps[0] |= stmt instanceof Stmt.Return;
          // an array of the variables that the parts of a long method share
          keeps[0] |=
              stmt instanceof Stmt.Assign assign
                  && assign.target() instanceof Expr.ArrayRead element
                  && element.type().isMatrix();
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node ->
                    makes[0] |=
                        node.type().isMatrix()
                            && (node instanceof Expr.Elementwise
                                || node instanceof Expr.Intrinsic
                                || node instanceof Expr.Fresh));
          }
          makes[0] |=
              stmt instanceof Stmt.CallStatement call && call.callee().returnType().isMatrix();
        });
    return makes[0] && !keeps[0] && known.containsAll(carried(loop));
  }

  /** Whether a call may leave matrices on the tape, or in an array of variables. */
  private static boolean keeps(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Generated callee
        && (callee.tape() && callee.name().endsWith("Forward")
            || call.arguments().stream()
                .anyMatch(each -> each.type().isArray() && each.type().leaf().isMatrix()));
  }

  /** The matrices that an iteration leaves to the next one, or behind the loop. */
  private static List<Variable> carried(Stmt loop) {
    Set<Variable> carried = new LinkedHashSet<>(Stmts.assigned(loop));
    carried.removeAll(Stmts.declared(loop));
    carried.removeIf(variable -> !variable.type().isMatrix());
    return List.copyOf(carried);
  }

  private Stmt scoped(Stmt loop) {
    List<Variable> carried = carried(loop);
    Variable scope = fresh.variable("loop", Scopes.SCOPE);
    boolean[] first = {true};
    Stmt closing =
        Stmts.withBlocks(
            loop,
            body -> {
              // the body of a loop comes first; the update of a while makes no matrices of its own
              List<Stmt> out = new ArrayList<>(block(body).statements());
              if (first[0] && Stmts.completes(out)) {
                out.add(call(scope, "closeOthers", carried));
              }
              first[0] = false;
              return Stmt.Block.of(out);
            });
    List<Stmt> all = new ArrayList<>();
    all.add(closing);
    carried.forEach(variable -> all.add(call(scope, "keep", List.of(variable))));
    return new Stmt.Scoped(scope, Stmt.Block.of(all), Span.NONE);
  }

  private static Stmt call(Variable scope, String method, List<Variable> matrices) {
    Expr call =
        new Expr.DataCall(
            Exprs.read(scope),
            Scopes.SCOPE.toString(),
            method,
            matrices.stream().map(Exprs::read).toList(),
            Type.VoidType.VOID);
    return new Stmt.Evaluate(call, Span.NONE);
  }
}
