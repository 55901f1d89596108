package org.cotangent.processor.analysis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Which array variables may mean the same numbers, and which names change their array.
 *
 * <p>A place is what a scalar variable holds, or all numbers that may be reached through one of a
 * set of array variables: after {@code double[] r = a} and {@code double[] row = m[i]}, {@code r}
 * and {@code a} are one place, and so are {@code row} and {@code m}. Flow-insensitive unification
 * (Steensgaard, POPL 1996). Distinct parameters are distinct places unless the call says otherwise:
 * the generated code checks that on entry where it matters.
 *
 * <p>A place <i>moves</i> when a name of it may mean different arrays at different moments, or a
 * row of it is replaced: after {@code t = a; a = b; b = t} one cannot tell from the names alone
 * which array, and so which adjoint, is meant.
 */
public final class Storage {
  private final Links links;
  private final Map<Variable, Variable> parent = new HashMap<>();
  private final Map<Variable, Integer> depths = new HashMap<>();
  private final Map<Variable, Integer> assignments = new LinkedHashMap<>();
  private final Set<Variable> moving = new LinkedHashSet<>();
  private final Set<Variable> rowStores = new LinkedHashSet<>();
  private final Set<Variable> fields = new LinkedHashSet<>();
  private final Set<Variable> shared = new LinkedHashSet<>();
  private final Set<Variable> others = new HashSet<>();

  private Storage(Links links) {
    this.links = links;
  }

