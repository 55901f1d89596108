package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulasTest {
  @ParameterizedTest
  @CsvSource({"0.5, 4.2", "2, 5", "0, 0", "-1.25, 3.1"})
  void productPlusSine(double x1, double x2) {
    FormulasDerivatives.ProductPlusSineGradient gradient =
        FormulasDerivatives.productPlusSineGradient(x1, x2);
    assertThat(gradient.value()).isEqualTo(Formulas.productPlusSine(x1, x2));
    Check.exact(gradient.x1(), x2);
    Check.exact(gradient.x2(), x1 + Math.cos(x2));
    FormulasDerivatives.ProductPlusSineBackward back =
        FormulasDerivatives.productPlusSineBackward(x1, x2, -2);
    assertThat(back.value()).isEqualTo(gradient.value());
    Check.exact(back.x1(), -2 * x2);
    Check.exact(back.x2(), -2 * (x1 + Math.cos(x2)));
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "0.5, 4.2", "1, 0", "7, -1.5"})
  void logPlusProductMinusSine(double x1, double x2) {
    FormulasDerivatives.LogPlusProductMinusSineGradient gradient =
        FormulasDerivatives.logPlusProductMinusSineGradient(x1, x2);
    assertThat(gradient.value()).isEqualTo(Formulas.logPlusProductMinusSine(x1, x2));
    Check.exact(gradient.x1(), 1 / x1 + x2);
    Check.exact(gradient.x2(), x1 - Math.cos(x2));
    FormulasDerivatives.LogPlusProductMinusSineBackward back =
        FormulasDerivatives.logPlusProductMinusSineBackward(x1, x2, 4);
    Check.exact(back.x1(), 4 * (1 / x1 + x2));
    Check.exact(back.x2(), 4 * (x1 - Math.cos(x2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -1.1, 2})
  void timesExpOfSquare(double x) {
    FormulasDerivatives.TimesExpOfSquareGradient gradient =
        FormulasDerivatives.timesExpOfSquareGradient(x);
    assertThat(gradient.value()).isEqualTo(Formulas.timesExpOfSquare(x));
    Check.exact(gradient.x(), (1 + 2 * x * x) * Math.exp(x * x));
    Check.differences(gradient.x(), Oracle.derivative(Formulas::timesExpOfSquare, x));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, -1.1, 3})
  void sineOfSquare(double x) {
    FormulasDerivatives.SineOfSquareGradient gradient = FormulasDerivatives.sineOfSquareGradient(x);
    assertThat(gradient.value()).isEqualTo(Formulas.sineOfSquare(x));
    Check.exact(gradient.x(), 2 * x * Math.cos(x * x));
    Check.differences(gradient.x(), Oracle.derivative(Formulas::sineOfSquare, x));
  }
}
