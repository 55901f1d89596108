package org.cotangent.processor.analysis;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * How many bytes of bytecode javac makes of a method, never fewer than it really does.
 *
 * <p>What decides is where a variable lives: access to the first 256 slots takes 2 bytes, to those
 * behind 4, and a double takes two slots. {@code sum += x[i] * x[i]} is 15 bytes, or 25 with all
 * three far up. A constant is taken to come from the pool, a branch to be a jump of its own.
 *
 * <p>Java Virtual Machine Specification, chapter 6. The limit that matters is HotSpot's {@code
 * HugeMethodLimit} of 8,000 bytes: it interprets larger methods for ever.
 */
public final class CodeSize {
  private static final int NEAR = 2;
  private static final int FAR = 4;
  private static final int JUMP = 3;
  private static final int CALL = 5;

  private final ExpressionSize expressions = new ExpressionSize(this::access, this::tape);
  private final Map<Stmt, Integer> known = new IdentityHashMap<>();
  private final Map<Variable, Integer> slots = new HashMap<>();
  private final boolean exact;
  private int next;
  private int tape = FAR;

  private CodeSize(boolean exact) {
    this.exact = exact;
  }

  /** The size of a whole method, whose variables get their slots in javac's order. */
  public static int of(Companion.GeneratedFunction function) {
    CodeSize size = new CodeSize(true);
    for (Variable parameter : function.parameters()) {
      size.declare(parameter);
      if (isTape(parameter.type())) {
        size.tape = size.access(parameter);
      }
    }
    return size.of(function.body()) + 1;
  }

  /** Sizes of statements wherever their variables live. Remembers what it was asked. */
  public static CodeSize anywhere() {
    return new CodeSize(false);
  }

  /** The slots that a variable of this type takes. */
  public static int slots(Type type) {
    return type == Type.Primitive.DOUBLE || type == Type.Primitive.LONG ? 2 : 1;
  }

  /** Whether this is the type of the tape. */
  public static boolean isTape(Type type) {
    return type instanceof Type.ReferenceType reference
        && reference.name().equals("org.cotangent.runtime.Tape");
  }

  private void declare(Variable variable) {
    slots.put(variable, next);
    next += slots(variable.type());
  }

  private int access(Variable variable) {
    return exact && slots.getOrDefault(variable, 256) < 256 ? NEAR : FAR;
  }

  private int tape() {
    return tape;
  }

  /** The size of a statement with all that is inside. */
  public int of(Stmt stmt) {
    List<Stmt.Block> blocks = Stmts.blocks(stmt);
    if (exact || blocks.isEmpty()) {
      return compound(stmt);
    }
    Integer size = known.get(stmt);
    if (size == null) {
      size = compound(stmt);
      known.put(stmt, size);
    }
    return size;
  }

  /** Lets a block count as so many bytes, because a call will stand in its place. */
  public void assume(Stmt.Block block, int size) {
    known.put(block, size);
  }

  private int compound(Stmt stmt) {
    if (stmt instanceof Stmt.Block block) {
      int first = next;
      int size = 0;
      for (Stmt inner : block.statements()) {
        size += of(inner);
      }
      next = first;
      return size;
    }
    if (stmt instanceof Stmt.If choice) {
      int head = expressions.condition(choice.condition()) + JUMP;
      return head + of(choice.then()) + of(choice.otherwise());
    }
    if (stmt instanceof Stmt.CountedFor loop) {
      int first = next;
      int head = expressions.of(loop.from()) + expressions.of(loop.bound());
      declare(loop.index());
      // Stored, compared, incremented (as a long: read, added to, stored).
      head += 5 * access(loop.index()) + 12 + JUMP;
      int size = head + of(loop.body());
      next = first;
      return size;
    }
    if (stmt instanceof Stmt.While loop) {
      int head = expressions.condition(loop.condition()) + JUMP;
      return head + of(loop.body()) + of(loop.update());
    }
    return stmt instanceof Stmt.Labelled labelled ? of(labelled.body()) : simple(stmt);
  }

  private int simple(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      int value = s.init() == null ? 0 : expressions.of(s.init(), s.variable().type());
      declare(s.variable());
      return s.init() == null ? 0 : value + access(s.variable());
    }
    if (stmt instanceof Stmt.Assign s) {
      int value = expressions.of(s.value(), s.target().type());
      // Reading an element takes as much as storing one.
      return value + expressions.of(s.target());
    }
    if (stmt instanceof Stmt.CallStatement s) {
      int result = s.target() == null ? 1 : access(s.target()) + 1;
      return expressions.all(s.arguments()) + tape + CALL + result;
    }
    if (stmt instanceof Stmt.Return s) {
      return (s.value() == null ? 0 : expressions.of(s.value()) + 1) + 1;
    }
    if (stmt instanceof Stmt.Push
        || stmt instanceof Stmt.TapeCopy
        || stmt instanceof Stmt.Release) {
      return expressions.all(Stmts.expressions(stmt)) + tape + CALL;
    }
    if (stmt instanceof Stmt.Break || stmt instanceof Stmt.Continue) {
      return JUMP;
    }
    if (stmt instanceof Stmt.Assert s) {
      // The switch of all assertions, a jump, the error that is made and thrown.
      int detail = s.detail() == null ? 0 : expressions.of(s.detail()) + 3;
      return expressions.condition(s.condition()) + detail + 2 * JUMP + 3 * CALL;
    }
    return stmt instanceof Stmt.Comment ? 0 : expressions.all(Stmts.expressions(stmt)) + CALL;
  }

  /** The size of an expression whose value is used. */
  public int of(Expr expr) {
    return expressions.of(expr);
  }
}
