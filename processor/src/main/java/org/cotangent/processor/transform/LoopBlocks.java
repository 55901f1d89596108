package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;

/**
 * A counted loop that makes room on the tape for all its iterations at once. What every iteration
 * pushes goes to a block of its own, at the index of the iteration:
 *
 * <pre>{@code
 * int sineAt = tape.pushDoubles(0, n);
 * double[] kept = tape.doubleStack();
 * for (int i = 0; i < n; i++) {
 *   ...
 *   kept[sineAt + i] = sine;
 * }
 * }</pre>
 *
 * <p>That is done for each stack of the tape for itself, where nothing but such pushes uses the
 * stack in the loop: then the array cannot be replaced in the middle, and the first block that the
 * reverse sweep takes off is the last that was pushed. Pushes in an arm of a condition stay, since
 * room for all iterations might be much more than they take.
 */
final class LoopBlocks {
  private final Stmt.CountedFor loop;
  private final Expr from;
  private final Expr to;

  /** For each block what is added to the loop's index; both sweeps declare these variables. */
  private final Map<Primitive, List<Variable>> blocks = new EnumMap<>(Primitive.class);

  private final Map<Stmt, Variable> pushes = new IdentityHashMap<>();
  private final Map<Stmt, Variable> pops = new IdentityHashMap<>();
  private final Map<Primitive, Variable> stacks = new EnumMap<>(Primitive.class);

  /** The uses of the stacks by one of the loop's two forms. */
  private static final class Uses {
    /** The pushes of the forward loop, or the pops of the reverse loop, of every iteration. */
    private final Map<Primitive, List<Stmt>> regular = new EnumMap<>(Primitive.class);

    /** The stacks that are used in any other way. */
    private final Set<Primitive> others = EnumSet.noneOf(Primitive.class);

    List<Stmt> of(Primitive stack) {
      return regular.getOrDefault(stack, List.of());
    }
  }

  private LoopBlocks(Stmt.CountedFor loop) {
    this.loop = loop;
    boolean up = loop.step() > 0;
    this.from = up ? loop.from() : low(loop);
    this.to = up ? high(loop) : above(loop.from());
  }

  /**
   * Looks for what can be kept in blocks.
   *
   * @param loop the loop of the primal
   * @param onward what it became in the forward sweep
   * @param backward what it became in the reverse sweep
   * @return null when there is nothing
   */
  static LoopBlocks of(Stmt.CountedFor loop, Stmt.CountedFor onward, Stmt backward, Fresh fresh) {
    if (Math.abs((long) loop.step()) != 1
        || loop.index().type() != Primitive.INT
        || !loop.bound().type().isIntegral()
        || jumps(loop.body())) {
      return null;
    }
    Uses forward = new Uses();
    uses(onward.body(), true, forward);
    Uses reverse = new Uses();
    uses(body(backward), true, reverse);
    LoopBlocks found = new LoopBlocks(loop);
    for (Primitive stack : Primitive.values()) {
      List<Stmt> pushes = forward.of(stack);
      List<Stmt> pops = new ArrayList<>(reverse.of(stack));
      Collections.reverse(pops);
      if (!pushes.isEmpty()
          && !forward.others.contains(stack)
          && !reverse.others.contains(stack)
          && fit(pushes, pops)) {
        found.add(stack, pushes, pops, fresh);
      }
    }
    return found.blocks.isEmpty() ? null : found;
  }

  /** Why a loop pushes its values one by one; empty when it pushes none. */
  static Optional<String> hindrance(Stmt.CountedFor loop, Stmt.CountedFor onward) {
    Uses uses = new Uses();
    uses(onward.body(), true, uses);
    if (uses.regular.isEmpty()) {
      return Optional.empty();
    }
    String why =
        jumps(loop.body())
            ? "it may be left in the middle"
            : Math.abs((long) loop.step()) != 1 || loop.index().type() != Primitive.INT
                ? "it does not count by one"
                : "a condition, a loop or a call inside pushes values of that type, too";
    return Optional.of(
        "its values are pushed one by one, no room is made for all iterations at once: " + why);
  }

