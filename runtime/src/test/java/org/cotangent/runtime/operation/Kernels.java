package org.cotangent.runtime.operation;

import org.cotangent.runtime.backend.Kernel;

/** The kernels of operations, for tests in other packages. */
public final class Kernels {
  public static final Kernel SOFTMAX = RowKernel.SOFTMAX;
  public static final Kernel LOG_SOFTMAX = RowKernel.LOG_SOFTMAX;
  public static final Kernel LOG_SUM_EXP = RowKernel.LOG_SUM_EXP;
  public static final Kernel CROSS_ENTROPY = RowKernel.CROSS_ENTROPY;
  public static final Kernel CROSS_ENTROPY_ADJOINT = RowKernel.CROSS_ENTROPY_ADJOINT;
  public static final Kernel CROSS_ENTROPY_OF = RowKernel.CROSS_ENTROPY_OF;
  public static final Kernel CROSS_ENTROPY_OF_ADJOINT = RowKernel.CROSS_ENTROPY_OF_ADJOINT;
  public static final Kernel HINGE = RowKernel.HINGE;
  public static final Kernel HINGE_ADJOINT = RowKernel.HINGE_ADJOINT;
  public static final Kernel ROW_MAX_ADJOINT = RowKernel.ROW_MAX_ADJOINT;
  public static final Kernel LOOKUP = TableKernel.LOOKUP;
  public static final Kernel LOOKUP_ADJOINT = TableKernel.LOOKUP_ADJOINT;
  public static final Kernel PLACE = TableKernel.PLACE;
  public static final Kernel CONCATENATE = TableKernel.CONCATENATE;

  private Kernels() {}
}
