package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The variables that several parts of a method share, each an element of an array: one array for
 * each type, such as {@code double[] doubles}.
 */
final class Frames {
  private final Fresh fresh;
  private final Map<Type, Variable> arrays = new LinkedHashMap<>();
  private final Map<Type, Integer> lengths = new HashMap<>();
  private final Map<Variable, Expr> elements = new LinkedHashMap<>();

  Frames(Fresh fresh) {
    this.fresh = fresh;
  }

  /** Gives a variable an element. */
  void add(Variable variable) {
    Type type = variable.type();
    Variable array =
        arrays.computeIfAbsent(type, each -> fresh.variable(name(each), new Type.ArrayType(each)));
    int index = lengths.merge(type, 1, Integer::sum) - 1;
    elements.put(variable, new Expr.ArrayRead(Exprs.read(array), Exprs.intLiteral(index)));
  }

  /** {@code doubles}; {@code doubleArrays} for those of type {@code double[]}. */
  private static String name(Type type) {
    if (type.isMatrix()) {
      return "matrices";
    }
    String leaf = type.leaf().toString();
    String simple = leaf.substring(leaf.lastIndexOf('.') + 1);
    String start = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    return start + "Array".repeat(type.rank()) + "s";
  }

  boolean contains(Variable variable) {
    return elements.containsKey(variable);
  }

  /** The element that stands for a variable, or null. */
  Expr element(Variable variable) {
    return elements.get(variable);
  }

  /** The array that holds variables of a type. */
  Variable array(Type type) {
    return arrays.get(type);
  }

  /** All arrays. */
  List<Variable> arrays() {
    return List.copyOf(arrays.values());
  }

  /** What outside of the parts stands for an expression. */
  Expr substitute(Expr expr) {
    return Exprs.substitute(expr, elements);
  }

  /** Makes the arrays and puts those of the given variables in that have an element. */
  List<Stmt> start(List<Variable> parameters) {
    List<Stmt> out = new ArrayList<>();
    arrays.forEach(
        (type, array) -> {
          Expr length = Exprs.intLiteral(lengths.get(type));
          Expr made = new Expr.NewArray(array.type(), List.of(length));
          out.add(new Stmt.Declare(array, made, Span.NONE));
        });
    for (Variable parameter : parameters) {
      if (contains(parameter)) {
        out.add(new Stmt.Assign(element(parameter), Exprs.read(parameter), Span.NONE));
      }
    }
    return out;
  }
}
