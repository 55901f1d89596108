package org.cotangent.runtime.backend;

import java.util.List;
import org.cotangent.runtime.backend.MapProgram.Fill;
import org.cotangent.runtime.backend.MapProgram.Step;

/**
 * The evaluation of a program, panel by panel, in one thread. A panel holds a tile of the matrix:
 * some whole rows, or a part of one row. Inputs are copied to panels first (which is cheap beside
 * the gain: see {@link DoubleSteps}), but the arrays themselves serve where the matrix is small.
 * Panels belong to the thread and are used again.
 */
final class PanelEvaluation {
  /** The elements of a tile; all panels of common formulas fit the first cache. */
  static final int TILE = 512;

  /** Up to so many elements are one tile when the inputs' arrays can serve as panels. */
  static final int LONG_TILE = 2048;

  private final PanelSteps kind;
  private final MapProgram program;
  private final View[] inputs;
  private final int columns;
  private final boolean flat;
  private final Object[] panels;

  /** For each input, how many elements of its panel are right for whatever tile comes. */
  private final int[] lasting;

  private final Object[] pool;
  private final int capacity;

  private PanelEvaluation(
      PanelPool pools,
      PanelSteps kind,
      MapProgram program,
      double[] scalars,
      View[] inputs,
      int columns,
      boolean flat,
      int capacity) {
    this.kind = kind;
    this.program = program;
    this.inputs = inputs;
    this.columns = columns;
    this.flat = flat;
    this.capacity = capacity;
    this.panels = new Object[program.panels()];
    this.lasting = new int[inputs.length];
    this.pool = pools.panels(kind, panels.length);
    List<Fill> fills = program.fills();
    for (int i = 0; i < fills.size(); i++) {
      Fill fill = fills.get(i);
      kind.fill(own(fill.panel()), capacity, fill.value(scalars));
    }
    List<Step> once = program.once();
    for (int i = 0; i < once.size(); i++) {
      own(once.get(i).target());
      kind.run(once.get(i), panels, 0, capacity, 0);
    }
  }

  /**
   * Begins an evaluation.
   *
   * @param columns the columns of the result; if {@code flat}, all elements count as one row
   * @param flat whether {@link #isFlat} of all inputs that are used
   * @param capacity the size of the largest tile there will be, at most {@link #LONG_TILE}
   */
  static PanelEvaluation begin(
      PanelPool pools,
      Precision precision,
      MapProgram program,
      double[] scalars,
      View[] inputs,
      int columns,
      boolean flat,
      int capacity) {
    return new PanelEvaluation(
        pools, PanelSteps.of(precision), program, scalars, inputs, columns, flat, capacity);
  }

  /** Whether the elements of a view follow each other, or are all one. */
  static boolean isFlat(View view, int rows, int columns) {
    return isConstant(view) || isWhole(view, rows, columns) && view.isContiguous();
  }

  private static boolean isConstant(View view) {
    return (view.rowStride() == 0 || view.rows() == 1)
        && (view.columnStride() == 0 || view.columns() == 1);
  }

  private static boolean isWhole(View view, int rows, int columns) {
    return view.rows() == rows
        && view.columns() == columns
        && (view.rowStride() != 0 || rows <= 1)
        && (view.columnStride() != 0 || columns <= 1);
  }

  /** Whether all inputs that the program uses are flat. */
  static boolean areFlat(MapProgram program, View[] inputs, int rows, int columns) {
    for (int i = 0; i < inputs.length; i++) {
      if (program.usesInput(i) && !isFlat(inputs[i], rows, columns)) {
        return false;
      }
    }
    return true;
  }

  /** Makes an array serve as the panel of the result, in a flat evaluation of one tile. */
  void setResult(Object array) {
    if (!isResultGiven()) {
      panels[program.result()] = array;
    }
  }

  /** Whether the result is an input or a constant: nothing is computed. */
  boolean isResultGiven() {
    return program.steps().isEmpty();
  }

