package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;
import org.cotangent.runtime.opencl.Twins.Form;
import org.cotangent.runtime.opencl.Twins.Twin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Formulas have the same bits on the device and on the CPU, or are within 4 ulp. */
class MapsKernelsTest {
  /** The device, with the code of its kind. */
  OpenClBackend backend() {
    return Device.backend();
  }

  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] ODD = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, 3, -3, 1e-30, 1e30, -1e30, 1e-40, NAN, INFINITY,
    -INFINITY, 16777216, 0.3
  };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofEveryShapeAndFormHaveTheBitsOfTheCpu(Precision precision) {
    Formula formula = Formula.of("(x, y; s, t) -> (x - y) * s / (x + t) + (x < y ? x : y * 0.1)");
    int[] sizes = Device.SMALL ? new int[] {0, 3, 17} : new int[] {0, 1, 3, 17, 257};
    for (int rows : sizes) {
      for (int columns : sizes) {
        for (Form form : Form.values()) {
          map(formula, precision, rows, columns, form, Form.WHOLE, Form.PART);
          map(formula, precision, rows, columns, form, form, Form.WHOLE);
        }
        map(formula, precision, rows, columns, Form.WHOLE, Form.ROW, Form.WHOLE);
        map(formula, precision, rows, columns, Form.WHOLE, Form.PART, Form.SPREAD);
      }
    }
  }

  private void map(
      Formula formula, Precision precision, int rows, int columns, Form x, Form y, Form output) {
    try (Twins twins = new Twins(backend(), precision, 11)) {
      Twin[] inputs = {twins.random(x, rows, columns), twins.random(y, rows, columns)};
      Twin target = twins.random(output, rows, columns);
      map(twins, formula, new double[] {0.7, 3.1}, inputs, target);
      twins.assertSameBits(rows + " x " + columns + " " + x + " " + y + " " + output, target);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void mayOverwriteTheirInputs(Precision precision) {
    try (Twins twins = new Twins(backend(), precision, 12)) {
      Formula formula = Formula.of("(x, y) -> x + y * y");
      for (Form form : List.of(Form.WHOLE, Form.PART, Form.TRANSPOSED)) {
        Twin x = twins.random(form, 17, 33);
        map(twins, formula, new double[0], new Twin[] {x, x}, x);
        twins.assertSameBits(form + " in place", x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofExactOperationsHaveTheBitsOfTheCpuAtOddPoints(Precision precision) {
    Chosen formula =
        Chosen.of(
            "x + y",
            "x - y",
            "x * y",
            "x / y",
            "-x",
            "sqrt(x)",
            "abs(x)",
            "fma(x, y, x)",
            "max(x, y)",
            "min(x, y)",
            "signum(x)",
            "floor(x)",
            "ceil(x)",
            "rint(x)",
            "x < y ? 1 : 2",
            "x <= y ? x : y",
            "x == y ? 3 : 4",
            "x != y ? 5 : 6",
            "!(x > y) && x >= 0 || y != y ? x : 0.1",
            "uniform(5)",
            "uniform(16777215) * x");
    for (int choice = 0; choice < (Device.SMALL ? 2 : formula.count()); choice++) {
      pairs(formula, precision, 0, choice);
    }
  }

  /** Several formulas of x, y in one, so that a device builds them at once; a number chooses. */
  private record Chosen(Formula formula, String[] texts) {
    static Chosen of(String... texts) {
      StringBuilder all = new StringBuilder("(x, y; choice) -> ");
      for (int k = 0; k < texts.length; k++) {
        all.append("choice == ").append(k).append(" ? (").append(texts[k]).append(") : ");
      }
      return new Chosen(Formula.of(all + "0"), texts);
    }

    int count() {
      return texts.length;
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofOtherFunctionsAreWithinFourUlp(Precision precision) {
    List<String> calls = new ArrayList<>();
    for (Formula.Function function : Formula.Function.values()) {
      String name = function.name().toLowerCase();
      if (function != Formula.Function.UNIFORM && function.arity() < 3) {
        calls.add(name + (function.arity() == 1 ? "(x)" : "(x, y)"));
      }
    }
    Chosen formula = Chosen.of(calls.toArray(new String[0]));
    int count = Device.SMALL ? 50 : 20_000;
    for (int choice = 0; choice < (Device.SMALL ? 2 : formula.count()); choice++) {
      pairs(formula, precision, 4, choice);
      for (double range : new double[] {1, 4, 60}) {
        try (Twins twins = new Twins(backend(), precision, 13)) {
          Twin[] inputs = {twins.random(range, count), twins.random(range, count)};
          Twin output = twins.random(Form.WHOLE, 1, count);
          map(twins, formula.formula(), new double[] {choice}, inputs, output);
          twins.assertClose(formula.texts()[choice] + " " + precision, output, 4);
        }
      }
    }
  }

  private void pairs(Chosen formula, Precision precision, int ulps, int choice) {
    int n = ODD.length;
    double[] x = new double[n * n];
    double[] y = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      x[i] = ODD[i / n];
      y[i] = ODD[i % n];
    }
    try (Twins twins = new Twins(backend(), precision, 14)) {
      Twin[] inputs = {twins.of(1, n * n, x), twins.of(1, n * n, y)};
      Twin output = twins.random(Form.WHOLE, 1, n * n);
      map(twins, formula.formula(), new double[] {choice}, inputs, output);
      twins.assertClose(formula.texts()[choice] + " " + precision, output, ulps);
    }
  }

  private void map(Twins twins, Formula formula, double[] scalars, Twin[] inputs, Twin output) {
    View[] onCpu = new View[inputs.length];
    View[] onDevice = new View[inputs.length];
    for (int k = 0; k < inputs.length; k++) {
      onCpu[k] = inputs[k].cpu();
      onDevice[k] = inputs[k].device();
    }
    twins.cpu().map(formula, scalars, onCpu, output.cpu());
    twins.device().map(formula, scalars, onDevice, output.device());
  }
}
