package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.ir.Variable;

/**
 * A function that is known while its caller is lowered: a lambda or a method reference, with the
 * variables of the caller that it captures.
 *
 * @param code the lambda or method reference
 * @param type the functional interface that it implements
 * @param home the method that it is written in
 * @param self the class whose receiver it needs, or null
 * @param captured what it captures, in the order of the first mention
 */
record FunctionValue(
    ExpressionTree code,
    TypeMirror type,
    ExecutableElement home,
    TypeElement self,
    List<Captured> captured) {

  /** Stands for a function that was refused: what is done with it is refused silently. */
  static final FunctionValue BROKEN = new FunctionValue(null, null, null, null, List.of());

  FunctionValue {
    captured = List.copyOf(captured);
  }

  /**
   * A captured variable: exactly one of {@code variable} and {@code function} is there.
   *
   * @param element the variable of the user
   * @param variable what stands for it in the method at hand
   * @param function the function that it holds
   */
  record Captured(Element element, Variable variable, FunctionValue function) {}

  /**
   * What tells functions apart whose variables may differ: the code of the function itself, and of
   * the functions that it captures.
   */
  record Shape(Tree code, List<Optional<Shape>> captured) {
    Shape {
      captured = List.copyOf(captured);
    }

    boolean contains(Tree wanted) {
      return code.equals(wanted)
          || captured.stream().flatMap(Optional::stream).anyMatch(each -> each.contains(wanted));
    }
  }

  Shape shape() {
    return new Shape(
        code,
        captured.stream()
            .map(each -> Optional.ofNullable(each.function()).map(FunctionValue::shape))
            .toList());
  }

  /** The variables that calls pass along: those captured here and in captured functions. */
  List<Variable> variables() {
    List<Variable> found = new ArrayList<>();
    for (Captured each : captured) {
      if (each.function() == null) {
        found.add(each.variable());
      } else {
        found.addAll(each.function().variables());
      }
    }
    return found;
  }

  /** The same function in another method, where other variables stand for the captured ones. */
  FunctionValue with(Iterator<Variable> variables) {
    List<Captured> moved = new ArrayList<>();
    for (Captured each : captured) {
      moved.add(
          each.function() == null
              ? new Captured(each.element(), variables.next(), null)
              : new Captured(each.element(), null, each.function().with(variables)));
    }
    return new FunctionValue(code, type, home, self, moved);
  }
}
