package org.cotangent.runtime.backend;

/**
 * Products of small matrices of doubles, straight from the operands: tiles of 4 x 4 elements are
 * summed up in registers, what is left at the edges in strips of 8. Nothing is copied, all strides
 * cost the same. {@link FloatTiles} is the same for floats.
 */
final class DoubleTiles {
  private static final int TILE = 4;
  private static final int STRIP = 8;

  private final double[] a;
  private final double[] b;
  private final double[] output;
  private final double[] addend;
  private final View left;
  private final View right;
  private final View to;
  private final View plus;
  private final int inner;
  private final double alpha;
  private final double beta;
  private final boolean isPlain;
  private final double[] sums = new double[TILE * TILE];

  private DoubleTiles(Product product) {
    left = product.a();
    right = product.b();
    to = product.output();
    plus = product.addend();
    a = doubles(left);
    b = doubles(right);
    output = doubles(to);
    addend = plus == null ? null : doubles(plus);
    inner = product.inner();
    alpha = product.alpha();
    beta = product.beta();
    isPlain = alpha == 1 && addend == null;
  }

  private static double[] doubles(View view) {
    return ((HostBuffer) view.buffer()).doubles();
  }

  /** Computes the elements of some rows and columns. */
  static void multiply(Product product, int fromRow, int toRow, int fromColumn, int toColumn) {
    int tiledRow = fromRow + (toRow - fromRow) / TILE * TILE;
    int tiledColumn = fromColumn + (toColumn - fromColumn) / TILE * TILE;
    DoubleTiles tiles = new DoubleTiles(product);
    if (tiles.inner == 1 && tiles.isPlain) {
      tiles.outer(fromRow, toRow, fromColumn, toColumn);
      return;
    }
    if (tiledRow > fromRow) {
      for (int i = fromRow; i < tiledRow; i += TILE) {
        for (int j = fromColumn; j < tiledColumn; j += TILE) {
          tiles.tile(i, j);
        }
      }
      if (tiledColumn < toColumn) {
        DoubleTiles across = new DoubleTiles(product.transposed());
        across.strips(tiledColumn, toColumn, fromRow, tiledRow);
      }
    }
    tiles.strips(tiledRow, toRow, fromColumn, toColumn);
  }

  /** A column times a row. */
  private void outer(int fromRow, int toRow, int fromColumn, int toColumn) {
    double[] x = a;
    double[] y = b;
    double[] o = output;
    int xRow = left.rowStride();
    int yColumn = right.columnStride();
    int step = to.columnStride();
    for (int i = fromRow; i < toRow; i++) {
      double u = x[left.offset() + i * xRow];
      int q = right.offset() + fromColumn * yColumn;
      int at = to.offset() + i * to.rowStride() + fromColumn * step;
      for (int j = fromColumn; j < toColumn; j++, q += yColumn, at += step) {
        // not a product, which could be -0 where the chain, which begins at 0, is 0
        o[at] = Math.fma(u, y[q], 0);
      }
    }
  }

  private void strips(int fromRow, int toRow, int fromColumn, int toColumn) {
    for (int i = fromRow; i < toRow; i++) {
      for (int j = fromColumn; j < toColumn; j += STRIP) {
        strip(i, j, Math.min(toColumn, j + STRIP));
      }
    }
  }