  /**
   * Unifies what the body's assignments of arrays say.
   *
   * @param result what the method returns, or null
   * @param links what calls do to names of arrays
   * @param groups for each parameter the first one that may be the same array; empty when all
   *     differ
   * @param sharedRows the parameters in which two rows may be one array
   */
  public static Storage of(
      Function function,
      Stmt.Block body,
      Expr result,
      Links links,
      List<Integer> groups,
      Set<Integer> sharedRows) {
    Storage storage = new Storage(links);
    sharedRows.forEach(k -> storage.shared.add(function.parameters().get(k).variable()));
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable parameter = function.parameters().get(k).variable();
      if (parameter.type().isArray()) {
        storage.assignments.put(parameter, 1);
        if (function.parameters().get(k).isField()) {
          storage.fields.add(parameter);
        }
        if (!groups.isEmpty()) {
          storage.unite(parameter, function.parameters().get(groups.get(k)).variable());
        }
      }
    }
    storage.visit(body, 1);
    if (result != null && result.type().isArray()) {
      storage.result(function, Exprs.root(result));
    }
    storage.settle(storage.moving);
    storage.settle(storage.rowStores);
    storage.settle(storage.fields);
    storage.settle(storage.shared);
    storage.others.addAll(storage.parent.values());
    return storage;
  }

  /** The same for a method whose parameters are different arrays of different rows. */
  static Storage of(Links.Method method, Links links) {
    return of(method.function(), method.body(), method.result(), links, List.of(), Set.of());
  }

  /** A result that may be an argument has its adjoint where the argument has it. */
  private void result(Function function, Variable result) {
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.variable().type().isArray() && of(parameter.variable()).equals(of(result))) {
        moving.add(result);
      }
    }
  }

  private void settle(Set<Variable> members) {
    Set<Variable> places = new LinkedHashSet<>();
    members.forEach(member -> places.add(of(member)));
    members.clear();
    members.addAll(places);
  }

  private void visit(Stmt stmt, int depth) {
    if (stmt instanceof Stmt.Declare declare) {
      depths.put(declare.variable(), depth);
    }
    look(stmt);
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      block.statements().forEach(inner -> visit(inner, depth + 1));
    }
  }

  private void look(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare && declare.variable().type().isArray()) {
      bind(declare.variable(), declare.init());
    } else if (stmt instanceof Stmt.Assign assign && assign.target().type().isArray()) {
      Variable root = Exprs.root(assign.target());
      bind(root, assign.value());
      if (root != null) {
        moving.add(root);
        if (assign.target() instanceof Expr.ArrayRead) {
          rowStores.add(root);
        }
      }
    } else if (stmt instanceof Stmt.ArrayCopy copy
        && copy.target().type().rank() > 1
        && Exprs.root(copy.target()) != null) {
      Variable root = Exprs.root(copy.target());
      moving.add(root);
      rowStores.add(root);
      unite(root, copy.source());
    } else if (stmt instanceof Stmt.CallStatement call) {
      call(call);
    }
  }

  private void call(Stmt.CallStatement call) {
    boolean array = call.target() != null && call.target().type().isArray();
    if (array) {
      assignments.merge(call.target(), 1, Integer::sum);
    }
    if (array && call.callee() instanceof Callee.Constant) {
      // a method that is given no array may return that of a field
      if (call.arguments().stream().noneMatch(a -> a.type().isArray())) {
        fields.add(call.target());
      }
      call.arguments().stream()
          .filter(a -> a.type().isArray())
          .forEach(a -> unite(call.target(), a));
    }
    if (!(call.callee() instanceof Callee.Local local)) {
      return;
    }
    for (int k = 0; k < call.arguments().size(); k++) {
      Variable root = Exprs.root(call.arguments().get(k));
      if (call.arguments().get(k).type().isArray() && root != null) {
        link(root, call, links.of(local.key(), k));
      }
    }
    if (array) {
      link(call.target(), call, links.ofResult(local.key()));
    }
  }

  private void link(Variable variable, Stmt.CallStatement call, Links.Link link) {
    if (link.with() >= 0) {
      unite(variable, call.arguments().get(link.with()));
    }
    if (link.moves()) {
      moving.add(variable);
    }
    if (link.storesRows()) {
      rowStores.add(variable);
    }
    if (link.holdsField()) {
      fields.add(variable);
    }
  }

  private void bind(Variable variable, Expr value) {
    if (variable == null || value == null) {
      return;
    }
    assignments.merge(variable, 1, Integer::sum);
    if (value instanceof Expr.CloneArray copy) {
      if (copy.type().rank() > 1) {
        unite(variable, copy.array());
      }
    } else if (value instanceof Expr.ArrayLiteral literal) {
      rows(literal.elements(), variable);
    } else if (!(value instanceof Expr.NewArray)) {
      unite(variable, value);
    }
  }

  private void rows(List<Expr> elements, Variable variable) {
    for (Expr element : elements) {
      if (element instanceof Expr.ArrayLiteral row) {
        rows(row.elements(), variable);
      } else if (element.type().isArray()) {
        moving.add(variable);
        unite(variable, element);
      }
    }
  }

  private void unite(Variable variable, Expr array) {
    if (array instanceof Expr.Conditional choice) {
      moving.add(variable);
      unite(variable, choice.whenTrue());
      unite(variable, choice.whenFalse());
      return;
    }
    Variable root = Exprs.root(array);
    if (root != null) {
      unite(variable, root);
    } else if (!(array instanceof Expr.Literal)) {
      fields.add(variable);
    }
  }

  /** The variable of the outermost scope stands for the place. */
  private void unite(Variable variable, Variable root) {
    Variable a = of(variable);
    Variable b = of(root);
    if (a.equals(b)) {
      return;
    }
    if (depths.getOrDefault(a, 0) < depths.getOrDefault(b, 0)) {
      parent.put(b, a);
    } else {
      parent.put(a, b);
    }
  }

  /**
   * The variable that stands for the place that a variable belongs to; for a scalar the variable
   * itself.
   */
  public Variable of(Variable variable) {
    Variable at = variable;
    while (parent.containsKey(at)) {
      at = parent.get(at);
    }
    return at;
  }

  /**
   * The place that {@code x}, {@code a[i]} or {@code m[i][j]} belongs to; null for a constant or a
   * field.
   */
  public Variable of(Expr place) {
    Variable root = Exprs.root(place);
    return root == null ? null : of(root);
  }

  /** Whether no other variable may mean the array that this one means, or a row of it. */
  public boolean isOnlyName(Variable variable) {
    return !parent.containsKey(variable) && !others.contains(variable);
  }

  /** Whether names of a variable's place may change their array, or rows of it are replaced. */
  public boolean moves(Variable variable) {
    return moving.contains(of(variable));
  }

  /** Whether rows of arrays of a variable's place may be replaced by others. */
  public boolean storesRows(Variable variable) {
    return rowStores.contains(of(variable));
  }

  /** Whether two rows of an array of a variable's place may be one array. */
  public boolean mayShareRows(Variable variable) {
    return moves(variable) || shared.contains(of(variable));
  }

  /** Whether a variable's place may be an array that a field holds. */
  public boolean holdsField(Variable variable) {
    return fields.contains(of(variable));
  }

  /** Whether an array that can carry derivatives moves. */
  boolean movesAnywhere() {
    return moving.stream().anyMatch(place -> place.type().isDifferentiable());
  }

  /** How often each array variable is bound, parameters counting once. */
  public Map<Variable, Integer> assignments() {
    return assignments;
  }
}
