package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.View;

/**
 * How the elements of several views of one shape are walked through: as few rows as possible (one,
 * where all rows follow each other without a gap), and how each view moves within a row.
 *
 * @param rows the rows to walk through
 * @param columns the columns of each
 * @param rowStrides for each view, the distance from row to row
 * @param columnStrides for each view, the distance from column to column
 */
record Layout(int rows, int columns, int[] rowStrides, int[] columnStrides) {

  /** The layout of views that are all {@code rows} x {@code columns}. */
  static Layout of(int rows, int columns, View... views) {
    int[] rowStrides = new int[views.length];
    int[] columnStrides = new int[views.length];
    boolean flat = true;
    for (int k = 0; k < views.length; k++) {
      // one column is walked through as one row
      rowStrides[k] = views[k].rowStride();
      columnStrides[k] = columns == 1 ? rowStrides[k] : views[k].columnStride();
      if (rows == 1 && columns == 1) {
        columnStrides[k] = 1;
      }
      flat &= (long) columnStrides[k] * columns == rowStrides[k] || rows == 1;
    }
    if (!flat) {
      return new Layout(rows, columns, rowStrides, columnStrides);
    }
    int[] noStrides = new int[views.length];
    return new Layout(1, rows * columns, noStrides, columnStrides);
  }

  /** The same, row by row as the views are. */
  static Layout byRows(int rows, int columns, View... views) {
    int[] rowStrides = new int[views.length];
    int[] columnStrides = new int[views.length];
    for (int k = 0; k < views.length; k++) {
      rowStrides[k] = views[k].rowStride();
      columnStrides[k] = columns == 1 ? 1 : views[k].columnStride();
    }
    return new Layout(rows, columns, rowStrides, columnStrides);
  }

  /** For each view: V, elements side by side; S, the same element; G, anything else. */
  String modes() {
    StringBuilder modes = new StringBuilder();
    for (int stride : columnStrides) {
      modes.append(stride == 1 ? 'V' : stride == 0 ? 'S' : 'G');
    }
    return modes.toString();
  }
}
