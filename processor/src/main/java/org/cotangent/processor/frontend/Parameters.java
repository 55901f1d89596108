package org.cotangent.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** The parameters of a method: their types are checked and their variables made. */
final class Parameters {
  private final MethodLowering method;

  Parameters(MethodLowering method) {
    this.method = method;
  }

  /**
   * Lowers the parameters.
   *
   * @param wrt the names of those to differentiate by
   */
  List<Function.Parameter> lower(MethodTree tree, ExecutableElement element, Set<String> wrt) {
    List<Function.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < tree.getParameters().size(); i++) {
      VariableElement parameter = element.getParameters().get(i);
      String name = parameter.getSimpleName().toString();
      boolean data = Annotations.isNonDifferentiable(parameter);
      Type type = type(parameter, tree.getParameters().get(i), data);
      if (type != Type.VoidType.VOID) {
        parameters.add(
            new Function.Parameter(
                method.scope().declare(parameter, name, type), wrt.contains(name), data));
      }
    }
    return parameters;
  }

  /**
   * A parameter of a helper or a lambda: differentiated by when its type can carry a derivative.
   */
  Optional<Function.Parameter> plain(VariableElement parameter, VariableTree tree) {
    boolean data = Annotations.isNonDifferentiable(parameter);
    Type type = type(parameter, tree, data);
    if (type == Type.VoidType.VOID) {
      return Optional.empty();
    }
    String name = parameter.getSimpleName().toString();
    Variable variable =
        name.isEmpty()
            ? method.scope().fresh("ignored", type)
            : method.scope().declare(parameter, name, type);
    return Optional.of(new Function.Parameter(variable, !data && type.isDifferentiable(), data));
  }

  private Type type(VariableElement parameter, VariableTree tree, boolean data) {
    TypeMirror type = parameter.asType();
    TypeMapping types = method.file().types();
    String why = null;
    if (types.isBox(type)) {
      why = "an object that wraps a number carries no derivative";
    } else if (types.isGeneric(type)) {
      why = "generic types hold objects, which carry no derivative";
    } else if (types.isStructure(type) && !data) {
      why = "this version differentiates double, float and their arrays only";
    }
    if (why != null) {
      method
          .file()
          .report(
              Message.PARAMETER_TYPE,
              method.file().text().typeOf(tree),
              parameter.getSimpleName(),
              type,
              why);
      return Type.VoidType.VOID;
    }
    return method.mapped(
        type, method.file().text().typeOf(tree), "parameter '" + parameter.getSimpleName() + "'");
  }
}
