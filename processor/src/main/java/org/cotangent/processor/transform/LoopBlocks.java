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
import java.util.stream.Stream;
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
 * <p>An array that the loop overwrites element by element is copied as a whole instead, where
 * {@link ArrayCopies} finds that this comes to the same.
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

  /** The arrays that are copied in front of the loop, and put back in front of the reverse loop. */
  private final List<Expr> copiedFirst = new ArrayList<>();

  /** The arrays that are copied in front of the loop, and put back behind the reverse loop. */
  private final List<Expr> copiedLast = new ArrayList<>();

  /** What stands for the copied elements in the two loops, and is left out. */
  private final Set<Stmt> dropped = Collections.newSetFromMap(new IdentityHashMap<>());

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
   * @param copies finds what is copied as a whole
   * @return null when there is nothing
   */
  static LoopBlocks of(
      Stmt.CountedFor loop,
      Stmt.CountedFor onward,
      Stmt backward,
      ArrayCopies copies,
      Fresh fresh) {
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
    boolean any = false;
    for (Primitive stack : Primitive.values()) {
      List<Stmt> pushes = new ArrayList<>(forward.of(stack));
      List<Stmt> pops = new ArrayList<>(reverse.of(stack));
      Collections.reverse(pops);
      if (!pushes.isEmpty()
          && !forward.others.contains(stack)
          && !reverse.others.contains(stack)
          && fit(pushes, pops)) {
        any = true;
        for (int k = pushes.size() - 1; k >= 0; k--) {
          Stmt push = pushes.get(k);
          Stmt pop = pops.get(k);
          ArrayCopies.Back back = copies.of(loop, (Stmt.Push) push, backward, pop);
          if (back != null) {
            found.copy(((Expr.ArrayRead) ((Stmt.Push) push).value()).array(), back);
            found.dropped.add(push);
            found.dropped.add(pop);
            pushes.remove(k);
            pops.remove(k);
          }
        }
        if (!pushes.isEmpty()) {
          found.add(stack, pushes, pops, fresh);
        }
      }
    }
    return any ? found : null;
  }

  private void copy(Expr array, ArrayCopies.Back back) {
    (back == ArrayCopies.Back.FIRST ? copiedFirst : copiedLast).add(0, array);
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

  /** What is copied as a whole, as code. */
  List<String> copied() {
    return Stream.concat(copiedLast.stream(), copiedFirst.stream())
        .map(array -> "`" + Printer.print(array) + "`")
        .sorted()
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
    if (stmt instanceof Stmt.TapeCopy copy) {
      uses.others.add(stack(copy.array().type().elementType()));
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
  List<Stmt> forward(Stmt rebuilt) {
    List<Stmt> out = new ArrayList<>();
    if (!copiedFirst.isEmpty() || !copiedLast.isEmpty()) {
      List<Expr> arrays = new ArrayList<>(copiedLast);
      arrays.addAll(copiedFirst);
      out.add(Remarks.copied(arrays));
    }
    copiedLast.forEach(array -> out.add(copy(array, false)));
    copiedFirst.forEach(array -> out.add(copy(array, false)));
    blocks.forEach(
        (stack, own) -> {
          for (Variable at : own) {
            out.add(new Stmt.Declare(at, new Expr.Room(stack, from, to, false), Span.NONE));
          }
          out.add(new Stmt.Declare(stacks.get(stack), new Expr.Stack(stack), Span.NONE));
        });
    out.add(Stmts.withBlocks(rebuilt, this::stored));
    return inScope(out);
  }

  /** Braces around variables. */
  private static List<Stmt> inScope(List<Stmt> code) {
    return code.stream().anyMatch(stmt -> stmt instanceof Stmt.Declare)
        ? List.of(Stmt.Block.of(code))
        : code;
  }

  private Stmt copy(Expr array, boolean back) {
    return new Stmt.TapeCopy(array, from, to, back, Span.NONE);
  }

  private Stmt.Block stored(Stmt.Block body) {
    List<Stmt> out = new ArrayList<>();
    List<Stmt> all = body.statements();
    for (int k = 0; k < all.size(); k++) {
      Stmt stmt = all.get(k);
      boolean headsDropped =
          stmt instanceof Stmt.Comment && k + 1 < all.size() && dropped.contains(all.get(k + 1));
      if (!headsDropped && !dropped.contains(stmt)) {
        out.add(pushes.containsKey(stmt) ? store(stmt) : Stmts.withBlocks(stmt, this::stored));
      }
    }
    return Stmts.withStatements(body, out);
  }

  private Stmt store(Stmt stmt) {
    Expr value = ((Stmt.Push) stmt).value();
    Variable stack = stacks.get(stack(value.type()));
    return new Stmt.Assign(place(stack, pushes.get(stmt)), value, Span.NONE);
  }

  /** The loop of the reverse sweep, with the blocks taken off in front of it. */
  List<Stmt> reverse(Stmt rebuilt) {
    List<Stmt> out = new ArrayList<>();
    blocks.forEach(
        (stack, own) -> {
          for (int k = own.size() - 1; k >= 0; k--) {
            out.add(new Stmt.Declare(own.get(k), new Expr.Room(stack, from, to, true), Span.NONE));
          }
          out.add(new Stmt.Declare(stacks.get(stack), new Expr.Stack(stack), Span.NONE));
        });
    for (int k = copiedFirst.size() - 1; k >= 0; k--) {
      out.add(copy(copiedFirst.get(k), true));
    }
    Stmt loaded =
        Stmts.withBlocks(
            rebuilt,
            body ->
                Stmts.expand(
                    body,
                    (original, stmt) ->
                        dropped.contains(original)
                            ? List.of()
                            : List.of(pops.containsKey(original) ? load(original) : stmt)));
    if (doesSomething(loaded)) {
      if (loaded instanceof Stmt.Block block) {
        out.addAll(block.statements());
      } else {
        out.add(loaded);
      }
    }
    for (int k = copiedLast.size() - 1; k >= 0; k--) {
      out.add(copy(copiedLast.get(k), true));
    }
    return inScope(out);
  }

  /** Whether more is left of an iteration than counting. */
  private boolean doesSomething(Stmt backward) {
    boolean[] found = {false};
    Stmts.walk(
        body(backward),
        stmt ->
            found[0] |=
                !(stmt instanceof Stmt.Block
                    || stmt instanceof Stmt.Comment
                    || stmt instanceof Stmt.Assign assign
                        && assign.target().equals(Exprs.read(loop.index()))));
    return found[0];
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
