package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/**
 * Matrix products with vectors, for CPU devices. A right operand whose rows are contiguous is read
 * as it is while the distance between them is moderate; else it is packed into panels first, as is
 * a left operand that is read down its columns. So transposes cost a packing at most. Large
 * products go through k in blocks, which leaves the order of operations as it is.
 */
final class Products implements ProductKernels {
  /** From so many k on the operands of a tile outgrow the caches. */
  private static final int K_BLOCK = 512;

  /** Right operands with longer rows than this are packed: each row is on another page. */
  private static final int LONG_ROW_BYTES = 6 << 10;

  private static final int FIRST = 1;
  private static final int LAST = 2;
  private static final int SCALE = 4;
  private static final int ADD = 8;
  private static final int ADD_SCALED = 16;
  private static final int WIDE_STORE = 32;

  private final ClDevice device;
  private final MemoryPool pool;
  private final Programs programs;
  private final Sources sources;

  Products(ClDevice device, MemoryPool pool, Programs programs, Sources sources) {
    this.device = device;
    this.pool = pool;
    this.programs = programs;
    this.sources = sources;
  }

  @Override
  public ProgramText program(Precision precision, int rows, int columns) {
    int width = width(precision);
    String macros =
        "#define ROWS "
            + rowsOfTile(rows)
            + "\n#define WIDTH "
            + width
            + "\n#define VECTOR REAL"
            + width
            + "\n#define VLOAD vload"
            + width
            + "\n#define VSTORE vstore"
            + width
            + "\n";
    return sources.resource("product_vectors", precision, macros);
  }

  private int width(Precision precision) {
    int floats = Math.max(4, Math.min(16, Integer.highestOneBit(device.info().width())));
    return precision == Precision.DOUBLE ? floats / 2 : floats;
  }

  /** As many rows as leave room in the registers: 16 of them where vectors have 8 floats. */
  private int rowsOfTile(int rows) {
    int most = device.info().width() >= 16 ? 8 : 4;
    return rows == 1 ? 1 : rows <= 4 ? 4 : most;
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    Precision precision = output.precision();
    ClProgram program = programs.get(program(precision, output.rows(), output.columns()));
    List<ClBuffer> packed = new ArrayList<>();
    try {
      multiply(program, alpha, a, b, beta, addend, output, packed);
    } finally {
      packed.forEach(ClBuffer::release);
    }
  }

  private void multiply(
      ClProgram program,
      double alpha,
      View a,
      View b,
      double beta,
      View addend,
      View output,
      List<ClBuffer> packed) {
    Precision precision = output.precision();
    int rows = output.rows();
    int columns = output.columns();
    int depth = a.columns();
    int tileRows = rowsOfTile(rows);
    int tileColumns = 2 * width(precision);

    ClMemory left = Checks.memory(a);
    int[] leftSteps = {a.offset(), tileRows * a.rowStride(), a.rowStride(), a.columnStride()};
    if (depth >= 64 && columns > tileColumns && a.columnStride() != 1 && rows > 1) {
      ClBuffer panels = pack(program, a, tileRows, packed);
      left = panels.memory();
      leftSteps = new int[] {0, tileRows * depth, 1, tileRows};
    }

    ClMemory right = Checks.memory(b);
    int[] rightSteps = {b.offset(), tileColumns, b.rowStride(), 1};
    boolean longRows = b.rowStride() * precision.bytes() > LONG_ROW_BYTES;
    if (b.columnStride() != 1
        || columns < tileColumns
        || longRows && depth > K_BLOCK && rows > 4 * tileRows) {
      View transposed =
          new View(b.buffer(), b.offset(), b.columns(), b.rows(), b.columnStride(), b.rowStride());
      ClBuffer panels = pack(program, transposed, tileColumns, packed);
      right = panels.memory();
      rightSteps = new int[] {0, tileColumns * depth, tileColumns, 0};
    }

    boolean overwrites = addend != null && addend.buffer() == output.buffer();
    int block = overwrites || depth <= 2 * K_BLOCK ? Math.max(1, depth) : K_BLOCK;
    View added = addend == null ? output : addend;
    int flags = alpha == 1 ? 0 : SCALE;
    if (addend != null) {
      flags |= beta == 1 ? ADD : ADD_SCALED;
    }
    if (output.columnStride() == 1 && (addend == null || addend.columnStride() == 1)) {
      flags |= WIDE_STORE;
    }
    long[] global = {ceiling(rows, tileRows), ceiling(columns, tileColumns)};
    ClKernel kernel = program.kernel("product");
    int from = 0;
    do {
      int to = depth - from <= block ? depth : from + block;
      int part = (from == 0 ? FIRST : 0) | (to == depth ? LAST : 0);
      device.run(
          kernel,
          global,
          new long[] {1, 1},
          new int[] {rows, columns, from, to, flags | part, 0, 0, 0},
          left,
          leftSteps,
          right,
          rightSteps,
          number(alpha, precision),
          number(beta, precision),
          Checks.memory(added),
          new int[] {added.offset(), added.rowStride(), added.columnStride(), 0},
          Checks.memory(output),
          new int[] {output.offset(), output.rowStride(), output.columnStride(), 0});
      from = to;
    } while (from < depth);
  }

  /** Packs the rows of a view into panels of {@code count} rows. */
  private ClBuffer pack(ClProgram program, View view, int count, List<ClBuffer> packed) {
    int panels = ceiling(view.rows(), count);
    int size = Math.multiplyExact(Math.multiplyExact(panels, count), Math.max(1, view.columns()));
    ClBuffer target = pool.allocate(view.precision(), size);
    packed.add(target);
    device.run(
        program.kernel("pack"),
        new long[] {panels},
        new long[] {1},
        new int[] {view.rows(), view.columns(), count, 0},
        Checks.memory(view),
        new int[] {view.offset(), view.rowStride(), view.columnStride(), 0},
        target.memory());
    return target;
  }

  /** A number as the kernel's REAL. */
  static Object number(double value, Precision precision) {
    return precision == Precision.DOUBLE ? (Object) value : (Object) (float) value;
  }

  /** {@code size / step}, rounded up. */
  static int ceiling(int size, int step) {
    return (int) (((long) size + step - 1) / step);
  }
}
