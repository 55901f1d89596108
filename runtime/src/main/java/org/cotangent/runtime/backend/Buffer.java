package org.cotangent.runtime.backend;

/**
 * Memory of one backend that holds the elements of a matrix. Only the backend that made a buffer
 * may be given it.
 */
public interface Buffer {
  /** The type of the elements. */
  Precision precision();

  /** How many elements there are. */
  int size();

  /** Gives the memory back; the buffer must not be used afterwards. Doing it twice does nothing. */
  void release();
}
