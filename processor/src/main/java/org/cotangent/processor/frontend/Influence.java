package org.cotangent.processor.frontend;

import com.sun.source.tree.MethodTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.Rule;

/**
 * Whether a parameter can influence what a method returns or writes, by a path that carries a
 * derivative: floating-point numbers all the way, not through a whole number, a comparison, a
 * rounding or a constant method. In {@code return Math.floor(k) * x} there is no such path from
 * {@code k}. For a warning only: wherever it is in doubt there is a path.
 */
final class Influence {
  private final Function function;
  private final Intrinsics intrinsics;
  private final Set<Variable> reached = new HashSet<>();
  private final Set<Variable> fresh = new HashSet<>();
  private final Set<Variable> written = new HashSet<>();
  private boolean output;

  private Influence(Function function, Intrinsics intrinsics) {
    this.function = function;
    this.intrinsics = intrinsics;
  }

  /** Whether there may be a path from a floating-point parameter to an output. */
  static boolean mayReach(Function function, Variable parameter, Intrinsics intrinsics) {
    Influence influence = new Influence(function, intrinsics);
    if (parameter.type().isArray() && isMoreThanRead(function, parameter)) {
      return true;
    }
    influence.findFresh();
    influence.reached.add(parameter);
    int before;
    do {
      before = influence.reached.size();
      Stmts.walk(function.body(), influence::visit);
    } while (!influence.output && influence.reached.size() > before);
    return influence.output || influence.reached.stream().anyMatch(influence::isOutput);
  }

  /** Whether an array may be written, or be known by another name. */
  private static boolean isMoreThanRead(Function function, Variable array) {
    boolean[] found = {false};
    Stmts.walk(
        function.body(),
        stmt -> {
          Expr named = null;
          if (stmt instanceof Stmt.Assign assign) {
            found[0] |= array.equals(Exprs.root(assign.target()));
            named = assign.value();
          } else if (stmt instanceof Stmt.Declare declare) {
            named = declare.init();
          } else if (stmt instanceof Stmt.Fill fill) {
            named = fill.array();
          } else if (stmt instanceof Stmt.ArrayCopy copy) {
            named = copy.target();
          } else if (stmt instanceof Stmt.CallStatement call) {
            found[0] |= call.arguments().stream().anyMatch(each -> isNameOf(each, array));
          }
          found[0] |= named != null && isNameOf(named, array);
        });
    return found[0];
  }

  private static boolean isNameOf(Expr expr, Variable array) {
    return expr.type().isArray()
        && !(expr instanceof Expr.NewArray)
        && Exprs.variables(expr).contains(array);
  }

