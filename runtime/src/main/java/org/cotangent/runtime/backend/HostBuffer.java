package org.cotangent.runtime.backend;

/** Memory of the CPU: a Java array. */
public final class HostBuffer implements Buffer {
  private final Object array;
  private final Precision precision;
  private final int size;

  private HostBuffer(Object array, Precision precision, int size) {
    this.array = array;
    this.precision = precision;
    this.size = size;
  }

  /** Wraps an array; {@code size} elements of it count, it may be longer. */
  public static HostBuffer of(double[] array, int size) {
    return new HostBuffer(array, Precision.DOUBLE, size);
  }

  /** Wraps an array; {@code size} elements of it count, it may be longer. */
  public static HostBuffer of(float[] array, int size) {
    return new HostBuffer(array, Precision.FLOAT, size);
  }

  /**
   * The elements.
   *
   * @throws ClassCastException if they are floats
   */
  public double[] doubles() {
    return (double[]) array;
  }

  /**
   * The elements.
   *
   * @throws ClassCastException if they are doubles
   */
  public float[] floats() {
    return (float[]) array;
  }

  /** The elements: a {@code double[]} or {@code float[]}. */
  public Object array() {
    return array;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void release() {
    // the garbage collector takes the array
  }
}
