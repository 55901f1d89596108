package org.cotangent.runtime.backend;

/** Products of matrices in Java: one chain of fused multiply-adds for each element. */
final class CpuProducts {
  private CpuProducts() {}

  /** See {@link Backend#multiply}. */
  static void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    if (output.precision() == Precision.DOUBLE) {
      multiplyDoubles(alpha, a, b, beta, addend, output);
    } else {
      multiplyFloats((float) alpha, a, b, (float) beta, addend, output);
    }
  }

  private static void multiplyDoubles(
      double alpha, View a, View b, double beta, View addend, View output) {
    double[] left = doubles(a);
    double[] right = doubles(b);
    double[] result = doubles(output);
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        double r = 0;
        for (int k = 0; k < a.columns(); k++) {
          r = Math.fma(left[index(a, i, k)], right[index(b, k, j)], r);
        }
        if (alpha != 1) {
          r *= alpha;
        }
        if (addend != null) {
          double c = doubles(addend)[index(addend, i, j)];
          r = beta == 1 ? r + c : Math.fma(beta, c, r);
        }
        result[index(output, i, j)] = r;
      }
    }
  }

  private static void multiplyFloats(
      float alpha, View a, View b, float beta, View addend, View output) {
    float[] left = floats(a);
    float[] right = floats(b);
    float[] result = floats(output);
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        float r = 0;
        for (int k = 0; k < a.columns(); k++) {
          r = Math.fma(left[index(a, i, k)], right[index(b, k, j)], r);
        }
        if (alpha != 1) {
          r *= alpha;
        }
        if (addend != null) {
          float c = floats(addend)[index(addend, i, j)];
          r = beta == 1 ? r + c : Math.fma(beta, c, r);
        }
        result[index(output, i, j)] = r;
      }
    }
  }

  private static int index(View view, int i, int j) {
    return view.offset() + i * view.rowStride() + j * view.columnStride();
  }

  private static double[] doubles(View view) {
    return ((HostBuffer) view.buffer()).doubles();
  }

  private static float[] floats(View view) {
    return ((HostBuffer) view.buffer()).floats();
  }
}
