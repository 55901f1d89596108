package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;

/** A determinant by expansion along the first row of each minor: the algorithm is the point. */
final class Det {
  private Det() {}

  /** The determinant of a matrix of {@code ell} rows, row by row. */
  @Differentiable
  static double determinant(double[] matrix, int ell) {
    int[] columns = new int[ell + 1];
    for (int i = 0; i < ell; i++) {
      columns[i] = i + 1;
    }
    columns[ell] = 0;
    return minor(matrix, ell, 0, columns);
  }

  /**
   * The determinant of the rows from {@code row} on and the columns that are left.
   *
   * @param next the column that follows column i is {@code next[i]}, the first is {@code next[ell]}
   *     and the last has the successor {@code ell}; it is left as it was found
   */
  private static double minor(double[] matrix, int ell, int row, int[] next) {
    if (row == ell) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    int before = ell;
    int column = next[ell];
    while (column != ell) {
      next[before] = next[column];
      sum += sign * matrix[row * ell + column] * minor(matrix, ell, row + 1, next);
      next[before] = column;
      sign = -sign;
      before = column;
      column = next[column];
    }
    return sum;
  }
}
