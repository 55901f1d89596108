package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;

/** The arrays that Java makes for a variable number of arguments (JLS 15.12.4.2). */
final class VariableArguments {
  private VariableArguments() {}

  /** Whether a call passes the array itself. */
  static boolean passesArray(
      FileContext file, List<? extends ExpressionTree> arguments, ExecutableElement callee) {
    List<? extends VariableElement> parameters = callee.getParameters();
    return arguments.size() == parameters.size()
        && file.typed()
            .types()
            .isAssignable(file.type(arguments.get(arguments.size() - 1)), last(callee).asType());
  }

  /** Whether what may be passed in any number is primitive, or arrays of that. */
  static boolean arePrimitive(FileContext file, ExecutableElement callee) {
    TypeMirror element = ((ArrayType) last(callee).asType()).getComponentType();
    Optional<Type> type = file.types().map(element);
    return type.isPresent() && type.get().leaf() instanceof Type.Primitive;
  }

  /** Puts the values of the last arguments into an array, where a call does not pass one. */
  static List<Expr> pack(
      MethodLowering method,
      MethodInvocationTree tree,
      ExecutableElement callee,
      List<Expr> values) {
    FileContext file = method.file();
    if (!callee.isVarArgs()
        || !arePrimitive(file, callee)
        || passesArray(file, tree.getArguments(), callee)
        || Broken.any(values)) {
      return values;
    }
    int many = tree.getArguments().size() - (callee.getParameters().size() - 1);
    int first = values.size() - many;
    Type type = file.types().erased(last(callee).asType());
    Expr array =
        many == 0
            ? new Expr.NewArray(type, List.of(Expr.Literal.of(0, Type.Primitive.INT)))
            : new Expr.ArrayLiteral(type, values.subList(first, values.size()));
    List<Expr> packed = new ArrayList<>(values.subList(0, first));
    packed.add(method.scope().save(array, last(callee).getSimpleName().toString()));
    return packed;
  }

  private static VariableElement last(ExecutableElement callee) {
    return callee.getParameters().get(callee.getParameters().size() - 1);
  }
}
