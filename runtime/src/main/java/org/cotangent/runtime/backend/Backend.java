package org.cotangent.runtime.backend;

/**
 * A place where matrices are stored and computed with. All operations of one thread happen in the
 * order they are asked for; they may still be running when the method returns ({@link #finish}
 * waits). Shapes have been checked by the caller. A backend is safe for many threads.
 *
 * <p>The order of floating-point operations is fixed, so that results do not depend on the number
 * of threads or on the device:
 *
 * <ul>
 *   <li>{@link #multiply}: each element is one chain of fused multiply-adds, in ascending k,
 *       starting at 0; then {@code alpha *} (left out when alpha is 1); then the addend: {@code r +
 *       c} when beta is 1, else {@code fma(beta, c, r)}. No split of k. So all backends have the
 *       same bits.
 *   <li>{@link #reduce} with {@code SUM}: the reduced values, in row-major order, are cut into
 *       chunks of 1024. Inside a chunk, lane {@code l} of 16 adds up values {@code l, l + 16, ...};
 *       then lanes are added as a tree: 8 to 0, 4 to 0, ... ({@code lane[i] += lane[i + 8]}, then
 *       4, 2, 1). The sums of the chunks are added from the first to the last. Missing values count
 *       as nothing (lanes start at +0). Sums of columns (one row is left): the values of a column
 *       are cut into chunks of 256 rows, each added up from top to bottom, then the chunks in
 *       order.
 *   <li>{@link #map}: each operation of the formula is one IEEE operation in the view's precision;
 *       {@code + - * /}, {@code fma}, {@code sqrt}, comparisons and choices have the same bits
 *       everywhere, other functions are within 4 ulp.
 * </ul>
 */
public interface Backend extends AutoCloseable {
  /** A name for reports: {@code cpu}, or {@code opencl 0:0 pthread-AMD EPYC}. */
  String name();

  /** Whether matrices of this precision can be stored and computed with. */
  boolean supports(Precision precision);

  /**
   * New memory; its contents are undefined.
   *
   * @throws BackendException if there is none left
   */
  Buffer allocate(Precision precision, int size);

  /**
   * Copies the first {@code size} elements of a {@code double[]} or {@code float[]} to a buffer.
   */
  void upload(Object array, int size, Buffer buffer);

  /** Copies all of a buffer to an array that is long enough, after all work on it has been done. */
  void download(Buffer buffer, Object array);

  /**
   * {@code output = alpha * a * b + beta * addend}.
   *
   * @param addend of the output's shape (a bias has row stride 0), or null for none; it may be the
   *     output itself
   */
  void multiply(double alpha, View a, View b, double beta, View addend, View output);

  /**
   * Computes each element of the output from the elements of the inputs at the same place. The
   * output may be one of the inputs.
   *
   * @param scalars the values of the formula's scalars
   */
  void map(Formula formula, double[] scalars, View[] inputs, View output);

  /**
   * Reduces the elements of a formula. The output is 1 x 1 (all), rows x 1 (each row) or 1 x
   * columns (each column); where several of these fit, the first of them is meant. The inputs have
   * all the same shape, which is given since there may be none.
   */
  void reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output);

  /** Runs a kernel. */
  void launch(Kernel kernel, View[] inputs, int[] data, double[] scalars, View output);

  // Whether an operation could begin at once. If not, what it needs is now being prepared in the
  // background, and somebody else may do it meanwhile. Views have no memory here.

  /** For {@link #multiply} with so many rows and columns of the output. */
  default boolean isReadyToMultiply(Precision precision, int rows, int columns) {
    return true;
  }

  /** For {@link #map}. */
  default boolean isReadyToMap(Formula formula, Precision precision, View[] inputs, View output) {
    return true;
  }

  /** For {@link #reduce}. */
  default boolean isReadyToReduce(
      Reduction reduction,
      Formula formula,
      Precision precision,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    return true;
  }

  /** For {@link #launch}. */
  default boolean isReadyToLaunch(Kernel kernel, Precision precision) {
    return true;
  }

  /** Waits until all that this thread has asked for is done. */
  void finish();

  /** Gives everything back; nothing may be asked for afterwards. */
  @Override
  void close();
}
