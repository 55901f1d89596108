package org.cotangent.runtime.backend;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes formulas element by element: {@link MapProgram} says what is done, {@link
 * PanelEvaluation} does it. Large matrices are shared between threads.
 */
final class CpuMap {
  /** What a thread should find worth waking up for. */
  private static final int GRAIN_NANOS = 20_000;

  private final ConcurrentHashMap<Formula, MapProgram> programs = new ConcurrentHashMap<>();
  private final ThreadLocal<PanelPool> pools = ThreadLocal.withInitial(PanelPool::new);

  /** The program of a formula. */
  MapProgram program(Formula formula) {
    MapProgram program = programs.get(formula);
    return program != null ? program : programs.computeIfAbsent(formula, MapProgram::of);
  }

  /** The panels of this thread. */
  PanelPool pool() {
    return pools.get();
  }

  /** How many elements of a program are worth a thread's while. */
  static int grain(MapProgram program) {
    return Math.max(PanelEvaluation.TILE, GRAIN_NANOS / program.cost());
  }

  /** See {@link Backend#map}. */
  void run(Formula formula, double[] scalars, View[] inputs, View output) {
    int size = output.size();
    if (size == 0) {
      return;
    }
    MapProgram program = program(formula);
    boolean flat =
        output.isContiguous()
            && PanelEvaluation.areFlat(program, inputs, output.rows(), output.columns());
    if (flat && size <= PanelEvaluation.LONG_TILE) {
      oneTile(program, scalars, inputs, output);
      return;
    }
    int columns = flat ? size : output.columns();
    int tileRows = flat ? 1 : Math.max(1, PanelEvaluation.TILE / columns);
    int tileColumns = Math.min(PanelEvaluation.TILE, columns);
    int across = (columns + tileColumns - 1) / tileColumns;
    int down = flat ? 1 : (output.rows() + tileRows - 1) / tileRows;
    int grain = Math.max(1, grain(program) / PanelEvaluation.TILE);
    CpuThreads.shared()
        .forRanges(
            across * down,
            grain,
            (from, to) -> {
              PanelEvaluation evaluation =
                  PanelEvaluation.begin(
                      pool(),
                      output.precision(),
                      program,
                      scalars,
                      inputs,
                      columns,
                      flat,
                      PanelEvaluation.TILE);
              for (int tile = from; tile < to; tile++) {
                int row = tile / across * tileRows;
                int column = tile % across * tileColumns;
                int rows = flat ? 1 : Math.min(tileRows, output.rows() - row);
                int width = Math.min(tileColumns, columns - column);
                Object values = evaluation.tile(row, rows, column, width);
                store(values, output, flat, row, rows, column, width);
              }
            });
  }

  private void oneTile(MapProgram program, double[] scalars, View[] inputs, View output) {
    int size = output.size();
    PanelEvaluation evaluation =
        PanelEvaluation.begin(
            pool(), output.precision(), program, scalars, inputs, size, true, size);
    Object array = ((HostBuffer) output.buffer()).array();
    if (output.offset() == 0) {
      evaluation.setResult(array);
    }
    Object values = evaluation.tile(0, 1, 0, size);
    if (values != array) {
      System.arraycopy(values, 0, array, output.offset(), size);
    }
  }

  private static void store(
      Object values, View output, boolean flat, int row, int rows, int column, int width) {
    HostBuffer buffer = (HostBuffer) output.buffer();
    if (flat) {
      System.arraycopy(values, 0, buffer.array(), output.offset() + column, width);
      return;
    }
    for (int i = 0; i < rows; i++) {
      int offset =
          output.offset() + (row + i) * output.rowStride() + column * output.columnStride();
      if (output.columnStride() == 1 || width == 1) {
        System.arraycopy(values, i * width, buffer.array(), offset, width);
      } else {
        PanelSteps.of(output.precision())
            .scatter(values, i * width, width, buffer, offset, output.columnStride());
      }
    }
  }
}
