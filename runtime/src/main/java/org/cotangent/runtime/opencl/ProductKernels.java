package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** How a kind of device computes products. */
sealed interface ProductKernels permits Products, TileProducts {
  /** The program for an output of so many rows and columns. */
  ProgramText program(Precision precision, int rows, int columns);

  /** {@code output = alpha * a * b + beta * addend}; shapes and memory have been checked. */
  void multiply(double alpha, View a, View b, double beta, View addend, View output);
}
