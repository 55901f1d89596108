package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * The few rows of a Jacobian, each reversed by code of its own: what cannot depend on the row's
 * element is not there, and a row's numbers are local variables until they are stored, once.
 *
 * <p>{@code u = x[0] * x[1], v = x[1]} of {@code new double[] {u, v}} leave {@code double x0Adjoint
 * = x[1]; double x1Adjoint = x[0];} for the first row, and {@code x0Adjoint = 0; x1Adjoint = 1} for
 * the second. Elements are variables only where the forward sweep reads them in any case, so that
 * the arrays are known to be long enough, and where all subscripts are numbers.
 */
final class SeparateRows {
  private static final int MOST_ROWS = 4;
  private static final int MOST_BYTES = 6000;
  private static final int MOST_ELEMENTS = 24;

  private final Prepared method;
  private final Map<Variable, Variable> jacobians;
  private final ResultElements elements;
  private final List<Stmt> reverse;
  private final Map<Variable, List<Variable>> locals = new LinkedHashMap<>();

  private SeparateRows(
      Prepared method,
      Map<Variable, Variable> jacobians,
      ResultElements elements,
      List<Stmt> reverse) {
    this.method = method;
    this.jacobians = jacobians;
    this.elements = elements;
    this.reverse = reverse;
  }

  /**
   * Takes the rows apart; null when they are many, or long, or more than sums and products.
   *
   * @param jacobians for each differentiated parameter the variable with its rows
   * @param inward adjoints that the reverse sweep has besides those of the parameters
   */
  static SeparateRows find(
      Prepared method,
      Map<Variable, Variable> jacobians,
      ResultElements elements,
      List<Stmt> forward,
      List<Stmt> inward) {
    if (elements == null || elements.count() > MOST_ROWS) {
      return null;
    }
    List<Stmt> reverse = new ArrayList<>(inward);
    reverse.addAll(elements.reverse());
    int bytes = CodeSize.anywhere().of(Stmt.Block.of(reverse));
    if (!KnownSeeds.understands(reverse) || bytes * elements.count() > MOST_BYTES) {
      return null;
    }
    SeparateRows rows = new SeparateRows(method, jacobians, elements, reverse);
    List<Stmt> before = new ArrayList<>(forward);
    elements.values().forEach(value -> before.add(new Stmt.Evaluate(value, Span.NONE)));
    jacobians.keySet().stream()
        .filter(parameter -> parameter.type().rank() == 1)
        .forEach(parameter -> rows.findLocals(parameter, before));
    return rows;
  }

  /** How many elements of a parameter's rows are stored, from the first on; the others are 0. */
  int stored(Variable parameter) {
    return locals.getOrDefault(parameter, List.of()).size();
  }

  private void findLocals(Variable parameter, List<Stmt> forward) {
    Variable adjoint = method.shadows().of(parameter);
    if (Stmts.assigned(Stmt.Block.of(forward)).contains(parameter)) {
      return;
    }
    int[] last = {-1};
    boolean[] plain = {true};
    Stmts.walk(
        Stmt.Block.of(reverse),
        stmt ->
            Stmts.expressions(stmt)
                .forEach(expr -> plain[0] &= numbered(expr, Exprs.read(adjoint), last)));
    int[] read = {-1};
    for (Stmt stmt : forward) {
      if (Stmts.blocks(stmt).isEmpty()) {
        Stmts.expressions(stmt).forEach(expr -> always(expr, Exprs.read(parameter), read));
      }
    }
    if (!plain[0] || last[0] > read[0] || read[0] < 0 || read[0] >= MOST_ELEMENTS) {
      return;
    }
    List<Variable> own = new ArrayList<>();
    for (int k = 0; k <= read[0]; k++) {
      String name = parameter.name() + k + "Adjoint";
      own.add(method.fresh().variable(name, parameter.type().elementType()));
    }
    locals.put(parameter, own);
  }

  /** Whether an array is read at subscripts only that are numbers; finds the largest. */
  private static boolean numbered(Expr expr, Expr array, int[] last) {
    if (expr.equals(array)) {
      return false;
    }
    Integer subscript = subscript(expr, array);
    if (subscript != null) {
      last[0] = Math.max(last[0], subscript);
      return subscript >= 0;
    }
    boolean plain = true;
    for (Expr part : Exprs.children(expr)) {
      plain &= numbered(part, array, last);
    }
    return plain;
  }

  private static Integer subscript(Expr expr, Expr array) {
    return expr instanceof Expr.ArrayRead read
            && read.array().equals(array)
            && read.index() instanceof Expr.Literal literal
            && literal.value() instanceof Integer number
        ? number
        : null;
  }

  /** Finds the largest subscript of an array that is read whenever an expression is evaluated. */
  private static void always(Expr expr, Expr array, int[] last) {
    Integer subscript = subscript(expr, array);
    if (subscript != null) {
      last[0] = Math.max(last[0], subscript);
    } else if (expr instanceof Expr.Conditional choice) {
      always(choice.condition(), array, last);
    } else if (expr instanceof Expr.Binary binary
        && (binary.op() == BinaryOp.CONDITIONAL_AND || binary.op() == BinaryOp.CONDITIONAL_OR)) {
      always(binary.left(), array, last);
    } else {
      Exprs.children(expr).forEach(part -> always(part, array, last));
    }
  }

