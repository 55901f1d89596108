package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Lowers lambdas, method references and the calls of both, where the function is known: bound to a
 * local variable, passed to a method of the file, or handed on by such a method.
 */
final class Functions {
  private final MethodLowering method;
  private final FileContext file;
  private final FunctionTypes types;

  Functions(MethodLowering method) {
    this.method = method;
    this.file = method.file();
    this.types = new FunctionTypes(file);
  }

  // ------------------------------------------------------------------ which function

  /** The function that an expression means; empty when it is not known, or is no function. */
  Optional<FunctionValue> known(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof TypeCastTree cast) {
      return known(cast.getExpression());
    }
    if (bare instanceof IdentifierTree || bare instanceof MemberSelectTree) {
      Element element = file.element(bare);
      return Optional.ofNullable(method.scope().function(element)).or(() -> constant(element));
    }
    if (bare instanceof LambdaExpressionTree lambda) {
      return closure(lambda);
    }
    if (bare instanceof NewClassTree made) {
      return anonymous(made);
    }
    if (bare instanceof MemberReferenceTree reference) {
      boolean again =
          file.element(reference) instanceof ExecutableElement named && isAbstract(named);
      Optional<FunctionValue> inner =
          again ? known(reference.getQualifierExpression()) : Optional.empty();
      TypeElement self =
          Receivers.isThis(reference.getQualifierExpression())
              ? method.receiverClass().orElse(null)
              : null;
      return inner.or(
          () ->
              Optional.of(
                  new FunctionValue(
                      reference, file.type(reference), method.element(), self, List.of())));
    }
    return Optional.empty();
  }

  /** A function that a constant of this file holds. */
  private Optional<FunctionValue> constant(Element element) {
    boolean may =
        element != null
            && element.getKind() == ElementKind.FIELD
            && MethodLowering.isStatic(element)
            && element.getModifiers().contains(Modifier.FINAL)
            && types.isFunctional(element.asType())
            && file.isInFile(element)
            && file.typed().trees().getTree(element) instanceof VariableTree tree
            && isFunction(tree.getInitializer());
    return may
        ? known(((VariableTree) file.typed().trees().getTree(element)).getInitializer())
        : Optional.empty();
  }

  private static boolean isFunction(ExpressionTree tree) {
    ExpressionTree bare = tree == null ? null : MethodLowering.strip(tree);
    return bare instanceof LambdaExpressionTree || bare instanceof MemberReferenceTree;
  }

  /**
   * An object of an anonymous class that has one method and nothing else, and does not mention
   * itself: a lambda in other words.
   */
  private Optional<FunctionValue> anonymous(NewClassTree tree) {
    if (tree.getClassBody() == null
        || !types.isFunctional(file.type(tree.getIdentifier()))
        || body(tree) == null) {
      return Optional.empty();
    }
    MethodTree only = body(tree);
    Mentions mentions = new Mentions();
    mentions.scan(only.getBody(), null);
    Element owner = file.element(only).getEnclosingElement();
    boolean itself =
        mentions.itself
            || mentions.names.stream().anyMatch(each -> isMemberOf(each, (TypeElement) owner));
    return itself
        ? Optional.empty()
        : closure(tree, only.getBody(), file.type(tree.getIdentifier()));
  }

  private boolean isMemberOf(Element element, TypeElement owner) {
    boolean member = Fields.isField(element) || element.getKind() == ElementKind.METHOD;
    return member && file.typed().elements().getAllMembers(owner).contains(element);
  }

  /** The one method of an anonymous class; null when there is something else. */
  static MethodTree body(NewClassTree tree) {
    MethodTree only = null;
    for (Tree member : tree.getClassBody().getMembers()) {
      if (!(member instanceof MethodTree found)) {
        return null;
      }
      if (found.getReturnType() != null) {
        if (only != null) {
          return null;
        }
        only = found;
      }
    }
    return only;
  }

  private Optional<FunctionValue> closure(LambdaExpressionTree lambda) {
    return closure(lambda, lambda.getBody(), file.type(lambda));
  }

  private Optional<FunctionValue> closure(ExpressionTree lambda, Tree body, TypeMirror type) {
    Mentions mentions = new Mentions();
    mentions.scan(body, null);
    List<FunctionValue.Captured> captured = new ArrayList<>();
    TypeElement self = mentions.self ? method.receiverClass().orElse(null) : null;
    for (Element each : mentions.names) {
      FunctionValue function = method.scope().function(each);
      Variable variable = method.scope().variable(each);
      if (function == FunctionValue.BROKEN) {
        return Optional.of(function);
      } else if (function != null) {
        captured.add(new FunctionValue.Captured(each, null, function));
        self = self == null ? function.self() : self;
        if (function.shape().contains(lambda)) {
          file.report(Message.FUNCTION_GROWS, lambda, file.text().quote(lambda));
          return Optional.of(FunctionValue.BROKEN);
        }
      } else if (variable != null) {
        captured.add(new FunctionValue.Captured(each, variable, null));
      }
    }
    return Optional.of(new FunctionValue(lambda, type, method.element(), self, captured));
  }

  /** The names in a lambda's body. */
  private final class Mentions extends TreeScanner<Void, Void> {
    private final Set<Element> names = new LinkedHashSet<>();
    private boolean self;
    private boolean itself;

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
      Element element = file.element(tree);
      if (element != null) {
        names.add(element);
        boolean member = Fields.isField(element) || element.getKind() == ElementKind.METHOD;
        itself |= Receivers.isThis(tree);
        self |= Receivers.isThis(tree) || member && !MethodLowering.isStatic(element);
      }
      return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      self |= tree.getIdentifier().contentEquals("this");
      itself |= tree.getIdentifier().contentEquals("this");
      return super.visitMemberSelect(tree, null);
    }
  }

  // ------------------------------------------------------------------ variables

  /** Declares a local variable that holds a function; false for every other variable. */
  boolean declare(VariableTree tree, Element element) {
    if (tree.getInitializer() == null || !types.isFunctional(element.asType())) {
      return false;
    }
    Optional<FunctionValue> function = known(tree.getInitializer());
    if (function.isPresent()) {
      method.scope().bind(element, function.get());
      return true;
    }
    Scope scope = method.scope();
    Lowered value = scope.lower(() -> method.expressions().whole(tree.getInitializer(), null));
    String name = tree.getName().toString();
    Type type =
        Broken.is(value.value())
            ? Type.VoidType.VOID
            : method.mapped(element.asType(), file.text().typeOf(tree), "'" + name + "'");
    if (type == Type.VoidType.VOID) {
      scope.bind(element, FunctionValue.BROKEN);
    } else {
      scope.emitAll(value.before());
      Variable variable = scope.declare(element, name, type);
      scope.emit(new Stmt.Declare(variable, value.value(), scope.span()));
    }
    return true;
  }

  // ------------------------------------------------------------------ calls

  /** Lowers a call of a function, or of a method with functions; empty for every other call. */
  Optional<Expr> call(
      MethodInvocationTree tree, ExecutableElement callee, Target target, boolean wanted) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select
        && !MethodLowering.isStatic(callee)
        && types.isFunctional(file.type(select.getExpression()))) {
      Optional<FunctionValue> function = known(select.getExpression());
      if (function.isEmpty()) {
        return unknown(tree, select, callee);
      }
      if (function.get() == FunctionValue.BROKEN) {
        return Optional.of(Broken.VALUE);
      }
      if (!isAbstract(callee)) {
        file.report(Message.FUNCTION_COMBINED, select, file.text().quote(tree));
        return Optional.of(Broken.VALUE);
      }
      return Optional.of(apply(tree, callee, function.get(), target, wanted));
    }
    return withFunctions(tree, callee, target, wanted);
  }

  private Optional<Expr> unknown(
      MethodInvocationTree tree, MemberSelectTree select, ExecutableElement callee) {
    TypeElement owner = (TypeElement) callee.getEnclosingElement();
    boolean meant =
        owner.getAnnotationMirrors().stream()
                .anyMatch(each -> each.toString().contains("FunctionalInterface"))
            || file.isInFile(owner);
    if (!meant) {
      return Optional.empty();
    }
    // a function that was refused has been reported
    Expr object = method.expressions().value(select.getExpression());
    if (!Broken.is(object)) {
      file.report(Message.FUNCTION_UNKNOWN, select, file.text().quote(tree));
    }
    return Optional.of(Broken.VALUE);
  }

  /** A call of a method of this file, at least one of whose arguments is a known function. */
  private Optional<Expr> withFunctions(
      MethodInvocationTree tree, ExecutableElement callee, Target target, boolean wanted) {
    boolean followed =
        file.isInFile(callee)
            && file.typed().trees().getTree(callee) != null
            && !Annotations.isNonDifferentiable(callee)
            && Annotations.differentiable(callee).isEmpty();
    if (!followed) {
      return Optional.empty();
    }
    List<FunctionValue> functions = functions(tree, callee);
    if (functions.stream().allMatch(java.util.Objects::isNull)) {
      return Optional.empty();
    }
    if (functions.contains(FunctionValue.BROKEN)
        || !method.calls().callees().mayFollow(tree, callee)) {
      return Optional.of(Broken.VALUE);
    }
    Tree code = file.typed().trees().getTree(callee);
    Specialisations.Request request =
        new Specialisations.Request(code, callee, functions, null, callee.getReturnType());
    return Optional.of(run(tree, callee, request, Calls.names(callee), target, wanted));
  }

  /** For each argument the function that it is; null for all that are none. */
  private List<FunctionValue> functions(MethodInvocationTree tree, ExecutableElement callee) {
    List<FunctionValue> functions = new ArrayList<>();
    for (int i = 0; i < callee.getParameters().size(); i++) {
      VariableElement parameter = callee.getParameters().get(i);
      boolean may =
          i < tree.getArguments().size()
              && types.isFunctional(parameter.asType())
              && !Annotations.isNonDifferentiable(parameter);
      functions.add(may ? known(tree.getArguments().get(i)).orElse(null) : null);
    }
    return functions;
  }

  /** {@code f.applyAsDouble(x)} where {@code f} is known. */
  private Expr apply(
      MethodInvocationTree tree,
      ExecutableElement callee,
      FunctionValue function,
      Target target,
      boolean wanted) {
    Expr value =
        function.code() instanceof MemberReferenceTree reference
            ? refer(tree, callee, reference, target, wanted)
            : applyLambda(tree, callee, function, target, wanted);
    // what is called may return less than the interface says: an int for a double
    Optional<Type> type = file.types().number(file.type(tree));
    boolean widens =
        wanted
            && !Broken.is(value)
            && type.isPresent()
            && type.get() instanceof Type.Primitive
            && !type.get().equals(value.type());
    return widens ? new Expr.Cast(type.get(), value) : value;
  }

  private Expr refer(
      MethodInvocationTree tree,
      ExecutableElement callee,
      MemberReferenceTree reference,
      Target target,
      boolean wanted) {
    List<Expr> arguments = new ArrayList<>();
    List<Expr> given = method.calls().objects(tree, callee, List.of());
    if (Broken.any(given)) {
      return Broken.VALUE;
    }
    for (int i = 0; i < given.size(); i++) {
      Type type = file.types().erased(callee.getParameters().get(i).asType());
      arguments.add(References.converted(type, given.get(i)));
    }
    return new References(method).call(tree, reference, arguments, target, wanted);
  }

  private Expr applyLambda(
      MethodInvocationTree tree,
      ExecutableElement callee,
      FunctionValue function,
      Target target,
      boolean wanted) {
    TypeMirror result =
        types
            .descriptor(function.type(), types.method(function.type()).orElseThrow())
            .getReturnType();
    List<FunctionValue> functions = functions(tree, callee);
    if (functions.contains(FunctionValue.BROKEN)) {
      return Broken.VALUE;
    }
    Tree code = function.code() instanceof NewClassTree made ? body(made) : function.code();
    Specialisations.Request request =
        new Specialisations.Request(code, function.home(), functions, function, result);
    ExpressionTree select = ((MemberSelectTree) tree.getMethodSelect()).getExpression();
    String hint = Hints.of(select);
    List<String> names = hint.equals("value") ? List.of(hint) : List.of(hint + "Value");
    return run(tree, callee, request, names, target, wanted);
  }

  private Expr run(
      MethodInvocationTree tree,
      ExecutableElement callee,
      Specialisations.Request request,
      List<String> names,
      Target target,
      boolean wanted) {
    List<Expr> arguments = method.calls().objects(tree, callee, request.functions());
    if (Broken.any(arguments) || !fit(tree, request, arguments)) {
      return Broken.VALUE;
    }
    Specialisations.Made made = file.specialisations().find(request);
    List<Expr> all = new ArrayList<>();
    if (made.self() != null) {
      Type self = method.selfType(request.element(), made.self());
      Expr receiver = new Expr.VariableRead(method.receiver().orElseThrow());
      all.add(method.values().fit(self, receiver, tree));
    }
    all.addAll(arguments);
    Specialisations.distinct(request).forEach(each -> all.add(new Expr.VariableRead(each)));
    Callee local = new Callee.Local(made.key(), made.returnType());
    return method.calls().emit(tree, local, all, names, wanted ? target : null, wanted);
  }

  /** Whether objects are taken apart just where the code wants them so; reports where not. */
  private boolean fit(
      MethodInvocationTree tree, Specialisations.Request request, List<Expr> arguments) {
    List<TypeMirror> parameters = file.specialisations().plainParameters(request);
    for (int i = 0; i < parameters.size(); i++) {
      boolean wants = file.types().value(parameters.get(i)).isPresent();
      if (wants != arguments.get(i).type() instanceof Type.ValueType) {
        file.report(Message.VALUE_ESCAPES, tree, file.text().quote(tree));
        return false;
      }
    }
    return true;
  }

  private static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }
}
