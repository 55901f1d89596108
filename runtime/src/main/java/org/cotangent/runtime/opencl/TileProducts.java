package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/**
 * Matrix products by tiles that pass through local memory, for GPUs. Small products have small
 * tiles, so that all of the device has something to do; transposes cost nothing.
 */
final class TileProducts implements ProductKernels {
  private static final int SCALE = 4;
  private static final int ADD = 8;
  private static final int ADD_SCALED = 16;
  private static final int DEPTH = 16;

  private final ClDevice device;
  private final Programs programs;
  private final Sources sources;

  /** How a tile is shared out: rows and columns of the tile, and of a work-item. */
  private record Tile(int rows, int columns, int itemRows, int itemColumns) {
    int across() {
      return columns / itemColumns;
    }

    int down() {
      return rows / itemRows;
    }

    String macros() {
      return "#define TILE_ROWS "
          + rows
          + "\n#define TILE_COLUMNS "
          + columns
          + "\n#define ITEM_ROWS "
          + itemRows
          + "\n#define ITEM_COLUMNS "
          + itemColumns
          + "\n#define DEPTH "
          + DEPTH
          + "\n";
    }
  }

  private static final Tile SMALL = new Tile(32, 32, 4, 4);
  private static final Tile MIDDLE = new Tile(64, 64, 4, 4);
  private static final Tile LARGE = new Tile(128, 128, 8, 8);
  private static final Tile LARGE_DOUBLE = new Tile(128, 64, 8, 4);

  TileProducts(ClDevice device, Programs programs, Sources sources) {
    this.device = device;
    this.programs = programs;
    this.sources = sources;
  }

  /** The largest tile of which there are enough for all compute units. */
  private Tile tile(Precision precision, int rows, int columns) {
    Tile large = precision == Precision.DOUBLE ? LARGE_DOUBLE : LARGE;
    for (Tile tile : new Tile[] {large, MIDDLE}) {
      long tiles =
          (long) Products.ceiling(rows, tile.rows()) * Products.ceiling(columns, tile.columns());
      if (tiles >= device.info().units()
          && rows >= tile.rows() / 2
          && columns >= tile.columns() / 2
          && tile.across() * tile.down() <= device.info().groupSize()) {
        return tile;
      }
    }
    return SMALL;
  }

  @Override
  public ProgramText program(Precision precision, int rows, int columns) {
    return program(precision, tile(precision, rows, columns));
  }

  private ProgramText program(Precision precision, Tile tile) {
    return sources.resource("product_tiles", precision, tile.macros());
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    Precision precision = output.precision();
    int rows = output.rows();
    int columns = output.columns();
    Tile tile = tile(precision, rows, columns);
    int flags = alpha == 1 ? 0 : SCALE;
    if (addend != null) {
      flags |= beta == 1 ? ADD : ADD_SCALED;
    }
    View added = addend == null ? output : addend;
    long[] global = {
      (long) Products.ceiling(columns, tile.columns()) * tile.across(),
      (long) Products.ceiling(rows, tile.rows()) * tile.down()
    };
    device.run(
        programs.get(program(precision, tile)).kernel("product"),
        global,
        new long[] {tile.across(), tile.down()},
        new int[] {rows, columns, a.columns(), flags},
        Checks.memory(a),
        steps(a),
        Checks.memory(b),
        steps(b),
        Products.number(alpha, precision),
        Products.number(beta, precision),
        Checks.memory(added),
        steps(added),
        Checks.memory(output),
        steps(output));
  }

  private static int[] steps(View view) {
    return new int[] {view.offset(), view.rowStride(), view.columnStride(), 0};
  }
}
