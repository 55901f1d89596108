package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.rules.Rule;

/**
 * Lowers calls through method references: of static methods, and of methods of the receiver ({@code
 * this::f}).
 */
final class References {
  private final MethodLowering method;
  private final FileContext file;

  References(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /**
   * Calls what a reference names.
   *
   * @param tree the call, such as {@code f.applyAsDouble(x)}
   * @param arguments its lowered arguments, which have the types of the interface's parameters
   */
  Expr call(
      MethodInvocationTree tree,
      MemberReferenceTree reference,
      List<Expr> arguments,
      Target target,
      boolean wanted) {
    ExpressionTree qualifier = reference.getQualifierExpression();
    boolean made = reference.getMode() == MemberReferenceTree.ReferenceMode.NEW;
    if (made || !(file.element(reference) instanceof ExecutableElement callee)) {
      return method.refuse(Message.METHOD_REFERENCE, reference);
    }
    boolean self = Receivers.isThis(qualifier) && qualifier.toString().equals("this");
    boolean fits = callee.getParameters().size() == arguments.size() && !callee.isVarArgs();
    boolean array = method.calls().isArrayCall(file.types().key(callee));
    if (!fits || array || !MethodLowering.isStatic(callee) && !self) {
      return method.refuse(Message.METHOD_REFERENCE, reference);
    }
    MethodKey key = file.types().key(callee);
    Optional<Callee.Custom> handWritten = file.handWritten(key);
    Optional<Rule.Kind> rule = file.intrinsics().kind(key);
    if (rule.isPresent() && handWritten.isEmpty()) {
      return intrinsic(reference, callee, key, rule.get(), arguments);
    }
    Callees.Site site = new Callees.Site(reference, reference, List.of(), self);
    Callees callees = method.calls().callees();
    Optional<Callee> resolved =
        handWritten.isPresent()
            ? callees.handWritten(site, callee, handWritten.get())
            : callees.resolve(site, callee, key);
    if (resolved.isEmpty()) {
      return Broken.VALUE;
    }
    boolean followed = resolved.get() instanceof Callee.Local;
    for (int i = 0; i < arguments.size(); i++) {
      boolean wants = followed && Values.parameterType(file, callee, i) instanceof Type.ValueType;
      if (wants != arguments.get(i).type() instanceof Type.ValueType) {
        file.report(Message.VALUE_ESCAPES, tree, file.text().quote(tree));
        return Broken.VALUE;
      }
    }
    List<Expr> all = new ArrayList<>();
    if (!MethodLowering.isStatic(callee)) {
      all.add(new Expr.VariableRead(method.receiver().orElseThrow()));
    }
    all.addAll(converted(callee, arguments));
    List<String> names = Calls.names(callee);
    return method.calls().emit(tree, resolved.get(), all, names, wanted ? target : null, wanted);
  }

  private Expr intrinsic(
      MemberReferenceTree reference,
      ExecutableElement callee,
      MethodKey key,
      Rule.Kind kind,
      List<Expr> arguments) {
    Optional<Type> result = file.types().map(callee.getReturnType());
    if (kind == Rule.Kind.UNSUPPORTED || result.isEmpty()) {
      return method.refuse(Message.UNSUPPORTED_FUNCTION, reference);
    }
    return new Expr.Intrinsic(
        new IntrinsicMethod(key.owner(), key.name(), key.parameterTypes(), result.get()),
        converted(callee, arguments));
  }

  /** The arguments as the types of the parameters: an overload was chosen for those. */
  private List<Expr> converted(ExecutableElement callee, List<Expr> arguments) {
    List<Expr> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Type type = file.types().erased(callee.getParameters().get(i).asType());
      converted.add(converted(type, arguments.get(i)));
    }
    return converted;
  }

  /** A value with exactly this type, where it is primitive. */
  static Expr converted(Type type, Expr value) {
    boolean widens = type instanceof Type.Primitive && !type.equals(value.type());
    return widens ? new Expr.Cast(type, value) : value;
  }
}
