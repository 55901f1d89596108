package org.cotangent.runtime.backend;

import java.util.Arrays;

/**
 * Products of matrices of doubles by panels: parts of the rows of {@code b} are copied into arrays
 * of their own, and rows of the output are summed up in such arrays, three rows and two steps of
 * the chains at a time. {@link FloatPanels} is the same for floats.
 *
 * <p>The shape of the inner loop is what the just-in-time compiler makes vector instructions of: it
 * does so only if all arrays are indexed by the loop's variable alone (it cannot tell that
 * differently offset parts of arrays do not overlap), if everything is read before anything is
 * written (else each row reads {@code b} again), and if the loop is not much longer than this one.
 */
final class DoublePanels {
  /** The most columns of a panel. */
  static final int WIDTH = 640;

  /** The most steps of the chains that a panel holds; even. */
  static final int DEPTH = 128;

  private static final int ROWS = 3;

  /** Loops up to this length have compiled code of their own: short loops are not unrolled. */
  private static final int NARROW = 96;

  private static final ThreadLocal<DoublePanels> OF_THREAD =
      ThreadLocal.withInitial(DoublePanels::new);

  private final double[][] panel = new double[DEPTH][];
  private final double[][] sums = new double[ROWS][];
  private final double[] factors = new double[ROWS * DEPTH];
  private final double[] added;

  private DoublePanels() {
    // so long that all arrays lie alike in cache lines, and not alike in pages
    int length = WIDTH + 6;
    for (int k = 0; k < DEPTH; k++) {
      panel[k] = new double[length];
    }
    for (int row = 0; row < ROWS; row++) {
      sums[row] = new double[length];
    }
    added = new double[length];
  }

  /**
   * Computes the elements of some rows, and of {@link #WIDTH} columns at most. Where the chains are
   * longer than {@link #DEPTH}, the output holds parts of sums meanwhile.
   */
  static void multiply(Product product, int fromRow, int toRow, int fromColumn, int toColumn) {
    DoublePanels panels = OF_THREAD.get();
    int inner = product.inner();
    for (int k = 0; k < inner; k += DEPTH) {
      int end = Math.min(inner, k + DEPTH);
      panels.pack(product.b(), k, end, fromColumn, toColumn);
      for (int i = fromRow; i < toRow; i += ROWS) {
        panels.rows(product, i, Math.min(toRow, i + ROWS), k, end, fromColumn, toColumn);
      }
    }
  }

  private static double[] doubles(View view) {
    return ((HostBuffer) view.buffer()).doubles();
  }

  /** Copies a part of b; an odd number of rows is made even by one that changes no sum. */
  private void pack(View b, int fromK, int toK, int fromColumn, int toColumn) {
    int width = toColumn - fromColumn;
    int depth = toK - fromK;
    int start = b.offset() + fromK * b.rowStride() + fromColumn * b.columnStride();
    if (b.columnStride() == 1) {
      for (int k = 0; k < depth; k++) {
        System.arraycopy(doubles(b), start + k * b.rowStride(), panel[k], 0, width);
      }
    } else {
      packAcross(doubles(b), start, b.rowStride(), b.columnStride(), depth, width);
    }
    if (depth % 2 == 1) {
      // 0 * -0 = -0, and c + -0 = c for every c, also for -0
      Arrays.fill(panel[depth], 0, width, -0.0);
    }
  }

  /** Copies with any strides, eight columns at a time. */
  private void packAcross(
      double[] b, int start, int rowStride, int columnStride, int depth, int width) {
    int j = 0;
    for (; j + 8 <= width; j += 8) {
      int b0 = start + j * columnStride;
      int b1 = b0 + columnStride;
      int b2 = b1 + columnStride;
      int b3 = b2 + columnStride;
      int b4 = b3 + columnStride;
      int b5 = b4 + columnStride;
      int b6 = b5 + columnStride;
      int b7 = b6 + columnStride;
      for (int k = 0, q = 0; k < depth; k++, q += rowStride) {
        double[] row = panel[k];
        row[j] = b[b0 + q];
        row[j + 1] = b[b1 + q];
        row[j + 2] = b[b2 + q];
        row[j + 3] = b[b3 + q];
        row[j + 4] = b[b4 + q];
        row[j + 5] = b[b5 + q];
        row[j + 6] = b[b6 + q];
        row[j + 7] = b[b7 + q];
      }
    }
    for (; j < width; j++) {
      int q = start + j * columnStride;
      for (int k = 0; k < depth; k++, q += rowStride) {
        panel[k][j] = b[q];
      }
    }
  }

  /** Carries the sums of up to three rows on, from one step to another. */
  private void rows(
      Product product, int i, int toRow, int fromK, int toK, int fromColumn, int toColumn) {
    int width = toColumn - fromColumn;
    int depth = toK - fromK + 1 & -2;
    packFactors(product.a(), i, toRow, fromK, toK);
    for (int row = i; row < toRow; row++) {
      if (fromK == 0) {
        Arrays.fill(sums[row - i], 0, width, 0);
      } else {
        load(product.output(), row, fromColumn, width, sums[row - i]);
      }
    }
    if (toRow - i == 1) {
      one(width, depth);
    } else if (width <= NARROW) {
      threeNarrow(width, depth);
    } else {
      three(width, depth);
    }
    for (int row = i; row < toRow; row++) {
      if (toK == product.inner()) {
        finish(product, row, fromColumn, width, sums[row - i]);
      }
      store(product.output(), row, fromColumn, width, sums[row - i]);
    }
  }

