package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.Rule;

/**
 * Lowers method calls: functions of the rule table stay expressions, all others become statements.
 */
final class Calls {
  private static final Type OBJECT = new Type.ReferenceType("java.lang.Object");

  private final MethodLowering method;
  private final FileContext file;
  private final Callees callees;
  private final ArrayCalls arrayCalls;
  private final DataCalls dataCalls;
  private final Operations operations;

  Calls(MethodLowering method) {
    this.method = method;
    this.file = method.file();
    this.callees = new Callees(method);
    this.arrayCalls = new ArrayCalls(method);
    this.dataCalls = new DataCalls(method);
    this.operations = new Operations(method);
  }

  /** A call whose result is used; {@code target} may be null. */
  Expr value(MethodInvocationTree tree, Target target) {
    return call(tree, target, true);
  }

  /** A call as a statement of its own. */
  void statement(MethodInvocationTree tree) {
    Expr value = call(tree, null, false);
    if (!Broken.is(value) && value instanceof Expr.Intrinsic) {
      // its result is dropped, but it may throw
      method.scope().save(value, Hints.of(tree));
    }
  }

  private Expr call(MethodInvocationTree tree, Target target, boolean wanted) {
    ExpressionTree select = tree.getMethodSelect();
    if (isClone(tree)) {
      Expr array = method.expressions().value(((MemberSelectTree) select).getExpression());
      return Broken.is(array) ? array : new Expr.CloneArray(array);
    }
    if (!(file.element(select) instanceof ExecutableElement callee)
        || file.type(tree).getKind() == TypeKind.ERROR) {
      return method.refuse(Message.UNRESOLVED, select);
    }
    MethodKey key = file.types().key(callee);
    Optional<Callee.Custom> handWritten = file.handWritten(key);
    if (handWritten.isPresent()) {
      return handWritten(tree, callee, handWritten.get(), target, wanted);
    }
    Optional<Expr> operation = operations.call(tree, callee, target, wanted);
    if (operation.isPresent()) {
      return operation.get();
    }
    Optional<Message> hopeless = LibraryCalls.refusal(callee);
    if (hopeless.isPresent()) {
      file.report(hopeless.get(), select, file.text().quote(tree));
      return Broken.VALUE;
    }
    Optional<Expr> boxed = method.boxes().call(tree, callee);
    if (boxed.isPresent()) {
      return boxed.get();
    }
    Optional<Expr> functional = method.functions().call(tree, callee, target, wanted);
    if (functional.isPresent()) {
      return functional.get();
    }
    if (arrayCalls.knows(key)) {
      return arrayCalls.lower(tree, key, target);
    }
    if (dataCalls.knows(tree, callee)) {
      return dataCalls.lower(tree, callee, wanted);
    }
    Optional<Rule.Kind> rule = file.intrinsics().kind(key);
    if (rule.isPresent()) {
      return intrinsic(tree, callee, key, rule.get());
    }
    if (method.values().isMember(callee, tree)) {
      return method.values().call(tree, callee, wanted ? target : null, wanted);
    }
    Optional<VariableElement> field = callees.accessed(callee);
    if (field.isPresent()) {
      return accessor(tree, callee, field.get());
    }
    Optional<Callee> resolved = callees.resolve(tree, callee, key);
    boolean followed = resolved.isPresent() && resolved.get() instanceof Callee.Local;
    List<Expr> arguments = withReceiver(tree, callee, followed);
    if (resolved.isEmpty() || Broken.any(arguments)) {
      return Broken.VALUE;
    }
    return emit(tree, resolved.get(), arguments, names(callee), wanted ? target : null, wanted);
  }

  /** A method that does nothing but return a field is that field. */
  private Expr accessor(
      MethodInvocationTree tree, ExecutableElement callee, VariableElement field) {
    Expr object = new Receivers(method).of(tree, callee).lowering().get();
    Type type = method.typeOf(tree);
    return Broken.is(object) || type == Type.VoidType.VOID
        ? Broken.VALUE
        : method.fields().read(object, field, type, tree);
  }

