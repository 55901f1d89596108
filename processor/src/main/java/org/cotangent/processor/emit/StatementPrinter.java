package org.cotangent.processor.emit;

import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Origins;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/** Prints statements, a line or more each. */
final class StatementPrinter {
  private final MethodContext context;
  private final Lines lines;
  private final ExpressionPrinter expressions;
  private final AssignmentPrinter assignments;
  private final CallPrinter calls;
  private final LoopPrinter loops;

  StatementPrinter(MethodContext context, Lines lines) {
    this.context = context;
    this.lines = lines;
    this.expressions = new ExpressionPrinter(context);
    this.assignments = new AssignmentPrinter(context, expressions);
    this.calls = new CallPrinter(context, expressions);
    this.loops = new LoopPrinter(context, lines, this, expressions, assignments);
  }

  /** The statements of a block, without braces, in the scope that is open. */
  void statements(Stmt.Block block) {
    List<Stmt> all = block.statements();
    Origins origins = new Origins(all, lines.origin());
    String comment = null;
    for (int i = 0; i < all.size(); i++) {
      Stmt statement = all.get(i);
      lines.origin(origins.of(i));
      if (statement instanceof Stmt.Comment line) {
        if (!line.text().equals(comment)) {
          lines.line(Texts.comment(line.text(), lines.indentation()));
        }
        comment = line.text();
        continue;
      }
      comment = null;
      if (i + 2 < all.size() && returnsCall(statement, all.get(i + 1), all.get(i + 2))) {
        i += 2;
      } else if (i + 1 < all.size() && startsWith(statement, all.get(i + 1))) {
        i++;
      } else {
        statement(statement);
      }
    }
    lines.origin(origins.around());
  }

  /**
   * Statements in a scope of their own, one step further in, between the braces of a compound
   * statement.
   */
  void body(Stmt.Block block) {
    context.scope().open();
    lines.indent();
    statements(block);
    lines.unindent();
    context.scope().close();
  }

  /** Prints {@code return f(x);} for a call whose result is only returned, if it is one. */
  private boolean returnsCall(Stmt first, Stmt second, Stmt third) {
    if (first instanceof Stmt.Declare declare
        && declare.init() == null
        && second instanceof Stmt.CallStatement call
        && declare.variable().equals(call.target())
        && third instanceof Stmt.Return exit
        && new Expr.VariableRead(declare.variable()).equals(exit.value())
        && declare.variable().type().equals(context.returnType())) {
      lines.line("return ", calls.call(call), ";");
      return true;
    }
    return false;
  }

  /**
   * Prints a declaration together with the statement that gives the variable its first value, if it
   * can.
   */
  private boolean startsWith(Stmt first, Stmt second) {
    if (!(first instanceof Stmt.Declare declare) || declare.init() != null) {
      return false;
    }
    Variable variable = declare.variable();
    if (second instanceof Stmt.Assign assign
        && assign.target().equals(new Expr.VariableRead(variable))) {
      statement(new Stmt.Declare(variable, assign.value(), assign.span()));
      return true;
    }
    if (second instanceof Stmt.CallStatement call && variable.equals(call.target())) {
      lines.line(assignments.initialised(declare, calls.call(call)), ";");
      return true;
    }
    return false;
  }

  private void statement(Stmt statement) {
    if (statement instanceof Stmt.Block block) {
      block(block);
    } else if (statement instanceof Stmt.If branch) {
      branch(branch);
    } else if (statement instanceof Stmt.CountedFor loop) {
      loops.counted(loop);
    } else if (statement instanceof Stmt.While loop) {
      loops.loop(null, loop);
    } else if (statement instanceof Stmt.Declare declare) {
      lines.line(assignments.declaration(declare), ";");
    } else if (statement instanceof Stmt.Break jump) {
      lines.line(jump.label() == null ? "break;" : "break " + jump.label() + ";");
    } else if (statement instanceof Stmt.Continue jump) {
      lines.line(jump.label() == null ? "continue;" : "continue " + jump.label() + ";");
    } else if (statement instanceof Stmt.Return exit) {
      returns(exit);
    } else if (statement instanceof Stmt.Throw exit) {
      lines.line("throw ", expressions.print(exit.value()), ";");
    } else if (statement instanceof Stmt.Assert check) {
      lines.line(assertion(check), ";");
    } else if (statement instanceof Stmt.Scoped scoped) {
      scoped(scoped);
    } else if (statement instanceof Stmt.Labelled labelled) {
      labelled(labelled);
    } else {
      lines.line(simple(statement), ";");
    }
  }

