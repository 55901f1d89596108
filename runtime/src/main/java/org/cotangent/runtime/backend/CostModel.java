package org.cotangent.runtime.backend;

/**
 * Says where an operation is faster. It is asked before each operation, by any thread, and has to
 * be quick; while a device is still building the operation's program it may answer {@code false}.
 */
public interface CostModel {
  /** What is computed. */
  enum Work {
    /** {@link Backend#multiply}. */
    MULTIPLY,
    /** {@link Backend#map}. */
    MAP,
    /** {@link Backend#reduce}. */
    REDUCE,
    /** {@link Backend#launch}. */
    LAUNCH
  }

  /**
   * Whether the device is to do it, rather than the CPU.
   *
   * @param work what is computed
   * @param precision the precision of the result
   * @param operations about how many arithmetic operations it takes: {@code 2 * rows * columns *
   *     inner} of a product, elements times {@link Formula#operations}, elements that a kernel
   *     reads and writes
   * @param uploaded bytes of operands that are not on the device yet
   * @param downloaded bytes of operands that are only on the device, and would have to come back
   *     for the CPU
   */
  boolean prefersDevice(
      Work work, Precision precision, long operations, long uploaded, long downloaded);

  /**
   * The same with one thing more.
   *
   * @param elements how many elements are computed: where there are many operations for each,
   *     memory does not matter
   */
  default boolean prefersDevice(
      Work work,
      Precision precision,
      long operations,
      long elements,
      long uploaded,
      long downloaded) {
    return prefersDevice(work, precision, operations, uploaded, downloaded);
  }
}
