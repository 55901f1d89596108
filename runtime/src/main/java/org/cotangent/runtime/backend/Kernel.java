package org.cotangent.runtime.backend;

/**
 * A computation that both backends know, because it comes with both codes: Java for the CPU, and
 * OpenCL C in a resource. Kernels are constants: a backend keeps what it has built by the kernel's
 * {@link #name}.
 */
public interface Kernel {
  /**
   * The name of the OpenCL function. Its parameters are, in this order: for each input {@code
   * __global const REAL* p, int offset, int rows, int columns, int rowStride, int columnStride};
   * then {@code __global const int* data, int dataLength}; for each scalar {@code REAL}; then the
   * output like an input, not const. {@code REAL} is {@code float} or {@code double}.
   */
  String name();

  /**
   * The resource {@code /org/cotangent/runtime/kernels/<resource>.cl} that holds the function; it
   * may hold others.
   */
  default String resource() {
    return name();
  }

  /** How many work items (CPU: independent pieces) there are; each gets its number. */
  int workItems(View[] inputs, View output);

  /**
   * Does the work items from {@code from} (inclusive) to {@code to} (exclusive) in Java. Views are
   * those of the CPU: their buffers are {@link HostBuffer}s. The inputs have all the output's
   * precision.
   */
  void run(View[] inputs, int[] data, double[] scalars, View output, int from, int to);
}
