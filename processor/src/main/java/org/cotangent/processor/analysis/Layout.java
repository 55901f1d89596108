package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Where everything stands in a normalised body: textual positions, enclosing blocks and loops,
 * declarations and writes.
 *
 * <p>The question that it answers: does something read at a statement still have the same value
 * when the block that declares it ends? Only then can the reverse sweep read it there instead of
 * from the tape.
 */
public final class Layout {
  private final Storage storage;
  private final Map<Stmt, int[]> extents = new IdentityHashMap<>();
  private final Map<Stmt, Stmt> parents = new IdentityHashMap<>();
  private final Map<Variable, Stmt> declarations = new HashMap<>();
  private final Map<Variable, Stmt> declaringBlocks = new HashMap<>();
  private final Map<Variable, List<Integer>> writes = new HashMap<>();
  private final Stmt.Block body;
  private int next;

  /** Looks at a body. */
  public Layout(Stmt.Block body, Storage storage, Effects effects) {
    this.body = body;
    this.storage = storage;
    visit(body, null, effects);
  }

  private void visit(Stmt stmt, Stmt parent, Effects effects) {
    int start = next++;
    if (parent != null) {
      parents.put(stmt, parent);
    }
    if (stmt instanceof Stmt.Declare s) {
      declarations.put(s.variable(), s);
      declaringBlocks.put(s.variable(), parent);
      if (s.init() != null) {
        write(s.variable(), start);
      }
    } else if (stmt instanceof Stmt.Assign s && s.target() instanceof Expr.VariableRead read) {
      write(read.variable(), start);
    } else if (stmt instanceof Stmt.CountedFor s) {
      declarations.put(s.index(), s);
      declaringBlocks.put(s.index(), s);
      write(s.index(), start);
    } else if (stmt instanceof Stmt.CallStatement s && s.target() != null) {
      write(s.target(), start);
    }
    for (Variable array : effects.written(stmt)) {
      contentWrites(storage.of(array)).add(start);
    }
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      if (stmt instanceof Stmt.Block) {
        block.statements().forEach(inner -> visit(inner, stmt, effects));
      } else if (block != Stmt.Block.EMPTY) {
        visit(block, stmt, effects);
      }
    }
    extents.put(stmt, new int[] {start, next});
  }

  private void write(Variable variable, int position) {
    writes.computeIfAbsent(variable, key -> new ArrayList<>()).add(position);
  }

  private final Map<Variable, List<Integer>> contents = new HashMap<>();

  private List<Integer> contentWrites(Variable place) {
    return contents.computeIfAbsent(place, key -> new ArrayList<>());
  }

  /**
   * The position of a statement's first character of text, so to speak: earlier statements have
   * smaller ones.
   */
  public int start(Stmt stmt) {
    return extents.get(stmt)[0];
  }

  /** Behind the last position inside a statement. */
  public int end(Stmt stmt) {
    return extents.get(stmt)[1];
  }

  /** The statement directly around. */
  public Stmt parent(Stmt stmt) {
    return parents.get(stmt);
  }

  /** Whether some loop of the method is around the statement. */
  public boolean isInLoop(Stmt stmt) {
    for (Stmt at = parents.get(stmt); at != null; at = parents.get(at)) {
      if (isLoop(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this is a loop. */
  public static boolean isLoop(Stmt stmt) {
    return stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
  }

  /** The statement that declares a variable (a loop for its index); null for a parameter. */
  public Stmt declaration(Variable variable) {
    return declarations.get(variable);
  }

  /**
   * The block (or, for an index, the loop) whose end is the variable's end; the whole body for a
   * parameter.
   */
  public Stmt scope(Variable variable) {
    return declaringBlocks.getOrDefault(variable, body);
  }

  /** Whether the variable lives as long as the method runs, or in an arm outside all loops. */
  public boolean isOutsideLoops(Variable variable) {
    Stmt scope = scope(variable);
    return !(scope instanceof Stmt.CountedFor) && !isInLoop(scope);
  }

  /** The loops around a statement inside the scope of a variable, outermost first. */
  public List<Stmt> loopsBetween(Variable variable, Stmt stmt) {
    List<Stmt> loops = new ArrayList<>();
    Stmt scope = scope(variable);
    for (Stmt at = parents.get(stmt); at != null && at != scope; at = parents.get(at)) {
      if (isLoop(at)) {
        loops.add(0, at);
      }
    }
    return loops;
  }

  /** How many statements assign the variable, declarations with a value included. */
  public int assignmentCount(Variable variable) {
    return writes.getOrDefault(variable, List.of()).size();
  }

  /** The positions that write elements of an array place. */
  public List<Integer> elementWrites(Variable place) {
    return contents.getOrDefault(place, List.of());
  }

  /**
   * Whether a variable that is read at {@code stmt} still has that value at the end of its scope.
   */
  public boolean isFinalFrom(Variable variable, Stmt stmt) {
    return quiet(writes.getOrDefault(variable, List.of()), variable, stmt);
  }

  /**
   * Whether the elements of a place that are read at {@code stmt} still have their values at the
   * end of the scope of {@code root}.
   */
  public boolean areElementsFinalFrom(Variable root, Stmt stmt) {
    return quiet(elementWrites(storage.of(root)), outermost(root), stmt);
  }

  private Variable outermost(Variable root) {
    return storage.of(root);
  }

  private boolean quiet(List<Integer> positions, Variable variable, Stmt stmt) {
    List<Stmt> loops = loopsBetween(variable, stmt);
    int from = loops.isEmpty() ? start(stmt) + 1 : start(loops.get(0));
    int to = end(scope(variable));
    boolean own = scope(variable) instanceof Stmt.CountedFor;
    for (int position : positions) {
      if (position >= from && position < to && !(own && position == start(scope(variable)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether every variable and element that the expression reads at {@code stmt} is final from
   * there on.
   */
  public boolean isFinalFrom(Expr expr, Stmt stmt) {
    boolean[] result = {true};
    org.cotangent.processor.ir.Exprs.walk(
        expr,
        node -> {
          if (node instanceof Expr.VariableRead read) {
            result[0] &= isFinalFrom(read.variable(), stmt);
          } else if (node instanceof Expr.ArrayRead element && isWritten(element)) {
            Variable root = org.cotangent.processor.ir.Exprs.root(element);
            result[0] &= root == null || areElementsFinalFrom(root, stmt);
          } else if (node instanceof Expr.DataCall call) {
            result[0] &= call.arguments().stream().noneMatch(part -> part.type().isArray());
          }
        });
    return result[0];
  }

  /** Whether nothing that an expression reads is written at the positions from one to another. */
  public boolean isUnchanged(Expr expr, int from, int to) {
    boolean[] result = {true};
    org.cotangent.processor.ir.Exprs.walk(
        expr,
        node -> {
          if (node instanceof Expr.VariableRead read) {
            result[0] &= isQuiet(writes.getOrDefault(read.variable(), List.of()), from, to);
          } else if (node instanceof Expr.ArrayRead element && isWritten(element)) {
            Variable root = org.cotangent.processor.ir.Exprs.root(element);
            result[0] &= root == null || isQuiet(elementWrites(storage.of(root)), from, to);
          } else if (node instanceof Expr.DataCall) {
            result[0] = false;
          }
        });
    return result[0];
  }

  private static boolean isQuiet(List<Integer> positions, int from, int to) {
    return positions.stream().noneMatch(position -> position >= from && position < to);
  }

  /**
   * Whether a write may change what an element read means: a number always, a row where rows are
   * replaced.
   */
  public boolean isWritten(Expr.ArrayRead element) {
    Variable root = org.cotangent.processor.ir.Exprs.root(element);
    return !element.type().isArray() || root != null && storage.storesRows(root);
  }

  /** Whether names of the variable's place change their array. */
  public boolean moves(Variable variable) {
    return storage.moves(variable);
  }
}