  /**
   * The arguments, behind the object that an instance method is called on.
   *
   * @param followed whether the method's body is: then objects may be taken apart
   */
  private List<Expr> withReceiver(
      MethodInvocationTree tree, ExecutableElement callee, boolean followed) {
    List<Operand> operands = new ArrayList<>();
    if (!MethodLowering.isStatic(callee)) {
      operands.add(new Receivers(method).of(tree, callee));
    }
    operands.addAll(
        followed
            ? objects(
                tree.getArguments(), callee, List.of(), index -> parameterType(tree, callee, index))
            : operands(tree, callee, List.of()));
    return VariableArguments.pack(method, tree, callee, method.inOrder(operands));
  }

  /** Names for the result of a call. */
  static List<String> names(ExecutableElement callee) {
    String name = callee.getSimpleName().toString();
    return List.of(name, name + "Result");
  }

  Callees callees() {
    return callees;
  }

  boolean isArrayCall(MethodKey key) {
    return arrayCalls.knows(key);
  }

  /** {@code array.clone()}. */
  private boolean isClone(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("clone")
        && file.type(select.getExpression()).getKind() == TypeKind.ARRAY;
  }

  private Expr intrinsic(
      MethodInvocationTree tree, ExecutableElement callee, MethodKey key, Rule.Kind kind) {
    List<Expr> arguments = arguments(tree, callee, List.of());
    if (kind == Rule.Kind.UNSUPPORTED) {
      file.report(Message.UNSUPPORTED_FUNCTION, tree.getMethodSelect(), file.text().quote(tree));
      return Broken.VALUE;
    }
    if (!callee.getModifiers().contains(Modifier.STATIC)) {
      file.report(
          Message.FOREIGN_INSTANCE,
          tree.getMethodSelect(),
          file.text().quote(tree),
          "it is not static");
      return Broken.VALUE;
    }
    Type result = method.typeOf(tree);
    if (Broken.any(arguments) || result == Type.VoidType.VOID) {
      return Broken.VALUE;
    }
    IntrinsicMethod function =
        new IntrinsicMethod(key.owner(), key.name(), key.parameterTypes(), result);
    if (key.name().equals("round") && !arguments.isEmpty()) {
      method.warnings().narrowing(tree, result, arguments.get(0));
    }
    return new Expr.Intrinsic(function, arguments);
  }

  /** A call of a method whose derivative was written by hand; the receiver is an argument. */
  private Expr handWritten(
      MethodInvocationTree tree,
      ExecutableElement callee,
      Callee.Custom custom,
      Target target,
      boolean wanted) {
    Optional<Callee> resolved = callees.handWritten(tree, callee, custom);
    List<Expr> all = withReceiver(tree, callee, false);
    return resolved.isEmpty() || Broken.any(all)
        ? Broken.VALUE
        : emit(tree, resolved.get(), all, names(callee), wanted ? target : null, wanted);
  }

  /**
   * The arguments of a call in Java's order.
   *
   * @param functions by parameter, null where there is none: a known function is no value; may be
   *     empty
   */
  List<Expr> arguments(
      MethodInvocationTree tree, ExecutableElement callee, List<FunctionValue> functions) {
    List<Expr> values = method.inOrder(operands(tree, callee, functions));
    return VariableArguments.pack(method, tree, callee, values);
  }

  private List<Operand> operands(
      MethodInvocationTree tree, ExecutableElement callee, List<FunctionValue> functions) {
    return operands(
        tree.getArguments(),
        callee,
        functions,
        (index, argument) -> argument(argument, parameterType(tree, callee, index)));
  }

  /** The same for a method of this file: objects may be taken apart. */
  List<Expr> objects(
      MethodInvocationTree tree, ExecutableElement callee, List<FunctionValue> functions) {
    List<Operand> operands =
        objects(
            tree.getArguments(), callee, functions, index -> parameterType(tree, callee, index));
    List<Expr> values = method.inOrder(operands);
    return VariableArguments.pack(method, tree, callee, values);
  }

  /** The arguments of a method or constructor of this file. */
  List<Operand> objects(
      List<? extends ExpressionTree> arguments,
      ExecutableElement callee,
      List<FunctionValue> functions) {
    return objects(arguments, callee, functions, index -> parameterType(null, callee, index));
  }

