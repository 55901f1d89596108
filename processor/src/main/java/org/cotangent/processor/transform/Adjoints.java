package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.Activity;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.PartialExpressions;
import org.cotangent.processor.rules.Rule;

/**
 * The chain rule for one right-hand side: given the adjoint of an expression, adds to the adjoints
 * of what it reads.
 *
 * <p>For {@code y = a * sin(b)} with {@code yAdjoint}: {@code aAdjoint += yAdjoint * sin(b);
 * bAdjoint += yAdjoint * a * cos(b);}. An adjoint that is needed more than once gets a name first.
 * One object serves one statement.
 */
final class Adjoints {
  private final Stmt stmt;
  private final Storage storage;
  private final Activity activity;
  private final Differentiability derivatives;
  private final Shadows shadows;
  private final Fresh fresh;
  private final boolean strict;
  private final boolean sharing;
  private final Exponentials exponentials;
  private Expr whole;
  private Expr wholeResult;
  private Variable self;
  private final List<Expr> selfSeeds = new ArrayList<>();
  private boolean selfInside;
  private final Map<Expr, Boolean> varied = new IdentityHashMap<>();
  private final Map<Expr, Integer> uses = new IdentityHashMap<>();

  /**
   * @param sharing whether partial derivatives are made from values of the primal where they can
   * @param exponentials knows those that divide something
   */
  Adjoints(
      Stmt stmt,
      Storage storage,
      Activity activity,
      Differentiability derivatives,
      Shadows shadows,
      Fresh fresh,
      boolean strict,
      boolean sharing,
      Exponentials exponentials) {
    this.stmt = stmt;
    this.storage = storage;
    this.activity = activity;
    this.derivatives = derivatives;
    this.shadows = shadows;
    this.fresh = fresh;
    this.strict = strict;
    this.sharing = sharing;
    this.exponentials = exponentials;
  }

  /** Says where the value of the whole right-hand side can be read afterwards. */
  void resultIs(Expr expression, Expr place) {
    whole = expression;
    wholeResult = place;
  }

  /**
   * Collects the contributions to this variable instead of adding them: its adjoint is replaced by
   * their sum once all others have read it.
   */
  void collectFor(Variable variable) {
    self = variable;
  }

  /** The sum of the collected contributions. */
  Expr collected() {
    return selfSeeds.stream().reduce(Algebra::plus).orElse(Exprs.zero(self.type()));
  }

  /**
   * Whether a contribution to the collected variable stands inside a condition, so that collecting
   * did not work.
   */
  boolean collectingFailed() {
    return selfInside;
  }

  /** Whether a derivative can flow through the expression at this statement. */
  boolean isVaried(Expr expr) {
    Boolean known = varied.get(expr);
    if (known == null) {
      known = computeVaried(expr);
      varied.put(expr, known);
    }
    return known;
  }

  private boolean computeVaried(Expr expr) {
    if (!expr.type().isDifferentiable()) {
      return false;
    }
    if (expr instanceof Expr.VariableRead || expr instanceof Expr.ArrayRead) {
      Variable place = storage.of(expr);
      return place != null && activity.isVaried(stmt, place);
    }
    return derivatives.parts(expr).stream().anyMatch(this::isVaried);
  }

  /**
   * Adds the statements that pass {@code seed}, the adjoint of {@code expr}, on to what {@code
   * expr} reads.
   */
  void propagate(Expr expr, Expr seed, List<Stmt> out) {
    propagate(expr, seed, out, true);
  }

  private void propagate(Expr expr, Expr seed, List<Stmt> out, boolean outside) {
    if (!isVaried(expr)) {
      return;
    }
    if (expr instanceof Expr.VariableRead || expr instanceof Expr.ArrayRead) {
      contribute(expr, seed, out, outside);
      return;
    }
    Expr named = uses(expr) > 1 ? name(expr, seed, out) : seed;
    if (expr instanceof Expr.Unary unary) {
      Expr inner = unary.op() == UnaryOp.NEGATE ? Algebra.negate(named) : named;
      propagate(unary.operand(), inner, out, outside);
    } else if (expr instanceof Expr.Cast cast) {
      propagate(cast.operand(), named, out, outside);
    } else if (expr instanceof Expr.Carried carried) {
      propagate(carried.source(), named, out, outside);
    } else if (expr instanceof Expr.Binary binary) {
      binary(binary, named, out, outside);
    } else if (expr instanceof Expr.Conditional choice) {
      List<Stmt> then = new ArrayList<>();
      propagate(choice.whenTrue(), named, then, false);
      List<Stmt> otherwise = new ArrayList<>();
      propagate(choice.whenFalse(), named, otherwise, false);
      choose(choice.condition(), then, otherwise, out);
    } else if (expr instanceof Expr.Intrinsic call) {
      call(call, named, out, outside);
    } else {
      throw new IllegalStateException("no adjoint for " + expr);
    }
  }

