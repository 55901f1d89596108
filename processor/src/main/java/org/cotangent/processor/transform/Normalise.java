package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Makes every jump the last thing that happens in its block, so that a block can be reversed
 * statement by statement.
 *
 * <p>{@code if (c) continue; rest} becomes {@code if (c) {} else {rest}}; {@code if (c) return e;
 * rest} becomes {@code if (c) {result = e} else {rest}}. Only a jump out of a loop into more than
 * its end, and a jump in one arm of an {@code if} whose arms both may go on, need a boolean flag.
 * The primal's operations and their order stay the same.
 */
final class Normalise {
  private final Fresh fresh;
  private final Variable result;
  private boolean flagged;

  private Normalise(Fresh fresh, Variable result) {
    this.fresh = fresh;
    this.result = result;
  }

  static Normal apply(Function function) {
    Normal normal = normalise(function);
    return normal.withBody(DefiniteAssignment.complete(normal.body(), normal.result()));
  }

  private static Normal normalise(Function function) {
    Fresh fresh = new Fresh(function);
    List<Stmt> body = function.body().statements();
    List<Stmt> returns = new ArrayList<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Return) {
            returns.add(stmt);
          }
        });
    boolean isVoid = function.returnType() == Type.VoidType.VOID;
    Variable result = isVoid ? null : fresh.variable("result", function.returnType());
    Normalise normalise = new Normalise(fresh, result);
    if (returns.size() == 1
        && body.get(body.size() - 1) instanceof Stmt.Return last
        && (isVoid
            || last.value() instanceof Expr.VariableRead read
                && read.type().equals(function.returnType()))) {
      List<Stmt> rest = normalise.sequence(body.subList(0, body.size() - 1), new Root(normalise));
      return new Normal(
          function, Stmt.Block.of(rest), isVoid ? null : last.value(), last.span(), fresh);
    }
    List<Stmt> rest = normalise.sequence(body, new Root(normalise));
    if (isVoid) {
      return new Normal(function, Stmt.Block.of(rest), null, function.span(), fresh);
    }
    List<Stmt> all = new ArrayList<>();
    if (rest.size() == 1 && rest.get(0) instanceof Stmt.Assign assign) {
      all.add(new Stmt.Declare(result, assign.value(), assign.span()));
    } else if (!rest.isEmpty()
        && returns.size() == 1
        && rest.get(rest.size() - 1) instanceof Stmt.Assign assign
        && assign.target().equals(Exprs.read(result))) {
      all.addAll(rest.subList(0, rest.size() - 1));
      all.add(new Stmt.Declare(result, assign.value(), assign.span()));
    } else {
      Expr init = normalise.flagged ? Exprs.zero(result.type()) : null;
      all.add(new Stmt.Declare(result, init, Span.NONE));
      all.addAll(rest);
    }
    Span span = returns.size() == 1 ? returns.get(0).span() : function.span();
    return new Normal(function, Stmt.Block.of(all), Exprs.read(result), span, fresh);
  }

  /** A loop or labelled block that statements can jump out of; identity counts. */
  private static final class LoopId {
    final String label;

    LoopId(String label) {
      this.label = label;
    }
  }

  private enum Kind {
    RETURN,
    BREAK,
    CONTINUE
  }

  /** A jump; {@code loop} is null for a return. */
  private record Jump(Kind kind, LoopId loop) {}

  /** What a jump in tail position turns into, by where it stands. */
  private abstract static class Context {
    final Context outer;

    Context(Context outer) {
      this.outer = outer;
    }

    /** The loop that an unlabelled jump, or one with this label, means. */
    LoopId loop(String label) {
      return outer.loop(label);
    }

    abstract List<Stmt> jump(Jump jump, Span span);
  }

  /** The method's own body: a return just ends it. */
  private static final class Root extends Context {
    Root(Normalise owner) {
      super(null);
    }

    @Override
    LoopId loop(String label) {
      throw new IllegalStateException("no loop for label " + label);
    }

    @Override
    List<Stmt> jump(Jump jump, Span span) {
      return List.of();
    }
  }

  /** A place behind which a jump is repeated: a flag says that it happened. */
  private abstract class Flagging extends Context {
    final List<Jump> jumps = new ArrayList<>();
    final List<Variable> flags = new ArrayList<>();

    Flagging(Context outer) {
      super(outer);
    }

    Stmt raise(Jump jump, Span span) {
      int at = jumps.indexOf(jump);
      if (at < 0) {
        at = jumps.size();
        jumps.add(jump);
        String name =
            jump.kind() == Kind.RETURN
                ? "returned"
                : jump.kind() == Kind.BREAK ? "left" : "skipped";
        flags.add(fresh.distinct(name, Type.Primitive.BOOLEAN));
        flagged = true;
      }
      return new Stmt.Assign(
          Exprs.read(flags.get(at)), Expr.Literal.of(true, Type.Primitive.BOOLEAN), span);
    }

    List<Stmt> declarations() {
      List<Stmt> made = new ArrayList<>();
      for (Variable flag : flags) {
        made.add(new Stmt.Declare(flag, Exprs.zero(flag.type()), Span.NONE));
      }
      return made;
    }

    /** {@code if (flag) jump else rest}. */
    List<Stmt> dispatch(List<Stmt> rest) {
      List<Stmt> after = sequence(rest, outer);
      for (int k = jumps.size() - 1; k >= 0; k--) {
        List<Stmt> taken = outer.jump(jumps.get(k), Span.NONE);
        if (taken.isEmpty() && after.isEmpty()) {
          continue;
        }
        Expr flag = Exprs.read(flags.get(k));
        after =
            taken.isEmpty()
                ? List.of(
                    choose(
                        new Expr.Unary(UnaryOp.NOT, flag, flag.type()),
                        after,
                        List.of(),
                        Span.NONE))
                : List.of(choose(flag, taken, after, Span.NONE));
      }
      return after;
    }
  }

  /** An {@code if} in whose arms some paths jump and others go on. */
  private final class Region extends Flagging {
    Region(Context outer) {
      super(outer);
    }

    @Override
    List<Stmt> jump(Jump jump, Span span) {
      return List.of(raise(jump, span));
    }
  }

  /** A labelled block: its own break is its end, other jumps wait for what stands behind it. */
  private final class LabelledBody extends Flagging {
    final LoopId id;
    final boolean last;

    /**
     * @param last whether nothing stands behind the block
     */
    LabelledBody(LoopId id, boolean last, Context outer) {
      super(outer);
      this.id = id;
      this.last = last;
    }

    @Override
    LoopId loop(String label) {
      return id.label.equals(label) ? id : outer.loop(label);
    }

    @Override
    List<Stmt> jump(Jump jump, Span span) {
      if (jump.loop() == id) {
        return List.of();
      }
      return last ? outer.jump(jump, span) : List.of(raise(jump, span));
    }
  }

  /** The body of a loop. */
  private final class LoopBody extends Flagging {
    final LoopId id;

    LoopBody(LoopId id, Context outer) {
      super(outer);
      this.id = id;
    }

    @Override
    LoopId loop(String label) {
      return label == null || label.equals(id.label) ? id : outer.loop(label);
    }

    @Override
    List<Stmt> jump(Jump jump, Span span) {
      if (jump.loop() == id) {
        return jump.kind() == Kind.CONTINUE ? List.of() : List.of(new Stmt.Break(null, span));
      }
      return List.of(raise(jump, span), new Stmt.Break(null, span));
    }
  }

  /**
   * The part of a loop's body in front of its update: continue ends it, other jumps wait for the
   * next round.
   */
  private static final class BeforeUpdate extends Context {
    final LoopId id;

    BeforeUpdate(LoopId id, Context outer) {
      super(outer);
      this.id = id;
    }

    @Override
    LoopId loop(String label) {
      return label == null || label.equals(id.label) ? id : outer.loop(label);
    }

    @Override
    List<Stmt> jump(Jump jump, Span span) {
      if (jump.kind() == Kind.RETURN) {
        return List.of(new Stmt.Return(null, span));
      }
      if (jump.loop() == id && jump.kind() == Kind.CONTINUE) {
        return List.of();
      }
      String label = jump.loop() == id ? null : jump.loop().label;
      return List.of(
          jump.kind() == Kind.BREAK ? new Stmt.Break(label, span) : new Stmt.Continue(label, span));
    }
  }

  private List<Stmt> sequence(List<Stmt> statements, Context context) {
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < statements.size(); k++) {
      Stmt stmt = statements.get(k);
      List<Stmt> rest = statements.subList(k + 1, statements.size());
      if (stmt instanceof Stmt.Return s) {
        if (s.value() != null) {
          out.add(new Stmt.Assign(Exprs.read(result), s.value(), s.span()));
        }
        out.addAll(context.jump(new Jump(Kind.RETURN, null), s.span()));
        return out;
      } else if (stmt instanceof Stmt.Break s) {
        out.addAll(context.jump(new Jump(Kind.BREAK, context.loop(s.label())), s.span()));
        return out;
      } else if (stmt instanceof Stmt.Continue s) {
        out.addAll(context.jump(new Jump(Kind.CONTINUE, context.loop(s.label())), s.span()));
        return out;
      } else if (stmt instanceof Stmt.Block s) {
        if (jumpsOut(s)) {
          out.addAll(sequence(concat(s.statements(), rest), context));
          return out;
        }
        out.add(new Stmt.Block(sequence(s.statements(), context), s.span()));
      } else if (stmt instanceof Stmt.If s) {
        if (jumpsOut(s)) {
          out.addAll(branch(s, rest, context));
          return out;
        }
        out.add(
            choose(
                s.condition(),
                sequence(s.then().statements(), context),
                sequence(s.otherwise().statements(), context),
                s.span()));
      } else if (stmt instanceof Stmt.Labelled s) {
        LabelledBody body = new LabelledBody(new LoopId(s.label()), rest.isEmpty(), context);
        List<Stmt> inner = sequence(s.body().statements(), body);
        out.addAll(body.declarations());
        out.addAll(inner);
        if (!body.jumps.isEmpty()) {
          out.addAll(body.dispatch(rest));
          return out;
        }
      } else if (stmt instanceof Stmt.CountedFor s) {
        LoopBody body = new LoopBody(new LoopId(s.label()), context);
        List<Stmt> inner = sequence(s.body().statements(), body);
        Stmt loop =
            new Stmt.CountedFor(
                s.index(),
                s.from(),
                s.relation(),
                s.bound(),
                s.step(),
                new Stmt.Block(inner, s.body().span()),
                null,
                s.span());
        if (finish(out, loop, body, rest)) {
          return out;
        }
      } else if (stmt instanceof Stmt.While s) {
        LoopBody body = new LoopBody(new LoopId(s.label()), context);
        if (finish(out, loop(s, body), body, rest)) {
          return out;
        }
      } else {
        out.add(stmt);
      }
      if (!Stmts.completes(out)) {
        return out; // what follows is never reached
      }
    }
    return out;
  }

  private boolean finish(List<Stmt> out, Stmt loop, LoopBody body, List<Stmt> rest) {
    out.addAll(body.declarations());
    out.add(loop);
    if (body.jumps.isEmpty()) {
      return false;
    }
    out.addAll(body.dispatch(rest));
    return true;
  }

  private Stmt loop(Stmt.While s, LoopBody context) {
    Expr condition = s.condition();
    List<Stmt> update = s.update().statements();
    if (!s.testFirst()) {
      condition = Expr.Literal.of(true, Type.Primitive.BOOLEAN);
      Stmt leave =
          new Stmt.If(
              Exprs.negate(s.condition()),
              Stmt.Block.of(List.of(new Stmt.Break(null, s.span()))),
              Stmt.Block.EMPTY,
              s.span());
      update = List.of(leave);
    }
    List<Stmt> body = s.body().statements();
    if (!update.isEmpty()) {
      body = concat(sequence(body, new BeforeUpdate(context.id, context)), update);
    }
    return new Stmt.While(
        condition,
        new Stmt.Block(sequence(body, context), s.body().span()),
        Stmt.Block.EMPTY,
        true,
        null,
        s.span());
  }

  private List<Stmt> branch(Stmt.If s, List<Stmt> rest, Context context) {
    List<Stmt> then = s.then().statements();
    List<Stmt> otherwise = s.otherwise().statements();
    boolean thenGoesOn = Stmts.completes(then);
    boolean otherwiseGoesOn = Stmts.completes(otherwise);
    if (rest.isEmpty() || !thenGoesOn || !otherwiseGoesOn) {
      return List.of(
          choose(
              s.condition(),
              sequence(thenGoesOn ? concat(then, rest) : then, context),
              sequence(otherwiseGoesOn ? concat(otherwise, rest) : otherwise, context),
              s.span()));
    }
    Region region = new Region(context);
    Stmt choice =
        choose(s.condition(), sequence(then, region), sequence(otherwise, region), s.span());
    List<Stmt> out = new ArrayList<>(region.declarations());
    out.add(choice);
    out.addAll(region.dispatch(rest));
    return out;
  }

  private static Stmt choose(Expr condition, List<Stmt> then, List<Stmt> otherwise, Span span) {
    if (then.isEmpty() && !otherwise.isEmpty()) {
      return new Stmt.If(Exprs.negate(condition), Stmt.Block.of(otherwise), Stmt.Block.EMPTY, span);
    }
    return new Stmt.If(condition, Stmt.Block.of(then), Stmt.Block.of(otherwise), span);
  }

  private static List<Stmt> concat(List<Stmt> first, List<Stmt> second) {
    List<Stmt> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Whether control can leave the statement by a jump. */
  private static boolean jumpsOut(Stmt stmt) {
    return jumpsOut(stmt, false, List.of());
  }

  /**
   * @param inLoop whether a loop inside is around, which jumps without a label mean
   * @param inside the labels of the loops and blocks inside that are around
   */
  private static boolean jumpsOut(Stmt stmt, boolean inLoop, List<String> inside) {
    if (stmt instanceof Stmt.Return) {
      return true;
    }
    if (stmt instanceof Stmt.Break jump) {
      return jump.label() == null ? !inLoop : !inside.contains(jump.label());
    }
    if (stmt instanceof Stmt.Continue jump) {
      return jump.label() == null ? !inLoop : !inside.contains(jump.label());
    }
    boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
    String label = label(stmt);
    List<String> within = inside;
    if (label != null) {
      within = new ArrayList<>(inside);
      within.add(label);
    }
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      for (Stmt inner : block.statements()) {
        if (jumpsOut(inner, inLoop || loop, within)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String label(Stmt stmt) {
    if (stmt instanceof Stmt.CountedFor loop) {
      return loop.label();
    }
    if (stmt instanceof Stmt.While loop) {
      return loop.label();
    }
    return stmt instanceof Stmt.Labelled block ? block.label() : null;
  }
}
