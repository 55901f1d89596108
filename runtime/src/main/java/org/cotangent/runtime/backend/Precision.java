package org.cotangent.runtime.backend;

/** How the elements of a matrix are stored. */
public enum Precision {
  /** {@code float}: 4 bytes an element. */
  FLOAT(Float.BYTES),
  /** {@code double}: 8 bytes an element. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
