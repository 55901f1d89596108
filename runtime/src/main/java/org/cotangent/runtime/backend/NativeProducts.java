package org.cotangent.runtime.backend;

import dev.ludovic.netlib.blas.NativeBLAS;

/**
 * Products by the BLAS library of the machine, through JNI. Operands whose strides BLAS does not
 * know (it wants rows or columns without gaps between their elements) are left to Java. The only
 * class that touches the library's classes.
 */
final class NativeProducts implements CpuBlas.Products {
  private final NativeBLAS blas;

  private NativeProducts(NativeBLAS blas) {
    this.blas = blas;
  }

  /**
   * Loads the library.
   *
   * @throws RuntimeException if there is none for this machine
   * @throws LinkageError if the classes that call it are not on the class path
   */
  static CpuBlas.Products open() {
    return new NativeProducts(NativeBLAS.getInstance());
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    int left = distance(a);
    int right = distance(b);
    boolean isReadable = left > 0 && right > 0 && output.columnStride() == 1;
    // where beta is 0, BLAS does not read the addend, not even its NaNs
    boolean isUsual = a.columns() > 0 && output.size() > 0 && (addend == null || beta != 0);
    if (!isReadable || !isUsual) {
      CpuProducts.multiply(alpha, a, b, beta, addend, output);
      return;
    }
    if (addend != null && !addend.equals(output)) {
      copy(addend, output);
    }
    multiply(alpha, a, left, b, right, addend == null ? 0 : beta, output);
  }

  private void multiply(
      double alpha, View a, int left, View b, int right, double beta, View output) {
    int m = output.rows();
    int n = output.columns();
    int k = a.columns();
    // BLAS reads by columns: to it, everything here is transposed
    String transposedA = isByRows(a) ? "N" : "T";
    String transposedB = isByRows(b) ? "N" : "T";
    int to = Math.max(n, output.rowStride());
    if (output.precision() == Precision.DOUBLE) {
      blas.dgemm(
          transposedB,
          transposedA,
          n,
          m,
          k,
          alpha,
          doubles(b),
          b.offset(),
          right,
          doubles(a),
          a.offset(),
          left,
          beta,
          doubles(output),
          output.offset(),
          to);
    } else {
      blas.sgemm(
          transposedB,
          transposedA,
          n,
          m,
          k,
          (float) alpha,
          floats(b),
          b.offset(),
          right,
          floats(a),
          a.offset(),
          left,
          (float) beta,
          floats(output),
          output.offset(),
          to);
    }
  }

  private static boolean isByRows(View view) {
    return (view.columnStride() == 1 || view.columns() == 1)
        && (view.rowStride() >= view.columns() || view.rows() == 1);
  }

  /** The distance from one line to the next, by rows or by columns; 0 if BLAS cannot read it. */
  private static int distance(View view) {
    if (isByRows(view)) {
      return view.rows() == 1 ? view.columns() : view.rowStride();
    }
    boolean isByColumns =
        (view.rowStride() == 1 || view.rows() == 1)
            && (view.columnStride() >= view.rows() || view.columns() == 1);
    return !isByColumns ? 0 : view.columns() == 1 ? view.rows() : view.columnStride();
  }

  private static void copy(View from, View to) {
    for (int i = 0; i < to.rows(); i++) {
      int p = from.offset() + i * from.rowStride();
      int q = to.offset() + i * to.rowStride();
      if (from.columnStride() == 1) {
        System.arraycopy(array(from), p, array(to), q, to.columns());
      } else {
        for (int j = 0; j < to.columns(); j++, p += from.columnStride(), q++) {
          System.arraycopy(array(from), p, array(to), q, 1);
        }
      }
    }
  }

  private static Object array(View view) {
    return ((HostBuffer) view.buffer()).array();
  }

  private static double[] doubles(View view) {
    return ((HostBuffer) view.buffer()).doubles();
  }

  private static float[] floats(View view) {
    return ((HostBuffer) view.buffer()).floats();
  }
}
