package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The call of a method of another file in the forward sweep, with what its signature does not say
 * checked at run time: that an array that it returns is none of its arguments, and that it leaves
 * the rows of its arguments where they are.
 */
final class CheckedCall {
  private static final String CHECKS = "org.cotangent.runtime.DerivativeChecks";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final Stmt.CallStatement call;
  private final Expr name;
  private final Storage storage;
  private final Fresh fresh;

  CheckedCall(Stmt.CallStatement call, String method, Storage storage, Fresh fresh) {
    this.call = call;
    this.name = Expr.Literal.of(method, STRING);
    this.storage = storage;
    this.fresh = fresh;
  }

  /**
   * The call between its checks.
   *
   * @param writes the positions of the arrays that the method may write to
   */
  List<Stmt> code(Set<Integer> writes) {
    List<Stmt> before = new ArrayList<>();
    List<Stmt> after = new ArrayList<>();
    for (int k : writes) {
      Expr array = call.arguments().get(k);
      if (array.type().rank() > 1 && storage.of(array) != null) {
        Variable rows = fresh.variable(Exprs.root(array).name() + "Rows", array.type());
        IntrinsicMethod rowsOf =
            new IntrinsicMethod(CHECKS, "rowsOf", List.of(array.type()), array.type());
        Expr kept = new Expr.Intrinsic(rowsOf, List.of(array));
        before.add(new Stmt.Declare(rows, kept, Span.NONE));
        after.add(check("requireSameRows", name, Exprs.read(rows), array));
      }
    }
    before.add(call);
    before.addAll(after);
    before.addAll(result());
    return before;
  }

  private List<Stmt> result() {
    List<Stmt> checks = new ArrayList<>();
    Variable target = call.target();
    if (target == null || !target.type().isArray()) {
      return checks;
    }
    for (Expr argument : call.arguments()) {
      if (argument.type().isArray() && argument.type().leaf().equals(target.type().leaf())) {
        checks.add(check("requireFresh", name, Exprs.read(target), argument));
      }
    }
    return checks;
  }

  private static Stmt check(String method, Expr... arguments) {
    return new Stmt.RuntimeCall(CHECKS, method, List.of(arguments), Span.NONE);
  }
}
