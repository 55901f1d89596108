package org.cotangent.processor.frontend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The state of one method while it is lowered: its variables, fresh names, and the list that
 * statements go to.
 */
final class Scope {
  private final Map<Element, Variable> variables = new LinkedHashMap<>();
  private final Map<Element, FunctionValue> functions = new LinkedHashMap<>();
  private final Set<String> userNames;
  private final Deque<Set<String>> madeNames = new ArrayDeque<>();
  private final Deque<List<Stmt>> lists = new ArrayDeque<>();
  private final Set<Variable> conditionally = new LinkedHashSet<>();
  private Span span = Span.NONE;
  private int next;

  /**
   * @param userNames every name of a variable that the method mentions: generated names keep away
   *     from them
   */
  Scope(Set<String> userNames) {
    this.userNames = Set.copyOf(userNames);
    madeNames.push(new HashSet<>());
  }

  /** Makes the variable of a parameter or local variable of the user. */
  Variable declare(Element element, String name, Type type) {
    Variable variable = new Variable(name, type, next++);
    variables.put(element, variable);
    return variable;
  }

  /** The variable of an element, or null when its declaration was refused. */
  Variable variable(Element element) {
    return variables.get(element);
  }

  /** Lets a captured variable of the user mean a variable of ours. */
  void bind(Element element, Variable variable) {
    variables.put(element, variable);
  }

  /** Notes which function a variable of the user holds, always. */
  void bind(Element element, FunctionValue function) {
    functions.put(element, function);
  }

  /** The function that a variable holds; null when it is none, or an unknown one. */
  FunctionValue function(Element element) {
    return functions.get(element);
  }

  /** A variable of our own: the hint is its name, with a number when that is taken. */
  Variable fresh(String hint, Type type) {
    String name = hint;
    for (int number = 2; isTaken(name); number++) {
      name = hint + number;
    }
    return named(name, type);
  }

  /** A variable of our own, named by the first free hint, else by the last one with a number. */
  Variable fresh(List<String> hints, Type type) {
    for (String hint : hints) {
      if (!isTaken(hint)) {
        return named(hint, type);
      }
    }
    return fresh(hints.get(hints.size() - 1), type);
  }

  private Variable named(String name, Type type) {
    madeNames.peek().add(name);
    return new Variable(name, type, next++);
  }

  /** Gives back the name of a variable that turned out not to be needed. */
  void release(Variable variable) {
    madeNames.peek().remove(variable.name());
  }

  private boolean isTaken(String name) {
    return userNames.contains(name) || madeNames.stream().anyMatch(made -> made.contains(name));
  }

  /** Appends a statement to the current list. */
  void emit(Stmt statement) {
    lists.peek().add(statement);
  }

  /** Appends statements to the current list. */
  void emitAll(List<Stmt> statements) {
    lists.peek().addAll(statements);
  }

  /** Saves a value in a variable of our own, here. */
  Expr save(Expr value, String hint) {
    if (Broken.is(value)) {
      return value;
    }
    Variable variable = fresh(hint, value.type());
    emit(new Stmt.Declare(variable, value, span));
    return new Expr.VariableRead(variable);
  }

  /** Runs something and gives back the statements it emitted. */
  List<Stmt> collect(Runnable lowering) {
    lists.push(new ArrayList<>());
    lowering.run();
    return lists.pop();
  }

  /** Runs something whose statements form a block of their own. */
  List<Stmt> collectBlock(Runnable lowering) {
    madeNames.push(new HashSet<>());
    List<Stmt> statements = collect(lowering);
    madeNames.pop();
    return statements;
  }

  /** A value and the statements that must run before it. */
  Lowered lower(Supplier<Expr> lowering) {
    Expr[] value = new Expr[1];
    List<Stmt> before = collect(() -> value[0] = lowering.get());
    return new Lowered(before, value[0]);
  }

  /** Notes that statements which stood inside an expression became conditional ones. */
  void becameConditional(List<Stmt> statements) {
    for (Variable variable : Effects.of(statements).assigned()) {
      boolean inner =
          statements.stream()
              .anyMatch(
                  each -> each instanceof Stmt.Declare made && made.variable().equals(variable));
      if (!inner) {
        conditionally.add(variable);
      }
    }
  }

  /**
   * The variables assigned in an operand of a condition. Java's definite assignment sees through
   * conditions but not through our variables for them, so such a variable needs an initial value in
   * its declaration.
   */
  Set<Variable> conditionallyAssigned() {
    return conditionally;
  }

  /** The place of the statement at hand. */
  Span span() {
    return span;
  }

  /** Runs something on behalf of another statement. */
  void at(Span place, Runnable lowering) {
    Span outer = span;
    span = place;
    lowering.run();
    span = outer;
  }
}