  /** Arrays that nobody else can see: made where they are declared, and bound nowhere else. */
  private void findFresh() {
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare declare && isNew(declare.init())) {
            fresh.add(declare.variable());
          }
        });
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign assign
              && assign.target() instanceof Expr.VariableRead read) {
            fresh.remove(read.variable());
          } else if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
            fresh.remove(call.target());
          }
        });
  }

  private static boolean isNew(Expr init) {
    return init instanceof Expr.NewArray && init.type().rank() == 1
        || init instanceof Expr.ArrayLiteral && init.type().rank() == 1
        || init instanceof Expr.CloneArray && init.type().rank() == 1;
  }

  /** An array that may be seen from outside, or under another name, has been written. */
  private boolean isOutput(Variable variable) {
    return written.contains(variable) && !fresh.contains(variable);
  }

  private void visit(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      if (s.init() != null && carries(s.init())) {
        reach(s.variable());
      }
    } else if (stmt instanceof Stmt.Assign s) {
      if (carries(s.value())) {
        write(s.target());
      }
    } else if (stmt instanceof Stmt.Fill s) {
      if (carries(s.value())) {
        write(new Expr.ArrayRead(s.array(), Exprs.intLiteral(0)));
      }
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      if (carries(s.source())) {
        write(new Expr.ArrayRead(s.target(), Exprs.intLiteral(0)));
      }
    } else if (stmt instanceof Stmt.CallStatement s) {
      call(s);
    } else if (stmt instanceof Stmt.Return s) {
      output |= s.value() != null && carries(s.value());
    }
  }

  private void call(Stmt.CallStatement call) {
    if (call.callee() instanceof Callee.Operation operation) {
      boolean carries =
          operation.rule().adjoints().keySet().stream()
              .anyMatch(k -> carries(call.arguments().get(k)));
      // numbers in an array are an error of their own
      carries |= call.arguments().stream().anyMatch(each -> each.type().isArray() && carries(each));
      if (carries && call.target() != null) {
        reach(call.target());
      }
      return;
    }
    if (call.callee() instanceof Callee.Constant
        || call.arguments().stream().noneMatch(this::carries)) {
      return;
    }
    if (call.target() != null) {
      reach(call.target());
    }
    for (Expr argument : call.arguments()) {
      if (argument.type().isArray()) {
        write(new Expr.ArrayRead(argument, Exprs.intLiteral(0)));
      } else if (!(argument.type() instanceof Type.Primitive)) {
        output = true; // an object may keep it
      }
    }
  }

  private void write(Expr target) {
    Variable root = Exprs.root(target);
    if (root == null) {
      output = true;
      return;
    }
    if (target instanceof Expr.ArrayRead) {
      written.add(root);
    }
    reach(root);
  }

  private void reach(Variable variable) {
    if (variable.type().isDifferentiable()) {
      reached.add(variable);
    } else if (!(variable.type().leaf() instanceof Type.Primitive)) {
      output = true; // an object may carry it on
    }
  }

  /**
   * Whether a derivative can flow out of an expression; kinds that are not known let it through.
   */
  private boolean carries(Expr expr) {
    if (expr.type().leaf() instanceof Type.Primitive && !expr.type().isDifferentiable()) {
      return false;
    }
    if (expr instanceof Expr.VariableRead read) {
      return reached.contains(read.variable());
    }
    if (expr instanceof Expr.ArrayRead element) {
      return carries(element.array());
    }
    if (expr instanceof Expr.Unary unary) {
      return carries(unary.operand());
    }
    if (expr instanceof Expr.Binary binary) {
      boolean arithmetic = binary.op().precedence() >= BinaryOp.ADD.precedence();
      return arithmetic && (carries(binary.left()) || carries(binary.right()));
    }
    if (expr instanceof Expr.Cast cast) {
      return carries(cast.operand());
    }
    if (expr instanceof Expr.Conditional choice) {
      return carries(choice.whenTrue()) || carries(choice.whenFalse());
    }
    if (expr instanceof Expr.Intrinsic call) {
      boolean constant =
          intrinsics.kind(call.method().key()).filter(Rule.Kind.CONSTANT::equals).isPresent();
      return !constant && call.arguments().stream().anyMatch(this::carries);
    }
    if (expr instanceof Expr.ArrayLiteral literal) {
      return literal.elements().stream().anyMatch(this::carries);
    }
    if (expr instanceof Expr.CloneArray copy) {
      return carries(copy.array());
    }
    boolean data =
        expr instanceof Expr.Literal
            || expr instanceof Expr.Constant
            || expr instanceof Expr.FieldRead
            || expr instanceof Expr.NewArray;
    return !data && mentions(expr, List.copyOf(reached));
  }

  private static boolean mentions(Expr expr, List<Variable> variables) {
    return Exprs.variables(expr).stream().anyMatch(variables::contains);
  }

  /** Warns of the parameters of a method from which no path leads to an output. */
  static void report(FileContext file, MethodTree tree, Function function) {
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      boolean asked = parameter.differentiated() && variable.type().isDifferentiable();
      if (asked && !mayReach(function, variable, file.intrinsics())) {
        tree.getParameters().stream()
            .filter(each -> each.getName().contentEquals(variable.name()))
            .findFirst()
            .ifPresent(
                each -> file.report(Message.NO_INFLUENCE, each, variable.name(), tree.getName()));
      }
    }
  }
}
