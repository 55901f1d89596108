package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The adjoint of a call whose derivative was written by hand: a call of that derivative, with the
 * arguments as they were at the call, each active array followed by its adjoint, and the seed.
 *
 * <pre>{@code
 * y = Solver.solve(x, w);
 *
 * xAdjoint += Solver.solveDerivative(x, w, wAdjoint, yAdjoint);
 * }</pre>
 */
final class CustomCall {
  private static final String RUNTIME = "org.cotangent.runtime.DerivativeChecks";
  private static final Type ADJOINTS = new Type.ArrayType(Type.Primitive.DOUBLE);
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final Callee.Custom callee;
  private final Storage storage;
  private final Shadows shadows;
  private final Fresh fresh;
  private final Predicate<Expr> carries;

  CustomCall(
      Callee.Custom callee,
      Storage storage,
      Shadows shadows,
      Fresh fresh,
      Predicate<Expr> carries) {
    this.callee = callee;
    this.storage = storage;
    this.shadows = shadows;
    this.fresh = fresh;
    this.carries = carries;
  }

  /** The call of the derivative; where there are several scalars, their adjoints are elements. */
  CallAdjoints.Reverse reverse(
      Stmt.CallStatement call, Adjoints adjoints, Expr seed, Problems problems) {
    List<Expr> arguments = new ArrayList<>();
    List<Integer> scalars = new ArrayList<>();
    Set<Need> reads = new LinkedHashSet<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      Expr argument = call.arguments().get(k);
      arguments.add(argument);
      Need.collectArgument(argument, storage, reads);
      if (argument.type().isArray() && storage.of(argument) != null) {
        reads.add(new Need.Elements(storage.of(argument)));
      }
      if (!callee.wrt().contains(k)) {
        continue;
      }
      if (argument.type().isArray()) {
        arguments.add(carries.test(argument) ? shadows.of(argument) : new Expr.Scratch(argument));
      } else {
        scalars.add(k);
      }
    }
    if (callee.returnType().isDifferentiable()) {
      if (seed == null && callee.returnType().isArray()) {
        problems.add(Message.RULE_RESULT_UNUSED, call.span(), callee.key().name());
      }
      arguments.add(seed != null ? seed : Exprs.zero(callee.returnType()));
    }
    return code(call, arguments, scalars, reads);
  }

  private CallAdjoints.Reverse code(
      Stmt.CallStatement call, List<Expr> arguments, List<Integer> scalars, Set<Need> reads) {
    Type type =
        switch (scalars.size()) {
          case 0 -> Type.VoidType.VOID;
          case 1 -> parameterType(call, scalars.get(0));
          default -> ADJOINTS;
        };
    Variable result = null;
    List<Stmt> code = new ArrayList<>();
    if (!scalars.isEmpty()) {
      result = fresh.variable(callee.rule(), type);
      code.add(new Stmt.Declare(result, null, Span.NONE));
    }
    Callee rule = new Callee.Generated(callee.owner(), callee.rule(), type, false);
    code.add(new Stmt.CallStatement(result, rule, arguments, Span.NONE));
    List<Expr> seeds = new ArrayList<>(Collections.nCopies(call.arguments().size(), null));
    if (scalars.size() == 1) {
      seeds.set(scalars.get(0), Exprs.read(result));
    } else if (scalars.size() > 1) {
      Expr count = Exprs.intLiteral(scalars.size());
      code.add(check("requireScalars", text(callee.rule()), Exprs.read(result), count));
      for (int n = 0; n < scalars.size(); n++) {
        Expr adjoint = new Expr.ArrayRead(Exprs.read(result), Exprs.intLiteral(n));
        Type wanted = parameterType(call, scalars.get(n));
        seeds.set(scalars.get(n), Algebra.convert(adjoint, wanted));
      }
    }
    return new CallAdjoints.Reverse(code, seeds, reads, true);
  }

  /** The declared type of the parameter that an argument is for; the receiver may come first. */
  private Type parameterType(Stmt.CallStatement call, int position) {
    List<Type> declared = callee.key().parameterTypes();
    return declared.get(position - (call.arguments().size() - declared.size()));
  }

  /**
   * Two arguments that may be one array, of which the method writes one: what was written by hand
   * takes them for two. Checked when the program runs.
   */
  List<Stmt> distinctArguments(Stmt.CallStatement call, Problems problems) {
    List<Stmt> checks = new ArrayList<>();
    for (int a : new TreeSet<>(callee.writes())) {
      for (int b = 0; b < call.arguments().size(); b++) {
        Expr first = call.arguments().get(a);
        Expr second = call.arguments().get(b);
        boolean once = a < b || !callee.writes().contains(b);
        if (a != b
            && once
            && second.type().isArray()
            && storage.of(first) != null
            && storage.of(first).equals(storage.of(second))) {
          if (first.equals(second)) {
            problems.add(Message.SAME_ARRAY_TWICE, call.span(), Exprs.root(first).name());
          }
          boolean flat = first.type().rank() == 1 && second.type().rank() == 1;
          checks.add(
              new Stmt.RuntimeCall(
                  "org.cotangent.runtime.Adjoints",
                  flat ? "requireDistinct" : "requireDisjoint",
                  List.of(
                      text(Exprs.root(first).name()),
                      first,
                      text(Exprs.root(second).name()),
                      second),
                  Span.NONE));
        }
      }
    }
    return checks;
  }

  private static Stmt check(String method, Expr... arguments) {
    return new Stmt.RuntimeCall(RUNTIME, method, List.of(arguments), Span.NONE);
  }

  private static Expr text(String value) {
    return Expr.Literal.of(value, STRING);
  }
}