  /** Copies a part of a: the factors of two steps and three rows follow each other. */
  private void packFactors(View a, int fromRow, int toRow, int fromK, int toK) {
    double[] x = doubles(a);
    for (int row = 0; row < ROWS; row++) {
      // where there are two rows, the third is computed as the second, and not stored
      int i = Math.min(fromRow + row, toRow - 1);
      int p = a.offset() + i * a.rowStride() + fromK * a.columnStride();
      int to = 2 * row;
      int k = fromK;
      for (; k + 1 < toK; k += 2, p += 2 * a.columnStride(), to += 2 * ROWS) {
        factors[to] = x[p];
        factors[to + 1] = x[p + a.columnStride()];
      }
      if (k < toK) {
        factors[to] = x[p];
        factors[to + 1] = 0;
      }
    }
  }

  private void three(int width, int depth) {
    double[] f = factors;
    for (int k = 0, p = 0; k < depth; k += 2, p += 2 * ROWS) {
      step(
          width,
          panel[k],
          panel[k + 1],
          sums[0],
          sums[1],
          sums[2],
          f[p],
          f[p + 1],
          f[p + 2],
          f[p + 3],
          f[p + 4],
          f[p + 5]);
    }
  }

  private static void step(
      int width,
      double[] b0,
      double[] b1,
      double[] s0,
      double[] s1,
      double[] s2,
      double a00,
      double a01,
      double a10,
      double a11,
      double a20,
      double a21) {
    for (int j = 0; j < width; j++) {
      double v0 = b0[j];
      double v1 = b1[j];
      double r0 = Math.fma(a01, v1, Math.fma(a00, v0, s0[j]));
      double r1 = Math.fma(a11, v1, Math.fma(a10, v0, s1[j]));
      double r2 = Math.fma(a21, v1, Math.fma(a20, v0, s2[j]));
      s0[j] = r0;
      s1[j] = r1;
      s2[j] = r2;
    }
  }

  private void threeNarrow(int width, int depth) {
    double[] f = factors;
    for (int k = 0, p = 0; k < depth; k += 2, p += 2 * ROWS) {
      stepNarrow(
          width,
          panel[k],
          panel[k + 1],
          sums[0],
          sums[1],
          sums[2],
          f[p],
          f[p + 1],
          f[p + 2],
          f[p + 3],
          f[p + 4],
          f[p + 5]);
    }
  }

  /** The same as {@link #step}, for short loops. */
  private static void stepNarrow(
      int width,
      double[] b0,
      double[] b1,
      double[] s0,
      double[] s1,
      double[] s2,
      double a00,
      double a01,
      double a10,
      double a11,
      double a20,
      double a21) {
    for (int j = 0; j < width; j++) {
      double v0 = b0[j];
      double v1 = b1[j];
      double r0 = Math.fma(a01, v1, Math.fma(a00, v0, s0[j]));
      double r1 = Math.fma(a11, v1, Math.fma(a10, v0, s1[j]));
      double r2 = Math.fma(a21, v1, Math.fma(a20, v0, s2[j]));
      s0[j] = r0;
      s1[j] = r1;
      s2[j] = r2;
    }
  }

  private void one(int width, int depth) {
    double[] f = factors;
    for (int k = 0, p = 0; k < depth; k += 2, p += 2 * ROWS) {
      stepOne(width, panel[k], panel[k + 1], sums[0], f[p], f[p + 1]);
    }
  }

  private static void stepOne(
      int width, double[] b0, double[] b1, double[] s0, double a0, double a1) {
    for (int j = 0; j < width; j++) {
      s0[j] = Math.fma(a1, b1[j], Math.fma(a0, b0[j], s0[j]));
    }
  }

  /** Multiplies sums by alpha and adds the addend. */
  private void finish(Product product, int i, int fromColumn, int width, double[] s) {
    double alpha = product.alpha();
    double beta = product.beta();
    if (alpha != 1) {
      for (int j = 0; j < width; j++) {
        s[j] = alpha * s[j];
      }
    }
    if (product.addend() != null) {
      double[] c = added;
      load(product.addend(), i, fromColumn, width, c);
      if (beta == 1) {
        for (int j = 0; j < width; j++) {
          s[j] = s[j] + c[j];
        }
      } else {
        for (int j = 0; j < width; j++) {
          s[j] = Math.fma(beta, c[j], s[j]);
        }
      }
    }
  }

  private static void load(View view, int i, int fromColumn, int width, double[] row) {
    int p = view.offset() + i * view.rowStride() + fromColumn * view.columnStride();
    if (view.columnStride() == 1) {
      System.arraycopy(doubles(view), p, row, 0, width);
    } else {
      double[] from = doubles(view);
      for (int j = 0; j < width; j++, p += view.columnStride()) {
        row[j] = from[p];
      }
    }
  }

  private static void store(View view, int i, int fromColumn, int width, double[] row) {
    int p = view.offset() + i * view.rowStride() + fromColumn * view.columnStride();
    if (view.columnStride() == 1) {
      System.arraycopy(row, 0, doubles(view), p, width);
    } else {
      double[] to = doubles(view);
      for (int j = 0; j < width; j++, p += view.columnStride()) {
        to[p] = row[j];
      }
    }
  }
}
