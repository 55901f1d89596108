package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.opencl.Twins.Form;
import org.cotangent.runtime.opencl.Twins.Twin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products have the same bits on the device and on the CPU. */
class ProductsKernelsTest {
  /** The device, with the code of its kind. */
  OpenClBackend backend() {
    return Device.backend();
  }

  private static final int[] SIZES = Device.SMALL ? new int[] {1, 3, 17} : new int[] {1, 3, 17, 65};

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofAllSizesAndTransposesHaveTheBitsOfTheCpu(Precision precision) {
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        for (int depth : SIZES) {
          int start = Device.SMALL ? (rows + columns + depth) % 4 : 0;
          for (int form = start; form < (Device.SMALL ? start + 1 : 4); form++) {
            product(
                precision,
                form % 2 == 0 ? Form.WHOLE : Form.TRANSPOSED,
                form < 2 ? Form.WHOLE : Form.TRANSPOSED,
                rows,
                depth,
                columns);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofPartsAndSpreadMatricesHaveTheBitsOfTheCpu(Precision precision) {
    for (Form a : Form.values()) {
      for (Form b : Device.SMALL ? new Form[] {a} : Form.values()) {
        product(precision, a, b, 19, 70, 37);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofLongChainsAndWideRowsHaveTheBitsOfTheCpu(Precision precision) {
    if (Device.SMALL) {
      product(precision, Form.WHOLE, Form.TRANSPOSED, 3, 1030, 35);
      return;
    }
    product(precision, Form.WHOLE, Form.WHOLE, 257, 1300, 257);
    product(precision, Form.TRANSPOSED, Form.TRANSPOSED, 33, 1100, 34);
    product(precision, Form.WHOLE, Form.WHOLE, 40, 1100, 1700);
    product(precision, Form.TRANSPOSED, Form.WHOLE, 40, 700, 1700);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void withNothingToSumUpAreZeroTimesAlphaPlusTheAddend(Precision precision) {
    product(precision, Form.WHOLE, Form.WHOLE, 3, 0, 40);
    product(precision, Form.WHOLE, Form.WHOLE, 0, 3, 40);
    product(precision, Form.WHOLE, Form.WHOLE, 3, 3, 0);
  }

  private void product(Precision precision, Form a, Form b, int rows, int depth, int columns) {
    try (Twins twins = new Twins(backend(), precision, 7)) {
      Twin left = twins.random(a, rows, depth);
      Twin right = twins.random(b, depth, columns);
      String what = rows + " x " + depth + " x " + columns + " " + a + " " + b;
      Twin output = twins.random(Form.WHOLE, rows, columns);
      multiply(twins, 1, left, right, 0, null, output);
      twins.assertSameBits(what, output);
      Form[] addends = {Form.ROW, Form.WHOLE, Form.TRANSPOSED};
      for (Form form : Device.SMALL ? new Form[] {addends[rows % 3]} : addends) {
        Twin addend = twins.random(form, rows, columns);
        Twin target = twins.random(Form.PART, rows, columns);
        multiply(twins, 1, left, right, 1, addend, target);
        twins.assertSameBits(what + " + " + form, target);
        multiply(twins, -0.7, left, right, 1.3, addend, target);
        twins.assertSameBits(what + " scaled + " + form, target);
      }
      Twin same = twins.random(Form.SPREAD, rows, columns);
      multiply(twins, 2, left, right, 1, same, same);
      twins.assertSameBits(what + " in place", same);
    }
  }

  private void multiply(
      Twins twins, double alpha, Twin a, Twin b, double beta, Twin addend, Twin output) {
    twins
        .cpu()
        .multiply(
            alpha, a.cpu(), b.cpu(), beta, addend == null ? null : addend.cpu(), output.cpu());
    twins
        .device()
        .multiply(
            alpha,
            a.device(),
            b.device(),
            beta,
            addend == null ? null : addend.device(),
            output.device());
  }
}
