package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.analysis.TapeUse;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Writes each method for callers twice: without a tape, and with one as its last parameter. */
final class Overloads {
  private final Variable tape;
  private final Companion.Visibility visibility;
  private final Fresh fresh;
  private final List<Companion.GeneratedFunction> functions;

  /**
   * Makes overloads of one annotated method.
   *
   * @param functions takes them
   */
  Overloads(
      Variable tape,
      Companion.Visibility visibility,
      Fresh fresh,
      List<Companion.GeneratedFunction> functions) {
    this.tape = tape;
    this.visibility = visibility;
    this.fresh = fresh;
    this.functions = functions;
  }

  /** The method without and with a tape; the one that does not need the other holds the code. */
  boolean add(
      String generatedName,
      List<Variable> plain,
      Type type,
      List<Stmt> body,
      List<String> doc,
      Optional<Companion.Mark> mark) {
    List<Variable> withTape = new ArrayList<>(plain);
    withTape.add(tape);
    List<String> tapeDoc = new ArrayList<>(doc);
    tapeDoc.add("{@code tape} is used again by each call; not by two threads at once.");
    Stmt.Block code = Stmt.Block.of(body);
    boolean uses = TapeUse.anywhere(code);
    Stmt.Block other = Stmt.Block.of(delegate(generatedName, plain, type, uses));
    functions.add(
        new Companion.GeneratedFunction(
            generatedName, plain, type, uses ? other : code, visibility, doc, mark));
    functions.add(
        new Companion.GeneratedFunction(
            generatedName,
            withTape,
            type,
            uses ? code : other,
            visibility,
            tapeDoc,
            Optional.empty()));
    return uses;
  }

  private List<Stmt> delegate(String callee, List<Variable> plain, Type type, boolean newTape) {
    List<Expr> arguments = new ArrayList<>();
    plain.forEach(v -> arguments.add(Exprs.read(v)));
    List<Stmt> out = new ArrayList<>();
    if (newTape) {
      arguments.add(new Expr.NewRecord(tape.type(), List.of()));
    }
    Callee generated = new Callee.Generated("", callee, type, false);
    if (type == Type.VoidType.VOID) {
      out.add(new Stmt.CallStatement(null, generated, arguments, Span.NONE));
      return out;
    }
    Variable result = fresh.variable("result", type);
    out.add(new Stmt.Declare(result, null, Span.NONE));
    out.add(new Stmt.CallStatement(result, generated, arguments, Span.NONE));
    out.add(new Stmt.Return(Exprs.read(result), Span.NONE));
    return out;
  }
}
