package org.cotangent.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;
import org.cotangent.processor.ir.Variable;

/** Lowers one method. Its parts, one for each kind of construct, meet here. */
final class MethodLowering {
  private final FileContext file;
  private final ExecutableElement element;
  private final Scope scope;
  private final TypeElement receiverClass;
  private final TypeMirror resultType;
  private final Variable receiver;
  private final Functions functions;
  private final Boxes boxes;
  private final Warnings warnings;
  private Expr made;
  private final Fields fields;
  private final NewArrays newArrays;
  private final Assignments assignments;
  private final Values values;
  private final Calls calls;
  private final Expressions expressions;
  private final Loops loops;
  private final Statements statements;
  private final Jumps jumps;
  private final Switches switches;
  private final Exceptions exceptions;

  MethodLowering(FileContext file, MethodTree tree, ExecutableElement element) {
    this(
        file,
        tree,
        element,
        isStatic(element) || element.getKind() == ElementKind.CONSTRUCTOR
            ? null
            : (TypeElement) element.getEnclosingElement(),
        element.getReturnType());
  }

  /**
   * The lowering of a method or lambda.
   *
   * @param element the method, or the one around the lambda
   * @param self the class of its receiver, or null when it needs none
   */
  MethodLowering(
      FileContext file,
      Tree tree,
      ExecutableElement element,
      TypeElement self,
      TypeMirror resultType) {
    this.file = file;
    this.element = element;
    this.receiverClass = self;
    this.resultType = resultType;
    this.scope = new Scope(variableNames(tree));
    this.receiver = self == null ? null : self(self);
    this.functions = new Functions(this);
    this.boxes = new Boxes(this);
    this.warnings = new Warnings(file);
    this.fields = new Fields(this);
    this.newArrays = new NewArrays(this);
    this.assignments = new Assignments(this);
    this.values = new Values(this);
    this.calls = new Calls(this);
    this.expressions = new Expressions(this);
    this.loops = new Loops(this);
    this.statements = new Statements(this);
    this.jumps = new Jumps(tree);
    this.switches = new Switches(this);
    this.exceptions = new Exceptions(this);
  }

  /**
   * Lowers the method's body.
   *
   * @param wrt the names of the parameters to differentiate by
   */
  Function lower(MethodTree tree, Set<String> wrt, boolean strict) {
    List<Function.Parameter> parameters = new Parameters(this).lower(tree, element, wrt);
    Type returnType = resultType(tree);
    if (!tree.getThrows().isEmpty()) {
      Exceptions.checkDeclared(file, element, tree.getThrows().get(0));
    }
    Optional<Callee.Custom> handWritten = file.handWritten(file.types().key(element));
    List<Stmt> body =
        handWritten.isPresent()
            ? scope.collectBlock(() -> callOf(handWritten.get(), parameters, tree))
            : scope.collectBlock(() -> statements.inBlock(tree.getBody()));
    List<Stmt> complete = marked(InitialValues.add(body, scope.conditionallyAssigned()), tree);
    Function function =
        new Function(
            file.types().key(element),
            receiver,
            parameters,
            returnType,
            new Stmt.Block(
                complete, file.text().span(handWritten.isPresent() ? tree : tree.getBody())),
            strict,
            file.text().statement(tree));
    if (!file.hasErrors()) {
      warnings.reportCuts(function);
    }
    return function;
  }

  /** The body with the mark of {@code @Checkpointed} in front, if the method has that. */
  private List<Stmt> marked(List<Stmt> body, Tree code) {
    if (!(code instanceof MethodTree tree)) {
      return body;
    }
    Optional<Stmt.Checkpoint> mark =
        new CheckpointMarks(file).ofMethod(tree, file.types().value(resultType).isPresent());
    return mark.isEmpty() ? body : CheckpointMarks.marked(body, mark.get());
  }

