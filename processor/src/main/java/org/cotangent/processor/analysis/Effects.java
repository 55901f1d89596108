package org.cotangent.processor.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Which array parameters a method may write to, itself or through the methods it calls: the least
 * fixed point over the methods of one file. A local name for a parameter's array or for one of its
 * rows counts as the parameter.
 */
public final class Effects {
  private final Map<MethodKey, Set<Integer>> writes = new LinkedHashMap<>();

  private Effects() {}

  /** Computes the effects of every method of a file. */
  public static Effects of(List<Links.Method> methods, Links links) {
    Effects effects = new Effects();
    for (Links.Method method : methods) {
      effects.writes.put(method.function().key(), new TreeSet<>());
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Links.Method method : methods) {
        MethodKey key = method.function().key();
        changed |= effects.writes.get(key).addAll(effects.scan(method, links));
      }
    }
    return effects;
  }

  /** The positions of the array parameters that a call of this method may write to. */
  public Set<Integer> writes(Callee callee) {
    if (callee instanceof Callee.Local local) {
      return writes.getOrDefault(local.key(), Set.of());
    }
    if (callee instanceof Callee.Custom custom) {
      return new TreeSet<>(custom.writes());
    }
    return callee instanceof Callee.Companion companion
        ? new TreeSet<>(companion.writes())
        : Set.of();
  }

  /** The positions of the array parameters that this method of the file may write to. */
  public Set<Integer> writes(MethodKey key) {
    return writes.getOrDefault(key, Set.of());
  }

  private Set<Integer> scan(Links.Method method, Links links) {
    Function function = method.function();
    Map<Variable, Integer> positions = new HashMap<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      positions.put(function.parameters().get(k).variable(), k);
    }
    Storage storage = Storage.of(method, links);
    Set<Integer> found = new TreeSet<>();
    Stmts.walk(
        method.body(),
        stmt -> {
          for (Variable written : written(stmt)) {
            Variable place = storage.of(written);
            for (Map.Entry<Variable, Integer> parameter : positions.entrySet()) {
              if (parameter.getKey().type().isArray()
                  && storage.of(parameter.getKey()).equals(place)) {
                found.add(parameter.getValue());
              }
            }
          }
        });
    return found;
  }

  /** The root variables of the arrays whose elements this very statement may write. */
  public Set<Variable> written(Stmt stmt) {
    Set<Variable> found = new java.util.LinkedHashSet<>();
    Expr array = null;
    if (stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.ArrayRead element) {
      array = element;
    } else if (stmt instanceof Stmt.Fill fill) {
      array = fill.array();
    } else if (stmt instanceof Stmt.ArrayCopy copy) {
      array = copy.target();
    } else if (stmt instanceof Stmt.CallStatement call) {
      for (int k : writes(call.callee())) {
        if (Exprs.root(call.arguments().get(k)) != null) {
          found.add(Exprs.root(call.arguments().get(k)));
        }
      }
    }
    if (array != null && Exprs.root(array) != null) {
      found.add(Exprs.root(array));
    }
    return found;
  }
}
