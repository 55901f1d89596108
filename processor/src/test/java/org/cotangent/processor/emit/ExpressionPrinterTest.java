package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.A;
import static org.cotangent.processor.emit.Trees.B;
import static org.cotangent.processor.emit.Trees.C;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.F;
import static org.cotangent.processor.emit.Trees.FLOAT;
import static org.cotangent.processor.emit.Trees.I;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.J;
import static org.cotangent.processor.emit.Trees.L;
import static org.cotangent.processor.emit.Trees.N;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.binary;
import static org.cotangent.processor.emit.Trees.cast;
import static org.cotangent.processor.emit.Trees.choose;
import static org.cotangent.processor.emit.Trees.div;
import static org.cotangent.processor.emit.Trees.less;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.math;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.negate;
import static org.cotangent.processor.emit.Trees.not;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.sub;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.junit.jupiter.api.Test;

final class ExpressionPrinterTest {
  private static final Expr a = read(A);
  private static final Expr b = read(B);
  private static final Expr c = read(C);
  private static final Expr i = read(I);
  private static final Expr j = read(J);

  private static String print(Expr expr) {
    return Trees.printValue(expr, A, B, C, F, I, J, N, L);
  }

  @Test
  void operatorsOfOneRankAreReadFromTheLeft() {
    assertThat(print(sub(sub(a, b), c))).isEqualTo("a - b - c");
    assertThat(print(div(mul(a, b), c))).isEqualTo("a * b / c");
    assertThat(print(add(a, mul(b, c)))).isEqualTo("a + b * c");
    assertThat(print(mul(add(a, b), c))).isEqualTo("(a + b) * c");
  }

  @Test
  void groupingToTheRightKeepsItsParentheses() {
    assertThat(print(sub(a, sub(b, c)))).isEqualTo("a - (b - c)");
    assertThat(print(add(a, add(b, c)))).isEqualTo("a + (b + c)");
    assertThat(print(div(a, mul(b, c)))).isEqualTo("a / (b * c)");
    assertThat(print(mul(a, mul(b, c)))).isEqualTo("a * (b * c)");
  }

  @Test
  void operatorsThatFewKnowTheRankOfGetParentheses() {
    assertThat(print(binary(BinaryOp.SHL, add(i, j), i))).isEqualTo("(i + j) << i");
    assertThat(print(binary(BinaryOp.SHL, i, add(i, j)))).isEqualTo("i << (i + j)");
    assertThat(print(binary(BinaryOp.AND, i, add(i, j)))).isEqualTo("i & (i + j)");
    assertThat(print(binary(BinaryOp.REM, mul(i, j), i))).isEqualTo("(i * j) % i");
    Expr and = binary(BinaryOp.CONDITIONAL_AND, less(a, b), less(b, c));
    assertThat(print(binary(BinaryOp.CONDITIONAL_OR, and, less(a, c))))
        .isEqualTo("(a < b && b < c) || a < c");
    assertThat(print(less(add(a, b), mul(b, c)))).isEqualTo("a + b < b * c");
    assertThat(print(binary(BinaryOp.EQ, less(a, b), less(b, c)))).isEqualTo("(a < b) == (b < c)");
  }

  @Test
  void andsAndOrsNeedNoGrouping() {
    Expr rest = binary(BinaryOp.CONDITIONAL_AND, less(b, c), less(a, c));
    assertThat(print(binary(BinaryOp.CONDITIONAL_AND, less(a, b), rest)))
        .isEqualTo("a < b && b < c && a < c");
  }

  @Test
  void signsNeverMeet() {
    assertThat(print(negate(negate(a)))).isEqualTo("-(-a)");
    assertThat(print(negate(literal(-1.5)))).isEqualTo("-(-1.5)");
    assertThat(print(sub(a, negate(b)))).isEqualTo("a - -b");
    assertThat(print(sub(a, literal(-1.5)))).isEqualTo("a - -1.5");
    assertThat(print(negate(add(a, b)))).isEqualTo("-(a + b)");
    assertThat(print(mul(negate(a), b))).isEqualTo("-a * b");
    assertThat(print(not(not(less(a, b))))).isEqualTo("!!(a < b)");
  }

