package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.A;
import static org.cotangent.processor.emit.Trees.B;
import static org.cotangent.processor.emit.Trees.C;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.DOUBLES;
import static org.cotangent.processor.emit.Trees.F;
import static org.cotangent.processor.emit.Trees.FLOAT;
import static org.cotangent.processor.emit.Trees.I;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.L;
import static org.cotangent.processor.emit.Trees.M;
import static org.cotangent.processor.emit.Trees.N;
import static org.cotangent.processor.emit.Trees.TAPE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.X;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.at;
import static org.cotangent.processor.emit.Trees.binary;
import static org.cotangent.processor.emit.Trees.block;
import static org.cotangent.processor.emit.Trees.cast;
import static org.cotangent.processor.emit.Trees.comment;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.less;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.negate;
import static org.cotangent.processor.emit.Trees.push;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.sub;
import static org.cotangent.processor.emit.Trees.variable;
import static org.cotangent.processor.emit.Trees.when;

import java.util.List;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.ArrayType;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Type.ReferenceType;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

final class StatementPrinterTest {
  private static final List<Variable> PARAMETERS = List.of(A, B, C, F, I, N, L, X, M, TAPE);

  private static String print(Stmt... statements) {
    return Trees.printBody(PARAMETERS, VOID, statements);
  }

  @Test
  void accumulatingIsACompoundAssignment() {
    assertThat(print(assign(A, add(read(A), mul(read(B), read(C)))))).isEqualTo("a += b * c;");
    assertThat(print(assign(A, sub(read(A), sub(read(B), read(C)))))).isEqualTo("a -= b - c;");
    assertThat(print(assign(A, mul(read(A), literal(2.0))))).isEqualTo("a *= 2;");
    assertThat(print(assign(at(X, I), add(at(X, I), read(A))))).isEqualTo("x[i] += a;");
    assertThat(print(assign(A, add(read(A), negate(read(B)))))).isEqualTo("a -= b;");
    assertThat(print(assign(A, sub(read(A), negate(read(B)))))).isEqualTo("a += b;");
  }

  @Test
  void countingIsAnIncrement() {
    assertThat(print(assign(I, add(read(I), literal(1))))).isEqualTo("i++;");
    assertThat(print(assign(L, sub(read(L), literal(1))))).isEqualTo("l--;");
    assertThat(print(assign(A, add(read(A), literal(1.0))))).isEqualTo("a += 1;");
  }

  @Test
  void whatRoundsOtherwiseIsNoCompoundAssignment() {
    assertThat(print(assign(A, add(read(B), read(A))))).isEqualTo("a = b + a;");
    assertThat(print(assign(A, add(add(read(A), read(B)), read(C))))).isEqualTo("a = a + b + c;");
    assertThat(print(assign(A, sub(read(B), read(A))))).isEqualTo("a = b - a;");
  }

  @Test
  void narrowingIsWrittenOut() {
    Expr sum = add(read(F), read(A));
    assertThat(print(assign(F, cast(FLOAT, sum)))).isEqualTo("f = (float) (f + a);");
    assertThat(print(assign(F, add(read(F), cast(FLOAT, mul(read(A), read(B)))))))
        .isEqualTo("f += (float) (a * b);");
  }

  @Test
  void anIndexThatComesOffTheTapeIsTakenAsOftenAsTheTreeSays() {
    Expr target = at(X, new Expr.Pop(INT));
    assertThat(print(assign(target, add(target, read(A)))))
        .isEqualTo("x[tape.popInt()] = x[tape.popInt()] + a;");
  }

  @Test
  void aDeclarationTakesTheValueThatFollows() {
    Variable s = variable("s", DOUBLE);
    assertThat(print(declare(s, null), assign(s, literal(0.0)))).isEqualTo("double s = 0;");
    assertThat(print(declare(s, null), call(s, "g"))).isEqualTo("double s = Model.g(a);");
    assertThat(print(declare(s, null), assign(A, literal(0.0)), assign(s, read(A))))
        .isEqualTo("double s;\na = 0;\ns = a;");
  }

  @Test
  void elseIfsMakeOneChain() {
    Stmt inner = when(less(read(B), read(C)), block(call(null, "g")), block(call(null, "h")));
    assertThat(print(when(less(read(A), read(B)), block(call(null, "f")), block(inner))))
        .isEqualTo(
            """
            if (a < b) {
              Model.f(a);
            } else if (b < c) {
              Model.g(a);
            } else {
              Model.h(a);
            }\
            """);
  }

  @Test
  void anEmptyThenIsTurnedRound() {
    assertThat(print(when(less(read(A), read(B)), block(), block(call(null, "f")))))
        .isEqualTo("if (!(a < b)) {\n  Model.f(a);\n}");
  }

