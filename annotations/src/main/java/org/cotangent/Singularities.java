package org.cotangent;

/**
 * What the derivative is at points where calculus leaves a choice ({@code docs/conventions.md}).
 */
public enum Singularities {
  /**
   * A finite, documented element of the subdifferential where there is one, and an incoming adjoint
   * of exactly zero stays zero (a strong zero): kinks and poles do not turn into NaN.
   */
  SUBGRADIENT,
  /** The formula in IEEE arithmetic, infinities and NaN as they come. */
  STRICT
}
