package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.math;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.variable;

import java.util.List;
import java.util.stream.IntStream;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

final class LinesTest {
  private static final Variable FIRST = variable("theFirstOfTwoRatherLongNames", DOUBLE);
  private static final Variable SECOND = variable("theSecondOfTwoRatherLongNames", DOUBLE);
  private static final Variable SHORT = variable("x", DOUBLE);

  private static String print(Expr value) {
    return Trees.printBody(
        List.of(FIRST, SECOND, SHORT), VOID, declare(variable("result", value.type()), value));
  }

  @Test
  void aValueThatFitsStaysOnItsLine() {
    assertThat(print(mul(read(FIRST), read(SECOND))))
        .isEqualTo("double result = theFirstOfTwoRatherLongNames * theSecondOfTwoRatherLongNames;");
  }

  @Test
  void aValueThatFitsOnTheNextLineGoesThere() {
    Expr square = mul(read(SHORT), read(SHORT));
    assertThat(print(mul(mul(read(FIRST), read(SECOND)), mul(square, square))))
        .isEqualTo(
            """
            double result =
                theFirstOfTwoRatherLongNames * theSecondOfTwoRatherLongNames * (x * x * (x * x));\
            """);
  }

  @Test
  void longChainsBreakBeforeTheirOperators() {
    Expr term = mul(read(FIRST), read(SECOND));
    assertThat(print(Trees.add(Trees.sub(term, term), read(SHORT))))
        .isEqualTo(
            """
            double result =
                theFirstOfTwoRatherLongNames * theSecondOfTwoRatherLongNames
                    - theFirstOfTwoRatherLongNames * theSecondOfTwoRatherLongNames
                    + x;\
            """);
  }

  @Test
  void argumentsGoToTheNextLineOrStandOneALine() {
    Expr sum = Trees.add(read(FIRST), read(SECOND));
    assertThat(print(math("max", sum, read(FIRST))))
        .isEqualTo(
            """
            double result =
                Math.max(
                    theFirstOfTwoRatherLongNames + theSecondOfTwoRatherLongNames,
                    theFirstOfTwoRatherLongNames);\
            """);
  }

  @Test
  void longArrayLiteralsFillTheirLines() {
    List<Expr> numbers = IntStream.range(0, 60).mapToObj(k -> literal(k + 0.5)).toList();
    String text = print(new Expr.ArrayLiteral(new Type.ArrayType(DOUBLE), numbers));
    assertThat(text).startsWith("double[] result = {\n  0.5, 1.5, 2.5,");
    assertThat(text).endsWith(", 59.5\n};");
    assertThat(text.lines().count()).isEqualTo(6);
  }
}
