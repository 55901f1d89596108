package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.FLOAT;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.LONG;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.spelled;

import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Type.ReferenceType;
import org.junit.jupiter.api.Test;

final class LiteralsTest {

  private static String text(Expr literal) {
    return Literals.text((Expr.Literal) literal, Literals.Place.TYPED);
  }

  private static String bare(Expr literal) {
    return Literals.text((Expr.Literal) literal, Literals.Place.PROMOTED);
  }

  @Test
  void doublesAreAsShortAsTheyCanBe() {
    assertThat(text(literal(2.0))).isEqualTo("2.0");
    assertThat(text(literal(0.1))).isEqualTo("0.1");
    assertThat(text(literal(0.1 + 0.2))).isEqualTo("0.30000000000000004");
    assertThat(text(literal(1e-10))).isEqualTo("1e-10");
    assertThat(text(literal(2.5e8))).isEqualTo("2.5e8");
    assertThat(text(literal(1e23))).isEqualTo("1e23");
    assertThat(text(literal(-0.0))).isEqualTo("-0.0");
    assertThat(text(literal(Double.MIN_VALUE))).isEqualTo("5e-324");
    assertThat(text(literal(Double.MAX_VALUE))).isEqualTo("1.7976931348623157e308");
  }

  @Test
  void floatsAndLongsAreMarked() {
    assertThat(text(literal(0.1f))).isEqualTo("0.1f");
    assertThat(text(literal(2f))).isEqualTo("2f");
    assertThat(text(literal(-0f))).isEqualTo("-0.0f");
    assertThat(text(literal(3L))).isEqualTo("3L");
    assertThat(text(Expr.Literal.of(7, Primitive.BYTE))).isEqualTo("(byte) 7");
  }

  @Test
  void wholeNumbersAreBareWhereJavaConvertsThem() {
    assertThat(bare(literal(2.0))).isEqualTo("2");
    assertThat(bare(literal(-2f))).isEqualTo("-2");
    assertThat(bare(literal(3L))).isEqualTo("3");
    assertThat(bare(literal(3_000_000_000L))).isEqualTo("3000000000L");
    assertThat(bare(literal(1e7))).isEqualTo("1e7");
    assertThat(bare(literal(-0.0))).isEqualTo("-0.0");
    assertThat(bare(literal(0.5))).isEqualTo("0.5");
  }

  @Test
  void valuesWithoutALiteralAreNamed() {
    assertThat(Trees.printValue(literal(Double.NaN))).isEqualTo("Double.NaN");
    assertThat(Trees.printValue(literal(Float.NEGATIVE_INFINITY)))
        .isEqualTo("Float.NEGATIVE_INFINITY");
    assertThat(Trees.printValue(literal(Integer.MIN_VALUE))).isEqualTo("Integer.MIN_VALUE");
    assertThat(Trees.printValue(Trees.negate(literal(Long.MIN_VALUE))))
        .isEqualTo("-Long.MIN_VALUE");
  }

  @Test
  void theUsersSpellingStays() {
    assertThat(text(spelled("1.50", 1.5, DOUBLE))).isEqualTo("1.50");
    assertThat(text(spelled("1d", 1.0, DOUBLE))).isEqualTo("1d");
    assertThat(text(spelled("0x1p-3", 0.125, DOUBLE))).isEqualTo("0x1p-3");
    assertThat(text(spelled("1_000.5f", 1000.5f, FLOAT))).isEqualTo("1_000.5f");
    assertThat(text(spelled("0xFFFFFFFF", -1, INT))).isEqualTo("0xFFFFFFFF");
    assertThat(text(spelled("0b1010", 10, INT))).isEqualTo("0b1010");
    assertThat(text(spelled("017", 15, INT))).isEqualTo("017");
    assertThat(text(spelled("-7", -7, INT))).isEqualTo("-7");
    assertThat(text(spelled("0xFFFFFFFFFFFFFFFFL", -1L, LONG))).isEqualTo("0xFFFFFFFFFFFFFFFFL");
  }

  @Test
  void aSpellingOfSomethingElseIsNotUsed() {
    assertThat(text(spelled("2", 2.0, DOUBLE))).isEqualTo("2.0");
    assertThat(text(spelled("1.5", 2.5, DOUBLE))).isEqualTo("2.5");
    assertThat(text(spelled("1.5f", 1.5, DOUBLE))).isEqualTo("1.5");
    assertThat(text(spelled("1.5", 1.5f, FLOAT))).isEqualTo("1.5f");
    assertThat(text(spelled("n + 1", 3, INT))).isEqualTo("3");
    assertThat(text(spelled("3", 3L, LONG))).isEqualTo("3L");
  }

  @Test
  void charactersAndStringsAreEscaped() {
    Type string = new ReferenceType("java.lang.String");
    assertThat(text(spelled(null, 'a', Primitive.CHAR))).isEqualTo("'a'");
    assertThat(text(spelled(null, '\'', Primitive.CHAR))).isEqualTo("'\\''");
    assertThat(text(spelled(null, '\u00e9', Primitive.CHAR))).isEqualTo("'\\u00e9'");
    assertThat(text(spelled(null, "a\"b\\u\n", string))).isEqualTo("\"a\\\"b\\\\u\\n\"");
    assertThat(text(spelled(null, null, string))).isEqualTo("null");
  }
}