  /** What is kept in blocks, as code. */
  List<String> names() {
    return pushes.keySet().stream()
        .map(push -> "`" + Printer.print(((Stmt.Push) push).value()) + "`")
        .sorted()
        .distinct()
        .toList();
  }

  private static boolean jumps(Stmt.Block body) {
    boolean[] found = {Stmts.hasBreak(body)};
    Stmts.walk(body, stmt -> found[0] |= stmt instanceof Stmt.Break jump && jump.label() != null);
    return found[0];
  }

  /** The statements of an iteration of a loop that runs backwards. */
  private static Stmt.Block body(Stmt backward) {
    return backward instanceof Stmt.CountedFor loop
        ? loop.body()
        : ((Stmt.While) ((Stmt.Block) backward).statements().get(1)).body();
  }

  // ---------------------------------------------------------------- looking

  private static void uses(Stmt.Block block, boolean always, Uses uses) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Block inner) {
        uses(inner, always, uses);
        continue;
      }
      if (stmt instanceof Stmt.Push push && stack(push.value().type()) != null) {
        note(stmt, stack(push.value().type()), always, uses);
      } else if (popped(stmt) != null && stack(popped(stmt)) != null) {
        note(stmt, stack(popped(stmt)), always, uses);
      } else {
        others(stmt, uses);
      }
      Stmts.blocks(stmt).forEach(inner -> uses(inner, false, uses));
    }
  }

  private static void note(Stmt stmt, Primitive stack, boolean always, Uses uses) {
    if (always) {
      uses.regular.computeIfAbsent(stack, key -> new ArrayList<>()).add(stmt);
    } else {
      uses.others.add(stack);
    }
  }

  /** The type of the value that a statement takes off the tape as its only one; or null. */
  private static Type popped(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare && declare.init() instanceof Expr.Pop pop) {
      return pop.type();
    }
    return stmt instanceof Stmt.Assign assign
            && assign.value() instanceof Expr.Pop pop
            && !usesTape(assign.target())
        ? pop.type()
        : null;
  }

  private static boolean usesTape(Expr expr) {
    boolean[] found = {false};
    Exprs.walk(expr, node -> found[0] |= node instanceof Expr.Pop || node instanceof Expr.Room);
    return found[0];
  }

  private static void others(Stmt stmt, Uses uses) {
    if (stmt instanceof Stmt.CallStatement call
        && call.callee() instanceof Callee.Generated callee
        && callee.tape()) {
      uses.others.addAll(EnumSet.allOf(Primitive.class));
    }
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.walk(
          expr,
          node -> {
            Type type =
                node instanceof Expr.Pop pop
                    ? pop.type()
                    : node instanceof Expr.Room room ? room.of() : null;
            if (type != null && stack(type) != null) {
              uses.others.add(stack(type));
            }
          });
    }
  }

  /** The stack that values of a type go to; null for references. */
  private static Primitive stack(Type type) {
    if (!(type instanceof Primitive primitive)) {
      return null;
    }
    return switch (primitive) {
      case BYTE, SHORT, CHAR -> Primitive.INT;
      default -> primitive;
    };
  }

  /** Whether each pop takes off what the push at the same position left there. */
  private static boolean fit(List<Stmt> pushes, List<Stmt> pops) {
    boolean fit = pushes.size() == pops.size();
    for (int k = 0; fit && k < pushes.size(); k++) {
      fit = ((Stmt.Push) pushes.get(k)).value().type().equals(popped(pops.get(k)));
    }
    return fit;
  }

  // ---------------------------------------------------------------- bounds

  /** The smallest index of a loop that counts down. */
  private static Expr low(Stmt.CountedFor loop) {
    return loop.relation() == BinaryOp.GE ? loop.bound() : above(loop.bound());
  }

  /** The number behind the largest index of a loop that counts up. */
  private static Expr high(Stmt.CountedFor loop) {
    return loop.relation() == BinaryOp.LT ? loop.bound() : above(loop.bound());
  }

  /** {@code n + 1L}; {@code a.length} for {@code a.length - 1}. */
  private static Expr above(Expr expr) {
    if (expr instanceof Expr.Binary binary
        && binary.op() == BinaryOp.SUB
        && binary.left() instanceof Expr.ArrayLength
        && Exprs.isNumber(binary.right(), 1)) {
      return binary.left();
    }
    if (expr instanceof Expr.Literal literal && literal.value() instanceof Integer number) {
      return Expr.Literal.of(number + 1L, Primitive.LONG);
    }
    Expr one = Expr.Literal.of(1L, Primitive.LONG);
    return new Expr.Binary(BinaryOp.ADD, expr, one, Primitive.LONG);
  }

  // ---------------------------------------------------------------- rewriting

  private void add(Primitive stack, List<Stmt> pushed, List<Stmt> popped, Fresh fresh) {
    List<Variable> own = new ArrayList<>();
    for (int k = 0; k < pushed.size(); k++) {
      Variable root = Exprs.root(((Stmt.Push) pushed.get(k)).value());
      Variable at = fresh.distinct((root == null ? "kept" : root.name()) + "At", Primitive.INT);
      own.add(at);
      pushes.put(pushed.get(k), at);
      pops.put(popped.get(k), at);
    }
    String name =
        stack == Primitive.DOUBLE
            ? "kept"
            : "kept" + stack.name().charAt(0) + stack.toString().substring(1) + "s";
    blocks.put(stack, own);
    stacks.put(stack, fresh.variable(name, new Type.ArrayType(stack)));
  }

  /** The loop of the forward sweep, with the room made in front of it. */
  Stmt forward(Stmt rebuilt) {
    List<Stmt> out = new ArrayList<>();
    blocks.forEach(
        (stack, own) -> {
          for (Variable at : own) {
            out.add(new Stmt.Declare(at, new Expr.Room(stack, from, to, false), Span.NONE));
          }
          out.add(new Stmt.Declare(stacks.get(stack), new Expr.Stack(stack), Span.NONE));
        });
    out.add(
        Stmts.withBlocks(
            rebuilt,
            body ->
                Stmts.expand(
                    body,
                    (original, stmt) ->
                        List.of(pushes.containsKey(original) ? store(original) : stmt))));
    return Stmt.Block.of(out);
  }

  private Stmt store(Stmt stmt) {
    Expr value = ((Stmt.Push) stmt).value();
    Variable stack = stacks.get(stack(value.type()));
    return new Stmt.Assign(place(stack, pushes.get(stmt)), value, Span.NONE);
  }

  /** The loop of the reverse sweep, with the blocks taken off in front of it. */
  Stmt reverse(Stmt rebuilt) {
    List<Stmt> out = new ArrayList<>();
    blocks.forEach(
        (stack, own) -> {
          for (int k = own.size() - 1; k >= 0; k--) {
            out.add(new Stmt.Declare(own.get(k), new Expr.Room(stack, from, to, true), Span.NONE));
          }
          out.add(new Stmt.Declare(stacks.get(stack), new Expr.Stack(stack), Span.NONE));
        });
    Stmt loaded =
        Stmts.withBlocks(
            rebuilt,
            body ->
                Stmts.expand(
                    body,
                    (original, stmt) ->
                        List.of(pops.containsKey(original) ? load(original) : stmt)));
    if (loaded instanceof Stmt.Block block) {
      out.addAll(block.statements());
    } else {
      out.add(loaded);
    }
    return Stmt.Block.of(out);
  }

  private Stmt load(Stmt stmt) {
    Type type = popped(stmt);
    Variable stack = stacks.get(stack(type));
    Expr element = place(stack, pops.get(stmt));
    Expr value = type.equals(stack.type().elementType()) ? element : new Expr.Cast(type, element);
    return stmt instanceof Stmt.Declare declare
        ? new Stmt.Declare(declare.variable(), value, declare.span())
        : new Stmt.Assign(((Stmt.Assign) stmt).target(), value, stmt.span());
  }

  private Expr place(Variable stack, Variable at) {
    Expr index = Exprs.read(loop.index());
    Expr sum = new Expr.Binary(BinaryOp.ADD, Exprs.read(at), index, Primitive.INT);
    return new Expr.ArrayRead(Exprs.read(stack), sum);
  }
}