  /**
   * Evaluates a tile: {@code tileRows} rows from row {@code row}, whole ones or, if it is one row,
   * {@code tileColumns} elements from column {@code column}.
   *
   * @return the panel with the values, row by row
   */
  Object tile(int row, int tileRows, int column, int tileColumns) {
    int length = tileRows * tileColumns;
    for (int i = 0; i < inputs.length; i++) {
      if (program.usesInput(i)) {
        load(i, row, tileRows, column, tileColumns);
      }
    }
    int place = row * columns + column;
    List<Step> steps = program.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (panels[step.target()] == null) {
        own(step.target());
      }
      kind.run(step, panels, 0, length, place);
    }
    return panels[program.result()];
  }

  /** Takes the values of a tile. */
  interface Sink {
    /** Takes {@code length} values, from {@code panel[start]} on. */
    void take(Object panel, int start, int length);
  }

  /** Evaluates the elements from {@code start} to {@code end} in row-major order. */
  void range(int start, int end, Sink sink) {
    View input = flat && isResultGiven() ? resultInput() : null;
    if (input != null) {
      sink.take(((HostBuffer) input.buffer()).array(), input.offset() + start, end - start);
      return;
    }
    int at = start;
    while (at < end) {
      int row = at / columns;
      int column = at % columns;
      int wholeRows = column == 0 ? Math.min(end - at, capacity) / columns : 0;
      if (wholeRows > 0) {
        sink.take(tile(row, wholeRows, 0, columns), 0, wholeRows * columns);
        at += wholeRows * columns;
      } else {
        int width = Math.min(Math.min(columns - column, end - at), capacity);
        sink.take(tile(row, 1, column, width), 0, width);
        at += width;
      }
    }
  }

  /** The input that is the result, if its array holds the values one after the other. */
  private View resultInput() {
    if (program.result() >= inputs.length) {
      return null;
    }
    View input = inputs[program.result()];
    return isConstant(input) || input.precision() != precision() ? null : input;
  }

  private void load(int input, int row, int tileRows, int column, int tileColumns) {
    int length = tileRows * tileColumns;
    View view = inputs[input];
    if (isConstant(view)) {
      if (lasting[input] == 0) {
        repeat(view, view.offset(), own(input), 0, capacity);
        lasting[input] = capacity;
      }
      return;
    }
    HostBuffer buffer = (HostBuffer) view.buffer();
    if (flat) {
      boolean serves = view.offset() == 0 && column == 0 && buffer.precision() == precision();
      if (serves && length == columns && length <= capacity) {
        panels[input] = buffer.array();
      } else {
        copy(buffer, view.offset() + column, 1, own(input), 0, length);
      }
      return;
    }
    if (view.rowStride() == 0 && tileColumns == columns) {
      if (lasting[input] < length) {
        rows(view, 0, tileRows, 0, tileColumns, own(input));
        lasting[input] = length;
      }
      return;
    }
    lasting[input] = 0;
    rows(view, row, tileRows, column, tileColumns, own(input));
  }

  private void rows(View view, int row, int tileRows, int column, int tileColumns, Object panel) {
    HostBuffer buffer = (HostBuffer) view.buffer();
    boolean wholeRows = tileColumns == columns && view.columnStride() == 1;
    if (wholeRows && view.rowStride() == columns) {
      copy(buffer, view.offset() + row * columns, 1, panel, 0, tileRows * tileColumns);
      return;
    }
    if (tileColumns == 1) {
      int offset = view.offset() + row * view.rowStride() + column * view.columnStride();
      copy(buffer, offset, view.rowStride(), panel, 0, tileRows);
      return;
    }
    for (int i = 0; i < tileRows; i++) {
      int offset = view.offset() + (row + i) * view.rowStride() + column * view.columnStride();
      if (view.columnStride() == 0) {
        repeat(view, offset, panel, i * tileColumns, tileColumns);
      } else {
        copy(buffer, offset, view.columnStride(), panel, i * tileColumns, tileColumns);
      }
    }
  }

  private void copy(HostBuffer from, int offset, int stride, Object panel, int start, int length) {
    if (stride == 1 && from.precision() == precision()) {
      System.arraycopy(from.array(), offset, panel, start, length);
    } else {
      kind.gather(from, offset, stride, panel, start, length);
    }
  }

  private void repeat(View view, int offset, Object panel, int start, int length) {
    kind.gather((HostBuffer) view.buffer(), offset, 0, panel, start, length);
  }

  private Precision precision() {
    return kind == PanelSteps.DOUBLES ? Precision.DOUBLE : Precision.FLOAT;
  }

  private Object own(int panel) {
    Object array = pool[panel];
    if (array == null) {
      array = kind.allocate(LONG_TILE);
      pool[panel] = array;
    }
    panels[panel] = array;
    return array;
  }
}
