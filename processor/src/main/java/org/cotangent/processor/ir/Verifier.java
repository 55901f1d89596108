package org.cotangent.processor.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what every lowered method must keep: a variable is declared, once, before it is used and
 * in scope; types fit; an allocation is a whole right-hand side; a call passes as many arguments as
 * its callee takes; labels and jumps have their loop; a counted loop keeps its promises. A
 * violation is a defect of Cotangent, so it throws.
 */
public final class Verifier {
  private final Deque<Set<Variable>> scopes = new ArrayDeque<>();
  private final Deque<String> loops = new ArrayDeque<>();
  private final Deque<String> labels = new ArrayDeque<>();
  private final Set<Integer> numbers = new HashSet<>();
  private final Set<Variable> frozen = new HashSet<>();
  private final Type returnType;
  private Stmt current;

  private Verifier(Type returnType) {
    this.returnType = returnType;
  }

  /** Checks all functions of a unit, and that every call inside the file meets its function. */
  public static void verify(SourceUnit unit) {
    unit.helpers().forEach(Verifier::verify);
    for (SourceUnit.Target target : unit.targets()) {
      if (unit.function(target.function().key()).isEmpty()) {
        throw new IllegalStateException(target.function().key() + " is no helper of its unit");
      }
    }
    unit.helpers().forEach(function -> new Calls(unit).check(function.body()));
  }

  /** Checks one function. */
  public static void verify(Function function) {
    Verifier verifier = new Verifier(function.returnType());
    verifier.scopes.push(new HashSet<>());
    if (function.receiver() != null) {
      verifier.declare(function.receiver());
    }
    function.parameters().forEach(parameter -> verifier.declare(parameter.variable()));
    verifier.block(function.body());
    if (function.returnType() != Type.VoidType.VOID && completes(function.body())) {
      throw new IllegalStateException(
          "a path of " + function.key() + " ends without a return:\n" + Printer.print(function));
    }
  }

  /** Whether control can reach the end of a statement, judged as javac does (JLS 14.22). */
  public static boolean completes(Stmt statement) {
    if (statement instanceof Stmt.Block block) {
      return block.statements().stream().allMatch(Verifier::completes);
    }
    if (statement instanceof Stmt.If branch) {
      return completes(branch.then()) || completes(branch.otherwise());
    }
    if (statement instanceof Stmt.While loop) {
      boolean endless =
          loop.condition() instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
      boolean testReached =
          loop.testFirst() || completes(loop.body()) || jumps(loop.body(), loop.label(), false);
      return (!endless && testReached) || jumps(loop.body(), loop.label(), true);
    }
    if (statement instanceof Stmt.Labelled block) {
      return completes(block.body()) || Stmts.breaksTo(block.body(), block.label());
    }
    return !(statement instanceof Stmt.Return
        || statement instanceof Stmt.Throw
        || statement instanceof Stmt.Break
        || statement instanceof Stmt.Continue);
  }

  /** Whether a loop's body holds a break (or else a continue) of this very loop. */
  public static boolean jumps(Stmt body, String label, boolean byBreak) {
    return jumps(body, label, byBreak, false);
  }

  private static boolean jumps(Stmt statement, String label, boolean byBreak, boolean inner) {
    if (statement instanceof Stmt.Block block) {
      return block.statements().stream().anyMatch(each -> jumps(each, label, byBreak, inner));
    }
    if (statement instanceof Stmt.If branch) {
      return jumps(branch.then(), label, byBreak, inner)
          || jumps(branch.otherwise(), label, byBreak, inner);
    }
    if (statement instanceof Stmt.While loop) {
      return jumps(loop.body(), label, byBreak, true) || jumps(loop.update(), label, byBreak, true);
    }
    if (statement instanceof Stmt.CountedFor loop) {
      return jumps(loop.body(), label, byBreak, true);
    }
    if (statement instanceof Stmt.Labelled block) {
      return jumps(block.body(), label, byBreak, inner);
    }
    if (byBreak && statement instanceof Stmt.Break leave) {
      return leave.label() == null ? !inner : leave.label().equals(label);
    }
    if (!byBreak && statement instanceof Stmt.Continue next) {
      return next.label() == null ? !inner : next.label().equals(label);
    }
    return false;
  }

