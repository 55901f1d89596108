package org.cotangent;

/** Which derivatives the compiler writes for a method. */
public enum Mode {
  /** Reverse mode: {@code xGradient} (for a scalar result) and {@code xBackward}. */
  GRADIENT,
  /** Forward mode: {@code xTangent}. */
  TANGENT,
  /** The full Jacobian of an array result: {@code xJacobian}. */
  JACOBIAN,
  /** Exact second derivatives: {@code xHessian} and {@code xHessianVector}. */
  HESSIAN
}
