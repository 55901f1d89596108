package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Origins;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Skips loops of the reverse sweep that only pass on an adjoint which is zero.
 *
 * <p>After {@code least = Math.min(least, distance)} the adjoint goes to one of the two, so the
 * loop that computed {@code distance} has nothing to pass on in most cases. It is skipped when all
 * that it does is to add multiples of this one adjoint to others, and the adjoint is one that
 * starts with zero and that one arm of an {@code if} adds to. As at singular points, nothing times
 * infinity is nothing.
 */
final class IdleLoops {
  /** How many adjoints of choices are tried for a loop. */
  private static final int MOST = 4;

  private final Shadows shadows;
  private final Journal journal;

  IdleLoops(Shadows shadows, Journal journal) {
    this.shadows = shadows;
    this.journal = journal;
  }

  List<Stmt> apply(List<Stmt> code) {
    return apply(code, Origin.NONE);
  }

  private List<Stmt> apply(List<Stmt> code, Origin around) {
    Origins origins = new Origins(code, around);
    Set<Variable> zero = new LinkedHashSet<>();
    Set<Variable> chosen = new LinkedHashSet<>();
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < code.size(); k++) {
      Stmt stmt = code.get(k);
      out.add(skipped(stmt, chosen, origins.of(k)));
      Set<Variable> assigned = Stmts.assigned(stmt);
      if (stmt instanceof Stmt.Declare declare && startsAtZero(declare)) {
        zero.add(declare.variable());
      } else if (stmt instanceof Stmt.If choice) {
        Set<Variable> other = Stmts.assigned(choice.otherwise());
        for (Variable variable : Stmts.assigned(choice.then())) {
          if (zero.contains(variable) && !other.contains(variable)) {
            chosen.add(variable);
          }
        }
        other.removeAll(Stmts.assigned(choice.then()));
        other.retainAll(zero);
        chosen.addAll(other);
      } else {
        zero.removeAll(assigned);
        chosen.removeAll(assigned);
      }
    }
    return out;
  }

  private Stmt skipped(Stmt stmt, Set<Variable> chosen, Origin origin) {
    Stmt inner =
        Stmts.withBlocks(
            stmt, block -> Stmts.withStatements(block, apply(block.statements(), origin)));
    if (!isLoop(stmt)) {
      return inner;
    }
    Set<Variable> candidates = Stmts.mentioned(stmt);
    candidates.retainAll(chosen);
    for (Variable adjoint : candidates.stream().limit(MOST).toList()) {
      if (new Pass(adjoint, Stmts.declared(stmt)).only(stmt)) {
        Expr some =
            new Expr.Binary(
                BinaryOp.NE,
                Exprs.read(adjoint),
                Exprs.zero(adjoint.type()),
                Type.Primitive.BOOLEAN);
        journal.decide(
            origin.span(),
            Optimization.IDLE_LOOPS,
            "the reverse sweep skips this loop where `"
                + adjoint.name()
                + "` is zero: it would pass on nothing");
        return new Stmt.If(some, Stmt.Block.of(List.of(inner)), Stmt.Block.EMPTY, Span.NONE);
      }
    }
    return inner;
  }

  /** A counted loop, or {@code {int i = n; while (...) ...}}. */
  private static boolean isLoop(Stmt stmt) {
    return stmt instanceof Stmt.CountedFor
        || stmt instanceof Stmt.Block block
            && block.statements().size() == 2
            && block.statements().get(0) instanceof Stmt.Declare
            && block.statements().get(1) instanceof Stmt.While;
  }

  private boolean startsAtZero(Stmt.Declare declare) {
    return declare.init() != null
        && Exprs.isZero(declare.init())
        && declare.variable().type().isFloating()
        && shadows.primal(declare.variable()) != null;
  }

  /** Whether code does nothing but pass on an adjoint. */
  private final class Pass {
    private final Variable adjoint;
    private final Set<Variable> own;

    /** What is zero when the adjoint is. */
    private final Set<Variable> zero = new LinkedHashSet<>();

    private boolean passes;

    Pass(Variable adjoint, Set<Variable> own) {
      this.adjoint = adjoint;
      this.own = own;
      zero.add(adjoint);
    }

    boolean only(Stmt loop) {
      return check(loop) && passes;
    }

    private boolean check(Stmt stmt) {
      if (!Stmts.expressions(stmt).stream().allMatch(IdleLoops::isHarmless)) {
        return false;
      }
      if (stmt instanceof Stmt.Declare declare) {
        if (declare.init() != null && isZero(declare.init())) {
          zero.add(declare.variable());
        }
        return true;
      }
      if (stmt instanceof Stmt.Assign assign) {
        return assign(assign);
      }
      boolean known =
          stmt instanceof Stmt.Block
              || stmt instanceof Stmt.If
              || stmt instanceof Stmt.CountedFor
              || stmt instanceof Stmt.While
              || stmt instanceof Stmt.Comment;
      return known
          && Stmts.blocks(stmt).stream()
              .allMatch(block -> block.statements().stream().allMatch(this::check));
    }

    private boolean assign(Stmt.Assign assign) {
      Variable root = Exprs.root(assign.target());
      if (own.contains(root) && assign.target() instanceof Expr.VariableRead) {
        return !root.type().isArray() && (!zero.contains(root) || isZero(assign.value()));
      }
      passes = true;
      return root != null
          && !root.equals(adjoint)
          && shadows.primal(root) != null
          && assign.value() instanceof Expr.Binary sum
          && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)
          && sum.left().equals(assign.target())
          && isZero(sum.right());
    }

    private boolean isZero(Expr expr) {
      if (expr instanceof Expr.VariableRead read) {
        return zero.contains(read.variable());
      }
      if (expr instanceof Expr.Unary unary) {
        return unary.op() == UnaryOp.NEGATE && isZero(unary.operand());
      }
      if (expr instanceof Expr.Cast cast) {
        return isZero(cast.operand());
      }
      if (expr instanceof Expr.Binary binary && expr.type() instanceof Type.Primitive) {
        return switch (binary.op()) {
          case ADD, SUB -> isZero(binary.left()) && isZero(binary.right());
          case MUL -> isZero(binary.left()) || isZero(binary.right());
          case DIV -> isZero(binary.left());
          default -> false;
        };
      }
      return expr.type() instanceof Type.Primitive type && type.isFloating() && Exprs.isZero(expr);
    }
  }

  /** Whether it changes nothing to evaluate an expression, or not to. */
  private static boolean isHarmless(Expr expr) {
    boolean[] fine = {true};
    Exprs.walk(
        expr,
        node ->
            fine[0] &=
                node instanceof Expr.Literal
                    || node instanceof Expr.Constant
                    || node instanceof Expr.VariableRead
                    || node instanceof Expr.ArrayRead
                    || node instanceof Expr.ArrayLength
                    || node instanceof Expr.Unary
                    || node instanceof Expr.Binary
                    || node instanceof Expr.Cast
                    || node instanceof Expr.Conditional
                    || node instanceof Expr.Intrinsic);
    return fine[0];
  }
}
