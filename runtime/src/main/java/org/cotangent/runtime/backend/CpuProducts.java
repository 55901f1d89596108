package org.cotangent.runtime.backend;

/**
 * Products of matrices in Java. There are two ways to compute one, by tiles and by panels ({@link
 * FloatTiles}, {@link FloatPanels}); an estimate of the time decides. Whichever is taken, and
 * however the work is shared between threads, each element is the same chain of multiply-adds.
 */
final class CpuProducts {
  /** The work, in ns, that is worth another thread's help. */
  private static final double NANOS_A_THREAD = 15_000;

  /** The work, in ns, up to which only tiles come into question. */
  private static final double TINY_NANOS = 1_000;

  /** The fewest rows that are worth packing a panel for. */
  private static final int ROWS_A_PANEL = 48;

  /** The fewest columns that a panel is split into. */
  private static final int COLUMNS_A_PANEL = 128;

  private CpuProducts() {}

  /** See {@link Backend#multiply}. */
  static void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    multiply(CpuThreads.shared(), alpha, a, b, beta, addend, output);
  }

  /** See {@link Backend#multiply}. */
  static void multiply(
      CpuThreads threads, double alpha, View a, View b, double beta, View addend, View output) {
    if (output.rows() == 0 || output.columns() == 0) {
      return;
    }
    Product product = new Product(alpha, a, b, beta, addend, output);
    double tiles = tilesNanos(product);
    if (tiles < TINY_NANOS) {
      tiles(product, 0, output.rows(), 0, output.columns());
      return;
    }
    Product across = product.transposed();
    double panels = panelsNanos(product);
    double panelsAcross = panelsNanos(across);
    if (tiles <= Math.min(panels, panelsAcross)) {
      shareTiles(threads, product, tiles);
    } else if (panels <= panelsAcross) {
      sharePanels(threads, product, panels);
    } else {
      sharePanels(threads, across, panelsAcross);
    }
  }

  private static double multiplyAdds(Product product) {
    return (double) product.rows() * product.columns() * product.inner();
  }

  // The constants are those of a core of 3.7 GHz; what is compared are their ratios.

  private static double tilesNanos(Product product) {
    boolean isThin = product.rows() < 4 || product.columns() < 4;
    return multiplyAdds(product) * (isThin ? 0.25 : 0.13);
  }

  private static double panelsNanos(Product product) {
    boolean isFloat = product.output().precision() == Precision.FLOAT;
    double columns = product.columns();
    double overhead = isFloat ? 128 : 64;
    double sum = multiplyAdds(product) * (isFloat ? 0.02 : 0.036) * (1 + overhead / columns);
    double pack = product.inner() * columns * (product.b().columnStride() == 1 ? 0.15 : 0.45);
    double store = product.output().columnStride() == 1 ? 0 : product.rows() * columns;
    return 300 + sum + pack + store;
  }

  private static int pieces(CpuThreads threads, double nanos) {
    return (int) Math.max(1, Math.min(threads.size(), nanos / NANOS_A_THREAD));
  }

  private static void shareTiles(CpuThreads threads, Product product, double nanos) {
    boolean byRows = product.rows() >= product.columns();
    int size = byRows ? product.rows() : product.columns();
    int pieces = Math.min(pieces(threads, nanos), (size + 7) / 8);
    threads.forEach(
        pieces,
        piece -> {
          int from = part(size, 8, piece, pieces);
          int to = part(size, 8, piece + 1, pieces);
          if (byRows) {
            tiles(product, from, to, 0, product.columns());
          } else {
            tiles(product, 0, product.rows(), from, to);
          }
        });
  }

  private static void tiles(Product product, int fromRow, int toRow, int fromColumn, int toColumn) {
    if (product.output().precision() == Precision.FLOAT) {
      FloatTiles.multiply(product, fromRow, toRow, fromColumn, toColumn);
    } else {
      DoubleTiles.multiply(product, fromRow, toRow, fromColumn, toColumn);
    }
  }

  private static void sharePanels(CpuThreads threads, Product given, double nanos) {
    boolean isFloat = given.output().precision() == Precision.FLOAT;
    int width = isFloat ? FloatPanels.WIDTH : DoublePanels.WIDTH;
    int depth = isFloat ? FloatPanels.DEPTH : DoublePanels.DEPTH;
    Product product = given.inner() > depth ? given.withAddendApart() : given;
    int rows = product.rows();
    int columns = product.columns();
    int wanted = pieces(threads, nanos);
    int mostRowParts = Math.max(1, rows / ROWS_A_PANEL);
    int columnParts = (columns + width - 1) / width;
    if (columnParts * mostRowParts < wanted) {
      columnParts =
          Math.max(
              columnParts,
              Math.min((wanted + mostRowParts - 1) / mostRowParts, columns / COLUMNS_A_PANEL));
    }
    int across = columnParts;
    int along = Math.min(mostRowParts, wanted / greatestCommonDivisor(wanted, columnParts));
    threads.forEach(
        along * across,
        piece -> {
          int fromRow = part(rows, 3, piece / across, along);
          int toRow = part(rows, 3, piece / across + 1, along);
          int fromColumn = part(columns, 16, piece % across, across);
          int toColumn = part(columns, 16, piece % across + 1, across);
          if (isFloat) {
            FloatPanels.multiply(product, fromRow, toRow, fromColumn, toColumn);
          } else {
            DoublePanels.multiply(product, fromRow, toRow, fromColumn, toColumn);
          }
        });
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Where a part of a range begins: a multiple of the unit, or the end. */
  private static int part(int size, int unit, int part, int parts) {
    long units = (size + unit - 1) / unit;
    return (int) Math.min(size, units * part / parts * unit);
  }
}
