package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** What a caller is told of adjoints that do not fit. */
class MatrixAdjointsTest {
  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void anAdjointOfAResultIsComparedWithTheResult() {
    Matrix result = Matrix.zeros(2, 3);
    assertThat(refusal(() -> MatrixAdjoints.requireSeed(result, Matrix.zeros(1, 1))))
        .isEqualTo("the adjoint of the result is 1 x 1, the result is 2 x 3");
    assertThat(
            refusal(() -> MatrixAdjoints.requireSeed(result, Matrix.ofFloats(2, 3, new float[6]))))
        .isEqualTo(
            "the adjoint of the result holds elements of type float, the result of type double");
    MatrixAdjoints.requireSeed(result, Matrix.ZERO);
    MatrixAdjoints.requireSeed(result, Matrix.zeros(3, 2).transpose());
  }

  @Test
  void anAdjointOfAParameterIsComparedWithTheParameter() {
    Matrix parameter = Matrix.zeros(2, 3);
    assertThat(refusal(() -> MatrixAdjoints.requireSameShape("w", parameter, Matrix.zeros(3, 2))))
        .isEqualTo("the adjoint of 'w' is 3 x 2, the parameter is 2 x 3");
  }

  @Test
  void anAdjointThatIsNullIsNamed() {
    Matrix parameter = Matrix.zeros(2, 3);
    assertThat(refusal(() -> MatrixAdjoints.requireSameShape("w", parameter, null)))
        .isEqualTo("the adjoint of 'w' is null");
    assertThat(refusal(() -> MatrixAdjoints.requireSeed(parameter, null)))
        .isEqualTo("the adjoint of the result is null");
  }
}
