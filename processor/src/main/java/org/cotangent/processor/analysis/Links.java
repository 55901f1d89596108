package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * What the methods of a file do to the names of the arrays that they are given and give back: which
 * of them they may make names of one array, and which of them move (see {@link Storage}).
 *
 * <p>After a call of {@code void put(double[][] m, double[] row) { m[0] = row; }} the arguments
 * share an array; {@code double[] larger(double[] a, double[] b)} returns one of the two. The least
 * fixed point over the methods of one file.
 */
public final class Links {
  /**
   * What a method does to one array.
   *
   * @param with the first parameter that is a name of the same array afterwards, or -1
   * @param moves whether it moves inside of the method
   * @param storesRows whether rows of it may be replaced
   * @param holdsField whether it, or a row of it, may be an array of a field
   */
  public record Link(int with, boolean moves, boolean storesRows, boolean holdsField) {
    static final Link NONE = new Link(-1, false, false, false);
  }

  /** A method of the file, with the one expression that it returns, or null. */
  public record Method(Function function, Stmt.Block body, Expr result) {}

  private final Map<MethodKey, List<Link>> links = new LinkedHashMap<>();
  private final Map<MethodKey, Boolean> lends = new HashMap<>();

  private Links() {}

  /** Computes the links of all methods of a file. */
  public static Links of(List<Method> methods) {
    Links found = new Links();
    methods.forEach(found::look);
    // What a method does without calls is known now.
    List<Method> callers = methods.stream().filter(Links::calls).toList();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Method method : callers) {
        changed |= found.look(method);
      }
    }
    return found;
  }

  private static boolean calls(Method method) {
    boolean[] found = {false};
    Stmts.walk(
        method.body(),
        stmt ->
            found[0] |=
                stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local);
    return found[0];
  }

  private boolean look(Method method) {
    Function function = method.function();
    Storage storage = Storage.of(method, this);
    List<Link> now = new ArrayList<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      now.add(link(function, storage, function.parameters().get(k).variable(), k));
    }
    Variable result = method.result() == null ? null : Exprs.root(method.result());
    now.add(result == null ? Link.NONE : link(function, storage, result, now.size()));
    boolean[] borrows = {storage.movesAnywhere()};
    Stmts.walk(
        method.body(),
        stmt ->
            borrows[0] |=
                stmt instanceof Stmt.CallStatement call
                    && call.callee() instanceof Callee.Local local
                    && lends(local.key()));
    boolean changed = !now.equals(links.put(function.key(), now));
    changed |= borrows[0] != lends(function.key());
    lends.put(function.key(), borrows[0]);
    return changed;
  }

  private static Link link(Function function, Storage storage, Variable variable, int position) {
    if (!variable.type().isArray()) {
      return Link.NONE;
    }
    int with = -1;
    for (int k = position - 1; k >= 0; k--) {
      Variable other = function.parameters().get(k).variable();
      if (other.type().isArray() && storage.of(other).equals(storage.of(variable))) {
        with = k;
      }
    }
    return new Link(
        with, storage.moves(variable), storage.storesRows(variable), storage.holdsField(variable));
  }

  /** What a method does to the array that it is given at a position. */
  public Link of(MethodKey method, int position) {
    List<Link> known = links.get(method);
    return known == null ? Link.NONE : known.get(position);
  }

  /** What a method does to the array that it returns. */
  public Link ofResult(MethodKey method) {
    List<Link> known = links.get(method);
    return known == null ? Link.NONE : known.get(known.size() - 1);
  }

  /** Whether the forward sweep of a method makes adjoints of arrays, which move with them. */
  public boolean lends(MethodKey method) {
    return lends.getOrDefault(method, false);
  }
}