  // ---------------------------------------------------------------- code

  /**
   * All rows, one after the other.
   *
   * @param putBack what comes between two of them
   * @param reciprocals whether quotients by the same variable share its reciprocal
   */
  List<Stmt> code(List<Stmt> putBack, boolean reciprocals, Journal journal) {
    List<List<Stmt>> rows = new ArrayList<>();
    for (int row = 0; row < elements.count(); row++) {
      rows.add(row(row));
    }
    SharedReciprocals shared =
        new SharedReciprocals(method, reciprocals ? rows : List.of(), journal);
    journal.decide(
        elements.span(),
        Optimization.SEPARATE_ROWS,
        "each row of the Jacobian has a reverse sweep of its own, without what can only be 0 in it");
    List<Stmt> out = new ArrayList<>(shared.before());
    for (int row = 0; row < elements.count(); row++) {
      out.add(Remarks.comment("Row " + row + " of the Jacobian."));
      List<Stmt> code = new ArrayList<>(row == 0 ? List.of() : putBack);
      code.addAll(renamed(shared.in(rows.get(row))));
      out.add(Stmt.Block.of(SplitMethods.lend(code, method.fresh())));
    }
    return out;
  }

  private List<Stmt> row(int row) {
    List<Stmt> code = new ArrayList<>();
    Set<Variable> sums = new LinkedHashSet<>();
    jacobians.forEach(
        (parameter, jacobian) -> {
          Variable adjoint = method.shadows().of(parameter);
          if (locals.containsKey(parameter)) {
            for (Variable local : locals.get(parameter)) {
              code.add(new Stmt.Declare(local, Exprs.zero(local.type()), Span.NONE));
              sums.add(local);
            }
          } else if (parameter.type().isArray()) {
            code.add(new Stmt.Declare(adjoint, at(jacobian, row), Span.NONE));
          } else {
            code.add(SplitMethods.adjointDeclaration(method, parameter));
          }
        });
    reverse.forEach(stmt -> code.add(Stmts.mapExpressions(stmt, this::withLocals)));
    jacobians.forEach((parameter, jacobian) -> code.addAll(stores(parameter, jacobian, row)));
    Set<Variable> zero = new LinkedHashSet<>(elements.seeds());
    Variable one = elements.seeds().get(row);
    zero.remove(one);
    KnownSeeds seeds =
        new KnownSeeds(
            variable -> sums.contains(variable) || method.shadows().primal(variable) != null);
    return seeds.apply(code, Set.of(one), zero);
  }

  private List<Stmt> stores(Variable parameter, Variable jacobian, int row) {
    List<Stmt> out = new ArrayList<>();
    Variable adjoint = method.shadows().of(parameter);
    if (!parameter.type().isArray()) {
      out.add(new Stmt.Assign(at(jacobian, row), Exprs.read(adjoint), Span.NONE));
    } else if (locals.containsKey(parameter)) {
      List<Variable> own = locals.get(parameter);
      out.add(new Stmt.Declare(adjoint, at(jacobian, row), Span.NONE));
      for (int k = 0; k < own.size(); k++) {
        out.add(new Stmt.Assign(at(adjoint, k), Exprs.read(own.get(k)), Span.NONE));
      }
    }
    return out;
  }

  private Expr withLocals(Expr expr) {
    return Exprs.rewrite(
        expr,
        node -> {
          for (Map.Entry<Variable, List<Variable>> entry : locals.entrySet()) {
            Expr array = Exprs.read(method.shadows().of(entry.getKey()));
            Integer subscript = subscript(node, array);
            if (subscript != null) {
              return Exprs.read(entry.getValue().get(subscript));
            }
          }
          return node;
        });
  }

  private static Expr at(Variable array, int index) {
    return new Expr.ArrayRead(Exprs.read(array), Exprs.intLiteral(index));
  }

  /** The same code with variables of its own. */
  private List<Stmt> renamed(List<Stmt> code) {
    Map<Variable, Variable> names = new LinkedHashMap<>();
    Map<Variable, Expr> reads = new LinkedHashMap<>();
    for (Variable variable : Stmts.declared(Stmt.Block.of(code))) {
      Variable other = method.fresh().variable(variable.name(), variable.type());
      names.put(variable, other);
      reads.put(variable, Exprs.read(other));
    }
    Stmt.Block declared =
        Stmts.expand(
            Stmt.Block.of(code),
            (original, stmt) ->
                List.of(
                    stmt instanceof Stmt.Declare s
                        ? new Stmt.Declare(names.get(s.variable()), s.init(), s.span())
                        : stmt));
    return Stmts.mapExpressions(declared, expr -> Exprs.substitute(expr, reads)).statements();
  }
}
