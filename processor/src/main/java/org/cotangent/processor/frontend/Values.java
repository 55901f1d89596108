package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Access;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;

/** Lowers what is done with objects that are taken apart: {@link ValueClasses} says which. */
final class Values {
  private final MethodLowering method;
  private final FileContext file;

  Values(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  // ------------------------------------------------------------------ making

  /** {@code new Vec3(x, y, z)}. */
  Expr create(NewClassTree tree, Target target) {
    Type type = file.types().map(file.type(tree)).orElse(null);
    if (!(type instanceof Type.ValueType value)
        || tree.getClassBody() != null
        || !(file.element(tree) instanceof ExecutableElement constructor)) {
      return refused(tree);
    }
    if (constructor.isVarArgs()) {
      file.report(Message.VARARGS_CALL, tree, file.text().quote(tree));
      return Broken.VALUE;
    }
    TypeElement owner = (TypeElement) constructor.getEnclosingElement();
    boolean direct = owner.getKind() == ElementKind.RECORD && isImplicit(constructor);
    List<Expr> arguments = arguments(null, null, tree.getArguments(), constructor);
    if (Broken.any(arguments)) {
      return Broken.VALUE;
    }
    if (direct) {
      return new Expr.NewRecord(value, arguments);
    }
    file.want(constructor, method.element(), tree);
    Callee callee = new Callee.Local(file.types().key(constructor), value);
    String name = owner.getSimpleName().toString();
    String hint = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    return method.calls().emit(tree, callee, arguments, List.of(hint, hint + "Made"), target, true);
  }

  private Expr refused(NewClassTree tree) {
    Element made = file.element(tree.getIdentifier());
    if (tree.getClassBody() == null && made instanceof TypeElement type && file.isInFile(type)) {
      Optional<String> obstacle = file.valueClasses().obstacle(type);
      if (obstacle.isPresent()) {
        file.report(Message.NO_VALUE_CLASS, tree, file.text().quote(tree), obstacle.get());
        return Broken.VALUE;
      }
    }
    return method.refuse(Message.NEW_OBJECT, tree);
  }

  private boolean isImplicit(ExecutableElement constructor) {
    return file.valueClasses().isImplicit(constructor);
  }

  // ------------------------------------------------------------------ calling

  /** Whether a call is one of an instance method of a class whose objects are taken apart. */
  boolean isMember(ExecutableElement callee, MethodInvocationTree tree) {
    if (MethodLowering.isStatic(callee)) {
      return false;
    }
    if (file.types().value(callee.getEnclosingElement().asType()).isPresent()) {
      return true;
    }
    // toString() and the like, or a method of an interface
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && !Receivers.isThis(select.getExpression())
        && file.types().value(file.type(select.getExpression())).isPresent();
  }

  /** {@code q.dot(r)}, {@code dot(r)} inside of the class, {@code p.w()}. */
  Expr call(MethodInvocationTree tree, ExecutableElement callee, Target target, boolean wanted) {
    ExpressionTree select = tree.getMethodSelect();
    ExpressionTree object =
        select instanceof MemberSelectTree member && !Receivers.isThis(member.getExpression())
            ? member.getExpression()
            : null;
    Optional<Type.ValueType> type = file.types().value(callee.getEnclosingElement().asType());
    if (object == null && method.receiver().isEmpty()) {
      file.report(Message.OUTER_MEMBER, tree, file.text().quote(tree));
      return Broken.VALUE;
    }
    if (callee.isVarArgs()) {
      file.report(Message.VARARGS_CALL, select, file.text().quote(tree));
      return Broken.VALUE;
    }
    List<Expr> values = arguments(object, type.orElse(null), tree.getArguments(), callee);
    if (Broken.any(values)) {
      return Broken.VALUE;
    }
    Optional<VariableElement> accessed = file.valueClasses().accessed(callee);
    if (type.isPresent() && accessed.isPresent()) {
      String name = accessed.get().getSimpleName().toString();
      return new Expr.Component(values.get(0), name, type.get().component(name));
    }
    if (type.isEmpty() || !file.isInFile(callee)) {
      file.report(Message.VALUE_ESCAPES, tree, file.text().quote(tree));
      return Broken.VALUE;
    }
    if (!callee.getTypeParameters().isEmpty()) {
      file.report(Message.GENERIC_CALL, select, file.text().quote(tree));
      return Broken.VALUE;
    }
    if (Annotations.isNonDifferentiable(callee)) {
      file.report(Message.CONSTANT_METHOD, select, file.text().quote(tree));
      return Broken.VALUE;
    }
    boolean bodiless =
        callee.getModifiers().contains(Modifier.ABSTRACT)
            || callee.getModifiers().contains(Modifier.NATIVE);
    if (bodiless || Annotations.differentiable(callee).isPresent()) {
      file.report(Message.ANNOTATED_VALUE_METHOD, select, file.text().quote(tree));
      return Broken.VALUE;
    }
    Optional<Type> result = file.types().map(callee.getReturnType());
    if (result.isEmpty()) {
      method.typeOf(tree);
      return Broken.VALUE;
    }
    file.want(callee, method.element(), tree);
    Callee local = new Callee.Local(file.types().key(callee), result.get());
    return method.calls().emit(tree, local, values, Calls.names(callee), target, wanted);
  }

  /** The object, when there is one, and the arguments, in order, as the parameters take them. */
  private List<Expr> arguments(
      ExpressionTree object,
      Type.ValueType receiver,
      List<? extends ExpressionTree> trees,
      ExecutableElement callee) {
    List<Operand> operands = new ArrayList<>();
    if (object != null) {
      operands.add(
          new Operand(
              Hints.of(object) + "Before",
              () -> {
                Expr value = method.expressions().object(object);
                return receiver == null ? value : fit(receiver, value, object);
              }));
    } else if (receiver != null) {
      operands.add(
          new Operand(
              "self",
              () -> fit(receiver, new Expr.VariableRead(method.receiver().orElseThrow()), null)));
    }
    operands.addAll(method.calls().objects(trees, callee, List.of()));
    return method.inOrder(operands);
  }

  /**
   * The type of a parameter as a method of this file is lowered with it; void for a type variable.
   */
  static Type parameterType(FileContext file, ExecutableElement callee, int index) {
    if (index >= callee.getParameters().size()) {
      return Type.VoidType.VOID;
    }
    VariableElement parameter = callee.getParameters().get(index);
    if (TypeMapping.isVariable(parameter.asType())) {
      return Type.VoidType.VOID;
    }
    boolean data =
        Annotations.differentiable(callee).isPresent() && !Parameters.isTakenApart(parameter);
    return (data ? file.types().data(parameter.asType()) : file.types().map(parameter.asType()))
        .orElse(Type.VoidType.VOID);
  }

  // ------------------------------------------------------------------ fitting

  /**
   * A value where a type is asked for: data is taken apart where its parts are needed; an object
   * that was taken apart cannot be put together again.
   *
   * @param at the place for messages, or null for the receiver
   */
  Expr fit(Type target, Expr value, Tree at) {
    if (Broken.is(value) || value.type().equals(target)) {
      return value;
    }
    if (target instanceof Type.ValueType wanted) {
      if (value instanceof Expr.Literal) {
        file.report(Message.NULL_VALUE, at, wanted.name());
        return Broken.VALUE;
      }
      if (value.type() instanceof Type.ReferenceType) {
        return takeApart(value, wanted, at);
      }
    }
    if (value.type() instanceof Type.ValueType || target instanceof Type.ValueType) {
      file.report(Message.VALUE_ESCAPES, at, file.text().quote(at));
      return Broken.VALUE;
    }
    return at instanceof ExpressionTree tree
        ? method.boxes().fit(target, value, tree)
        : MethodLowering.convert(target, value);
  }

  /** Reads the components of an object that came in as data. */
  private Expr takeApart(Expr object, Type.ValueType type, Tree at) {
    TypeElement owner = file.typed().elements().getTypeElement(type.name());
    Expr whole =
        object instanceof Expr.VariableRead || object instanceof Expr.Constant
            ? object
            : method.scope().save(object, "data");
    List<Expr> components = new ArrayList<>();
    for (VariableElement field : ValueClasses.fields(owner)) {
      Expr component = component(whole, field, type, at);
      if (component == null) {
        if (file.access().of(field).isPresent()) {
          return Broken.VALUE; // the object in the field was reported
        }
        file.report(
            Message.DATA_NOT_READABLE,
            at == null ? file.tree(method.element()) : at,
            at == null ? "this" : file.text().quote(at),
            field.getSimpleName());
        return Broken.VALUE;
      }
      components.add(component);
    }
    return new Expr.NewRecord(type, components);
  }

  private Expr component(Expr object, VariableElement field, Type.ValueType type, Tree at) {
    String name = field.getSimpleName().toString();
    Optional<Access> access = file.access().of(field);
    if (access.isEmpty()) {
      return null;
    }
    if (type.component(name) instanceof Type.ValueType nested) {
      Type whole = new Type.ReferenceType(nested.name());
      Expr part = takeApart(new Expr.FieldRead(object, name, whole, access.get()), nested, at);
      return Broken.is(part) ? null : part;
    }
    return new Expr.FieldRead(object, name, type.component(name), access.get());
  }
}
