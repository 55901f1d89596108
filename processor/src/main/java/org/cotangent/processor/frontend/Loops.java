package org.cotangent.processor.frontend;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.ir.Verifier;

/** Lowers loops: counted ones where the counting can be proved, all others as while loops. */
final class Loops {
  private static final Expr TRUE = Expr.Literal.of(true, Type.Primitive.BOOLEAN);

  private final MethodLowering method;
  private final ConstantConditions constants;
  private final CheckpointMarks marks;

  Loops(MethodLowering method) {
    this.method = method;
    this.constants = new ConstantConditions(method.file());
    this.marks = new CheckpointMarks(method.file());
  }

  /** Lowers a loop; {@code label} may be null. */
  void loop(StatementTree tree, String label) {
    method.jumps().inLoop(() -> dispatch(tree, label));
  }

  private void dispatch(StatementTree tree, String label) {
    if (tree instanceof WhileLoopTree loop) {
      Lowered condition = condition(loop.getCondition());
      Stmt.Block body = method.statements().block(loop.getStatement());
      method.scope().emit(testedFirst(condition, body, Stmt.Block.EMPTY, label));
    } else if (tree instanceof DoWhileLoopTree loop) {
      doWhile(loop, label);
    } else if (tree instanceof ForLoopTree loop) {
      wrapped(method.scope().collectBlock(() -> general(loop, label)));
    } else if (tree instanceof EnhancedForLoopTree loop) {
      wrapped(method.scope().collectBlock(() -> overArray(loop, label)));
    } else {
      throw new IllegalArgumentException(tree.getKind() + " is no loop");
    }
  }

  /** A loop with declarations before it gets a block around both. */
  private void wrapped(List<Stmt> statements) {
    if (statements.stream().anyMatch(Stmt.Declare.class::isInstance)) {
      method.scope().emit(new Stmt.Block(statements, method.scope().span()));
    } else {
      method.scope().emitAll(statements);
    }
  }

  private Lowered condition(ExpressionTree tree) {
    if (tree == null || constants.isTrue(tree)) {
      return new Lowered(List.of(), TRUE);
    }
    return method.scope().lower(() -> method.expressions().value(tree));
  }

  /**
   * A condition with side effects is evaluated at the start of the body, which leaves the loop when
   * it fails.
   */
  private Stmt testedFirst(Lowered condition, Stmt.Block body, Stmt.Block update, String label) {
    Span span = method.scope().span();
    if (condition.before().isEmpty()) {
      return new Stmt.While(condition.value(), body, update, true, label, span);
    }
    List<Stmt> whole = new ArrayList<>(leave(condition));
    whole.addAll(body.statements());
    return new Stmt.While(TRUE, new Stmt.Block(whole, body.span()), update, true, label, span);
  }

  private List<Stmt> leave(Lowered condition) {
    Span span = method.scope().span();
    List<Stmt> statements = new ArrayList<>(condition.before());
    Stmt.Block out = Stmt.Block.of(List.of(new Stmt.Break(null, span)));
    statements.add(
        new Stmt.If(Conditionals.negate(condition.value()), out, Stmt.Block.EMPTY, span));
    return statements;
  }

  private void doWhile(DoWhileLoopTree tree, String label) {
    Scope scope = method.scope();
    Span span = scope.span();
    Stmt.Block body = method.statements().block(tree.getStatement());
    Lowered condition = condition(tree.getCondition());
    if (condition.before().isEmpty()) {
      scope.emit(new Stmt.While(condition.value(), body, Stmt.Block.EMPTY, false, label, span));
      return;
    }
    List<Stmt> whole = new ArrayList<>();
    if (Verifier.jumps(body, label, false)) {
      // continue goes to the condition: it is tested at the start of every iteration but the first
      Variable first = scope.fresh("first", Type.Primitive.BOOLEAN);
      Expr isFirst = new Expr.VariableRead(first);
      Expr no = Expr.Literal.of(false, Type.Primitive.BOOLEAN);
      scope.emit(new Stmt.Declare(first, TRUE, span));
      Stmt.Block test = Stmt.Block.of(leave(condition));
      Stmt.Block skip = Stmt.Block.of(List.of(new Stmt.Assign(isFirst, no, span)));
      whole.add(new Stmt.If(isFirst, skip, test, span));
      whole.addAll(body.statements());
    } else {
      whole.addAll(body.statements());
      if (Verifier.completes(body)) {
        whole.addAll(leave(condition));
      }
    }
    Stmt.Block all = new Stmt.Block(whole, body.span());
    scope.emit(new Stmt.While(TRUE, all, Stmt.Block.EMPTY, true, label, span));
  }