  @Test
  void arraysAreMadeFilledAndCopied() {
    Variable y = variable("y", DOUBLES);
    Variable z = variable("z", Trees.MATRIX);
    Expr pair = new Expr.ArrayLiteral(DOUBLES, List.of(literal(1.0), read(A)));
    assertThat(print(declare(y, pair))).isEqualTo("double[] y = {1, a};");
    assertThat(print(assign(X, pair))).isEqualTo("x = new double[] {1, a};");
    Expr rows = new Expr.ArrayLiteral(Trees.MATRIX, List.of(pair, read(X)));
    assertThat(print(declare(z, rows))).isEqualTo("double[][] z = {{1, a}, x};");
    assertThat(print(declare(z, new Expr.NewArray(Trees.MATRIX, List.of(read(N))))))
        .isEqualTo("double[][] z = new double[n][];");
    assertThat(print(declare(y, new Expr.CloneArray(read(X)))))
        .isEqualTo("double[] y = x.clone();");
    assertThat(print(new Stmt.Fill(read(X), null, null, literal(0.0), Span.NONE)))
        .isEqualTo("Arrays.fill(x, 0);");
    assertThat(print(new Stmt.Fill(read(X), literal(1), read(N), read(I), Span.NONE)))
        .isEqualTo("Arrays.fill(x, 1, n, i);");
    assertThat(
            print(
                new Stmt.ArrayCopy(read(X), literal(0), at(M, I), literal(1), read(N), Span.NONE)))
        .isEqualTo("System.arraycopy(x, 0, m[i], 1, n);");
  }

  @Test
  void adjointsGetTheShapeOfTheirArrays() {
    Variable y = variable("xAdjoint", DOUBLES);
    Variable z = variable("mAdjoint", Trees.MATRIX);
    assertThat(print(declare(y, new Expr.Fresh(read(X), false))))
        .isEqualTo("double[] xAdjoint = new double[x.length];");
    assertThat(print(declare(y, new Expr.Fresh(read(X), true))))
        .isEqualTo("double[] xAdjoint = x.clone();");
    assertThat(print(declare(z, new Expr.Fresh(read(M), false))))
        .isEqualTo("double[][] mAdjoint = Adjoints.zerosLike(m);");
    assertThat(print(declare(z, new Expr.Fresh(read(M), true))))
        .isEqualTo("double[][] mAdjoint = Adjoints.copyOf(m);");
  }

  @Test
  void theTapeLendsArraysAndTakesThemBack() {
    Variable mark = variable("mark", INT);
    Variable y = variable("xAdjoint", DOUBLES);
    Variable z = variable("mAdjoint", Trees.MATRIX);
    assertThat(
            print(
                declare(mark, new Expr.Mark()),
                declare(y, new Expr.Scratch(read(X))),
                declare(z, new Expr.Scratch(read(M))),
                new Stmt.Release(read(mark), Span.NONE)))
        .isEqualTo(
            """
            int mark = tape.mark();
            double[] xAdjoint = tape.doubles(x.length);
            double[][] mAdjoint = tape.doublesLike(m);
            tape.release(mark);\
            """);
  }

  @Test
  void theTapeKeepsValuesByTheirTypes() {
    Variable floats = variable("floats", new ArrayType(FLOAT));
    Variable bit = variable("bit", Primitive.BYTE);
    assertThat(
            print(push(literal(2.0)), push(read(X)), push(binary(BinaryOp.LT, read(A), read(B)))))
        .isEqualTo("tape.push(2.0);\ntape.pushArray(x);\ntape.push(a < b);");
    assertThat(
            print(
                assign(A, new Expr.Pop(DOUBLE)),
                assign(X, new Expr.Pop(DOUBLES)),
                declare(floats, new Expr.Pop(floats.type())),
                declare(bit, new Expr.Pop(Primitive.BYTE))))
        .isEqualTo(
            """
            a = tape.popDouble();
            x = (double[]) tape.popArray();
            float[] floats = (float[]) tape.popArray();
            byte bit = (byte) tape.popInt();\
            """);
  }

  @Test
  void callsGoToTheUsersMethodsAndToGeneratedOnes() {
    Callee other = new Callee.Generated("q.OtherDerivatives", "gBackward", DOUBLE, true);
    assertThat(print(new Stmt.CallStatement(A, other, List.of(read(B), read(X)), Span.NONE)))
        .isEqualTo("a = OtherDerivatives.gBackward(b, x, tape);");
    Callee method = new Callee.Local(new MethodKey("p.Model", "rate", List.of(DOUBLE)), DOUBLE);
    Variable self = variable("self", new ReferenceType("p.Model"));
    assertThat(
            Trees.printBody(
                List.of(self, A),
                VOID,
                new Stmt.CallStatement(A, method, List.of(read(self), read(A)), Span.NONE)))
        .isEqualTo("a = self.rate(a);");
    Expr field = new Expr.FieldRead(read(self), "rate", DOUBLE);
    assertThat(Trees.printBody(List.of(self, TAPE), VOID, push(field)))
        .isEqualTo("tape.push(self.rate);");
  }

  @Test
  void aCommentStandsOnceAndFitsItsLine() {
    String text = "Model.java:1  " + "x".repeat(200);
    String printed =
        print(
            comment("same"), comment("same"), comment(text), declare(variable("s", DOUBLE), null));
    List<String> lines = printed.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("// same");
    assertThat(lines.get(1)).hasLength(96);
    assertThat(lines.get(1)).endsWith("x...");
  }

  @Test
  void aCommentCannotEndEarly() {
    assertThat(print(comment("char c = '\\u000a';\n int i")))
        .isEqualTo("// char c = '\\\\u000a'; int i");
  }

  private static Stmt call(Variable target, String name) {
    Type result = target == null ? VOID : target.type();
    MethodKey key = new MethodKey("p.Model", name, List.of(DOUBLE));
    return new Stmt.CallStatement(
        target, new Callee.Local(key, result), List.of(read(A)), Span.NONE);
  }
}
