package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * A record that an annotated method returns. The pullback of a seed is the gradient of the sum of
 * all components, each number times its seed. So the method becomes one that takes the seed's
 * components as data and returns this sum: whatever the components share, or are, it is right.
 * Nobody needs the sum itself: the forward sweep ends before it.
 *
 * @param seed the record of the seeds, as a parameter that is not differentiated by
 * @param parts the variables that hold the components when the method returns, those of nested
 *     records in their place
 * @param sums the variables that hold sums, that of everything last; what comes after the
 *     declaration of the first computes them
 */
public record RecordResult(RecordParameter seed, List<Variable> parts, List<Variable> sums) {
  private static final String ADJOINTS = "org.cotangent.runtime.Adjoints";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");
  private static final Type DOUBLE = Type.Primitive.DOUBLE;

  public RecordResult {
    parts = List.copyOf(parts);
    sums = List.copyOf(sums);
  }

  /** The type that the user's method returns. */
  Type type() {
    return seed.whole();
  }

  // ---------------------------------------------------------------- the sum

  /** The same method with one return, which is its last statement. */
  static Function singleExit(Function function) {
    Normal normal = Normalise.apply(function);
    List<Stmt> body = new ArrayList<>(normal.body().statements());
    Stmt last = body.isEmpty() ? null : body.get(body.size() - 1);
    Expr result = normal.result();
    if (last instanceof Stmt.Declare declare
        && declare.init() != null
        && Exprs.read(declare.variable()).equals(result)) {
      body.remove(body.size() - 1);
      result = declare.init();
    }
    body.add(new Stmt.Return(result, normal.resultSpan()));
    return new Function(
        function.key(),
        function.receiver(),
        function.parameters(),
        function.returnType(),
        new Stmt.Block(body, function.body().span()),
        function.strict(),
        function.span());
  }

  /**
   * Ends a body with the sum instead of the record.
   *
   * @param values the components
   * @param type the record
   * @param frame makes the seed's components
   */
  static RecordResult append(
      List<Expr> values,
      Type.ValueType type,
      ValueFrame frame,
      Fresh fresh,
      Span span,
      List<Stmt> body) {
    Variable seed = fresh.variable("seed", type);
    List<Variable> seeds = frame.declare(seed);
    List<Variable> parts = new ArrayList<>();
    List<Variable> results = frame.declare(fresh.variable("result", type));
    for (int k = 0; k < results.size(); k++) {
      Expr value = ValueFrame.converted(values.get(k), results.get(k).type());
      body.add(new Stmt.Declare(results.get(k), value, span));
      parts.add(results.get(k));
    }
    List<Variable> sums = new ArrayList<>();
    Expr sum = null;
    for (int k = 0; k < parts.size(); k++) {
      Variable part = parts.get(k);
      if (part.type().isDifferentiable()) {
        Expr given = Exprs.read(seeds.get(k));
        Expr term =
            part.type().isArray()
                ? sum(part, given, fresh, span, sums, body)
                : product(Exprs.read(part), given);
        sum = sum == null ? term : new Expr.Binary(BinaryOp.ADD, sum, term, DOUBLE);
      }
    }
    Variable all = fresh.distinct("sum", DOUBLE);
    sums.add(all);
    body.add(new Stmt.Declare(all, sum, span));
    body.add(new Stmt.Return(Exprs.read(all), span));
    return new RecordResult(new RecordParameter("seed", type, seeds, false), parts, sums);
  }

  /** The sum of an array, in a variable of its own: nothing is done in reverse if it is data. */
  private static Expr sum(
      Variable part, Expr seed, Fresh fresh, Span span, List<Variable> sums, List<Stmt> body) {
    Variable sum = fresh.distinct(part.name() + "Sum", DOUBLE);
    sums.add(sum);
    body.add(new Stmt.Declare(sum, Expr.Literal.of(0.0, DOUBLE), span));
    body.add(add(sum, Exprs.read(part), seed, fresh, span));
    return Exprs.read(sum);
  }

  private static Stmt add(Variable sum, Expr part, Expr seed, Fresh fresh, Span span) {
    if (!part.type().isArray()) {
      Expr next = new Expr.Binary(BinaryOp.ADD, Exprs.read(sum), product(part, seed), DOUBLE);
      return new Stmt.Assign(Exprs.read(sum), next, span);
    }
    Variable index = fresh.distinct("i", Type.Primitive.INT);
    Expr at = Exprs.read(index);
    Stmt inner = add(sum, new Expr.ArrayRead(part, at), new Expr.ArrayRead(seed, at), fresh, span);
    return new Stmt.CountedFor(
        index,
        Exprs.intLiteral(0),
        BinaryOp.LT,
        new Expr.ArrayLength(part),
        1,
        Stmt.Block.of(List.of(inner)),
        null,
        span);
  }

  private static Expr product(Expr part, Expr seed) {
    return new Expr.Binary(BinaryOp.MUL, wide(part), wide(seed), DOUBLE);
  }

  private static Expr wide(Expr number) {
    return number.type() == DOUBLE ? number : new Expr.Cast(DOUBLE, number);
  }

  // ---------------------------------------------------------------- the pullback

