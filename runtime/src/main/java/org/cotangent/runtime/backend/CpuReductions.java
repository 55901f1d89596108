package org.cotangent.runtime.backend;

/** Reduces formulas in the order that {@link Backend} fixes. */
final class CpuReductions {
  private static final int LANES = 16;
  private static final int CHUNK = 1024;
  private static final int ROWS = 256;

  private final CpuMap map;

  CpuReductions(CpuMap map) {
    this.map = map;
  }

  /** See {@link Backend#reduce}. */
  void run(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    double[] values = values(formula, scalars, inputs, rows, columns, output.precision());
    boolean single = output.precision() == Precision.FLOAT;
    if (output.rows() == 1 && output.columns() == 1) {
      set(output, 0, 0, reduce(reduction, single, values, 0, rows * columns));
    } else if (output.columns() == 1 && output.rows() == rows) {
      for (int i = 0; i < rows; i++) {
        set(output, i, 0, reduce(reduction, single, values, i * columns, columns));
      }
    } else {
      for (int j = 0; j < columns; j++) {
        set(output, 0, j, column(reduction, single, values, j, rows, columns));
      }
    }
  }

  private double[] values(
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      Precision precision) {
    double[] values = new double[rows * columns];
    if (precision == Precision.DOUBLE) {
      HostBuffer buffer = HostBuffer.of(values, values.length);
      map.run(formula, scalars, inputs, new View(buffer, 0, rows, columns, columns, 1));
    } else {
      float[] floats = new float[values.length];
      HostBuffer buffer = HostBuffer.of(floats, values.length);
      map.run(formula, scalars, inputs, new View(buffer, 0, rows, columns, columns, 1));
      for (int i = 0; i < floats.length; i++) {
        values[i] = floats[i];
      }
    }
    return values;
  }

  private static double reduce(
      Reduction reduction, boolean single, double[] values, int from, int count) {
    if (reduction == Reduction.MAX) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = from; i < from + count; i++) {
        max = Math.max(max, values[i]);
      }
      return max;
    }
    double total = 0;
    for (int start = 0; start < count; start += CHUNK) {
      double[] lane = new double[LANES];
      for (int i = start; i < Math.min(count, start + CHUNK); i++) {
        lane[i % LANES] = add(single, lane[i % LANES], values[from + i]);
      }
      for (int half = LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          lane[l] = add(single, lane[l], lane[l + half]);
        }
      }
      total = add(single, total, lane[0]);
    }
    return total;
  }

  private static double column(
      Reduction reduction, boolean single, double[] values, int j, int rows, int columns) {
    if (reduction == Reduction.MAX) {
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < rows; i++) {
        max = Math.max(max, values[i * columns + j]);
      }
      return max;
    }
    double total = 0;
    for (int start = 0; start < rows; start += ROWS) {
      double sum = 0;
      for (int i = start; i < Math.min(rows, start + ROWS); i++) {
        sum = add(single, sum, values[i * columns + j]);
      }
      total = add(single, total, sum);
    }
    return total;
  }

  private static double add(boolean single, double x, double y) {
    return single ? (float) (x + y) : x + y;
  }

  private static void set(View output, int i, int j, double value) {
    int index = output.offset() + i * output.rowStride() + j * output.columnStride();
    HostBuffer buffer = (HostBuffer) output.buffer();
    if (output.precision() == Precision.DOUBLE) {
      buffer.doubles()[index] = value;
    } else {
      buffer.floats()[index] = (float) value;
    }
  }
}
