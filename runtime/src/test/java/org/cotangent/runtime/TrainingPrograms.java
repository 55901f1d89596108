package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;
import org.cotangent.runtime.operation.LossAdjoints;
import org.cotangent.runtime.operation.ProductAdjoints;
import org.cotangent.runtime.operation.ShapeAdjoints;
import org.cotangent.runtime.operation.SoftmaxAdjoints;

/** Training loops that use everything a device does; they give all numbers that Java sees. */
final class TrainingPrograms {
  private TrainingPrograms() {}

  /** Two layers, softmax-like normalisation, three steps of momentum; everything in a scope. */
  static List<double[]> train(Precision precision) {
    List<double[]> results = new ArrayList<>();
    try (Scope all = Scope.open()) {
      Matrix w1 = Matrix.gaussian(5, 4, 1).toPrecision(precision);
      Matrix b1 = Matrix.zeros(1, 4, precision);
      Matrix w2 = Matrix.gaussian(4, 3, 2).toPrecision(precision);
      Matrix momentum = Matrix.zeros(5, 4, precision);
      for (int step = 0; step < 3; step++) {
        try (Scope scope = Scope.open()) {
          Matrix x = Matrix.gaussian(6, 5, 10 + step).toPrecision(precision);
          Matrix target = Matrix.gaussian(6, 3, 20 + step).toPrecision(precision);
          Matrix hidden = Elementwise.of("(z) -> tanh(z)", Compute.multiply(1, x, w1, 1, b1));
          Matrix output = Compute.multiply(1, hidden, w2, 0, null);
          Matrix error = Elementwise.of("(o, t) -> o - t", output, target);
          results.add(new double[] {Elementwise.sum("(e) -> e * e / 12", error)});
          Matrix w2Adjoint = Compute.multiply(1, hidden.transpose(), error, 0, null);
          Matrix hiddenAdjoint = Compute.multiply(1, error, w2.transpose(), 0, null);
          hidden.close();
          Matrix zAdjoint =
              Elementwise.of(
                  "(a, x, w, b) -> a * (1 - (b + x) * w)",
                  hiddenAdjoint,
                  Elementwise.rowSums("(x) -> x", x),
                  w2.slice(0, 1, 0, 1),
                  b1);
          momentum.mapInPlace(
              "(m, g; keep) -> keep * m + g",
              new double[] {0.9},
              Compute.multiply(1, x.transpose(), zAdjoint, 0, null));
          w1.addInPlace(-0.1, momentum);
          b1.addInPlace(-0.1, Elementwise.columnSums("(a) -> a", zAdjoint));
          w2.addInPlace(-0.1, w2Adjoint);
          if (step == 1) {
            results.add(w2.slice(1, 3, 1, 3).toDoubles());
            w2.set(0, 0, 0.5);
            b1.fillInPlace(0.25);
          }
        }
      }
      results.add(w1.toDoubles());
      results.add(b1.toDoubles());
      results.add(w2.transpose().toDoubles());
    }
    return results;
  }

  /**
   * A classifier by the operations that users call, with all kinds of kernels, and its adjoints.
   */
  static List<double[]> classify(Precision precision) {
    List<double[]> results = new ArrayList<>();
    try (Scope all = Scope.open()) {
      Matrix table = Matrix.gaussian(7, 4, 3).toPrecision(precision);
      Matrix weights = Matrix.gaussian(8, 3, 4).toPrecision(precision);
      Matrix bias = Matrix.zeros(1, 3, precision);
      int[] words = new int[5];
      int[] labels = new int[5];
      for (int step = 0; step < 2; step++) {
        try (Scope scope = Scope.open()) {
          for (int i = 0; i < 5; i++) {
            words[i] = (3 * i + step) % 7;
            labels[i] = (i + step) % 3;
          }
          Matrix left = table.lookup(words);
          Matrix x = left.concatenateColumns(left.tanh().dropout(0.3, step));
          Matrix scores = x.affine(weights, bias);
          results.add(
              new double[] {
                scores.softmaxCrossEntropy(labels), scores.hinge(labels), scores.norm()
              });
          Matrix scoresAdjoint = LossAdjoints.softmaxCrossEntropy(scores, labels, 1, Matrix.ZERO);
          scoresAdjoint = LossAdjoints.hinge(scores, labels, 0.5, scoresAdjoint);
          Matrix soft = scores.softmax();
          scoresAdjoint =
              SoftmaxAdjoints.softmax(soft, soft.minusRow(bias).dividedBy(2), scoresAdjoint);
          Matrix xAdjoint = ProductAdjoints.left(weights, scoresAdjoint, Matrix.ZERO);
          Matrix tableAdjoint =
              ShapeAdjoints.lookup(
                  table, words, xAdjoint.columns(0, 4).plus(xAdjoint.columns(4, 8)), Matrix.ZERO);
          weights.addInPlace(-0.1, ProductAdjoints.right(x, scoresAdjoint, Matrix.ZERO));
          bias.addInPlace(-0.1, scoresAdjoint.columnSums());
          table.addInPlace(-0.1, tableAdjoint);
        }
      }
      results.add(weights.toDoubles());
      results.add(bias.toDoubles());
      results.add(table.toDoubles());
    }
    return results;
  }

  /** Adds a whole number and a scalar to each element. */
  static final class Adding implements Kernel {
    @Override
    public String name() {
      return "adding";
    }

    @Override
    public int workItems(View[] inputs, View output) {
      return output.rows();
    }

    @Override
    public void run(View[] inputs, int[] data, double[] scalars, View output, int from, int to) {
      double[] x = ((HostBuffer) inputs[0].buffer()).doubles();
      double[] y = ((HostBuffer) output.buffer()).doubles();
      for (int i = from * output.columns(); i < to * output.columns(); i++) {
        y[i] = x[i] + data[0] + scalars[0];
      }
    }
  }
}
