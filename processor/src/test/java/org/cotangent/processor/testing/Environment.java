package org.cotangent.processor.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The local variables of one activation of a method, in nested scopes. */
final class Environment {

  /** A variable; its type as in source, empty for {@code var}. */
  static final class Variable {
    final String type;
    private Object value;

    private Variable(String type, Object value) {
      this.type = type.isEmpty() ? Values.typeOf(value) : type;
      set(value);
    }

    Object get() {
      return value;
    }

    /** Assigns, with the conversion to the variable's type. */
    void set(Object newValue) {
      value = newValue == null ? null : Values.convert(newValue, type);
    }
  }

  private final List<Map<String, Variable>> scopes = new ArrayList<>(List.of(new HashMap<>()));

  /** The same variables, for code that runs after this scope has been left. */
  Environment snapshot() {
    Environment copy = new Environment();
    copy.scopes.clear();
    copy.scopes.addAll(scopes);
    return copy;
  }

  void enter() {
    scopes.add(new HashMap<>());
  }

  void leave() {
    scopes.remove(scopes.size() - 1);
  }

  /** Declares a variable; a null value leaves it unassigned. */
  void declare(String name, String type, Object value) {
    scopes.get(scopes.size() - 1).put(name, new Variable(type, value));
  }

  /** The variable; null when there is none of this name. */
  Variable find(String name) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Variable variable = scopes.get(i).get(name);
      if (variable != null) {
        return variable;
      }
    }
    return null;
  }
}
