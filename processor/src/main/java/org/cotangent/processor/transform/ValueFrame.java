package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * What the variables of one method body stand for while objects are taken apart: those of a value
 * type for their components, and those of a method that is written out elsewhere for new ones.
 */
final class ValueFrame {
  /** Weighs a declaration without a value among the assignments to a variable. */
  private static final int DECLARED = 1000;

  private final Fresh fresh;
  private final boolean renames;
  private final Map<Variable, List<Expr>> parts = new HashMap<>();
  private final Map<Variable, Expr> plain = new HashMap<>();
  private final Set<Variable> single = new HashSet<>();
  private final Set<Variable> onlyCalled = new HashSet<>();

  private ValueFrame(Fresh fresh, boolean renames) {
    this.fresh = fresh;
    this.renames = renames;
  }

  /** For the body of the method itself: its plain variables stay. */
  static ValueFrame ofMethod(Fresh fresh) {
    return new ValueFrame(fresh, false);
  }

  /** For a body that is written out in another: all its variables are new there. */
  static ValueFrame writtenOut(Fresh fresh) {
    return new ValueFrame(fresh, true);
  }

  /** Makes the variables of a variable, one for each component that is a number or an array. */
  List<Variable> declare(Variable variable) {
    List<Variable> made = new ArrayList<>();
    if (variable.type() instanceof Type.ValueType value) {
      components(variable.name(), value, made);
      parts.put(variable, made.stream().map(Exprs::read).toList());
    } else if (renames) {
      made.add(fresh.distinct(variable.name(), variable.type()));
      plain.put(variable, Exprs.read(made.get(0)));
    } else {
      made.add(variable);
    }
    return made;
  }

  private void components(String name, Type.ValueType value, List<Variable> into) {
    for (Type.ValueComponent component : value.components()) {
      String own =
          name + Character.toUpperCase(component.name().charAt(0)) + component.name().substring(1);
      if (component.type() instanceof Type.ValueType nested) {
        components(own, nested, into);
      } else {
        into.add(fresh.distinct(own, component.type()));
      }
    }
  }

  /** Lets a variable stand for expressions: reads of variables that do not change, and literals. */
  void alias(Variable variable, List<Expr> values) {
    if (variable.type() instanceof Type.ValueType) {
      parts.put(variable, List.copyOf(values));
    } else {
      plain.put(variable, values.get(0));
    }
  }

  /** The variables that an assignment to this variable assigns. */
  List<Variable> targets(Variable variable) {
    return (variable.type() instanceof Type.ValueType
            ? parts.get(variable)
            : List.of(plain(new Expr.VariableRead(variable))))
        .stream().map(Exprs::root).toList();
  }

