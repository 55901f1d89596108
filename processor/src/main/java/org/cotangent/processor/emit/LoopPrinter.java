package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type.Primitive;

/** Prints loops in the form that a person would have chosen. */
final class LoopPrinter {
  private final MethodContext context;
  private final Lines lines;
  private final StatementPrinter statements;
  private final ExpressionPrinter expressions;
  private final AssignmentPrinter assignments;

  LoopPrinter(
      MethodContext context,
      Lines lines,
      StatementPrinter statements,
      ExpressionPrinter expressions,
      AssignmentPrinter assignments) {
    this.context = context;
    this.lines = lines;
    this.statements = statements;
    this.expressions = expressions;
    this.assignments = assignments;
  }

  /** {@code for (int i = 0; i < n; i++)}. */
  void counted(Stmt.CountedFor loop) {
    useLabel(loop.label());
    context.scope().open();
    Expr index = new Expr.VariableRead(loop.index());
    Doc start = assignments.declaration(new Stmt.Declare(loop.index(), loop.from(), Span.NONE));
    Expr test = new Expr.Binary(loop.relation(), index, loop.bound(), Primitive.BOOLEAN);
    head(start, expressions.print(test), List.of(step(index, loop.step())));
    statements.body(loop.body());
    lines.line("}");
    context.scope().close();
  }

  private Doc step(Expr index, int step) {
    boolean down = step < 0 && step != Integer.MIN_VALUE;
    Expr size = Expr.Literal.of(down ? -step : step, Primitive.INT);
    BinaryOp op = down ? BinaryOp.SUB : BinaryOp.ADD;
    Expr next = new Expr.Binary(op, index, size, index.type());
    return assignments.assignment(new Stmt.Assign(index, next, Span.NONE));
  }

  /** Whether a block is just a general for loop: the declaration of its variable, and the loop. */
  boolean isForWithStart(Stmt.Block block) {
    return block.statements().size() == 2
        && block.statements().get(0) instanceof Stmt.Declare declare
        && declare.init() != null
        && block.statements().get(1) instanceof Stmt.While loop
        && loop.testFirst()
        && loop.label() == null
        && isFor(loop);
  }

  /** {@code for (int k = 1; k < n; k *= 2)}. */
  void withStart(Stmt.Block block) {
    context.scope().open();
    Doc start = assignments.declaration((Stmt.Declare) block.statements().get(0));
    loop(start, (Stmt.While) block.statements().get(1));
    context.scope().close();
  }

  /** Any other loop, after a declaration in its head or without one. */
  void loop(Doc start, Stmt.While loop) {
    useLabel(loop.label());
    boolean isFor = start != null || isFor(loop);
    if (!loop.testFirst()) {
      lines.line("do {");
    } else if (isFor) {
      Doc test = isTrue(loop.condition()) ? Doc.of() : expressions.print(loop.condition());
      List<Doc> updates = loop.update().statements().stream().map(statements::simple).toList();
      head(start == null ? Doc.of() : start, test, updates);
    } else {
      lines.line("while (", expressions.print(loop.condition()), ") {");
    }
    body(loop, isFor);
    lines.line(loop.testFirst() ? "}" : "} while (", loop.testFirst() ? "" : test(loop));
  }

  private Doc test(Stmt.While loop) {
    return Doc.of(expressions.print(loop.condition()), ");");
  }

  /**
   * Whether the update stands in the head of a for. It need not where it can stand at the end of
   * the body, and cannot where it is more than a list of expressions.
   */
  private static boolean isFor(Stmt.While loop) {
    List<Stmt> update = loop.update().statements();
    if (!loop.testFirst() || update.isEmpty()) {
      return false;
    }
    boolean brief = update.size() <= 2 && update.stream().allMatch(Stmt.Assign.class::isInstance);
    boolean movable = !Flow.continues(loop.body(), loop.label()) && Flow.completes(loop.body());
    return brief || !movable && update.stream().allMatch(StatementPrinter::isSimple);
  }

  /** The body, with the update at its end unless the head holds it. */
  private void body(Stmt.While loop, boolean isFor) {
    Stmt.Block update = loop.update();
    if (isFor || update.isEmpty()) {
      statements.body(loop.body());
    } else if (!Flow.continues(loop.body(), loop.label())) {
      List<Stmt> all = new ArrayList<>(loop.body().statements());
      if (Flow.completes(loop.body())) {
        all.addAll(update.statements());
      }
      statements.body(Stmt.Block.of(all));
    } else {
      bodyWithContinue(loop);
    }
  }

  /**
   * A continue would skip an update at the end of the body, so it leaves a labelled block before
   * that instead.
   */
  private void bodyWithContinue(Stmt.While loop) {
    context.scope().open();
    lines.indent();
    String label = context.scope().declareLabel("next");
    lines.line(label, ":");
    lines.line("{");
    statements.body(Flow.continueAsBreak(loop.body(), loop.label(), label));
    lines.line("}");
    statements.statements(loop.update());
    lines.unindent();
    context.scope().close();
  }

  private void head(Doc start, Doc test, List<Doc> updates) {
    List<Object> parts = new ArrayList<>(List.of("for (", start, ";", Doc.LINE, test, ";"));
    for (int i = 0; i < updates.size(); i++) {
      parts.add(i == 0 ? "" : ",");
      parts.add(Doc.LINE);
      parts.add(updates.get(i));
    }
    parts.add(") {");
    lines.line(Doc.group(4, parts.toArray()));
  }

  private void useLabel(String label) {
    if (label != null) {
      context.scope().useLabel(label);
      lines.line(label, ":");
    }
  }

  private static boolean isTrue(Expr condition) {
    return condition instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
  }
}
