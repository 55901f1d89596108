package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;

/** Whether a device computes what it should, before anything is entrusted to it. */
final class SmokeTest {
  private static final int ROWS = 33;
  private static final int INNER = 17;
  private static final int COLUMNS = 40;

  private SmokeTest() {}

  /**
   * A product on the device, compared with Java.
   *
   * @throws BackendException if the device fails, or computes something else
   */
  static void run(ClPlatforms.Found found) {
    try (ClDevice device = ClDevice.open(found);
        OpenClBackend backend = new OpenClBackend(device, new ProgramCache(null), 1 << 24)) {
      run(backend);
    }
  }

  /** The same on a backend. */
  static void run(OpenClBackend backend) {
    float[] a = numbers(ROWS * INNER);
    float[] b = numbers(INNER * COLUMNS);
    float[] product = backend.multiply(a, b, ROWS, INNER, COLUMNS);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        float sum = 0;
        for (int k = 0; k < INNER; k++) {
          sum = Math.fma(a[i * INNER + k], b[k * COLUMNS + j], sum);
        }
        float found = product[i * COLUMNS + j];
        if (Float.floatToRawIntBits(sum) != Float.floatToRawIntBits(found)) {
          throw new BackendException(
              Kind.LOST,
              backend.name()
                  + " computes wrong products: "
                  + found
                  + " instead of "
                  + sum
                  + " at "
                  + i
                  + ", "
                  + j,
              null);
        }
      }
    }
  }

  private static float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (i * 37 % 101 - 50) / 7f;
    }
    return numbers;
  }

  /** Whether Java's integer division by zero still throws: PoCL may take its signal away. */
  static boolean divisionByZeroThrows() {
    int thrown = 0;
    int tries = 2000;
    int[] zeros = new int[3];
    for (int i = 0; i < tries; i++) {
      try {
        zeros[1] += (i + 1) / zeros[2];
      } catch (ArithmeticException e) {
        thrown++;
      }
    }
    return thrown == tries;
  }
}
