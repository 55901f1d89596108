package org.cotangent.processor.frontend;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;
import org.cotangent.processor.ir.Variable;

/**
 * Lowers {@code switch}: the value is looked at once, and the arms become a chain of {@code if} and
 * {@code else if}, in {@link SwitchChain}. An arm of a switch expression assigns its value to a
 * variable.
 */
final class Switches {
  private final MethodLowering method;
  private final FileContext file;

  Switches(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** A switch statement; {@code label} is the user's, or null. */
  void statement(SwitchTree tree, String label) {
    if (!isOnConstants(tree.getExpression(), tree.getCases())) {
      method.refuse(Message.SWITCH, tree);
      lookInto(tree.getCases(), null);
      return;
    }
    Expr selector = method.expressions().value(tree.getExpression());
    String exit = label != null ? label : method.jumps().fresh("choice");
    List<SwitchChain.Arm> arms = arms(tree.getCases(), exit, null);
    if (!Broken.is(selector)) {
      SwitchChain chain = new SwitchChain(method.scope(), exit, arms);
      method.scope().emitAll(chain.build(selector, List.of()));
    }
  }

  /** A switch expression; {@code target} may be null. */
  Expr value(SwitchExpressionTree tree, Target target) {
    Scope scope = method.scope();
    Type type = method.typeOf(tree);
    boolean direct = target != null && target.variable().type().equals(type);
    Variable result = direct ? target.variable() : scope.fresh("chosen", type);
    if (!isOnConstants(tree.getExpression(), tree.getCases())) {
      method.refuse(Message.SWITCH, tree);
      lookInto(tree.getCases(), result);
      return Broken.VALUE;
    }
    Expr selector = method.expressions().value(tree.getExpression());
    String exit = method.jumps().fresh("choice");
    List<SwitchChain.Arm> arms = arms(tree.getCases(), exit, result);
    if (type == Type.VoidType.VOID || Broken.is(selector)) {
      return Broken.VALUE;
    }
    if (type == Type.Primitive.BOOLEAN) {
      arms.forEach(arm -> scope.becameConditional(arm.code()));
    }
    SwitchChain chain = new SwitchChain(scope, exit, arms);
    // the selector is evaluated before the target changes
    List<Stmt> statements = chain.build(selector, List.of(noSuchConstant()));
    if (direct) {
      target.use(scope);
    } else {
      scope.emit(new Stmt.Declare(result, null, scope.span()));
    }
    scope.emitAll(statements);
    return new Expr.VariableRead(result);
  }

  /** {@code yield value;}. */
  void yield(YieldTree tree) {
    assign(tree.getValue(), method.jumps().yielded());
    Scope scope = method.scope();
    scope.emit(new Stmt.Break(method.jumps().yieldLabel(), scope.span()));
  }

  private void assign(ExpressionTree tree, Variable result) {
    Scope scope = method.scope();
    Target target = Target.assigning(result);
    Expr value = method.expressions().whole(tree, target);
    if (result.type().isFloating()) {
      method.warnings().usedAsFloating(tree);
    }
    if (!target.isUsed() && !Broken.is(value)) {
      Expr converted = method.boxes().fit(result.type(), value, tree);
      scope.emit(new Stmt.Assign(new Expr.VariableRead(result), converted, scope.span()));
    }
  }

  // ------------------------------------------------------------------ what is switched on

  private boolean isOnConstants(ExpressionTree selector, List<? extends CaseTree> cases) {
    TypeMirror type = file.type(MethodLowering.strip(selector));
    boolean plain =
        file.types().map(type).filter(Type::isIntegral).isPresent()
            || type.toString().equals("java.lang.String")
            || type instanceof DeclaredType declared
                && declared.asElement().getKind() == ElementKind.ENUM;
    return plain && cases.stream().noneMatch(Switches::hasPattern);
  }

  /** Whether a label is more than a constant: a pattern, or {@code null}. */
  private static boolean hasPattern(CaseTree tree) {
    boolean[] found = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void scan(Tree part, Void unused) {
        if (part == null || part instanceof StatementTree || part == tree.getBody()) {
          return null;
        }
        String kind = part.getKind().name();
        found[0] |= kind.contains("PATTERN") || kind.equals("NULL_LITERAL");
        return super.scan(part, unused);
      }
    }.visitCase(tree, null);
    return found[0];
  }

  /** Finds the offences in the arms of a switch that is refused as a whole. */
  private void lookInto(List<? extends CaseTree> cases, Variable result) {
    arms(cases.stream().filter(each -> !hasPattern(each)).toList(), "choice", result);
  }

  // ------------------------------------------------------------------ arms

  private List<SwitchChain.Arm> arms(List<? extends CaseTree> cases, String exit, Variable result) {
    List<SwitchChain.Arm> arms = new ArrayList<>();
    List<Expr> labels = new ArrayList<>();
    boolean otherwise = false;
    for (int k = 0; k < cases.size(); k++) {
      CaseTree tree = cases.get(k);
      tree.getExpressions().forEach(label -> labels.add(method.expressions().value(label)));
      otherwise |= tree.getExpressions().isEmpty();
      boolean rule = tree.getCaseKind() == CaseTree.CaseKind.RULE;
      boolean joined = !rule && tree.getStatements().isEmpty() && k + 1 < cases.size();
      if (!joined) {
        List<Stmt> code = new ArrayList<>();
        Runnable body = () -> body(tree, result);
        method.jumps().inSwitch(exit, result, () -> code.addAll(method.scope().collectBlock(body)));
        arms.add(new SwitchChain.Arm(List.copyOf(labels), otherwise, rule, code));
        labels.clear();
        otherwise = false;
      }
    }
    return arms;
  }

  private void body(CaseTree tree, Variable result) {
    if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
      tree.getStatements().forEach(method.statements()::statement);
    } else if (tree.getBody() instanceof StatementTree statement) {
      method.statements().flat(statement);
    } else if (tree.getBody() instanceof ExpressionTree value) {
      Span place = file.text().span(tree);
      method.scope().at(place, () -> assign(value, result));
    }
  }

  /**
   * What happens when an enumeration has got a constant since that no arm has (JLS 15.28.2); Java
   * 21 changed the exception.
   */
  private Stmt noSuchConstant() {
    Span span = method.scope().span();
    boolean young = file.typed().elements().getTypeElement("java.util.SequencedCollection") != null;
    if (!young) {
      Type type = new Type.ReferenceType("java.lang.IncompatibleClassChangeError");
      return new Stmt.Throw(new Expr.NewObject(type, List.of()), span);
    }
    Expr none = Expr.Literal.of(null, TypeRules.NULL);
    Type type = new Type.ReferenceType("java.lang.MatchException");
    return new Stmt.Throw(new Expr.NewObject(type, List.of(none, none)), span);
  }
}
