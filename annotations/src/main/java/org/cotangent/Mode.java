package org.cotangent;

/** Which derivatives the compiler writes for a method. */
public enum Mode {
  /** Reverse mode: {@code xGradient} (for a scalar result) and {@code xBackward}. */
  GRADIENT,
  /** Forward mode: {@code xTangent}. */
  TANGENT,
  /**
   * The full Jacobian of an array result: {@code xJacobian}, and {@code xJacobianInto} for given
   * arrays. {@code xBackward} is written too: other annotated methods call it.
   */
  JACOBIAN,
  /** Exact second derivatives: {@code xHessian} and {@code xHessianVector}. */
  HESSIAN
}