  private void general(ForLoopTree tree, String label) {
    Scope scope = method.scope();
    Span span = scope.span();
    List<Stmt> start =
        scope.collect(() -> tree.getInitializer().forEach(method.statements()::statement));
    Lowered condition = condition(tree.getCondition());
    List<Stmt> update = scope.collectBlock(() -> tree.getUpdate().forEach(this::update));
    Stmt.Block body = method.statements().block(tree.getStatement());
    if (condition.before().isEmpty()
        && tree.getInitializer().size() == 1
        && tree.getInitializer().get(0).getKind() == Tree.Kind.VARIABLE) {
      Optional<Stmt.CountedFor> counted =
          CountedLoops.recognise(start, condition.value(), update, body, label, span);
      if (counted.isPresent()) {
        Optional<Stmt.Checkpoint> mark = marks.ofLoop(tree);
        scope.emitAll(start.subList(0, start.size() - 1));
        scope.emit(Stmts.withBlocks(counted.get(), block -> CheckpointMarks.marked(block, mark)));
        return;
      }
    }
    marks.refuse(tree);
    scope.emitAll(start);
    scope.emit(testedFirst(condition, body, Stmt.Block.of(update), label));
  }

  private void update(ExpressionStatementTree tree) {
    method
        .scope()
        .at(
            method.file().text().span(tree),
            () -> method.statements().expression(tree.getExpression()));
  }

  private void overArray(EnhancedForLoopTree tree, String label) {
    Scope scope = method.scope();
    Span span = scope.span();
    Element element = method.file().element(tree.getVariable());
    String name = tree.getVariable().getName().toString();
    if (method.file().type(tree.getExpression()).getKind() != TypeKind.ARRAY) {
      if (!Broken.is(method.expressions().value(tree.getExpression()))) {
        method.refuse(Message.FOREACH_COLLECTION, tree.getExpression());
      }
      Optional<Type> type = method.file().types().map(element.asType());
      type.ifPresent(known -> scope.declare(element, name, known));
      method.statements().block(tree.getStatement());
      return;
    }
    Expr array = method.expressions().value(tree.getExpression());
    Tree at = method.file().text().typeOf(tree.getVariable());
    Type type = method.mappedValue(element.asType(), at, "'" + name + "'");
    Variable index = scope.fresh(List.of("i", "j", "k", name + "Index"), Type.Primitive.INT);
    Variable variable = type == Type.VoidType.VOID ? null : scope.declare(element, name, type);
    Stmt.Block inner = method.statements().block(tree.getStatement());
    if (Broken.is(array) || variable == null) {
      return;
    }
    // the array is evaluated once (JLS 14.14.2)
    Expr fixed =
        isFixed(array, inner)
            ? array
            : scope.save(array, Hints.of(tree.getExpression()) + "Elements");
    List<Stmt> statements = new ArrayList<>();
    Expr read = new Expr.ArrayRead(fixed, new Expr.VariableRead(index));
    if (type.isArray() && Broken.is(method.boxes().fit(type, read, tree.getExpression()))) {
      return;
    }
    if (type instanceof Type.ValueType) {
      // what the array holds is data
      Lowered apart = scope.lower(() -> method.values().fit(type, read, tree.getExpression()));
      statements.addAll(apart.before());
      statements.add(new Stmt.Declare(variable, apart.value(), span));
    } else {
      statements.add(new Stmt.Declare(variable, read, span));
    }
    statements.addAll(inner.statements());
    Stmt.Block body =
        CheckpointMarks.marked(
            new Stmt.Block(statements, inner.span()), marks.ofLoop(tree.getVariable()));
    Expr zero = Expr.Literal.of(0, Type.Primitive.INT);
    scope.emit(
        new Stmt.CountedFor(
            index, zero, BinaryOp.LT, new Expr.ArrayLength(fixed), 1, body, label, span));
  }

  /** Whether an array expression is a plain name that means the same array in every iteration. */
  private static boolean isFixed(Expr array, Stmt.Block body) {
    if (array instanceof Expr.VariableRead read) {
      return !Effects.of(body.statements()).assigned().contains(read.variable());
    }
    return array instanceof Expr.Constant
        || array instanceof Expr.FieldRead field && field.receiver() instanceof Expr.VariableRead;
  }
}
