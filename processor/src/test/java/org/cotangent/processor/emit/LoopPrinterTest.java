package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.A;
import static org.cotangent.processor.emit.Trees.B;
import static org.cotangent.processor.emit.Trees.I;
import static org.cotangent.processor.emit.Trees.J;
import static org.cotangent.processor.emit.Trees.N;
import static org.cotangent.processor.emit.Trees.TAPE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.X;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.at;
import static org.cotangent.processor.emit.Trees.block;
import static org.cotangent.processor.emit.Trees.count;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.length;
import static org.cotangent.processor.emit.Trees.less;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.loop;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.push;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;
import static org.cotangent.processor.emit.Trees.sub;
import static org.cotangent.processor.emit.Trees.when;

import java.util.List;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

final class LoopPrinterTest {
  private static final Variable K = Trees.variable("k", Trees.INT);
  private static final Expr MORE = less(read(K), read(N));
  private static final Stmt DOUBLE_K = assign(K, mul(read(K), literal(2)));
  private static final Stmt GROW = assign(A, add(read(A), read(B)));
  private static final Stmt NEXT = new Stmt.Continue(null, Span.NONE);
  private static final Stmt SKIP = when(less(read(A), read(B)), block(NEXT), block());

  private static String print(Stmt... statements) {
    return Trees.printBody(List.of(A, B, N, X, K, TAPE), VOID, statements);
  }

  @Test
  void countedLoopsGoBothWays() {
    assertThat(print(count(I, length(X), assign(at(X, I), read(A)))))
        .isEqualTo("for (int i = 0; i < x.length; i++) {\n  x[i] = a;\n}");
    assertThat(print(backwards(-1, null, GROW)))
        .isEqualTo("for (int i = n - 1; i >= 0; i--) {\n  a += b;\n}");
    assertThat(print(backwards(-2, "outer", GROW)))
        .isEqualTo("outer:\nfor (int i = n - 1; i >= 0; i -= 2) {\n  a += b;\n}");
  }

  @Test
  void anEndlessLoopSaysSo() {
    assertThat(print(loop(literal(true), block(new Stmt.Break(null, Span.NONE)))))
        .isEqualTo("while (true) {\n  break;\n}");
  }

  @Test
  void aBriefUpdateStandsInTheHead() {
    assertThat(print(loop(MORE, block(GROW), DOUBLE_K)))
        .isEqualTo("for (; k < n; k *= 2) {\n  a += b;\n}");
    assertThat(print(loop(literal(true), block(GROW), DOUBLE_K)))
        .isEqualTo("for (; ; k *= 2) {\n  a += b;\n}");
  }

  @Test
  void aLoopWithItsOwnVariableDeclaresItInTheHead() {
    Variable k = Trees.variable("m", Trees.INT);
    Stmt loop = loop(less(read(k), read(N)), block(GROW), assign(k, mul(read(k), literal(2))));
    assertThat(print(block(declare(k, literal(1)), loop)))
        .isEqualTo("for (int m = 1; m < n; m *= 2) {\n  a += b;\n}");
  }

  @Test
  void aLongUpdateStandsAtTheEndOfTheBody() {
    assertThat(print(loop(MORE, block(GROW), push(read(K)), DOUBLE_K)))
        .isEqualTo("while (k < n) {\n  a += b;\n  tape.push(k);\n  k *= 2;\n}");
  }

  @Test
  void aContinueDoesNotSkipTheUpdate() {
    assertThat(print(loop(MORE, block(SKIP, GROW), push(read(K)), DOUBLE_K)))
        .isEqualTo(
            """
            for (; k < n; tape.push(k), k *= 2) {
              if (a < b) {
                continue;
              }
              a += b;
            }\
            """);
    Stmt choice = when(less(read(A), read(B)), block(DOUBLE_K), block(GROW));
    assertThat(print(loop(MORE, block(SKIP, GROW), choice)))
        .isEqualTo(
            """
            while (k < n) {
              next:
              {
                if (a < b) {
                  break next;
                }
                a += b;
              }
              if (a < b) {
                k *= 2;
              } else {
                a += b;
              }
            }\
            """);
  }

  @Test
  void nestedLoopsContinueTheRightOne() {
    Stmt inner = loop(less(read(B), read(A)), block(SKIP, new Stmt.Continue("outer", Span.NONE)));
    Stmt update = when(less(read(A), read(B)), block(DOUBLE_K), block());
    Stmt outer = new Stmt.While(MORE, block(inner), block(update), true, "outer", Span.NONE);
    assertThat(print(outer))
        .isEqualTo(
            """
            outer:
            while (k < n) {
              next:
              {
                while (b < a) {
                  if (a < b) {
                    continue;
                  }
                  break next;
                }
              }
              if (a < b) {
                k *= 2;
              }
            }\
            """);
  }

  @Test
  void aLabelOfTheUserIsNotUsedTwice() {
    Stmt update = when(less(read(A), read(B)), block(DOUBLE_K), block());
    Stmt outer = new Stmt.While(MORE, block(SKIP), block(update), true, "next", Span.NONE);
    assertThat(print(outer))
        .startsWith("next:\nwhile (k < n) {\n  next2:\n  {\n    if (a < b) {\n      break next2;");
  }

  @Test
  void anUpdateThatIsNeverReachedIsNotPrinted() {
    Stmt choice = when(less(read(A), read(B)), block(DOUBLE_K), block());
    assertThat(print(loop(MORE, block(GROW, returns(null)), choice)))
        .isEqualTo("while (k < n) {\n  a += b;\n  return;\n}");
  }

  @Test
  void theTestMayComeLast() {
    Stmt loop = new Stmt.While(MORE, block(DOUBLE_K), block(), false, null, Span.NONE);
    assertThat(print(loop)).isEqualTo("do {\n  k *= 2;\n} while (k < n);");
  }

  @Test
  void neighbouringLoopsUseOneName() {
    assertThat(print(count(I, read(N), GROW), count(I, read(N), GROW)))
        .isEqualTo(
            """
            for (int i = 0; i < n; i++) {
              a += b;
            }
            for (int i = 0; i < n; i++) {
              a += b;
            }\
            """);
    assertThat(print(count(I, read(N), count(J, read(I), GROW))))
        .contains("for (int j = 0; j < i; j++)");
  }

  private static Stmt backwards(int step, String label, Stmt... body) {
    return new Stmt.CountedFor(
        I, sub(read(N), literal(1)), BinaryOp.GE, literal(0), step, block(body), label, Span.NONE);
  }
}