  private void tile(int i, int j) {
    double[] x = a;
    double[] y = b;
    int xRow = left.rowStride();
    int xColumn = left.columnStride();
    int yRow = right.rowStride();
    int yColumn = right.columnStride();
    int x0 = left.offset() + i * xRow;
    int x1 = x0 + xRow;
    int x2 = x1 + xRow;
    int x3 = x2 + xRow;
    int y0 = right.offset() + j * yColumn;
    int y1 = y0 + yColumn;
    int y2 = y1 + yColumn;
    int y3 = y2 + yColumn;
    double s00 = 0;
    double s01 = 0;
    double s02 = 0;
    double s03 = 0;
    double s10 = 0;
    double s11 = 0;
    double s12 = 0;
    double s13 = 0;
    double s20 = 0;
    double s21 = 0;
    double s22 = 0;
    double s23 = 0;
    double s30 = 0;
    double s31 = 0;
    double s32 = 0;
    double s33 = 0;
    for (int k = 0, p = 0, q = 0; k < inner; k++, p += xColumn, q += yRow) {
      double u0 = x[x0 + p];
      double u1 = x[x1 + p];
      double u2 = x[x2 + p];
      double u3 = x[x3 + p];
      double v = y[y0 + q];
      s00 = Math.fma(u0, v, s00);
      s10 = Math.fma(u1, v, s10);
      s20 = Math.fma(u2, v, s20);
      s30 = Math.fma(u3, v, s30);
      v = y[y1 + q];
      s01 = Math.fma(u0, v, s01);
      s11 = Math.fma(u1, v, s11);
      s21 = Math.fma(u2, v, s21);
      s31 = Math.fma(u3, v, s31);
      v = y[y2 + q];
      s02 = Math.fma(u0, v, s02);
      s12 = Math.fma(u1, v, s12);
      s22 = Math.fma(u2, v, s22);
      s32 = Math.fma(u3, v, s32);
      v = y[y3 + q];
      s03 = Math.fma(u0, v, s03);
      s13 = Math.fma(u1, v, s13);
      s23 = Math.fma(u2, v, s23);
      s33 = Math.fma(u3, v, s33);
    }
    if (isPlain) {
      double[] o = output;
      int step = to.columnStride();
      int at = to.offset() + i * to.rowStride() + j * step;
      o[at] = s00;
      o[at + step] = s01;
      o[at + 2 * step] = s02;
      o[at + 3 * step] = s03;
      at += to.rowStride();
      o[at] = s10;
      o[at + step] = s11;
      o[at + 2 * step] = s12;
      o[at + 3 * step] = s13;
      at += to.rowStride();
      o[at] = s20;
      o[at + step] = s21;
      o[at + 2 * step] = s22;
      o[at + 3 * step] = s23;
      at += to.rowStride();
      o[at] = s30;
      o[at + step] = s31;
      o[at + 2 * step] = s32;
      o[at + 3 * step] = s33;
      return;
    }
    double[] s = sums;
    s[0] = s00;
    s[1] = s01;
    s[2] = s02;
    s[3] = s03;
    s[4] = s10;
    s[5] = s11;
    s[6] = s12;
    s[7] = s13;
    s[8] = s20;
    s[9] = s21;
    s[10] = s22;
    s[11] = s23;
    s[12] = s30;
    s[13] = s31;
    s[14] = s32;
    s[15] = s33;
    for (int row = 0; row < TILE; row++) {
      finish(i + row, j, j + TILE, TILE * row);
    }
  }

  private void strip(int i, int j, int end) {
    double[] x = a;
    double[] y = b;
    int xColumn = left.columnStride();
    int yRow = right.rowStride();
    int yColumn = right.columnStride();
    int p = left.offset() + i * left.rowStride();
    int y0 = right.offset() + j * yColumn;
    // where the strip is shorter, its last element is computed again
    int most = (end - 1 - j) * yColumn;
    int y1 = y0 + Math.min(yColumn, most);
    int y2 = y0 + Math.min(2 * yColumn, most);
    int y3 = y0 + Math.min(3 * yColumn, most);
    int y4 = y0 + Math.min(4 * yColumn, most);
    int y5 = y0 + Math.min(5 * yColumn, most);
    int y6 = y0 + Math.min(6 * yColumn, most);
    int y7 = y0 + Math.min(7 * yColumn, most);
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int k = 0, q = 0; k < inner; k++, p += xColumn, q += yRow) {
      double u = x[p];
      s0 = Math.fma(u, y[y0 + q], s0);
      s1 = Math.fma(u, y[y1 + q], s1);
      s2 = Math.fma(u, y[y2 + q], s2);
      s3 = Math.fma(u, y[y3 + q], s3);
      s4 = Math.fma(u, y[y4 + q], s4);
      s5 = Math.fma(u, y[y5 + q], s5);
      s6 = Math.fma(u, y[y6 + q], s6);
      s7 = Math.fma(u, y[y7 + q], s7);
    }
    double[] s = sums;
    s[0] = s0;
    s[1] = s1;
    s[2] = s2;
    s[3] = s3;
    s[4] = s4;
    s[5] = s5;
    s[6] = s6;
    s[7] = s7;
    finish(i, j, end, 0);
  }

  /** Makes the elements of a part of a row from their sums, which begin at {@code s}. */
  private void finish(int i, int j, int end, int s) {
    int at = to.offset() + i * to.rowStride() + j * to.columnStride();
    if (isPlain) {
      for (; j < end; j++, s++, at += to.columnStride()) {
        output[at] = sums[s];
      }
      return;
    }
    for (; j < end; j++, s++, at += to.columnStride()) {
      double sum = alpha == 1 ? sums[s] : alpha * sums[s];
      if (addend != null) {
        double c = addend[plus.offset() + i * plus.rowStride() + j * plus.columnStride()];
        sum = beta == 1 ? sum + c : Math.fma(beta, c, sum);
      }
      output[at] = sum;
    }
  }
}