  private static void choose(
      Expr condition, List<Stmt> then, List<Stmt> otherwise, List<Stmt> out) {
    if (then.isEmpty() && otherwise.isEmpty()) {
      return;
    }
    if (then.isEmpty()) {
      out.add(
          new Stmt.If(
              Exprs.negate(condition), Stmt.Block.of(otherwise), Stmt.Block.EMPTY, Span.NONE));
    } else {
      out.add(new Stmt.If(condition, Stmt.Block.of(then), Stmt.Block.of(otherwise), Span.NONE));
    }
  }

  private void binary(Expr.Binary binary, Expr seed, List<Stmt> out, boolean outside) {
    Expr left = binary.left();
    Expr right = binary.right();
    switch (binary.op()) {
      case ADD -> {
        propagate(left, seed, out, outside);
        propagate(right, seed, out, outside);
      }
      case SUB -> {
        propagate(left, seed, out, outside);
        propagate(right, Algebra.negate(seed), out, outside);
      }
      case MUL -> {
        if (left.equals(right)) {
          Expr two = Expr.Literal.of(2.0, Type.Primitive.DOUBLE);
          Expr twice =
              binary.type() == Type.Primitive.FLOAT ? Algebra.convert(two, binary.type()) : two;
          propagate(left, Algebra.times(seed, Algebra.times(twice, left)), out, outside);
        } else {
          propagate(left, Algebra.times(seed, right), out, outside);
          propagate(right, Algebra.times(seed, left), out, outside);
        }
      }
      case DIV -> quotient(binary, seed, out, outside);
      case REM -> {
        propagate(left, seed, out, outside);
        Expr trips = Algebra.divide(Algebra.binary(BinaryOp.SUB, left, binary), right);
        propagate(right, Algebra.negate(Algebra.times(seed, trips)), out, outside);
      }
      default -> throw new IllegalStateException("no derivative flows through " + binary.op());
    }
  }

  private void quotient(Expr.Binary quotient, Expr seed, List<Stmt> out, boolean outside) {
    boolean guard = !strict && !Algebra.isSafeDivisor(quotient.right());
    List<Stmt> target = guard ? new ArrayList<>() : out;
    boolean reciprocal = sharing && quotient == whole && Algebra.isOne(quotient.left());
    Expr part =
        reciprocal ? Algebra.times(seed, wholeResult) : Algebra.divide(seed, quotient.right());
    boolean both = isVaried(quotient.left()) && isVaried(quotient.right());
    if (both) {
      part = name("numerator", part, target);
    }
    propagate(quotient.left(), part, target, outside && !guard);
    Expr value = quotient == whole ? wholeResult : quotient;
    propagate(
        quotient.right(), Algebra.negate(Algebra.times(part, value)), target, outside && !guard);
    if (guard) {
      guard(seed, target, out);
    }
  }

  /**
   * Skips what follows when the adjoint is exactly zero: a strong zero, so that 0 times infinity
   * makes no NaN.
   */
  private static void guard(Expr seed, List<Stmt> inside, List<Stmt> out) {
    if (!inside.isEmpty()) {
      Expr nonzero =
          new Expr.Binary(BinaryOp.NE, seed, Exprs.zero(seed.type()), Type.Primitive.BOOLEAN);
      out.add(new Stmt.If(nonzero, Stmt.Block.of(inside), Stmt.Block.EMPTY, Span.NONE));
    }
  }

  private void call(Expr.Intrinsic call, Expr seed, List<Stmt> out, boolean outside) {
    Rule rule = derivatives.rule(call).orElseThrow();
    List<Expr> arguments = call.arguments();
    Expr value = call == whole ? wholeResult : call;
    if (arguments.size() == 2 && isRouter(rule)) {
      List<Stmt> then = new ArrayList<>();
      propagate(arguments.get(0), seed, then, false);
      List<Stmt> otherwise = new ArrayList<>();
      propagate(arguments.get(1), seed, otherwise, false);
      Expr partial = PartialExpressions.partial(rule, 0, arguments, value, strict);
      choose(((Expr.Conditional) partial).condition(), then, otherwise, out);
      return;
    }
    for (int k = 0; k < arguments.size(); k++) {
      if (rule.partials().get(k) == null || !isVaried(arguments.get(k))) {
        continue;
      }
      Expr partial = PartialExpressions.partial(rule, k, arguments, value, strict);
      boolean guard = isGuarded(call, rule, k);
      List<Stmt> target = guard ? new ArrayList<>() : out;
      if (!Algebra.isZero(partial)) {
        propagate(arguments.get(k), Algebra.times(seed, partial), target, outside && !guard);
      }
      if (guard) {
        guard(seed, target, out);
      }
    }
  }

