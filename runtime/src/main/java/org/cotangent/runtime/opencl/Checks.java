package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** Looks at what a kernel is given: a wrong index would overwrite other memory without a word. */
final class Checks {
  private Checks() {}

  /** The memory of a view, if the view lies in it. */
  static ClMemory memory(View view) {
    if (!(view.buffer() instanceof ClBuffer buffer)) {
      throw new IllegalArgumentException("a buffer of another backend: " + view.buffer());
    }
    if (view.rows() < 0
        || view.columns() < 0
        || view.offset() < 0
        || view.rowStride() < 0
        || view.columnStride() < 0
        || (long) view.rows() * view.columns() > Integer.MAX_VALUE
        || !isEmpty(view) && last(view) >= buffer.size()) {
      throw new IllegalArgumentException("the view is not within its buffer: " + view);
    }
    return buffer.memory();
  }

  /** Whether there is nothing to compute. */
  static boolean isEmpty(View view) {
    return view.rows() == 0 || view.columns() == 0;
  }

  /** That a view has this precision. */
  static void precision(View view, Precision precision) {
    if (view.precision() != precision) {
      throw new IllegalArgumentException(
          "matrices of two precisions: " + view.precision() + " and " + precision);
    }
  }

  /** That a view has this shape. */
  static void shape(View view, int rows, int columns) {
    if (view.rows() != rows || view.columns() != columns) {
      throw new IllegalArgumentException(
          "a view of " + view.rows() + " x " + view.columns() + " for " + rows + " x " + columns);
    }
  }

  private static long last(View view) {
    return view.offset()
        + (view.rows() - 1L) * view.rowStride()
        + (view.columns() - 1L) * view.columnStride();
  }
}