  private void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what + " in:\n" + Printer.print(current));
    }
  }

  private void declare(Variable variable) {
    if (!numbers.add(variable.number())) {
      throw new IllegalStateException("the number of " + variable + " is given twice");
    }
    scopes.peek().add(variable);
  }

  private boolean inScope(Variable variable) {
    return scopes.stream().anyMatch(scope -> scope.contains(variable));
  }

  private void block(Stmt.Block block) {
    scopes.push(new HashSet<>());
    block.statements().forEach(this::statement);
    scopes.pop();
  }

  private void statement(Stmt statement) {
    current = statement;
    if (statement instanceof Stmt.Block block) {
      block(block);
    } else if (statement instanceof Stmt.Declare declare) {
      require(declare.variable().type() != Type.VoidType.VOID, "a variable of type void");
      if (declare.init() != null) {
        whole(declare.init());
        require(assignable(declare.variable().type(), declare.init()), "types differ");
      }
      declare(declare.variable());
    } else if (statement instanceof Stmt.Assign assign) {
      target(assign.target());
      whole(assign.value());
      require(assignable(assign.target().type(), assign.value()), "types differ");
    } else if (statement instanceof Stmt.If branch) {
      condition(branch.condition());
      block(branch.then());
      block(branch.otherwise());
    } else if (statement instanceof Stmt.CountedFor loop) {
      counted(loop);
    } else if (statement instanceof Stmt.While loop) {
      general(loop);
    } else if (statement instanceof Stmt.Labelled labelled) {
      labels.push(labelled.label());
      block(labelled.body());
      labels.pop();
    } else if (statement instanceof Stmt.Return result) {
      require((result.value() == null) == (returnType == Type.VoidType.VOID), "a wrong return");
      if (result.value() != null) {
        whole(result.value());
        require(assignable(returnType, result.value()), "the result has another type");
      }
    } else {
      simple(statement);
    }
  }

  private void simple(Stmt statement) {
    if (statement instanceof Stmt.CallStatement call) {
      call.arguments().forEach(this::expression);
      if (call.target() != null) {
        target(new Expr.VariableRead(call.target()));
        require(call.target().type().equals(call.callee().returnType()), "types differ");
      }
    } else if (statement instanceof Stmt.Break leave) {
      require(
          hasLoop(leave.label()) || leave.label() != null && labels.contains(leave.label()),
          "a break without its loop or block");
    } else if (statement instanceof Stmt.Continue next) {
      require(hasLoop(next.label()), "a continue without its loop");
    } else if (statement instanceof Stmt.Throw thrown) {
      expression(thrown.value());
      require(thrown.value().type() instanceof Type.ReferenceType, "a throw of no object");
    } else if (statement instanceof Stmt.Assert check) {
      condition(check.condition());
      if (check.detail() != null) {
        expression(check.detail());
      }
    } else if (statement instanceof Stmt.Evaluate evaluated) {
      require(evaluated.value() instanceof Expr.DataCall, "an evaluation of no call");
      ExpressionParts.of(evaluated.value()).forEach(this::expression);
    } else if (statement instanceof Stmt.Fill fill) {
      expression(fill.array());
      require((fill.from() == null) == (fill.to() == null), "half a range");
      if (fill.from() != null) {
        expression(fill.from());
        expression(fill.to());
      }
      expression(fill.value());
      require(assignable(fill.array().type().elementType(), fill.value()), "types differ");
    } else if (statement instanceof Stmt.ArrayCopy copy) {
      List.of(copy.source(), copy.sourcePosition(), copy.target(), copy.targetPosition())
          .forEach(this::expression);
      expression(copy.length());
      require(copy.source().type().equals(copy.target().type()), "types differ");
    } else if (statement instanceof Stmt.Push push) {
      expression(push.value());
    } else if (statement instanceof Stmt.TapeCopy copy) {
      List.of(copy.array(), copy.from(), copy.to()).forEach(this::expression);
      require(copy.array().type().rank() == 1, "a copy of rows");
    } else if (statement instanceof Stmt.RuntimeCall call) {
      call.arguments().forEach(this::expression);
    }
  }

  private void counted(Stmt.CountedFor loop) {
    Type type = loop.index().type();
    require(type == Type.Primitive.INT || type == Type.Primitive.LONG, "an index of type " + type);
    boolean up = loop.relation() == BinaryOp.LT || loop.relation() == BinaryOp.LE;
    boolean down = loop.relation() == BinaryOp.GT || loop.relation() == BinaryOp.GE;
    require(up ? loop.step() > 0 : down && loop.step() < 0, "a step against its relation");
    expression(loop.from());
    expression(loop.bound());
    Set<Variable> added = new HashSet<>();
    added.add(loop.index());
    ExpressionParts.variables(loop.bound()).forEach(added::add);
    added.removeAll(frozen);
    frozen.addAll(added);
    scopes.push(new HashSet<>());
    declare(loop.index());
    loops.push(loop.label() == null ? "" : loop.label());
    block(loop.body());
    loops.pop();
    scopes.pop();
    frozen.removeAll(added);
  }

  private void general(Stmt.While loop) {
    condition(loop.condition());
    require(loop.testFirst() || loop.update().isEmpty(), "a do-while with an update");
    loops.push(loop.label() == null ? "" : loop.label());
    block(loop.body());
    block(loop.update());
    loops.pop();
  }

  private boolean hasLoop(String label) {
    return label == null ? !loops.isEmpty() : loops.contains(label);
  }

  private void condition(Expr condition) {
    expression(condition);
    require(condition.type() == Type.Primitive.BOOLEAN, "a condition that is not boolean");
  }

  private void target(Expr target) {
    expression(target);
    require(
        target instanceof Expr.VariableRead || target instanceof Expr.ArrayRead, "a wrong target");
    if (target instanceof Expr.VariableRead read) {
      require(
          !frozen.contains(read.variable()),
          "an assignment to the index or bound " + read.variable() + " of a counted loop");
    }
  }

  /** A whole right-hand side, which may allocate. */
  private void whole(Expr expression) {
    if (expression instanceof Expr.ArrayLiteral literal) {
      require(literal.type().isArray(), "an array literal without an array type");
      literal.elements().forEach(this::whole);
      literal
          .elements()
          .forEach(
              element ->
                  require(assignable(literal.type().elementType(), element), "types differ"));
    } else if (expression instanceof Expr.NewArray array) {
      require(
          !array.dimensions().isEmpty() && array.dimensions().size() <= array.type().rank(),
          "a wrong number of dimensions");
      array.dimensions().forEach(this::expression);
    } else if (expression instanceof Expr.CloneArray clone) {
      expression(clone.array());
    } else {
      expression(expression);
    }
  }

  private void expression(Expr expression) {
    require(
        !(expression instanceof Expr.NewArray
            || expression instanceof Expr.ArrayLiteral
            || expression instanceof Expr.CloneArray),
        "an allocation inside an expression");
    require(expression.type() != null, "an expression without a type");
    require(expression.type() != Type.VoidType.VOID, "an expression of type void");
    if (expression instanceof Expr.VariableRead read) {
      require(inScope(read.variable()), read.variable() + " is used out of its scope");
    }
    if (expression instanceof Expr.Intrinsic intrinsic) {
      require(
          intrinsic.arguments().size() == intrinsic.method().parameterTypes().size(),
          "a wrong number of arguments");
    }
    if (expression instanceof Expr.ArrayRead read) {
      require(read.array().type().isArray(), "an index into " + read.array().type());
      require(
          read.index().type().isIntegral() && read.index().type() != Type.Primitive.LONG,
          "an index of type " + read.index().type());
    }
    if (expression instanceof Expr.ArrayLength length) {
      require(length.array().type().isArray(), "the length of " + length.array().type());
    }
    if (expression instanceof Expr.Binary binary) {
      require(TypeRules.binary(binary), "operands that do not fit " + binary.op().symbol());
    }
    if (expression instanceof Expr.Conditional conditional) {
      require(conditional.condition().type() == Type.Primitive.BOOLEAN, "a wrong condition");
    }
    ExpressionParts.of(expression).forEach(this::expression);
  }

  private static boolean assignable(Type target, Expr value) {
    return TypeRules.assignable(target, value);
  }

  /** Checks that calls inside the file meet their functions. */
  private record Calls(SourceUnit unit) {
    void check(Stmt statement) {
      if (statement instanceof Stmt.CallStatement call
          && call.callee() instanceof Callee.Local local) {
        Function callee =
            unit.function(local.key())
                .orElseThrow(
                    () -> new IllegalStateException("no body of " + local.key() + " in the unit"));
        int takes = callee.parameters().size() + (callee.receiver() == null ? 0 : 1);
        if (call.arguments().size() != takes || !callee.returnType().equals(local.returnType())) {
          throw new IllegalStateException("a call that does not fit in:\n" + Printer.print(call));
        }
      }
      inner(statement).forEach(this::check);
    }

    private static List<Stmt> inner(Stmt statement) {
      if (statement instanceof Stmt.Block block) {
        return block.statements();
      }
      List<Stmt> parts = new ArrayList<>();
      if (statement instanceof Stmt.If branch) {
        parts.add(branch.then());
        parts.add(branch.otherwise());
      } else if (statement instanceof Stmt.While loop) {
        parts.add(loop.body());
        parts.add(loop.update());
      } else if (statement instanceof Stmt.CountedFor loop) {
        parts.add(loop.body());
      } else if (statement instanceof Stmt.Labelled labelled) {
        parts.add(labelled.body());
      }
      return parts;
    }
  }
}
