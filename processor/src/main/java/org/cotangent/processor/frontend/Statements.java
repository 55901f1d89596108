package org.cotangent.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import java.util.List;
import javax.lang.model.element.Element;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Lowers statements other than loops. */
final class Statements {
  private final MethodLowering method;

  Statements(MethodLowering method) {
    this.method = method;
  }

  /** Lowers the statements of a block into the current list. */
  void inBlock(BlockTree block) {
    block.getStatements().forEach(this::statement);
  }

  /** A statement as a block of its own; the braces of a block vanish. */
  Stmt.Block block(StatementTree tree) {
    return new Stmt.Block(
        method.scope().collectBlock(() -> flat(tree)), method.file().text().span(tree));
  }

  /** Lowers a statement, or the statements of a block, into the current list. */
  void flat(StatementTree tree) {
    if (tree instanceof BlockTree block) {
      inBlock(block);
    } else {
      statement(tree);
    }
  }

  /** Lowers a statement into the current list. */
  void statement(StatementTree tree) {
    method.scope().at(method.file().text().statement(tree), () -> dispatch(tree));
  }

  private void dispatch(StatementTree tree) {
    Scope scope = method.scope();
    switch (tree.getKind()) {
      case BLOCK:
        scope.emit(block(tree));
        break;
      case VARIABLE:
        declare((VariableTree) tree);
        break;
      case EXPRESSION_STATEMENT:
        expression(((ExpressionStatementTree) tree).getExpression());
        break;
      case IF:
        branch((IfTree) tree);
        break;
      case FOR_LOOP:
      case ENHANCED_FOR_LOOP:
      case WHILE_LOOP:
      case DO_WHILE_LOOP:
        method.loops().loop(tree, null);
        break;
      case LABELED_STATEMENT:
        labelled((LabeledStatementTree) tree);
        break;
      case BREAK:
        leave((BreakTree) tree);
        break;
      case SWITCH:
        method.switches().statement((SwitchTree) tree, null);
        break;
      case YIELD:
        method.switches().yield((YieldTree) tree);
        break;
      case THROW:
        method.exceptions().thrown((ThrowTree) tree);
        break;
      case ASSERT:
        method.exceptions().asserted((AssertTree) tree);
        break;
      case CONTINUE:
        scope.emit(new Stmt.Continue(name(((ContinueTree) tree).getLabel()), scope.span()));
        break;
      case RETURN:
        result((ReturnTree) tree);
        break;
      case EMPTY_STATEMENT:
        break;
      case INTERFACE:
        localInterface((ClassTree) tree);
        break;
      default:
        refused(tree);
    }
  }

  private void declare(VariableTree tree) {
    Scope scope = method.scope();
    Element element = method.file().element(tree);
    if (method.functions().declare(tree, element)) {
      return;
    }
    String name = tree.getName().toString();
    Tree at = method.file().text().typeOf(tree);
    Type type = method.mappedValue(element.asType(), at, "'" + name + "'");
    if (type == Type.VoidType.VOID) {
      return;
    }
    Variable variable = scope.declare(element, name, type);
    if (tree.getInitializer() == null) {
      scope.emit(new Stmt.Declare(variable, null, scope.span()));
      return;
    }
    method.expressions().store(variable, tree.getInitializer(), Target.declaring(variable));
  }

  /** An expression for its side effects: a statement, or a part of a for's head. */
  void expression(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof AssignmentTree assignment) {
      method.assignments().assign(assignment, false);
    } else if (bare instanceof CompoundAssignmentTree assignment) {
      method.assignments().compound(assignment, false);
    } else if (bare instanceof UnaryTree unary) {
      method.assignments().step(unary, false);
    } else if (bare instanceof MethodInvocationTree call) {
      method.calls().statement(call);
    } else {
      method.expressions().object(bare);
    }
  }

  private void branch(IfTree tree) {
    // javac judges by constants that the generated code no longer declares as such
    Expr condition =
        new ConstantConditions(method.file()).isTrue(tree.getCondition())
            ? Expr.Literal.of(true, Type.Primitive.BOOLEAN)
            : method.expressions().value(tree.getCondition());
    Stmt.Block then = block(tree.getThenStatement());
    Stmt.Block otherwise =
        tree.getElseStatement() == null ? Stmt.Block.EMPTY : block(tree.getElseStatement());
    method.scope().emit(new Stmt.If(condition, then, otherwise, method.scope().span()));
  }

  private void labelled(LabeledStatementTree tree) {
    String label = tree.getLabel().toString();
    switch (tree.getStatement().getKind()) {
      case FOR_LOOP:
      case ENHANCED_FOR_LOOP:
      case WHILE_LOOP:
      case DO_WHILE_LOOP:
        method
            .scope()
            .at(
                method.file().text().statement(tree.getStatement()),
                () -> method.loops().loop(tree.getStatement(), label));
        break;
      case SWITCH:
        method
            .scope()
            .at(
                method.file().text().statement(tree.getStatement()),
                () -> method.switches().statement((SwitchTree) tree.getStatement(), label));
        break;
      default:
        Stmt.Block body = block(tree.getStatement());
        Span span = method.scope().span();
        method
            .scope()
            .emit(Stmts.breaksTo(body, label) ? new Stmt.Labelled(label, body, span) : body);
    }
  }

  /** A break without a label means the innermost loop or switch. */
  private void leave(BreakTree tree) {
    Scope scope = method.scope();
    String label =
        tree.getLabel() == null
            ? method.jumps().breakLabel().orElse(null)
            : tree.getLabel().toString();
    scope.emit(new Stmt.Break(label, scope.span()));
  }

  private void result(ReturnTree tree) {
    Scope scope = method.scope();
    if (tree.getExpression() == null) {
      scope.emit(new Stmt.Return(method.made(), scope.span()));
      return;
    }
    returned(tree.getExpression());
  }

  /** Returns the value of an expression. */
  void returned(ExpressionTree tree) {
    boolean exception = method.exceptions().isThrowable(method.resultType());
    Expr value =
        exception ? method.exceptions().returned(tree) : method.expressions().whole(tree, null);
    Type type = method.file().types().number(method.resultType()).orElse(Type.VoidType.VOID);
    if (type.isFloating()) {
      method.warnings().usedAsFloating(tree);
    }
    Scope scope = method.scope();
    scope.emit(new Stmt.Return(method.values().fit(type, value, tree), scope.span()));
  }

  /** A functional interface is followed where its functions are; methods with bodies are not. */
  private void localInterface(ClassTree tree) {
    boolean bodies =
        tree.getMembers().stream()
            .anyMatch(member -> !(member instanceof MethodTree method) || method.getBody() != null);
    if (bodies) {
      method.refuse(Message.LOCAL_CLASS_IN_BODY, tree);
    }
  }

  private void refused(StatementTree tree) {
    method.refuse(Language.refusal(tree.getKind()), tree);
    if (tree instanceof TryTree attempt) {
      lookInto(attempt.getBlock().getStatements());
    } else if (tree instanceof SynchronizedTree locked) {
      lookInto(locked.getBlock().getStatements());
    }
  }

  /** Finds the offences inside a refused statement too. */
  private void lookInto(List<? extends StatementTree> statements) {
    method.scope().collectBlock(() -> statements.forEach(this::statement));
  }

  private static String name(CharSequence label) {
    return label == null ? null : label.toString();
  }
}