  /** Whether an adjoint of zero passes on nothing. */
  private boolean isGuarded(Expr.Intrinsic call, Rule rule, int argument) {
    return !strict && (rule.strongZero().get(argument) || exponentials.divides(call, stmt));
  }

  /** Whether the whole adjoint goes to one of two arguments, as with max and min. */
  private boolean isRouter(Rule rule) {
    return rule.partials().get(0) instanceof Expr.Conditional first
        && rule.partials().get(1) instanceof Expr.Conditional second
        && first.condition().equals(second.condition())
        && Algebra.isOne(first.whenTrue())
        && Algebra.isZero(first.whenFalse())
        && Algebra.isZero(second.whenTrue())
        && Algebra.isOne(second.whenFalse());
  }

  /** How often the adjoint of an expression is written out when it is passed on. */
  int uses(Expr expr) {
    Integer known = uses.get(expr);
    if (known == null) {
      known = countUses(expr);
      uses.put(expr, known);
    }
    return known;
  }

  private int countUses(Expr expr) {
    if (!isVaried(expr)) {
      return 0;
    }
    if (expr instanceof Expr.Unary || expr instanceof Expr.Cast) {
      return uses(derivatives.parts(expr).get(0));
    }
    if (expr instanceof Expr.Binary binary) {
      if (binary.op() == BinaryOp.ADD || binary.op() == BinaryOp.SUB) {
        return uses(binary.left()) + uses(binary.right());
      }
      if (binary.op() == BinaryOp.MUL && binary.left().equals(binary.right())) {
        return 1;
      }
      int sides = (isVaried(binary.left()) ? 1 : 0) + (isVaried(binary.right()) ? 1 : 0);
      if (binary.op() == BinaryOp.DIV) {
        return !strict && !Algebra.isSafeDivisor(binary.right()) ? 2 : 1;
      }
      return sides;
    }
    if (expr instanceof Expr.Conditional choice) {
      return uses(choice.whenTrue()) + uses(choice.whenFalse());
    }
    if (expr instanceof Expr.Intrinsic call) {
      Rule rule = derivatives.rule(call).orElseThrow();
      int count = 0;
      for (int k = 0; k < call.arguments().size(); k++) {
        if (rule.partials().get(k) != null && isVaried(call.arguments().get(k))) {
          count += isGuarded(call, rule, k) ? 2 : 1;
        }
      }
      return count;
    }
    return 1;
  }

  /**
   * Names an adjoint after the kind of expression it belongs to, unless it is a plain variable
   * already.
   */
  private Expr name(Expr expr, Expr seed, List<Stmt> out) {
    String kind = "term";
    if (expr instanceof Expr.Intrinsic call) {
      kind = call.method().name();
    } else if (expr instanceof Expr.Binary binary) {
      kind =
          switch (binary.op()) {
            case MUL -> "product";
            case DIV -> "quotient";
            default -> "term";
          };
    }
    return name(kind, seed, out);
  }

  private Expr name(String kind, Expr seed, List<Stmt> out) {
    if (seed instanceof Expr.VariableRead || seed instanceof Expr.Literal) {
      return seed;
    }
    Variable variable = fresh.variable(kind + "Adjoint", seed.type());
    out.add(new Stmt.Declare(variable, seed, Span.NONE));
    return Exprs.read(variable);
  }

  private void contribute(Expr leaf, Expr seed, List<Stmt> out, boolean outside) {
    Variable place = storage.of(leaf);
    if (place == null || !activity.isVaried(stmt, place)) {
      return;
    }
    if (leaf instanceof Expr.VariableRead read && read.variable().equals(self)) {
      selfSeeds.add(seed);
      selfInside |= !outside;
      return;
    }
    Expr adjoint = shadows.of(leaf);
    Expr sum =
        leaf.type().isMatrix()
            ? OperationCall.sum(adjoint, seed)
            : new Expr.Binary(
                BinaryOp.ADD, adjoint, Algebra.convert(seed, leaf.type()), leaf.type());
    out.add(new Stmt.Assign(adjoint, sum, Span.NONE));
  }
}
