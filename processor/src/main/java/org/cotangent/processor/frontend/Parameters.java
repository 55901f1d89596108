package org.cotangent.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
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
      boolean annotated = Annotations.differentiable(element).isPresent();
      Type type = type(parameter, tree.getParameters().get(i), data, annotated);
      if (data && makesObject(element)) {
        method
            .file()
            .report(
                Message.DATA_PARAMETER,
                tree.getParameters().get(i),
                tree.getName().contentEquals("<init>")
                    ? "new " + element.getEnclosingElement().getSimpleName()
                    : tree.getName(),
                name);
      }
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
    Type type = type(parameter, tree, data, false);
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

  /** Whether calls of a method are written out, since it returns an object that is taken apart. */
  private boolean makesObject(ExecutableElement element) {
    boolean constructor = element.getKind() == ElementKind.CONSTRUCTOR;
    TypeMirror made =
        constructor ? element.getEnclosingElement().asType() : element.getReturnType();
    return Annotations.differentiable(element).isEmpty()
        && method.file().types().value(made).isPresent();
  }

  /** Whether a parameter of an annotated method is taken apart. */
  static boolean isTakenApart(VariableElement parameter) {
    return RecordParameters.isRecord(parameter);
  }

  private Type type(VariableElement parameter, VariableTree tree, boolean data, boolean annotated) {
    TypeMirror type = parameter.asType();
    TypeMapping types = method.file().types();
    boolean apart = types.value(type).isPresent() && (!annotated || isTakenApart(parameter));
    String why = null;
    if (types.isBox(type) && !annotated && types.number(type).isPresent()) {
      return types.number(type).get();
    }
    if (types.isBox(type)) {
      why = "an object that wraps a number carries no derivative";
    } else if (types.isGeneric(type) && types.data(type).isEmpty()) {
      why = "generic types hold objects, which carry no derivative";
    } else if (annotated && RecordParameters.isRecord(parameter)) {
      why = new RecordParameters(method.file()).obstacle(type).orElse(null);
    } else if (types.isStructure(type) && !data && !apart) {
      why = "this version differentiates double, float, their arrays and Matrix only";
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
    String what = "parameter '" + parameter.getSimpleName() + "'";
    Tree at = method.file().text().typeOf(tree);
    return apart ? method.mapped(type, at, what) : method.mappedData(type, at, what);
  }
}