  /** Notes which variables of a body that is written out get one value only. */
  void knowSingle(Function function, Stmt.Block body) {
    Map<Variable, Integer> counts = new HashMap<>();
    if (function.receiver() != null) {
      counts.put(function.receiver(), 1);
    }
    function.parameters().forEach(each -> counts.put(each.variable(), 1));
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare s) {
            counts.merge(s.variable(), s.init() == null ? DECLARED : 1, Integer::sum);
          } else if (stmt instanceof Stmt.Assign s
              && s.target() instanceof Expr.VariableRead read) {
            counts.merge(read.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.CallStatement s && s.target() != null) {
            counts.merge(s.target(), 1, Integer::sum);
          }
        });
    counts.forEach(
        (variable, count) -> {
          if (count == 1) {
            single.add(variable);
          } else if (count == DECLARED + 1) {
            onlyCalled.add(variable);
          }
        });
  }

  /** Whether a variable gets one value only. */
  boolean isSingle(Variable variable) {
    return single.contains(variable);
  }

  /** Lets a variable that only repeats others stand for them; then it needs no declaration. */
  boolean isAliased(Stmt.Declare declare) {
    boolean repeats =
        isSingle(declare.variable())
            && Exprs.variables(declare.init()).stream().allMatch(this::isSingle)
            && (declare.init() instanceof Expr.VariableRead
                || declare.init() instanceof Expr.Component
                || declare.init() instanceof Expr.Literal
                || declare.init() instanceof Expr.NewRecord);
    if (!repeats) {
      return false;
    }
    List<Type> types = types(declare.variable().type());
    List<Expr> values = new ArrayList<>();
    for (Expr part : parts(declare.init())) {
      values.add(converted(part, types.get(values.size())));
    }
    if (!values.stream().allMatch(ValueFrame::isSteady)) {
      return false;
    }
    alias(declare.variable(), values);
    return true;
  }

  /**
   * The same for the result of a method that was written out: its parts are literals or variables
   * of its own.
   */
  boolean isAliasedCall(Variable target, List<Expr> values, List<Stmt> body) {
    if (!onlyCalled.contains(target)) {
      return false;
    }
    Set<Variable> own = Stmts.declared(Stmt.Block.of(body));
    List<Type> types = types(target.type());
    List<Expr> stands = new ArrayList<>();
    for (Expr value : values) {
      Expr converted = converted(value, types.get(stands.size()));
      boolean keeps =
          converted instanceof Expr.Literal
              || converted instanceof Expr.VariableRead read && own.contains(read.variable());
      if (!keeps) {
        return false;
      }
      stands.add(converted);
    }
    alias(target, stands);
    return true;
  }

  /** Whether an expression costs nothing and cannot fail: a variable or a literal. */
  static boolean isSteady(Expr expr) {
    return expr instanceof Expr.VariableRead || expr instanceof Expr.Literal;
  }

  /** An expression that is no object, without objects in it. */
  Expr plain(Expr expr) {
    if (expr instanceof Expr.VariableRead read) {
      if (read.type() instanceof Type.ValueType) {
        throw new IllegalStateException("an object where a number is expected: " + read.variable());
      }
      return plain.getOrDefault(read.variable(), expr);
    }
    if (expr instanceof Expr.Component && isApart(expr)) {
      return parts(expr).get(0);
    }
    return Exprs.mapChildren(expr, this::plain);
  }

  private static boolean isApart(Expr expr) {
    return expr instanceof Expr.Component component
        && component.record().type() instanceof Type.ValueType;
  }

  /** The values of all components, in order; of anything that is no object, its own. */
  List<Expr> parts(Expr expr) {
    if (expr instanceof Expr.Component component
        && component.record().type() instanceof Type.ValueType owner) {
      int from = 0;
      int index = owner.index(component.name());
      for (Type.ValueComponent before : owner.components().subList(0, index)) {
        from += width(before.type());
      }
      return parts(component.record()).subList(from, from + width(component.type()));
    }
    if (!(expr.type() instanceof Type.ValueType type)) {
      return List.of(plain(expr));
    }
    if (expr instanceof Expr.VariableRead read) {
      return parts.get(read.variable());
    }
    if (expr instanceof Expr.NewRecord made) {
      List<Expr> all = new ArrayList<>();
      List<Type> types = types(type);
      for (Expr component : made.components()) {
        for (Expr part : parts(component)) {
          all.add(converted(part, types.get(all.size())));
        }
      }
      return all;
    }
    if (expr instanceof Expr.Conditional choice) {
      Expr condition = plain(choice.condition());
      List<Expr> yes = parts(choice.whenTrue());
      List<Expr> no = parts(choice.whenFalse());
      List<Type> types = types(type);
      List<Expr> all = new ArrayList<>();
      for (int k = 0; k < yes.size(); k++) {
        all.add(
            new Expr.Conditional(
                condition,
                converted(yes.get(k), types.get(k)),
                converted(no.get(k), types.get(k)),
                types.get(k)));
      }
      return all;
    }
    if (expr instanceof Expr.Literal) {
      return types(type).stream().map(Exprs::zero).toList();
    }
    throw new IllegalStateException("no components of " + expr);
  }

  /** The types of all components, those of nested objects in their place. */
  static List<Type> types(Type type) {
    if (!(type instanceof Type.ValueType value)) {
      return List.of(type);
    }
    List<Type> all = new ArrayList<>();
    value.components().forEach(each -> all.addAll(types(each.type())));
    return all;
  }

  private static int width(Type type) {
    return types(type).size();
  }

  /** A value as a variable of this type holds it. */
  static Expr converted(Expr value, Type type) {
    boolean same = value.type().equals(type) || !(type instanceof Type.Primitive);
    if (same) {
      return value;
    }
    if (value instanceof Expr.Literal literal && literal.value() instanceof Integer number) {
      if (type == Type.Primitive.DOUBLE) {
        return Expr.Literal.of(number.doubleValue(), type);
      }
      if (type == Type.Primitive.FLOAT) {
        return Expr.Literal.of(number.floatValue(), type);
      }
    }
    return new Expr.Cast(type, value);
  }
}
