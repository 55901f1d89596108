package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.ir.Type;

/**
 * The head that a hand-written derivative of a method has to have, as text to paste:
 *
 * <pre>{@code
 * static double fDerivative(double x, double[] w, double[] wAdjoint, double seed)
 * }</pre>
 */
final class RuleText {
  private RuleText() {}

  /** The head, without a body. */
  static String head(ExecutableElement method, String name) {
    List<String> parameters = new ArrayList<>();
    List<String> scalars = new ArrayList<>();
    if (!MethodLowering.isStatic(method)) {
      parameters.add(text(method.getEnclosingElement().asType()) + " self");
    }
    for (VariableElement parameter : method.getParameters()) {
      String type = text(parameter.asType());
      String variable = parameter.getSimpleName().toString();
      parameters.add(type + " " + variable);
      Type erased = Signatures.type(parameter.asType());
      if (erased.isDifferentiable() && erased.isArray()) {
        parameters.add(type + " " + variable + "Adjoint");
      } else if (erased.isDifferentiable()) {
        scalars.add(type);
      }
    }
    if (Signatures.type(method.getReturnType()).isDifferentiable()) {
      parameters.add(text(method.getReturnType()) + " seed");
    }
    String result = scalars.isEmpty() ? "void" : scalars.size() == 1 ? scalars.get(0) : "double[]";
    return "static " + result + " " + name + "(" + String.join(", ", parameters) + ")";
  }

  /** The whole derivative but for its body, which refuses to be called as long as it is none. */
  static List<String> stub(ExecutableElement method, PackageElement from) {
    String name = method.getSimpleName() + "Derivative";
    String type = typeName((TypeElement) method.getEnclosingElement(), from);
    return List.of(
        "@DerivativeOf(type = " + type + ".class, method = \"" + method.getSimpleName() + "\")",
        head(method, name) + " {",
        "  throw new UnsupportedOperationException(\"" + name + "\");",
        "}");
  }

  /** Whether a derivative can be written for a method at all. */
  static boolean isPossible(ExecutableElement method) {
    boolean any = false;
    boolean arrays = false;
    for (VariableElement parameter : method.getParameters()) {
      Type type = Signatures.type(parameter.asType());
      any |= type.isDifferentiable();
      arrays |= type.isDifferentiable() && type.isArray();
    }
    return any
        && (arrays || Signatures.type(method.getReturnType()).isDifferentiable())
        && method.getTypeParameters().isEmpty()
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && CheckedExceptions.of(method).isEmpty();
  }

  private static String typeName(TypeElement type, PackageElement from) {
    String name = type.getQualifiedName().toString();
    String prefix = from.getQualifiedName() + ".";
    boolean near = name.startsWith(prefix) && type.getEnclosingElement().equals(from);
    return near ? name.substring(prefix.length()) : name;
  }

  private static String text(TypeMirror type) {
    return type.toString().replaceAll("\\bjava\\.lang\\.(?=[A-Z])", "");
  }
}