  @Test
  void addingTheOppositeIsSubtracting() {
    assertThat(print(add(a, negate(b)))).isEqualTo("a - b");
    assertThat(print(add(a, negate(add(b, c))))).isEqualTo("a - (b + c)");
    assertThat(print(add(a, literal(-2.0)))).isEqualTo("a - 2");
    assertThat(print(add(i, negate(j)))).isEqualTo("i - j");
    assertThat(print(add(i, literal(-1)))).isEqualTo("i - 1");
    assertThat(print(add(i, literal(Integer.MIN_VALUE)))).isEqualTo("i + Integer.MIN_VALUE");
  }

  @Test
  void theOppositeOfAnIntIsNotSubtractedFromADouble() {
    assertThat(print(add(a, negate(i)))).isEqualTo("a + -i");
    assertThat(print(add(read(L), negate(i)))).isEqualTo("l + -i");
    assertThat(print(add(a, literal(-0.0)))).isEqualTo("a + -0.0");
  }

  @Test
  void castsBindLikeSigns() {
    assertThat(print(cast(FLOAT, mul(a, b)))).isEqualTo("(float) (a * b)");
    assertThat(print(cast(INT, a))).isEqualTo("(int) a");
    assertThat(print(div(cast(DOUBLE, i), j))).isEqualTo("(double) i / j");
    assertThat(print(cast(INT, negate(a)))).isEqualTo("(int) -a");
  }

  @Test
  void aCastToTheTypeThatIsThereIsDropped() {
    assertThat(print(cast(DOUBLE, add(a, b)))).isEqualTo("a + b");
    assertThat(print(mul(cast(DOUBLE, add(a, b)), c))).isEqualTo("(a + b) * c");
  }

  @Test
  void conditionalsChainToTheRight() {
    Expr chain = choose(less(a, b), a, choose(less(b, c), b, c));
    assertThat(print(chain)).isEqualTo("a < b ? a : b < c ? b : c");
    assertThat(print(choose(less(a, b), chain, c)))
        .isEqualTo("a < b ? (a < b ? a : b < c ? b : c) : c");
    assertThat(print(mul(choose(less(a, b), a, b), c))).isEqualTo("(a < b ? a : b) * c");
  }

  @Test
  void wholeNumbersBesideADoubleNeedNoPoint() {
    assertThat(print(mul(literal(2.0), a))).isEqualTo("2 * a");
    assertThat(print(less(a, literal(0.0)))).isEqualTo("a < 0");
    assertThat(print(sub(literal(1.0), mul(a, b)))).isEqualTo("1 - a * b");
    assertThat(print(mul(literal(2f), read(F)))).isEqualTo("2 * f");
    assertThat(print(math("pow", a, literal(2.0)))).isEqualTo("Math.pow(a, 2)");
  }

  @Test
  void wholeNumbersKeepTheirPointWhereItMatters() {
    assertThat(print(div(literal(1.0), read(N)))).isEqualTo("1.0 / n");
    assertThat(print(div(literal(1.0), literal(3.0)))).isEqualTo("1.0 / 3.0");
    assertThat(print(div(literal(1.0), cast(DOUBLE, literal(3.0))))).isEqualTo("1.0 / 3.0");
    assertThat(print(mul(literal(2.0), read(F)))).isEqualTo("2.0 * f");
    assertThat(print(math("max", literal(0.0), a))).isEqualTo("Math.max(0.0, a)");
    assertThat(print(choose(less(a, b), literal(1.0), literal(0.0))))
        .isEqualTo("a < b ? 1.0 : 0.0");
    assertThat(print(negate(literal(2.0)))).isEqualTo("-2.0");
    assertThat(print(cast(FLOAT, literal(2.0)))).isEqualTo("(float) 2.0");
  }
}
