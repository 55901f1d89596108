package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.TapeUse;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Writes loops whose iterations are reversed one by one.
 *
 * <p>The loop with both sweeps stands in the forward sweep. In front of it the adjoints of its sums
 * are named and its collected adjoints are set to zero; the reverse sweep adds those where it comes
 * to the loop.
 */
final class FusedSweeps {
  private final Prepared prepared;
  private final Map<Stmt, FusedLoop> loops;
  private final boolean bracketed;
  private final Map<Stmt, List<Stmt>> reversed = new IdentityHashMap<>();
  private final Map<Stmt, Map<Variable, Variable>> names = new IdentityHashMap<>();

  FusedSweeps(Prepared prepared, Map<Stmt, FusedLoop> loops) {
    this(prepared, loops, false);
  }

  /**
   * @param bracketed whether an iteration gives back all arrays that are lent in it
   */
  FusedSweeps(Prepared prepared, Map<Stmt, FusedLoop> loops, boolean bracketed) {
    this.bracketed = bracketed;
    this.prepared = prepared;
    this.loops = loops;
  }

  /** Whether a statement is such a loop. */
  boolean has(Stmt stmt) {
    return loops.containsKey(stmt);
  }

  /** What is read by the reverse halves of the loops. */
  Set<Variable> read() {
    Set<Variable> read = new LinkedHashSet<>();
    reversed.forEach(
        (loop, code) -> read.addAll(Stmts.mentioned(Stmt.Block.of(renamed(loop, code)))));
    return read;
  }

  /** Whether a statement is such a loop, and collects adjoints of scalars only. */
  boolean hasOnlyScalars(Stmt stmt) {
    return has(stmt)
        && loops.get(stmt).collected().stream().noneMatch(variable -> variable.type().isArray());
  }

  /** Whether arrays are lent by the tape before the forward sweep ends. */
  boolean lends() {
    return loops.values().stream()
        .flatMap(loop -> loop.collected().stream())
        .anyMatch(variable -> variable.type().isArray());
  }

  /**
   * What the reverse sweep does where it comes to the loop.
   *
   * @param body the adjoint of one iteration, which stays in the loop
   */
  List<Stmt> reverse(Stmt loop, List<Stmt> body) {
    FusedLoop fused = loops.get(loop);
    Map<Variable, Variable> own = new LinkedHashMap<>();
    fused.seeds().keySet().forEach(sum -> name(own, sum));
    fused.collected().forEach(variable -> name(own, variable));
    names.put(loop, own);
    reversed.put(loop, body);
    List<Stmt> out = new ArrayList<>();
    for (Variable variable : fused.collected()) {
      Expr adjoint = Exprs.read(prepared.shadows().of(variable));
      Expr part = Exprs.read(own.get(variable));
      out.add(
          variable.type().isArray()
              ? EntryChecks.call("addInto", part, adjoint)
              : new Stmt.Assign(adjoint, Algebra.binary(BinaryOp.ADD, adjoint, part), Span.NONE));
    }
    return out;
  }

  /** Code that means the loop's own adjoints instead of those outside. */
  private List<Stmt> renamed(Stmt loop, List<Stmt> code) {
    Map<Variable, Expr> replaced = new HashMap<>();
    names
        .get(loop)
        .forEach(
            (variable, name) -> replaced.put(prepared.shadows().of(variable), Exprs.read(name)));
    return Stmts.mapExpressions(Stmt.Block.of(code), expr -> Exprs.substitute(expr, replaced))
        .statements();
  }

  private static Expr zero(Variable variable) {
    return Exprs.zero(variable.type());
  }

  /** Zeros; null for a parameter that is null, which does no harm to a loop without iterations. */
  private Expr lent(Variable array, Stmt.CountedFor loop) {
    Expr zeros = new Expr.Scratch(Exprs.read(array));
    boolean made = prepared.layout().declaration(array) != null;
    boolean measured = loop.bound().equals(new Expr.ArrayLength(Exprs.read(array)));
    if (made || measured || array.type().rank() > 1) {
      return zeros;
    }
    Expr none = Expr.Literal.of(null, array.type());
    Expr isNull = new Expr.Binary(BinaryOp.EQ, Exprs.read(array), none, Type.Primitive.BOOLEAN);
    return new Expr.Conditional(isNull, none, zeros, array.type());
  }

  private void name(Map<Variable, Variable> own, Variable variable) {
    String name = variable.name() + (variable.type().isArray() ? "Share" : "Adjoint");
    Variable share = prepared.fresh().variable(name, variable.type());
    prepared.shadows().given(variable, share);
    own.put(variable, share);
  }

  /**
   * An iteration, at whose end the tape has back whatever it lent. The mark has the place of the
   * loop: it goes again if nothing of the loop's own is lent.
   */
  private List<Stmt> bracketed(List<Stmt> iteration, Span place) {
    Variable mark = prepared.fresh().variable("mark", Type.Primitive.INT);
    List<Stmt> out = new ArrayList<>();
    out.add(new Stmt.Declare(mark, new Expr.Mark(), place));
    out.addAll(iteration);
    out.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    return out;
  }

  /**
   * The loop with both sweeps, and what stands in front of it.
   *
   * @param body the forward sweep of one iteration
   * @param blocks knows what stands for the loops inside in the reverse sweep
   */
  List<Stmt> forward(Stmt loop, List<Stmt> body, BlockedLoops blocks) {
    FusedLoop fused = loops.get(loop);
    Map<Variable, Variable> own = names.get(loop);
    List<Stmt> out = new ArrayList<>();
    fused.seeds().forEach((sum, seed) -> out.add(new Stmt.Declare(own.get(sum), seed, Span.NONE)));
    for (Variable variable : fused.collected()) {
      Expr zero = variable.type().isArray() ? lent(variable, fused.loop()) : zero(variable);
      out.add(new Stmt.Declare(own.get(variable), zero, Span.NONE));
    }
    List<Stmt> both = new ArrayList<>(body);
    if (Stmts.completes(body)) {
      List<Stmt> reverse = renamed(loop, blocks.reverse(reversed.get(loop)));
      both.addAll(SplitMethods.lend(reverse, prepared.fresh()));
    }
    List<Stmt> code =
        lends()
            ? FusedRooms.apply(
                loop, both, prepared.fresh(), array -> lent(array, fused.loop()), out)
            : both;
    boolean borrows = TapeUse.anywhere(Stmt.Block.of(code)) && Stmts.completes(code);
    List<Stmt> iteration = bracketed && borrows ? bracketed(code, loop.span()) : code;
    out.add(Remarks.comment("independent iterations: both sweeps in one loop"));
    out.add(Stmts.withBlocks(loop, block -> Stmts.withStatements(block, iteration)));
    return out;
  }
}