  /** The forward sweep without the sum. */
  List<Stmt> withoutSum(List<Stmt> forward) {
    for (int k = 0; k < forward.size(); k++) {
      if (!isDeclaration(forward.get(k), sums.get(0))) {
        continue;
      }
      Stmt.Block rest = Stmt.Block.of(forward.subList(k, forward.size()));
      Stmts.walk(
          rest,
          stmt -> {
            if (stmt instanceof Stmt.Push
                || stmt instanceof Stmt.TapeCopy
                || stmt instanceof Stmt.CallStatement) {
              throw new IllegalStateException("the sum of the results keeps something: " + stmt);
            }
          });
      return List.copyOf(forward.subList(0, k));
    }
    throw new IllegalStateException("no sum of the results in " + forward);
  }

  /**
   * The reverse sweep without products by the adjoints of the sums, which are 1.
   *
   * @param shadows knows these adjoints
   */
  List<Stmt> withoutOnes(List<Stmt> reverse, Shadows shadows) {
    Set<Variable> changed = new LinkedHashSet<>();
    for (Stmt stmt : reverse) {
      Stmts.walk(
          stmt,
          each -> {
            if (each instanceof Stmt.Assign assign) {
              changed.add(Exprs.root(assign.target()));
            }
          });
    }
    List<Stmt> plain = reverse;
    for (int k = sums.size() - 1; k >= 0; k--) {
      Variable one = shadows.of(sums.get(k));
      if (changed.contains(one)) {
        return plain; // what its value is then is not known here
      }
      boolean known = true;
      for (Stmt stmt : plain) {
        known &=
            !isDeclaration(stmt, one)
                || ((Stmt.Declare) stmt).init() instanceof Expr.Literal literal
                    && Double.valueOf(1).equals(literal.value());
      }
      if (known) {
        plain = replaced(plain, one);
      }
    }
    return plain;
  }

  private static List<Stmt> replaced(List<Stmt> stmts, Variable one) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : stmts) {
      if (!isDeclaration(stmt, one)) {
        out.add(
            Stmts.mapExpressions(stmt, expr -> Exprs.rewrite(expr, node -> withoutOne(node, one))));
      }
    }
    return out;
  }

  private static boolean isDeclaration(Stmt stmt, Variable variable) {
    return stmt instanceof Stmt.Declare declare && declare.variable().equals(variable);
  }

  private static Expr withoutOne(Expr expr, Variable one) {
    if (expr.equals(Exprs.read(one))) {
      return Expr.Literal.of(1.0, DOUBLE);
    }
    if (expr instanceof Expr.Binary product
        && product.op() == BinaryOp.MUL
        && Expr.Literal.of(1.0, DOUBLE).equals(product.left())) {
      return product.right();
    }
    boolean thereAndBack =
        expr instanceof Expr.Cast narrow
            && narrow.operand() instanceof Expr.Cast wide
            && wide.type() == DOUBLE
            && narrow.type() == Type.Primitive.FLOAT
            && wide.operand().type() == narrow.type();
    return thereAndBack ? ((Expr.Cast) ((Expr.Cast) expr).operand()).operand() : expr;
  }

  /** That the arrays of the seed have the shapes of the result's. */
  List<Stmt> checks() {
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      Variable part = parts.get(k);
      Variable given = seed.parts().get(k);
      if (part.type().isArray() && part.type().isDifferentiable()) {
        String path = "result" + seed.path(given).substring(seed.name().length());
        out.add(
            new Stmt.RuntimeCall(
                ADJOINTS,
                "requireSeed",
                List.of(
                    Expr.Literal.of(given.name(), STRING),
                    Expr.Literal.of(path, STRING),
                    Exprs.read(part),
                    Exprs.read(given)),
                Span.NONE));
      }
    }
    return out;
  }

  /** The arrays of the seed, which must not be those that take the adjoints. */
  List<Variable> seedArrays() {
    return seed.parts().stream()
        .filter(part -> part.type().isArray() && part.type().isDifferentiable())
        .toList();
  }

  /**
   * Declares the record that is returned. Its arrays are copies, since the reverse sweep may use
   * the method's own again; only a parameter that the method does not write is returned itself.
   *
   * @param steady the array parameters that are not written
   */
  Variable value(List<Stmt> forward, Set<Variable> steady, Fresh fresh, List<Stmt> body) {
    Map<Variable, Expr> values = new LinkedHashMap<>();
    for (int k = 0; k < parts.size(); k++) {
      Variable part = parts.get(k);
      Expr value = Exprs.read(part);
      if (part.type().isArray() && !isSteady(part, forward, steady)) {
        IntrinsicMethod copyOf =
            new IntrinsicMethod(ADJOINTS, "copyOf", List.of(part.type()), part.type());
        value = new Expr.Intrinsic(copyOf, List.of(value));
      }
      values.put(seed.parts().get(k), value);
    }
    Variable value = fresh.variable("value", type());
    body.add(new Stmt.Declare(value, seed.make(values), Span.NONE));
    return value;
  }

  private static boolean isSteady(Variable part, List<Stmt> forward, Set<Variable> steady) {
    return forward.stream()
        .anyMatch(
            stmt ->
                stmt instanceof Stmt.Declare declare
                    && declare.variable().equals(part)
                    && declare.init() instanceof Expr.VariableRead read
                    && steady.contains(read.variable()));
  }
}
