package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Puts checks into a finished companion that find where the first NaN or infinity appears.
 *
 * <p>A statement that computes a floating-point value is followed by {@code if
 * (!Double.isFinite(r)) NonFinite.forward("Model.java:17", "r = Math.log(x);", ...)}, with the
 * names and values of all that was read and of all that was computed on the way; the runtime throws
 * when what was read is finite. Where a statement overwrites what it reads, the check comes before
 * it and computes the value once more. The forward sweep consists of the user's statements, known
 * by their spans; what stands below a comment {@code // Model.java:17 ...} is the reverse sweep of
 * that statement. Values that are only passed on are not checked: they were, or are a constant that
 * the user wrote.
 */
public final class FiniteChecks {
  private static final String RUNTIME = "org.cotangent.runtime.NonFinite";
  private static final int MOST_CHARACTERS = 300;
  private static final Type STRING = new Type.ReferenceType("java.lang.String");
  private static final Pattern HEAD = Pattern.compile("(\\S+:\\d+)  (.*)", Pattern.DOTALL);
  private static final IntrinsicMethod IS_FINITE =
      new IntrinsicMethod(
          "java.lang.Double", "isFinite", List.of(Type.Primitive.DOUBLE), Type.Primitive.BOOLEAN);

  private final Set<Variable> own;
  private final Set<String> ownNames = new HashSet<>();
  private final Fresh fresh;

  /** What the statements here are the reverse sweep of; null in the forward sweep. */
  private Matcher head;

  /** Where the current statement comes from; in the reverse sweep without a line. */
  private Span span = Span.NONE;

  private FiniteChecks(Set<Variable> own, Fresh fresh) {
    this.own = own;
    this.fresh = fresh;
    own.forEach(variable -> ownNames.add(variable.name()));
  }

  /**
   * Adds the checks.
   *
   * @param own the variables of the user
   */
  public static Companion apply(Companion companion, Set<Variable> own) {
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    for (Companion.GeneratedFunction function : companion.functions()) {
      FiniteChecks checks = new FiniteChecks(own, new Fresh(function));
      functions.add(
          new Companion.GeneratedFunction(
              function.name(),
              function.parameters(),
              function.returnType(),
              checks.block(function.body()),
              function.visibility(),
              function.doc(),
              function.mark()));
    }
    return companion.withFunctions(functions);
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    List<Stmt> all = block.statements();
    for (int k = 0; k < all.size(); k++) {
      Stmt stmt = all.get(k);
      if (stmt instanceof Stmt.Comment comment) {
        Matcher matcher = HEAD.matcher(comment.text());
        head = matcher.matches() ? matcher : head;
      }
      Span before = span;
      span = head == null ? origin(all.subList(k, all.size())) : stmt.span();
      statement(stmt, out);
      span = before;
    }
    return new Stmt.Block(out, block.span());
  }

  /** A part that was taken out of a statement stands before it. */
  private static Span origin(List<Stmt> from) {
    return from.stream()
        .map(Stmt::span)
        .filter(span -> span.line() > 0)
        .findFirst()
        .orElse(Span.NONE);
  }

  private void statement(Stmt stmt, List<Stmt> out) {
    if (span.line() == 0 && head == null) {
      out.add(Stmts.withBlocks(stmt, this::block)); // neither sweep, such as checks on entry
    } else if (stmt instanceof Stmt.Declare s && s.init() != null) {
      assignment(s, Exprs.read(s.variable()), s.init(), out);
    } else if (stmt instanceof Stmt.Assign s) {
      assignment(s, s.target(), s.value(), out);
    } else if (stmt instanceof Stmt.CallStatement s) {
      s.arguments().forEach(argument -> before(null, argument, out));
      call(s, out);
    } else if (stmt instanceof Stmt.Fill s) {
      before(s.array(), s.value(), out);
      out.add(s);
    } else if (stmt instanceof Stmt.Return s && s.value() != null) {
      result(s.value(), out);
      out.add(s);
    } else {
      out.add(Stmts.withBlocks(stmt, this::block));
    }
  }

  private void assignment(Stmt stmt, Expr target, Expr value, List<Stmt> out) {
    if (value instanceof Expr.ArrayLiteral literal) {
      result(literal, out);
      out.add(stmt);
      return;
    }
    if (!computes(value)) {
      out.add(stmt);
      return;
    }
    boolean overwrites = Exprs.variables(value).contains(Exprs.root(target));
    if (overwrites) {
      before(target, value, out);
      out.add(stmt);
    } else {
      out.add(stmt);
      out.add(check(target, target, value));
    }
  }

  private void before(Expr target, Expr value, List<Stmt> out) {
    if (computes(value)) {
      out.add(check(value, target, value));
    }
  }

  /** Values that go into an array or a record, or are returned. */
  private void result(Expr value, List<Stmt> out) {
    if (value instanceof Expr.ArrayLiteral literal) {
      literal.elements().forEach(element -> result(element, out));
    } else if (value instanceof Expr.NewRecord made) {
      made.components().forEach(component -> result(component, out));
    } else {
      before(null, value, out);
    }
  }

  /** A method that is not of this companion: its own statements cannot be checked. */
  private void call(Stmt.CallStatement call, List<Stmt> out) {
    boolean inside =
        call.callee() instanceof Callee.Generated generated && generated.owner().isEmpty();
    if (call.target() == null || !call.target().type().isFloating() || inside) {
      out.add(call);
      return;
    }
    List<Expr> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      boolean overwritten = Exprs.variables(argument).contains(call.target());
      if (overwritten && argument.type().isFloating()) {
        Variable kept = fresh.distinct(call.target().name() + "Before", argument.type());
        out.add(new Stmt.Declare(kept, argument, Span.NONE));
        arguments.add(Exprs.read(kept));
      } else if (!overwritten && (argument.type().isDifferentiable())) {
        arguments.add(argument);
      }
    }
    out.add(call);
    Expr target = Exprs.read(call.target());
    List<Expr> read = new ArrayList<>();
    arguments.forEach(argument -> Values.leaves(argument, read));
    arguments.stream().filter(argument -> argument.type().isArray()).forEach(read::add);
    out.add(check(target, target, read, List.of()));
  }

  private Stmt check(Expr tested, Expr target, Expr value) {
    List<Expr> read = new ArrayList<>();
    Values.leaves(value, read);
    List<Expr> computed = new ArrayList<>();
    Values.computed(value, computed);
    return check(tested, target, read, computed);
  }

  private Stmt check(Expr tested, Expr target, List<Expr> read, List<Expr> computed) {
    boolean forward = span.line() > 0;
    List<Expr> arguments = new ArrayList<>();
    if (forward) {
      arguments.add(text(span.file() + ":" + span.line()));
      arguments.add(text(shortened(span.text())));
    } else {
      arguments.add(text(head.group(1)));
      arguments.add(text(shortened(head.group(2))));
      arguments.add(text(adjointOf(target)));
    }
    arguments.add(tested);
    arguments.add(Exprs.intLiteral(read.size()));
    read.forEach(part -> named(part, arguments));
    computed.forEach(part -> named(part, arguments));
    Stmt call =
        new Stmt.RuntimeCall(RUNTIME, forward ? "forward" : "reverse", arguments, Span.NONE);
    Expr finite = new Expr.Intrinsic(IS_FINITE, List.of(tested));
    return new Stmt.If(
        new Expr.Unary(UnaryOp.NOT, finite, Type.Primitive.BOOLEAN),
        Stmt.Block.of(List.of(call)),
        Stmt.Block.EMPTY,
        Span.NONE);
  }

  private static void named(Expr part, List<Expr> arguments) {
    arguments.add(text(Values.name(part)));
    arguments.add(part);
  }

  /** A long statement is repeated for each of its checks. */
  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }

  private static Expr text(String text) {
    return Expr.Literal.of(text, STRING);
  }

  /** The user's name for what this is the adjoint of; empty when it is that of a part. */
  private String adjointOf(Expr target) {
    Variable root = target == null ? null : Exprs.root(target);
    String suffix = "Adjoint";
    if (root == null || own.contains(root) || !root.name().endsWith(suffix)) {
      return "";
    }
    String name = root.name().substring(0, root.name().length() - suffix.length());
    if (!ownNames.contains(name)) {
      return "";
    }
    String printed = Values.name(target);
    return name + printed.substring(root.name().length());
  }

  /** Whether a value can be NaN or infinite although all that it is made of is finite. */
  private static boolean computes(Expr value) {
    if (!value.type().isFloating()) {
      return false;
    }
    List<Expr> read = new ArrayList<>();
    Values.leaves(value, read);
    List<Expr> computed = new ArrayList<>();
    Values.computed(value, computed);
    boolean foreign = computed.stream().anyMatch(part -> part instanceof Expr.Component);
    return foreign || !read.isEmpty() && !computed.isEmpty();
  }
}
