package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.analysis.TapeUse;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Comments of generated code on what goes to the tape, and what it costs. */
final class Remarks {
  private Remarks() {}

  static Stmt comment(String text) {
    return new Stmt.Comment(text, Span.NONE);
  }

  /** Heads the adjoint of a statement of the user. */
  static Stmt origin(Span span) {
    return new Stmt.Comment(place(span), span);
  }

  /** Where a statement of the user stands. */
  static String place(Stmt stmt) {
    return place(stmt.span());
  }

  private static String place(Span span) {
    return span.file() + ":" + span.line() + "  " + span.text();
  }

  /** Tells the tape where a loop stands that uses it. */
  static void nameLoop(boolean wanted, Stmt loop, Stmt code, List<Stmt> out) {
    if (wanted && loop.span().line() > 0 && TapeUse.anywhere(code)) {
      out.add(new Stmt.TapeLoop(place(loop), Span.NONE));
    }
  }

  /** Before a value of a loop is overwritten. */
  static Stmt overwritten(Expr place) {
    String name = place instanceof Expr.VariableRead read ? read.variable().name() : null;
    if (place.type().isMatrix()) {
      return comment(name + " becomes another matrix: this one stays on the tape");
    }
    if (place.type().isArray()) {
      String what = name == null ? "the row" : name;
      return comment(what + " becomes another array: the reference stays on the tape");
    }
    String what = name == null ? "the element" : name;
    return comment(
        what + " is overwritten: " + size(bytes(place.type())) + " an iteration on the tape");
  }

  /** Before a loop that overwrites arrays element by element. */
  static Stmt copied(List<Expr> arrays) {
    String names = String.join(", ", arrays.stream().map(each -> Exprs.root(each).name()).toList());
    boolean one = arrays.size() == 1;
    return comment(
        names
            + (one ? " is" : " are")
            + " overwritten: a copy of "
            + (one ? "it" : "each")
            + " on the tape");
  }

  /** Before values go to the tape at the end of an iteration. */
  static Stmt readAgain(List<Variable> pushed) {
    String names = String.join(", ", pushed.stream().map(Variable::name).toList());
    int bytes = pushed.stream().mapToInt(v -> bytes(v.type())).sum();
    boolean one = pushed.size() == 1;
    String cost = size(bytes) + " an iteration";
    if (pushed.stream().anyMatch(v -> v.type().isArray())) {
      cost = "the array stays";
    } else if (pushed.stream().anyMatch(v -> v.type().isMatrix())) {
      cost = one ? "the matrix stays" : "they stay";
    }
    String verb = one ? " is" : " are";
    return comment(names + verb + " read again in the reverse sweep: " + cost + " on the tape");
  }

  private static String size(int bytes) {
    return bytes == 1 ? "1 byte" : bytes + " bytes";
  }

  private static int bytes(Type type) {
    if (type == Type.Primitive.DOUBLE
        || type == Type.Primitive.LONG
        || !(type instanceof Type.Primitive)) {
      return 8;
    }
    return type == Type.Primitive.BOOLEAN ? 1 : 4;
  }
}
