package org.cotangent.benchmarks.matrices;

/**
 * Another library that trains the same nets, for comparison. Found by {@link
 * java.util.ServiceLoader}: its classes are there if the benchmarks were built with {@code
 * -Ppeers}.
 */
public interface Peer {
  /** Its name and version. */
  String name();

  /**
   * A net of dense layers with rectifiers between them and softmax cross-entropy at the end, in
   * floats.
   *
   * @param sizes the lengths of the layers' inputs, and of the last one's output
   * @param weights those of each layer, by rows (inputs x outputs); biases are 0
   * @param x the inputs, by rows
   * @param labels one for each row of the inputs
   */
  Net net(int[] sizes, float[][] weights, float[] x, int[] labels);

  /** A net in training. */
  interface Net extends AutoCloseable {
    /**
     * One step down the gradient.
     *
     * @return the loss before it
     */
    double step(double rate);

    @Override
    void close();
  }
}
