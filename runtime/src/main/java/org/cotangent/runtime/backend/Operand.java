package org.cotangent.runtime.backend;

/**
 * A matrix as the engine sees it: rows and columns of a {@link Value}. Element (i, j) stands at
 * {@code offset + i * rowStride + j * columnStride}. Immutable; it does not hold the value.
 */
public final class Operand {
  private static final Operand ZERO_DOUBLE = of(Value.of(new double[1], 1), 1, 1);
  private static final Operand ZERO_FLOAT = of(Value.of(new float[1], 1), 1, 1);

  private final Value value;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int rowStride;
  private final int columnStride;

  /** What the CPU reads; made when it is wanted for the first time. */
  private View onHost;

  private Operand(Value value, int offset, int rows, int columns, int rowStride, int columnStride) {
    this.value = value;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
  }

  /** An element that is 0, to be broadcast; it is always held. */
  public static Operand zero(Precision precision) {
    return precision == Precision.DOUBLE ? ZERO_DOUBLE : ZERO_FLOAT;
  }

  /** All of a value, in row-major order. */
  public static Operand of(Value value, int rows, int columns) {
    return new Operand(value, 0, rows, columns, columns, 1);
  }

  /** The value it is a part of. */
  public Value value() {
    return value;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The number of elements. */
  public int size() {
    return rows * columns;
  }

  /** The type of the elements. */
  public Precision precision() {
    return value.precision();
  }

  /** Where element (i, j) stands in the value. */
  public int index(int i, int j) {
    return offset + i * rowStride + j * columnStride;
  }

  /** Rows and columns change places. */
  public Operand transpose() {
    return new Operand(value, offset, columns, rows, columnStride, rowStride);
  }

  /** A part; the bounds have been checked. */
  public Operand slice(int fromRow, int toRow, int fromColumn, int toColumn) {
    int newRows = toRow - fromRow;
    int newColumns = toColumn - fromColumn;
    // An empty part might begin behind the end of the memory.
    int start = newRows == 0 || newColumns == 0 ? 0 : index(fromRow, fromColumn);
    return new Operand(value, start, newRows, newColumns, rowStride, columnStride);
  }

  /** One row or column is repeated until it has this shape; the shapes have been checked. */
  public Operand broadcast(int newRows, int newColumns) {
    if (newRows == rows && newColumns == columns) {
      return this;
    }
    return new Operand(
        value,
        offset,
        newRows,
        newColumns,
        rows == newRows ? rowStride : 0,
        columns == newColumns ? columnStride : 0);
  }

  /** Whether it is all of its value, in row-major order. */
  public boolean isWhole() {
    return offset == 0
        && size() == value.size()
        && (columnStride == 1 || columns <= 1)
        && (rowStride == columns || rows <= 1);
  }

  /** What a backend reads when the value's memory is this. */
  View view(Buffer memory) {
    return new View(memory, offset, rows, columns, rowStride, columnStride);
  }

  /** What the CPU reads; the value comes to the host if it is not there. */
  View onHost() {
    HostBuffer memory = value.host();
    View view = onHost;
    if (view == null || view.buffer() != memory) {
      view = view(memory);
      onHost = view;
    }
    return view;
  }
}
