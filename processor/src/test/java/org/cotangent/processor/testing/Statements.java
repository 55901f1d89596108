package org.cotangent.processor.testing;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.lang.model.element.Name;

/** Executes statements; the result of each is how it ended. */
final class Statements extends SimpleTreeVisitor<Statements.End, String> {

  /** How a statement ends. */
  enum Kind {
    NORMAL,
    BREAK,
    CONTINUE,
    YIELD,
    RETURN
  }

  /**
   * The end of a statement.
   *
   * @param label of a break or continue; null without one
   * @param value of a return or yield
   */
  record End(Kind kind, String label, Object value) {
    static final End NORMAL = new End(Kind.NORMAL, null, null);

    boolean isFor(String loopLabel) {
      return label == null || label.equals(loopLabel);
    }
  }

  private final Expressions expressions;
  private final Environment environment;

  Statements(String owner, Calls calls, Environment environment) {
    this.environment = environment;
    this.expressions = new Expressions(owner, calls, environment);
    this.expressions.switchesBy(
        (selector, cases) -> new Switching(expressions, environment).run(selector, cases, this));
  }

  /** Runs statements in the scope of their method. */
  void run(List<? extends StatementTree> statements) {
    all(statements);
  }

  /** Runs a body; the value it returns, null for none. */
  Object run(BlockTree body) {
    return exec(body, null).value();
  }

  /**
   * @param label the label right before the statement; null without one
   */
  private End exec(StatementTree tree, String label) {
    return tree.accept(this, label);
  }

  @Override
  protected End defaultAction(Tree tree, String label) {
    throw new IllegalArgumentException("not interpreted: " + tree.getKind() + " " + tree);
  }

  @Override
  public End visitBlock(BlockTree tree, String label) {
    return inScope(() -> all(tree.getStatements()));
  }

  End all(List<? extends StatementTree> statements) {
    for (StatementTree statement : statements) {
      End end = exec(statement, null);
      if (end.kind() != Kind.NORMAL) {
        return end;
      }
    }
    return End.NORMAL;
  }

  End inScope(Supplier<End> body) {
    environment.enter();
    End end = body.get();
    environment.leave();
    return end;
  }

  @Override
  public End visitVariable(VariableTree tree, String label) {
    String type = Parsed.typeName(tree.getType());
    ExpressionTree initializer = tree.getInitializer();
    Object value = initializer == null ? null : expressions.initializer(initializer, type);
    environment.declare(tree.getName().toString(), type, value);
    return End.NORMAL;
  }

  @Override
  public End visitExpressionStatement(ExpressionStatementTree tree, String label) {
    expressions.value(tree.getExpression());
    return End.NORMAL;
  }

  @Override
  public End visitClass(ClassTree tree, String label) {
    return End.NORMAL;
  }

  @Override
  public End visitEmptyStatement(EmptyStatementTree tree, String label) {
    return End.NORMAL;
  }

  @Override
  public End visitAssert(AssertTree tree, String label) {
    // A test whose assertions fail or have side effects would be a mistake of the test.
    return End.NORMAL;
  }

  @Override
  public End visitIf(IfTree tree, String label) {
    if (expressions.condition(tree.getCondition())) {
      return inScope(() -> exec(tree.getThenStatement(), null));
    }
    return tree.getElseStatement() == null
        ? End.NORMAL
        : inScope(() -> exec(tree.getElseStatement(), null));
  }

  @Override
  public End visitReturn(ReturnTree tree, String label) {
    Object value = tree.getExpression() == null ? null : expressions.value(tree.getExpression());
    return new End(Kind.RETURN, null, value);
  }

  @Override
  public End visitSwitch(SwitchTree tree, String label) {
    Object selector = expressions.value(tree.getExpression());
    End end = new Switching(expressions, environment).run(selector, tree.getCases(), this);
    return end.kind() == Kind.BREAK && end.isFor(label) ? End.NORMAL : end;
  }

  @Override
  public End visitYield(YieldTree tree, String label) {
    return new End(Kind.YIELD, null, expressions.value(tree.getValue()));
  }

  @Override
  public End visitThrow(ThrowTree tree, String label) {
    throw new IllegalStateException("thrown by the program: " + tree);
  }

  @Override
  public End visitBreak(BreakTree tree, String label) {
    return new End(Kind.BREAK, text(tree.getLabel()), null);
  }

  @Override
  public End visitContinue(ContinueTree tree, String label) {
    return new End(Kind.CONTINUE, text(tree.getLabel()), null);
  }

  private static String text(Name name) {
    return name == null ? null : name.toString();
  }

  @Override
  public End visitLabeledStatement(LabeledStatementTree tree, String label) {
    String own = tree.getLabel().toString();
    End end = exec(tree.getStatement(), own);
    return end.kind() == Kind.BREAK && own.equals(end.label()) ? End.NORMAL : end;
  }

  @Override
  public End visitWhileLoop(WhileLoopTree tree, String label) {
    return loop(
        label, () -> expressions.condition(tree.getCondition()), tree.getStatement(), List.of());
  }

  @Override
  public End visitDoWhileLoop(DoWhileLoopTree tree, String label) {
    boolean[] first = {true};
    BooleanSupplier condition =
        () -> {
          boolean enters = first[0] || expressions.condition(tree.getCondition());
          first[0] = false;
          return enters;
        };
    return loop(label, condition, tree.getStatement(), List.of());
  }

  @Override
  public End visitForLoop(ForLoopTree tree, String label) {
    return inScope(
        () -> {
          all(tree.getInitializer());
          BooleanSupplier condition =
              () -> tree.getCondition() == null || expressions.condition(tree.getCondition());
          return loop(label, condition, tree.getStatement(), tree.getUpdate());
        });
  }

  @Override
  public End visitEnhancedForLoop(EnhancedForLoopTree tree, String label) {
    Cells cells = (Cells) expressions.value(tree.getExpression());
    String name = tree.getVariable().getName().toString();
    String type = Parsed.typeName(tree.getVariable().getType());
    for (int i = 0; i < cells.items.length; i++) {
      Object element = cells.items[i];
      End end =
          inScope(
              () -> {
                environment.declare(name, type, element);
                return exec(tree.getStatement(), null);
              });
      if (leaves(end, label)) {
        return end.kind() == Kind.BREAK && end.isFor(label) ? End.NORMAL : end;
      }
    }
    return End.NORMAL;
  }

  private End loop(
      String label,
      BooleanSupplier condition,
      StatementTree body,
      List<? extends StatementTree> updates) {
    while (condition.getAsBoolean()) {
      End end = inScope(() -> exec(body, null));
      if (leaves(end, label)) {
        return end.kind() == Kind.BREAK && end.isFor(label) ? End.NORMAL : end;
      }
      all(updates);
    }
    return End.NORMAL;
  }

  /** Whether a body's end is the end of its loop, too. */
  private static boolean leaves(End end, String label) {
    return switch (end.kind()) {
      case NORMAL -> false;
      case CONTINUE -> !end.isFor(label);
      default -> true;
    };
  }
}
