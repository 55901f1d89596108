package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;
import org.cotangent.runtime.backend.View;

/**
 * Reduces formulas: first chunks, all at once, then the chunks of each row or column in order. All
 * elements are one long row; where their memory has gaps, the formula's values are written without
 * gaps first.
 */
final class Reductions {
  private static final Formula SAME = Formula.of("(x) -> x");
  private static final Formula NUMBER = Formula.of("(; value) -> value");
  private static final double[] NONE = {};
  private static final int CHUNKS_OF_ITEM = 8;
  private static final int GROUP = 64;

  private final ClDevice device;
  private final MemoryPool pool;
  private final Programs programs;
  private final Sources sources;
  private final Maps maps;
  private final ConcurrentHashMap<Key, ProgramText> texts = new ConcurrentHashMap<>();

  private record Key(
      Reduction reduction, Formula formula, String modes, Precision precision, boolean byRows) {}

  Reductions(ClDevice device, MemoryPool pool, Programs programs, Sources sources, Maps maps) {
    this.device = device;
    this.pool = pool;
    this.programs = programs;
    this.sources = sources;
    this.maps = maps;
  }

  /** Runs a reduction; shapes and memory have been checked, and the output is not empty. */
  void run(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    if (rows == 0 || columns == 0) {
      double nothing = reduction == Reduction.SUM ? 0 : Double.NEGATIVE_INFINITY;
      maps.run(NUMBER, new double[] {nothing}, new View[0], output);
      return;
    }
    if (output.rows() == 1 && output.columns() == 1) {
      all(reduction, formula, scalars, inputs, rows, columns, output);
    } else if (output.columns() == 1 && output.rows() == rows) {
      Checks.shape(output, rows, 1);
      Layout layout = Layout.byRows(rows, columns, inputs);
      chunks(reduction, formula, scalars, inputs, layout, true, output);
    } else {
      Checks.shape(output, 1, columns);
      Layout layout = Layout.byRows(rows, columns, inputs);
      chunks(reduction, formula, scalars, inputs, layout, false, output);
    }
  }

  /** Whether all programs of a reduction are built; if not, that has begun. */
  boolean isReady(
      Reduction reduction,
      Formula formula,
      Precision precision,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    if (rows == 0 || columns == 0) {
      return programs.isReady(maps.program(NUMBER, precision, new View[0], output));
    }
    if (output.rows() == 1 && output.columns() == 1) {
      Layout layout = Layout.of(rows, columns, inputs);
      if (layout.rows() == 1) {
        return programs.isReady(program(reduction, formula, layout.modes(), precision, true));
      }
      View values = new View(null, 0, rows, columns, columns, 1);
      return programs.isReady(maps.program(formula, precision, inputs, values))
          & programs.isReady(program(reduction, SAME, "V", precision, true));
    }
    String modes = Layout.byRows(rows, columns, inputs).modes();
    boolean byRows = output.columns() == 1 && output.rows() == rows;
    return programs.isReady(program(reduction, formula, modes, precision, byRows));
  }

  private void all(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    Layout layout = Layout.of(rows, columns, inputs);
    if (layout.rows() == 1) {
      chunks(reduction, formula, scalars, inputs, layout, true, output);
      return;
    }
    ClBuffer values = pool.allocate(output.precision(), rows * columns);
    try {
      maps.run(formula, scalars, inputs, new View(values, 0, rows, columns, columns, 1));
      View[] row = {new View(values, 0, 1, rows * columns, rows * columns, 1)};
      Layout flat = Layout.of(1, rows * columns, row);
      chunks(reduction, SAME, NONE, row, flat, true, output);
    } finally {
      values.release();
    }
  }

  private void chunks(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      Layout layout,
      boolean byRows,
      View output) {
    Precision precision = output.precision();
    ClProgram program =
        programs.get(program(reduction, formula, layout.modes(), precision, byRows));
    int results = byRows ? layout.rows() : layout.columns();
    int chunks =
        byRows
            ? Products.ceiling(layout.columns(), ReductionText.CHUNK)
            : Products.ceiling(layout.rows(), ReductionText.ROWS);
    int resultStride = byRows ? output.rowStride() : output.columnStride();
    if (chunks == 1) {
      int[] out = {output.offset(), resultStride, 0, 0};
      run(program, layout, scalars, inputs, byRows, chunks, Checks.memory(output), out, precision);
      return;
    }
    ClBuffer partial = pool.allocate(precision, Math.multiplyExact(results, chunks));
    try {
      // what lies side by side is written by neighbours
      int[] steps = byRows ? new int[] {chunks, 1} : new int[] {1, results};
      int[] out = {0, steps[0], steps[1], 0};
      run(program, layout, scalars, inputs, byRows, chunks, partial.memory(), out, precision);
      boolean vectors = device.info().wantsVectors();
      int group = vectors ? 1 : GROUP;
      device.run(
          program.kernel("finish"),
          new long[] {(long) Products.ceiling(results, group) * group},
          new long[] {group},
          new int[] {results, chunks, 0, 0},
          partial.memory(),
          new int[] {steps[0], steps[1], 0, 0},
          Checks.memory(output),
          new int[] {output.offset(), resultStride, 0, 0});
    } finally {
      partial.release();
    }
  }

  private ProgramText program(
      Reduction reduction, Formula formula, String modes, Precision precision, boolean byRows) {
    Key key = new Key(reduction, formula, modes, precision, byRows);
    return texts.computeIfAbsent(key, this::write);
  }

  private ProgramText write(Key key) {
    Formula formula = key.formula();
    Precision precision = key.precision();
    ReductionText text =
        new ReductionText(device.info(), key.reduction(), formula, key.modes(), precision);
    String code = key.byRows() ? text.rows() : text.columns();
    return sources.written(key.reduction() + " of " + formula.text(), precision, code);
  }

  private void run(
      ClProgram program,
      Layout layout,
      double[] scalars,
      View[] inputs,
      boolean byRows,
      int chunks,
      ClMemory target,
      int[] out,
      Precision precision) {
    int rows = layout.rows();
    int columns = layout.columns();
    boolean vectors = device.info().wantsVectors();
    int[] shape = {rows, columns, chunks, 1, 1, 0, 0, 0};
    long[] global;
    long[] local;
    if (byRows && vectors) {
      shape[4] = Math.min(chunks, CHUNKS_OF_ITEM);
      shape[3] = Math.max(1, CHUNKS_OF_ITEM * ReductionText.CHUNK / Math.max(1, columns));
      global = new long[] {Products.ceiling(chunks, shape[4]), Products.ceiling(rows, shape[3])};
      local = new long[] {1, 1};
    } else if (byRows) {
      int groups = Products.ceiling(chunks, ReductionText.CHUNKS_OF_GROUP);
      global =
          new long[] {
            (long) groups * ReductionText.LANES,
            ReductionText.CHUNKS_OF_GROUP,
            Math.min(rows, 1 << 14)
          };
      local = new long[] {ReductionText.LANES, ReductionText.CHUNKS_OF_GROUP, 1};
    } else if (vectors) {
      int wide = layout.modes().contains("G") ? 1 : ReductionText.LANES;
      global = new long[] {Products.ceiling(columns, wide), chunks};
      local = new long[] {1, 1};
    } else {
      global = new long[] {(long) Products.ceiling(columns, GROUP) * GROUP, chunks};
      local = new long[] {GROUP, 1};
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(shape);
    Maps.inputs(layout, scalars, inputs, precision, arguments);
    arguments.add(target);
    arguments.add(out);
    device.run(program.kernel("chunks"), global, local, arguments.toArray());
  }
}
