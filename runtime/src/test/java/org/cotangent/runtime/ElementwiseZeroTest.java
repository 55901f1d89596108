package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.cotangent.runtime.backend.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What formulas make of {@link Matrix#ZERO}. */
class ElementwiseZeroTest {
  private final Matrix x = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);
  private final Matrix row = Matrix.row(2, 0, Double.POSITIVE_INFINITY);

  @Test
  void aShareOfNothingHasNoShapeOfItsOwn() {
    String formula = "(adjoint, row) -> adjoint == 0 ? 0 : adjoint / row";
    assertThat(Elementwise.of(formula, Matrix.ZERO, row)).isSameInstanceAs(Matrix.ZERO);
    assertThat(Elementwise.of("(adjoint, row) -> adjoint * row", Matrix.ZERO, row))
        .isSameInstanceAs(Matrix.ZERO);
  }

  @Test
  void addingAShareOfNothingLeavesTheSum() {
    Matrix sum = Elementwise.of("(sum, a, row) -> sum + a / row", x, Matrix.ZERO, row);
    assertThat(sum.toArray()).isEqualTo(x.toArray());
    Matrix first = Elementwise.of("(sum, a) -> sum - a * a", Matrix.ZERO, x);
    assertThat(first.toDoubles()).isEqualTo(new double[] {-1, -4, -9, -16, -25, -36});
  }

  @Test
  void reductionsOfNothingAreNothing() {
    assertThat(Elementwise.sum("(a, x) -> a * x", Matrix.ZERO, x)).isEqualTo(0.0);
    assertThat(Elementwise.rowSums("(a, x) -> a * x", Matrix.ZERO, x))
        .isSameInstanceAs(Matrix.ZERO);
    assertThat(Elementwise.columnSums("(a, x) -> -a / x", Matrix.ZERO, x))
        .isSameInstanceAs(Matrix.ZERO);
    Matrix sums = Elementwise.columnSums("(s, a, x) -> s * a + x", Matrix.ZERO, row, x);
    assertThat(sums.toDoubles()).isEqualTo(new double[] {5, 7, 9});
  }

  @Test
  void aFormulaThatIsNotZeroHasNoShapeWithoutMatrices() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Elementwise.of("(a) -> exp(a)", Matrix.ZERO));
    assertThat(e).hasMessageThat().contains("(a) -> exp(a) where a = 0: at least one matrix");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "(z, x) -> z + x ~ Input[index=0]",
        "(z, x) -> x - z ~ Input[index=0]",
        "(z, x) -> z - x ~ Negate[operand=Input[index=0]]",
        "(z, x) -> fma(z, x, x) ~ Input[index=0]",
        "(z, x) -> -z * x ~ Number[value=0.0]",
        "(z, x) -> z / x ~ Number[value=0.0]",
        "(z, x) -> z > 0 ? x : 0 ~ Number[value=0.0]",
        "(z, x) -> z <= 0 ? x : 0 ~ Input[index=0]",
        "(z, x) -> !(z < 0) && x < 1 ? z : 0 ~ Number[value=0.0]",
        "(z, x) -> z == 0 || x < 1 ? x : 0 ~ Input[index=0]",
        "(z, x) -> x < 1 && z != 0 ? x : 0 ~ Number[value=0.0]",
      })
  void whatIsLeftOfAFormula(String text, String left) {
    BitSet first = new BitSet();
    first.set(0);
    assertThat(Formula.of(text).withZeros(first).root().toString()).isEqualTo(left);
  }

  @Test
  void whatIsLeftEqualsTheFormulaAtZero() {
    String text = "(a, x, b; s) -> s * tanh(x + a) - (a < x ? b * x : a) / (1 + a * a) + max(b, a)";
    Matrix zeros = Matrix.zeros(2, 3);
    double[] s = {1.5};
    assertThat(Elementwise.of(text, s, Matrix.ZERO, x, x).toDoubles())
        .isEqualTo(Elementwise.of(text, s, zeros, x, x).toDoubles());
    assertThat(Elementwise.of(text, s, Matrix.ZERO, x, Matrix.ZERO).toDoubles())
        .isEqualTo(Elementwise.of(text, s, zeros, x, zeros).toDoubles());
    assertThat(Elementwise.of(text, s, x, Matrix.ZERO, Matrix.ZERO).toDoubles())
        .isEqualTo(Elementwise.of(text, s, x, zeros, zeros).toDoubles());
  }
}