  /** A statement that is an expression to Java, without its semicolon. */
  Doc simple(Stmt statement) {
    if (statement instanceof Stmt.Assign assign) {
      return assignments.assignment(assign);
    } else if (statement instanceof Stmt.CallStatement call) {
      Doc value = calls.call(call);
      return call.target() == null
          ? value
          : Doc.group(4, context.scope().name(call.target()), " =", Doc.LINE, value);
    } else if (statement instanceof Stmt.Fill fill) {
      return calls.fill(fill);
    } else if (statement instanceof Stmt.ArrayCopy copy) {
      return calls.copy(copy);
    } else if (statement instanceof Stmt.RuntimeCall call) {
      return calls.runtime(call);
    } else if (statement instanceof Stmt.Evaluate evaluated) {
      return expressions.print(evaluated.value());
    } else if (statement instanceof Stmt.Push push) {
      String method = push.value().type() instanceof Primitive ? ".push" : ".pushArray";
      return Doc.call(
          Doc.of(context.tapeName() + method), List.of(expressions.print(push.value())));
    } else if (statement instanceof Stmt.TapeCopy copy) {
      return Doc.call(
          Doc.of(context.tapeName() + (copy.back() ? ".popElements" : ".pushElements")),
          List.of(
              expressions.print(copy.array()),
              expressions.passed(copy.from(), Primitive.LONG),
              expressions.passed(copy.to(), Primitive.LONG)));
    } else if (statement instanceof Stmt.TapeLoop loop) {
      Expr place = Expr.Literal.of(loop.place(), new Type.ReferenceType("java.lang.String"));
      return Doc.call(Doc.of(context.tapeName() + ".loop"), List.of(expressions.print(place)));
    } else if (statement instanceof Stmt.Release release) {
      Doc mark = expressions.print(release.mark());
      return Doc.call(Doc.of(context.tapeName(), ".release"), List.of(mark));
    }
    throw new IllegalStateException("no Java for " + statement);
  }

  /** Whether {@link #simple} prints it. */
  static boolean isSimple(Stmt statement) {
    return statement instanceof Stmt.Assign
        || statement instanceof Stmt.CallStatement
        || statement instanceof Stmt.Fill
        || statement instanceof Stmt.ArrayCopy
        || statement instanceof Stmt.RuntimeCall
        || statement instanceof Stmt.Evaluate
        || statement instanceof Stmt.Push
        || statement instanceof Stmt.TapeCopy
        || statement instanceof Stmt.TapeLoop
        || statement instanceof Stmt.Release;
  }

  private void block(Stmt.Block block) {
    if (block.isEmpty()) {
      return;
    }
    if (loops.isForWithStart(block)) {
      loops.withStart(block);
      return;
    }
    lines.line("{");
    body(block);
    lines.line("}");
  }

  /** An if with its else-ifs, as one chain. */
  private void branch(Stmt.If first) {
    String head = "if (";
    Stmt.If branch = first;
    while (true) {
      Stmt.Block then = branch.then();
      Stmt.Block otherwise = branch.otherwise();
      Expr condition = branch.condition();
      if (then.isEmpty() && !otherwise.isEmpty()) {
        condition = new Expr.Unary(UnaryOp.NOT, condition, Primitive.BOOLEAN);
        then = otherwise;
        otherwise = Stmt.Block.EMPTY;
      }
      lines.line(head, expressions.print(condition), then.isEmpty() ? ") {}" : ") {");
      if (then.isEmpty()) {
        return;
      }
      body(then);
      if (otherwise.statements().size() == 1
          && otherwise.statements().get(0) instanceof Stmt.If next) {
        head = "} else if (";
        branch = next;
        continue;
      }
      if (!otherwise.isEmpty()) {
        lines.line("} else {");
        body(otherwise);
      }
      lines.line("}");
      return;
    }
  }

  private void labelled(Stmt.Labelled labelled) {
    context.scope().useLabel(labelled.label());
    lines.line(labelled.label(), ":");
    lines.line("{");
    body(labelled.body());
    lines.line("}");
  }

  /** Not as a resource: javac would complain of one that nothing mentions. */
  private void scoped(Stmt.Scoped scoped) {
    Doc type = context.classes().of(scoped.scope().type());
    String name = context.scope().declare(scoped.scope());
    lines.line(type, " ", name, " = ", type, ".open();");
    lines.line("try {");
    body(scoped.body());
    lines.line("} finally {");
    lines.indent();
    lines.line(name, ".close();");
    lines.unindent();
    lines.line("}");
  }

  private Doc assertion(Stmt.Assert check) {
    Doc condition = expressions.print(check.condition());
    return check.detail() == null
        ? Doc.of("assert ", condition)
        : Doc.group(4, "assert ", condition, Doc.LINE, ": ", expressions.print(check.detail()));
  }

  private void returns(Stmt.Return exit) {
    Type type = context.returnType();
    if (exit.value() == null) {
      lines.line("return;");
    } else {
      lines.line("return ", expressions.assigned(exit.value(), type), ";");
    }
  }
}
