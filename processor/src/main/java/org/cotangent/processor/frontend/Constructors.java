package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.ir.Verifier;

/**
 * Lowers a constructor of a class whose objects are taken apart to a function that returns the
 * object: its fields are local variables until then.
 */
final class Constructors {
  private final MethodLowering method;
  private final FileContext file;

  Constructors(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  Function lower(MethodTree tree, ExecutableElement constructor, boolean strict) {
    TypeElement owner = (TypeElement) constructor.getEnclosingElement();
    Type.ValueType type = file.types().value(owner.asType()).orElseThrow();
    List<Function.Parameter> parameters = new Parameters(method).lower(tree, constructor, Set.of());
    Map<VariableElement, Variable> fields = new LinkedHashMap<>();
    Scope scope = method.scope();
    boolean compact = isCompact(tree, constructor, owner);
    for (VariableElement field : ValueClasses.fields(owner)) {
      String name = field.getSimpleName().toString();
      if (!compact) {
        fields.put(field, scope.declare(field, name, type.component(name)));
      }
    }
    List<Expr> components = new ArrayList<>();
    if (compact) {
      parameters.forEach(each -> components.add(new Expr.VariableRead(each.variable())));
    } else {
      fields.values().forEach(each -> components.add(new Expr.VariableRead(each)));
    }
    Expr made = new Expr.NewRecord(type, components);
    method.returns(made);
    List<Stmt> body = scope.collectBlock(() -> body(tree, owner, type, fields));
    if (Verifier.completes(Stmt.Block.of(body))) {
      body.add(new Stmt.Return(made, file.text().statement(tree)));
    }
    List<Stmt> declared = new ArrayList<>();
    for (Variable field : fields.values()) {
      if (!declareWhereAssigned(body, field)) {
        declared.add(new Stmt.Declare(field, null, file.text().statement(tree)));
      }
    }
    declared.addAll(InitialValues.add(body, scope.conditionallyAssigned()));
    return new Function(
        file.types().key(constructor),
        null,
        parameters,
        type,
        new Stmt.Block(declared, file.text().span(tree)),
        strict,
        file.text().statement(tree));
  }

  private void body(
      MethodTree tree,
      TypeElement owner,
      Type.ValueType type,
      Map<VariableElement, Variable> fields) {
    List<? extends StatementTree> statements = tree.getBody().getStatements();
    MethodInvocationTree other = statements.isEmpty() ? null : constructorCall(statements.get(0));
    boolean delegates = other != null && isNamed(other.getMethodSelect(), "this");
    if (delegates) {
      delegate(other, type, fields);
    } else {
      initialise(owner, fields);
    }
    for (StatementTree statement : statements.subList(other == null ? 0 : 1, statements.size())) {
      method.statements().statement(statement);
    }
  }

  /** {@code this(...)}: another constructor makes the object. */
  private void delegate(
      MethodInvocationTree call, Type.ValueType type, Map<VariableElement, Variable> fields) {
    ExecutableElement callee = (ExecutableElement) file.element(call.getMethodSelect());
    if (callee.isVarArgs()) {
      file.report(Message.VARARGS_CALL, call, file.text().quote(call));
      return;
    }
    Scope scope = method.scope();
    scope.at(
        file.text().statement(call),
        () -> {
          List<Expr> arguments =
              method.inOrder(method.calls().objects(call.getArguments(), callee, List.of()));
          if (Broken.any(arguments)) {
            return;
          }
          Expr made;
          if (file.valueClasses().isImplicit(callee)) {
            made = new Expr.NewRecord(type, arguments);
          } else {
            file.want(callee, method.element(), call);
            Callee local = new Callee.Local(file.types().key(callee), type);
            made = method.calls().emit(call, local, arguments, List.of("made"), null, true);
          }
          Expr whole = made;
          fields.forEach(
              (field, variable) -> {
                String name = field.getSimpleName().toString();
                Expr component = new Expr.Component(whole, name, variable.type());
                scope.emit(
                    new Stmt.Assign(new Expr.VariableRead(variable), component, scope.span()));
              });
        });
  }

  private void initialise(TypeElement owner, Map<VariableElement, Variable> fields) {
    for (Tree member : file.typed().trees().getTree(owner).getMembers()) {
      if (member instanceof VariableTree tree
          && tree.getInitializer() != null
          && fields.containsKey((VariableElement) file.element(tree))) {
        Variable variable = fields.get((VariableElement) file.element(tree));
        method
            .scope()
            .at(
                file.text().statement(tree),
                () ->
                    method
                        .expressions()
                        .store(variable, tree.getInitializer(), Target.assigning(variable)));
      }
    }
  }

  /**
   * Turns the only assignment to a field, when it always happens, into the declaration of its
   * variable.
   */
  private static boolean declareWhereAssigned(List<Stmt> body, Variable field) {
    int assigned = 0;
    for (Stmt stmt : body) {
      int[] count = {0};
      Stmts.walk(
          stmt,
          inner -> {
            boolean assigns =
                inner instanceof Stmt.Assign assign
                        && assign.target() instanceof Expr.VariableRead read
                        && read.variable().equals(field)
                    || inner instanceof Stmt.CallStatement call && field.equals(call.target());
            count[0] += assigns ? 1 : 0;
          });
      assigned += count[0];
    }
    if (assigned != 1) {
      return false;
    }
    for (int k = 0; k < body.size(); k++) {
      if (body.get(k) instanceof Stmt.Assign assign
          && assign.target() instanceof Expr.VariableRead read
          && read.variable().equals(field)) {
        body.set(k, new Stmt.Declare(field, assign.value(), assign.span()));
        return true;
      }
      if (body.get(k) instanceof Stmt.CallStatement call && field.equals(call.target())) {
        body.add(k, new Stmt.Declare(field, null, call.span()));
        return true;
      }
    }
    return false;
  }

  /** A record's constructor without parameter list: the parameters become the components. */
  private boolean isCompact(MethodTree tree, ExecutableElement constructor, TypeElement owner) {
    if (owner.getKind() != ElementKind.RECORD
        || constructor.getParameters().size() != ValueClasses.fields(owner).size()) {
      return false;
    }
    boolean[] assigns = {false};
    new com.sun.source.util.TreeScanner<Void, Void>() {
      @Override
      public Void visitAssignment(com.sun.source.tree.AssignmentTree assignment, Void unused) {
        assigns[0] |=
            file.element(MethodLowering.strip(assignment.getVariable()))
                    instanceof VariableElement variable
                && Fields.isField(variable);
        return super.visitAssignment(assignment, null);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        assigns[0] |= isNamed(call.getMethodSelect(), "this");
        return super.visitMethodInvocation(call, null);
      }
    }.scan(tree.getBody(), null);
    return !assigns[0] && !ValueClasses.fields(owner).isEmpty();
  }

  private static MethodInvocationTree constructorCall(StatementTree statement) {
    return statement instanceof ExpressionStatementTree expression
            && expression.getExpression() instanceof MethodInvocationTree call
            && (isNamed(call.getMethodSelect(), "this") || isNamed(call.getMethodSelect(), "super"))
        ? call
        : null;
  }

  private static boolean isNamed(ExpressionTree tree, String name) {
    return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals(name);
  }
}