  private List<Operand> objects(
      List<? extends ExpressionTree> arguments,
      ExecutableElement callee,
      List<FunctionValue> functions,
      IntFunction<Optional<Type>> types) {
    return operands(
        arguments,
        callee,
        functions,
        (index, argument) -> {
          Expr value = method.expressions().object(argument);
          Type own = Values.parameterType(file, callee, index);
          // where a type variable stands, the receiver's type arguments say what is taken apart
          Type type = own == Type.VoidType.VOID ? types.apply(index).orElse(own) : own;
          boolean apart = type instanceof Type.ValueType || value.type() instanceof Type.ValueType;
          return apart
              ? method.values().fit(type, value, argument)
              : fit(value, argument, types.apply(index));
        });
  }

  private List<Operand> operands(
      List<? extends ExpressionTree> arguments,
      ExecutableElement callee,
      List<FunctionValue> functions,
      BiFunction<Integer, ExpressionTree, Expr> lowering) {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (i < functions.size() && functions.get(i) != null) {
        continue;
      }
      ExpressionTree argument = arguments.get(i);
      int index = i;
      boolean declared = i < callee.getParameters().size();
      String hint =
          declared ? callee.getParameters().get(i).getSimpleName().toString() : "argument";
      // class files often hold no names: arg0, arg1, ...
      String name = hint.matches("arg\\d+") ? "argument" : hint;
      operands.add(new Operand(name, () -> lowering.apply(index, argument)));
      if (declared && file.types().erased(callee.getParameters().get(i).asType()).isFloating()) {
        method.warnings().usedAsFloating(argument);
      }
    }
    return operands;
  }

  private Expr argument(ExpressionTree tree, Optional<Type> type) {
    return fit(method.expressions().value(tree), tree, type);
  }

  private Expr fit(Expr value, ExpressionTree tree, Optional<Type> type) {
    return type.isPresent() ? method.boxes().fit(type.get(), value, tree) : value;
  }

  /**
   * The type of a parameter where the receiver's type arguments are known.
   *
   * @param tree the call, or null of a constructor
   */
  private Optional<Type> parameterType(
      MethodInvocationTree tree, ExecutableElement callee, int position) {
    if (position >= callee.getParameters().size()
        || callee.isVarArgs() && position == callee.getParameters().size() - 1) {
      return Optional.empty();
    }
    TypeMirror type = callee.getParameters().get(position).asType();
    if (tree != null
        && !MethodLowering.isStatic(callee)
        && tree.getMethodSelect() instanceof MemberSelectTree select
        && file.type(select.getExpression()) instanceof DeclaredType receiver
        && receiver.getKind() == TypeKind.DECLARED) {
      ExecutableType member = (ExecutableType) file.typed().types().asMemberOf(receiver, callee);
      type = member.getParameterTypes().get(position);
    }
    return Optional.of(file.types().number(type).orElse(OBJECT));
  }

  /**
   * The line and text of the statement, for comments; the place of the call itself, for messages.
   */
  private Span span(Tree tree) {
    Span statement = method.scope().span();
    Span call = file.text().span(tree);
    return new Span(statement.file(), statement.line(), statement.text(), call.start(), call.end());
  }

  /**
   * Emits a call.
   *
   * @param names for the variable that takes the result, the first free one
   */
  Expr emit(
      Tree tree,
      Callee callee,
      List<Expr> arguments,
      List<String> names,
      Target target,
      boolean wanted) {
    Scope scope = method.scope();
    if (!wanted || callee.returnType() == Type.VoidType.VOID) {
      scope.emit(new Stmt.CallStatement(null, callee, arguments, span(tree)));
      return Broken.VALUE;
    }
    if (target != null && target.variable().type().equals(callee.returnType())) {
      Variable variable = target.use(scope);
      scope.emit(new Stmt.CallStatement(variable, callee, arguments, span(tree)));
      return new Expr.VariableRead(variable);
    }
    Variable result = scope.fresh(names, callee.returnType());
    scope.emit(new Stmt.Declare(result, null, scope.span()));
    scope.emit(new Stmt.CallStatement(result, callee, arguments, span(tree)));
    return new Expr.VariableRead(result);
  }
}
