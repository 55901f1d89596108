package org.cotangent.runtime.backend;

/**
 * Reduces formulas, in the order that {@link Backend} fixes. What is worth it is shared between
 * threads by chunks, rows or columns, so that the order stays.
 */
final class CpuReductions {
  private static final int LANES = 16;
  private static final int CHUNK = 1024;
  private static final int CHUNK_ROWS = 256;

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
    MapProgram program = map.program(formula);
    Task task = new Task(reduction, program, scalars, inputs, rows, columns, output);
    if (output.rows() == 1 && output.columns() == 1) {
      task.all();
    } else if (output.columns() == 1 && output.rows() == rows) {
      task.rows();
    } else {
      task.columns();
    }
  }

  /** One reduction. */
  private final class Task {
    private final boolean sum;
    private final MapProgram program;
    private final double[] scalars;
    private final View[] inputs;
    private final int rows;
    private final int columns;
    private final View output;
    private final PanelSteps kind;
    private final boolean flat;

    Task(
        Reduction reduction,
        MapProgram program,
        double[] scalars,
        View[] inputs,
        int rows,
        int columns,
        View output) {
      this.sum = reduction == Reduction.SUM;
      this.program = program;
      this.scalars = scalars;
      this.inputs = inputs;
      this.rows = rows;
      this.columns = columns;
      this.output = output;
      this.kind = PanelSteps.of(output.precision());
      this.flat = PanelEvaluation.areFlat(program, inputs, rows, columns);
    }

    private PanelEvaluation evaluation(boolean asOneRow, int capacity) {
      return PanelEvaluation.begin(
          map.pool(),
          output.precision(),
          program,
          scalars,
          inputs,
          asOneRow ? rows * columns : columns,
          asOneRow,
          capacity);
    }

    private double nothing() {
      return sum ? 0 : Double.NEGATIVE_INFINITY;
    }

    private double combine(double x, double y) {
      return sum ? kind.add(x, y) : Math.max(x, y);
    }

    private void set(int i, int j, double value) {
      int index = output.offset() + i * output.rowStride() + j * output.columnStride();
      HostBuffer buffer = (HostBuffer) output.buffer();
      if (output.precision() == Precision.DOUBLE) {
        buffer.doubles()[index] = value;
      } else {
        buffer.floats()[index] = (float) value;
      }
    }

    void all() {
      int size = rows * columns;
      int chunks = (size + CHUNK - 1) / CHUNK;
      double[] results = new double[chunks];
      int grain = Math.max(1, CpuMap.grain(program) / CHUNK);
      CpuThreads.shared()
          .forRanges(
              chunks,
              grain,
              (from, to) -> {
                PanelEvaluation evaluation = evaluation(flat, Math.min(size, CHUNK));
                Accumulator accumulator = new Accumulator();
                for (int chunk = from; chunk < to; chunk++) {
                  int start = chunk * CHUNK;
                  evaluation.range(start, Math.min(size, start + CHUNK), accumulator);
                  results[chunk] = accumulator.finish();
                }
              });
      double total = nothing();
      for (double result : results) {
        total = combine(total, result);
      }
      set(0, 0, total);
    }

    void rows() {
      int grain = Math.max(1, CpuMap.grain(program) / Math.max(1, columns));
      CpuThreads.shared()
          .forRanges(
              rows,
              grain,
              (from, to) -> {
                PanelEvaluation evaluation = evaluation(false, tile());
                if (columns <= tile() / 2) {
                  shortRows(evaluation, from, to);
                } else {
                  longRows(evaluation, from, to);
                }
              });
    }

    private int tile() {
      return PanelEvaluation.TILE;
    }

    /** Several rows in a tile. */
    private void shortRows(PanelEvaluation evaluation, int from, int to) {
      Object lanes = kind.allocate(LANES);
      int tileRows = tile() / Math.max(1, columns);
      for (int row = from; row < to; row += tileRows) {
        int count = Math.min(tileRows, to - row);
        Object panel = columns == 0 ? lanes : evaluation.tile(row, count, 0, columns);
        for (int i = 0; i < count; i++) {
          if (sum) {
            kind.addToLanes(panel, i * columns, columns, lanes, 0);
            set(row + i, 0, kind.closeLanes(lanes));
          } else {
            set(row + i, 0, kind.largest(panel, i * columns, columns, nothing()));
          }
        }
      }
    }

    private void longRows(PanelEvaluation evaluation, int from, int to) {
      Accumulator accumulator = new Accumulator();
      for (int row = from; row < to; row++) {
        double total = nothing();
        for (int column = 0; column < columns; column += CHUNK) {
          int end = Math.min(columns, column + CHUNK);
          for (int j = column; j < end; j += tile()) {
            int width = Math.min(tile(), end - j);
            accumulator.take(evaluation.tile(row, 1, j, width), 0, width);
          }
          total = combine(total, accumulator.finish());
        }
        set(row, 0, total);
      }
    }

    void columns() {
      if (columns == 0) {
        return;
      }
      int chunks = (rows + CHUNK_ROWS - 1) / CHUNK_ROWS;
      int width = Math.min(tile(), columns);
      int across = (columns + width - 1) / width;
      int grain = Math.max(1, CpuMap.grain(program) / (width * CHUNK_ROWS));
      Object[] results = new Object[chunks * across];
      CpuThreads.shared()
          .forRanges(
              results.length,
              grain,
              (from, to) -> {
                PanelEvaluation evaluation = evaluation(false, tile());
                for (int piece = from; piece < to; piece++) {
                  int column = piece % across * width;
                  results[piece] =
                      columnChunk(
                          evaluation, piece / across, column, Math.min(width, columns - column));
                }
              });
      for (int j = 0; j < columns; j++) {
        double total = nothing();
        for (int chunk = 0; chunk < chunks; chunk++) {
          total = combine(total, element(results[chunk * across + j / width], j % width));
        }
        set(0, j, total);
      }
    }

    /** The sums (or maxima) of some columns, over the rows of a chunk. */
    private Object columnChunk(PanelEvaluation evaluation, int chunk, int column, int width) {
      Object result = kind.allocate(width);
      kind.fill(result, width, nothing());
      int end = Math.min(rows, (chunk + 1) * CHUNK_ROWS);
      int tileRows = width == columns ? tile() / width : 1;
      for (int row = chunk * CHUNK_ROWS; row < end; row += tileRows) {
        int count = Math.min(tileRows, end - row);
        Object panel = evaluation.tile(row, count, column, width);
        for (int i = 0; i < count; i++) {
          if (sum) {
            kind.addRow(panel, i * width, width, result);
          } else {
            kind.largestRow(panel, i * width, width, result);
          }
        }
      }
      return result;
    }

    private double element(Object array, int index) {
      return array instanceof double[] doubles ? doubles[index] : ((float[]) array)[index];
    }

    /** Reduces the values of a chunk, which come in pieces. */
    private final class Accumulator implements PanelEvaluation.Sink {
      private final Object lanes = kind.allocate(LANES);
      private int count;
      private double largest = Double.NEGATIVE_INFINITY;

      @Override
      public void take(Object panel, int start, int length) {
        if (sum) {
          kind.addToLanes(panel, start, length, lanes, count);
          count += length;
        } else {
          largest = kind.largest(panel, start, length, largest);
        }
      }

      /** The result; the next chunk begins. */
      double finish() {
        double result = sum ? kind.closeLanes(lanes) : largest;
        count = 0;
        largest = Double.NEGATIVE_INFINITY;
        return result;
      }
    }
  }
}
