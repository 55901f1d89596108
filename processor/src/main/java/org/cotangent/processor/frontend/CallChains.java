package org.cotangent.processor.frontend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.ir.Span;

/**
 * By which calls an annotated method reaches the helpers of its file. Methods are lowered in the
 * order in which they are reached, so the first call that is seen of one is the last of a shortest
 * chain.
 */
final class CallChains {
  private final Map<ExecutableElement, Call> first = new HashMap<>();

  private record Call(ExecutableElement caller, Span place) {}

  void add(ExecutableElement method, ExecutableElement caller, Span place) {
    first.putIfAbsent(method, new Call(caller, place));
  }

  /**
   * Why a helper is differentiated, such as {@code because: 'loss' is differentiated, and calls
   * 'norm' at Model.java:12, which calls 'square' at Model.java:17}.
   */
  String because(ExecutableElement helper) {
    Deque<String> calls = new ArrayDeque<>();
    ExecutableElement at = helper;
    while (first.containsKey(at) && Annotations.differentiable(at).isEmpty()) {
      Call call = first.get(at);
      calls.addFirst(
          "calls '" + name(at) + "' at " + call.place().file() + ":" + call.place().line());
      at = call.caller();
    }
    return "because: '"
        + at.getSimpleName()
        + "' is differentiated, and "
        + String.join(", which ", calls);
  }

  private static String name(ExecutableElement method) {
    return method.getKind() == ElementKind.CONSTRUCTOR
        ? "new " + method.getEnclosingElement().getSimpleName()
        : method.getSimpleName().toString();
  }
}
