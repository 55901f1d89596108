package org.cotangent.runtime.backend;

/** How many values become one. */
public enum Reduction {
  /** The sum; 0 of nothing. */
  SUM,
  /** The largest value, NaN if one is NaN; negative infinity of nothing. */
  MAX
}
