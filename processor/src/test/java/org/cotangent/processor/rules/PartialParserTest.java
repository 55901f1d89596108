package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the text of a partial is read. */
final class PartialParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x - y - 1; ((x - y) - 1)",
        "x / y * 2; ((x / y) * 2)",
        "x + y * 2; (x + (y * 2))",
        "(x + y) * 2; ((x + y) * 2)",
        "-x * y; (-x * y)",
        "-Math.sin(x); -Math.sin(x)",
        "x < 0 || x == 0 && y > 0 ? 0 : y; (((x < 0) || ((x == 0) && (y > 0))) ? 0 : y)",
        "x != y ? 1 : x <= y ? 2 : 3; ((x != y) ? 1 : ((x <= y) ? 2 : 3))",
        "!(x >= y) ? 1.5 : 2e-3; (!(x >= y) ? 1.5 : 0.002)",
        "Math.pow(x, y - 1); Math.pow(x, (y - 1))"
      })
  void operatorsBindAsInJava(String text, String expected) {
    assertThat(Show.text(parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x; double",
        "1; int",
        "1f; float",
        "1.0; double",
        "f * 2; float",
        "f * x; double",
        "x >= y ? 1 : 0; int",
        "x >= y ? 1 : x; double",
        "x >= y; boolean",
        "Math.signum(f); float",
        "Math.signum(x); double",
        "Math.scalb(1, 2); float",
        "Math.copySign(1, x); double",
        "Math.sqrt(f); double"
      })
  void typesFollowJavasRules(String text, String expected) {
    assertThat(parse(text).type().toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x +; unexpected end",
        "x y; unexpected y",
        "(x; expected ) before end",
        "x ? 1; expected : before end",
        "x ? 1 : 2; not a condition",
        "x && y; not a condition",
        "!x; not a condition",
        "x + (x > y); not numbers",
        "-(x > y); not numbers",
        "z; no parameter is called z",
        "Foo.bar(x); unknown class",
        "Math.foo(x); no method",
        "Math.sin(x, y); no method",
        "x # y; not readable"
      })
  void anIllFormedPartialIsRefusedWithItsText(String text, String reason) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> parse(text));

    assertThat(e).hasMessageThat().contains("'" + text + "'");
    assertThat(e).hasMessageThat().contains(reason);
  }

  @Test
  void aSignatureThatIsNoneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Signature.parse("p.C", "double f"));
  }

  private static Expr parse(String text) {
    return PartialParser.parse(
        RuleTable.standard().methods(),
        Map.of("Math", "java.lang.Math"),
        List.of(
            new Variable("x", Type.Primitive.DOUBLE, 0),
            new Variable("y", Type.Primitive.DOUBLE, 1),
            new Variable("f", Type.Primitive.FLOAT, 2)),
        text);
  }
}
