package org.cotangent.processor.ir;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A broken method is caught with the statement that breaks it. */
class VerifierTest {
  private static final Type DOUBLE = Type.Primitive.DOUBLE;
  private static final Type INT = Type.Primitive.INT;
  private static final Variable X = new Variable("x", DOUBLE, 0);
  private static final Variable Y = new Variable("y", DOUBLE, 1);
  private static final Variable I = new Variable("i", INT, 2);
  private static final Expr ZERO = Expr.Literal.of(0, INT);

  private static Function function(Stmt... statements) {
    return new Function(
        new MethodKey("p.Model", "f", List.of(DOUBLE)),
        null,
        List.of(new Function.Parameter(X, true, false)),
        DOUBLE,
        Stmt.Block.of(List.of(statements)),
        false,
        Span.NONE);
  }

  private static String message(Stmt... statements) {
    return assertThrows(IllegalStateException.class, () -> Verifier.verify(function(statements)))
        .getMessage();
  }

  private static Expr read(Variable variable) {
    return new Expr.VariableRead(variable);
  }

  private static Stmt giveBack(Expr value) {
    return new Stmt.Return(value, Span.NONE);
  }

  @Test
  void aGoodMethodPasses() {
    Verifier.verify(function(new Stmt.Declare(Y, ZERO, Span.NONE), giveBack(read(Y))));
  }

  @Test
  void aVariableNeedsItsDeclaration() {
    assertThat(message(giveBack(read(Y))))
        .isEqualTo("y#1 is used out of its scope in:\nreturn y;\n");
  }

  @Test
  void aScopeEndsWithItsBlock() {
    Stmt inner = Stmt.Block.of(List.of(new Stmt.Declare(Y, ZERO, Span.NONE)));
    assertThat(message(inner, giveBack(read(Y)))).contains("out of its scope");
  }

  @Test
  void typesMustFit() {
    assertThat(message(new Stmt.Declare(I, read(X), Span.NONE))).startsWith("types differ");
    Expr wrong = new Expr.Binary(BinaryOp.ADD, read(X), ZERO, INT);
    assertThat(message(giveBack(wrong))).startsWith("operands that do not fit +");
  }

  @Test
  void allocationsStandAlone() {
    Expr array = new Expr.NewArray(new Type.ArrayType(DOUBLE), List.of(ZERO));
    assertThat(message(giveBack(new Expr.ArrayRead(array, ZERO))))
        .startsWith("an allocation inside an expression");
  }

  @Test
  void countedLoopsKeepTheirIndexAndBound() {
    Stmt step = new Stmt.Assign(read(I), ZERO, Span.NONE);
    Stmt loop =
        new Stmt.CountedFor(
            I, ZERO, BinaryOp.LT, ZERO, 1, Stmt.Block.of(List.of(step)), null, Span.NONE);
    assertThat(message(loop)).startsWith("an assignment to the index or bound i#2");
    Stmt backwards =
        new Stmt.CountedFor(I, ZERO, BinaryOp.LT, ZERO, -1, Stmt.Block.EMPTY, null, Span.NONE);
    assertThat(message(backwards)).startsWith("a step against its relation");
  }

  @Test
  void jumpsNeedTheirLoopAndPathsTheirReturn() {
    assertThat(message(new Stmt.Break(null, Span.NONE))).startsWith("a break without its loop");
    assertThat(message()).startsWith("a path of p.Model.f(double) ends without a return");
  }
}
