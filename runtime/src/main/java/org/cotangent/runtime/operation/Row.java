package org.cotangent.runtime.operation;

import org.cotangent.runtime.backend.View;

/**
 * A row that is computed with in Java; one implementation for each precision. Sums are added up in
 * 16 lanes (element j to lane j % 16), then the lanes as a tree.
 */
interface Row {
  /** Reads row i. */
  void load(View from, int i);

  /** Reads row i of a second matrix of the same shape. */
  void loadSecond(View from, int i);

  /** Writes the row. */
  void store(View to, int i);

  /** Writes a number to (i, 0). */
  void storeNumber(double number, View to, int i);

  /** {@code exp(x - m) / s}, m the largest element and s the sum of {@code exp(x - m)}. */
  void softmax();

  /** {@code (x - m) - log(s)}. */
  void logSoftmax();

  /** {@code m + log(s)}; m where it is infinite. */
  double logSumExp();

  /** {@code log(s) - (x[label] - m)}. */
  double crossEntropy(int label);

  /** {@code scale * (exp(x - m) / s - y)}, y 1 at the label and else 0. */
  void crossEntropyAdjoint(int label, double scale);

  /** The sum of {@code p * (log(s) - (x - m))}, p the second row; nothing where p is 0. */
  double crossEntropyOf();

  /** {@code scale * (w * (exp(x - m) / s) - p)}, p the second row and w its sum. */
  void crossEntropyOfAdjoint(double scale);

  /** The sum of {@code x - x[label] + 1} where that is above 0, but for the label. */
  double hinge(int label);

  /** {@code scale} where {@link #hinge} adds something; at the label minus as much. */
  void hingeAdjoint(int label, double scale);

  /** Element (i, 0) of the adjoint at the place of the first largest element, else 0. */
  void maxAdjoint(View adjoint, int i);
}