  /** The body of a method whose derivative was written by hand: a call of the method itself. */
  private void callOf(Callee.Custom callee, List<Function.Parameter> parameters, MethodTree tree) {
    List<Expr> arguments = new ArrayList<>();
    receiver().ifPresent(self -> arguments.add(new Expr.VariableRead(self)));
    parameters.forEach(each -> arguments.add(new Expr.VariableRead(each.variable())));
    Span span = file.text().statement(tree);
    if (callee.returnType() == Type.VoidType.VOID) {
      scope.emit(new Stmt.CallStatement(null, callee, arguments, span));
      return;
    }
    Variable result = scope.fresh(List.of("result"), callee.returnType());
    scope.emit(new Stmt.Declare(result, null, span));
    scope.emit(new Stmt.CallStatement(result, callee, arguments, span));
    scope.emit(new Stmt.Return(new Expr.VariableRead(result), span));
  }

  /**
   * Lowers a method or lambda whose parameters are declared.
   *
   * @param code its tree
   */
  Function lower(
      MethodKey key,
      List<Function.Parameter> parameters,
      Type returnType,
      Tree code,
      boolean strict) {
    Tree at = code instanceof MethodTree tree ? tree.getReturnType() : code;
    mappedValue(resultType, at, "the result of '" + file.text().quote(at) + "'");
    Tree bodyTree =
        code instanceof LambdaExpressionTree lambda
            ? lambda.getBody()
            : ((MethodTree) code).getBody();
    List<Stmt> body = scope.collectBlock(() -> bodyOf(bodyTree));
    List<Stmt> complete = marked(InitialValues.add(body, scope.conditionallyAssigned()), code);
    Function function =
        new Function(
            key,
            receiver,
            parameters,
            returnType,
            new Stmt.Block(complete, file.text().span(bodyTree)),
            strict,
            file.text().statement(code));
    if (!file.hasErrors()) {
      warnings.reportCuts(function);
    }
    return function;
  }

  private void bodyOf(Tree tree) {
    if (tree instanceof BlockTree block) {
      statements.inBlock(block);
      return;
    }
    ExpressionTree expression = (ExpressionTree) tree;
    Runnable lowering =
        resultType.getKind() == TypeKind.VOID
            ? () -> statements.expression(expression)
            : () -> statements.returned(expression);
    scope.at(file.text().span(tree), lowering);
  }

  /** Notes what a constructor returns, when it does. */
  void returns(Expr object) {
    made = object;
  }

  /** What a constructor returns; null in a method. */
  Expr made() {
    return made;
  }

  private Type resultType(MethodTree tree) {
    TypeMirror type = element.getReturnType();
    if (Annotations.differentiable(element).isEmpty()) {
      return mappedValue(
          type, tree.getReturnType(), "the result of '" + element.getSimpleName() + "'");
    }
    return mapped(type, tree.getReturnType(), "the result of '" + element.getSimpleName() + "'");
  }

  private Variable self(TypeElement owner) {
    return scope.declare(owner, "self", selfType(element, owner));
  }

  /** The type of the receiver of a method: an annotated one takes it whole. */
  Type selfType(ExecutableElement method, TypeElement owner) {
    Type whole = file.types().receiver(owner);
    return Annotations.differentiable(method).isPresent()
        ? whole
        : file.types().value(owner.asType()).<Type>map(each -> each).orElse(whole);
  }

