package org.cotangent.benchmarks.matrices;

import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;

/** Nets of dense layers with rectifiers between them, as users write them. */
final class Nets {
  private Nets() {}

  @Differentiable(wrt = {"w1", "b1", "w2", "b2"})
  static double two(Matrix w1, Matrix b1, Matrix w2, Matrix b2, Matrix x, int[] labels) {
    Matrix hidden = x.affine(w1, b1).relu();
    return hidden.affine(w2, b2).softmaxCrossEntropy(labels);
  }

  @Differentiable(wrt = {"w1", "b1", "w2", "b2", "w3", "b3"})
  static double three(
      Matrix w1, Matrix b1, Matrix w2, Matrix b2, Matrix w3, Matrix b3, Matrix x, int[] labels) {
    Matrix first = x.affine(w1, b1).relu();
    Matrix second = first.affine(w2, b2).relu();
    return second.affine(w3, b3).softmaxCrossEntropy(labels);
  }
}