  private static Set<String> variableNames(Tree tree) {
    Set<String> names = new LinkedHashSet<>(Set.of("self"));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        names.add(variable.getName().toString());
        return super.visitVariable(variable, unused);
      }
    }.scan(tree, null);
    return names;
  }

  // ------------------------------------------------------------------ the parts

  FileContext file() {
    return file;
  }

  ExecutableElement element() {
    return element;
  }

  Scope scope() {
    return scope;
  }

  /** The variable {@code self}, or empty in a static method. */
  Optional<Variable> receiver() {
    return Optional.ofNullable(receiver);
  }

  /** The class of the receiver, or empty when there is none. */
  Optional<TypeElement> receiverClass() {
    return Optional.ofNullable(receiverClass);
  }

  /** The type of what is returned. */
  TypeMirror resultType() {
    return resultType;
  }

  Boxes boxes() {
    return boxes;
  }

  Functions functions() {
    return functions;
  }

  Warnings warnings() {
    return warnings;
  }

  Fields fields() {
    return fields;
  }

  NewArrays newArrays() {
    return newArrays;
  }

  Values values() {
    return values;
  }

  Assignments assignments() {
    return assignments;
  }

  Calls calls() {
    return calls;
  }

  Expressions expressions() {
    return expressions;
  }

  Loops loops() {
    return loops;
  }

  Statements statements() {
    return statements;
  }

  Jumps jumps() {
    return jumps;
  }

  Switches switches() {
    return switches;
  }

  Exceptions exceptions() {
    return exceptions;
  }

  // ------------------------------------------------------------------ what the parts share

  /** Reports that a construct is refused. */
  Expr refuse(Message message, Tree at) {
    file.report(message, at, file.text().quote(at));
    return Broken.VALUE;
  }

  /**
   * The type of something, reported where it is refused.
   *
   * @param what what has the type, for the message
   * @return the type void when it was refused
   */
  Type mapped(TypeMirror type, Tree at, String what) {
    return mapped(file.types().map(type), type, at, what);
  }

  /** The same for something that stays whole. */
  Type mappedData(TypeMirror type, Tree at, String what) {
    return mapped(file.types().data(type), type, at, what);
  }

  private Type mapped(Optional<Type> mapped, TypeMirror type, Tree at, String what) {
    boolean apart = mapped.isPresent() && mapped.get() instanceof Type.ValueType;
    if (mapped.isPresent() && !apart && !file.isNameable(type)) {
      file.report(Message.INVISIBLE_TYPE, at, what, type);
      return Type.VoidType.VOID;
    }
    if (mapped.isPresent()) {
      return mapped.get();
    }
    if (file.types().isBox(type)) {
      file.report(Message.BOXED_TYPE, at, what, type);
    } else if (file.types().isGeneric(type)) {
      file.report(Message.GENERIC_TYPE, at, what, type);
    } else if (type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.NONE) {
      refuse(Message.UNRESOLVED, at);
    } else {
      file.report(Message.OTHER_TYPE, at, what, type);
    }
    return Type.VoidType.VOID;
  }

  /** The same, where a box stands for the number in it. */
  Type mappedValue(TypeMirror type, Tree at, String what) {
    return file.types().isBox(type) && file.types().number(type).isPresent()
        ? file.types().number(type).get()
        : mapped(type, at, what);
  }

  /** The type of an expression, reported where it is refused; the type void when it was. */
  Type typeOf(ExpressionTree tree) {
    return mappedValue(file.type(tree), tree, "'" + file.text().quote(tree) + "'");
  }

  /**
   * An operand of an expression.
   *
   * @param hint the name of the variable that saves its value, should a later operand make that
   *     necessary
   */
  record Operand(String hint, Supplier<Expr> lowering) {}

  /**
   * Evaluates operands from left to right (JLS 15.7.1): what a later one's side effects could
   * change is saved before. Operands that nothing can change stay whole.
   */
  List<Expr> inOrder(List<Operand> operands) {
    List<Lowered> lowered = new ArrayList<>();
    operands.forEach(operand -> lowered.add(scope.lower(operand.lowering())));
    List<Expr> values = new ArrayList<>();
    for (int i = 0; i < lowered.size(); i++) {
      List<Stmt> later = new ArrayList<>();
      lowered.subList(i + 1, lowered.size()).forEach(other -> later.addAll(other.before()));
      scope.emitAll(lowered.get(i).before());
      values.add(keep(lowered.get(i).value(), later, operands.get(i).hint()));
    }
    return values;
  }

  /** A value that statements still to come cannot change: itself, or saved here. */
  Expr keep(Expr value, List<Stmt> later, String hint) {
    boolean safe = later.isEmpty() || Effects.of(later).leave(value);
    return safe ? value : scope.save(value, hint);
  }

  /**
   * A value where a type is asked for: Java narrows constants implicitly, the intermediate language
   * does not.
   */
  static Expr convert(Type target, Expr value) {
    boolean narrows =
        target instanceof Type.Primitive
            && !Broken.is(value)
            && !TypeRules.assignable(target, value);
    return narrows ? new Expr.Cast(target, value) : value;
  }

  /** An expression without the parentheses around it. */
  static ExpressionTree strip(ExpressionTree tree) {
    ExpressionTree inner = tree;
    while (inner instanceof ParenthesizedTree parenthesized) {
      inner = parenthesized.getExpression();
    }
    return inner;
  }

  static boolean isStatic(javax.lang.model.element.Element element) {
    return element.getModifiers().contains(Modifier.STATIC);
  }
}
