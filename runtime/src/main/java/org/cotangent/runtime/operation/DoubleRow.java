package org.cotangent.runtime.operation;

import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.View;

/** A row of {@code double}s. */
final class DoubleRow implements Row {
  private static final int LANES = 16;

  private final double[] x;
  private final double[] p;
  private final double[] lanes = new double[LANES];

  DoubleRow(int columns) {
    x = new double[columns];
    p = new double[columns];
  }

  @Override
  public void load(View from, int i) {
    read(from, i, x);
  }

  @Override
  public void loadSecond(View from, int i) {
    read(from, i, p);
  }

  private static void read(View from, int i, double[] to) {
    double[] source = ((HostBuffer) from.buffer()).doubles();
    int offset = from.offset() + i * from.rowStride();
    int stride = from.columnStride();
    if (stride == 1) {
      System.arraycopy(source, offset, to, 0, to.length);
      return;
    }
    for (int j = 0; j < to.length; j++) {
      to[j] = source[offset + j * stride];
    }
  }

  @Override
  public void store(View to, int i) {
    double[] target = ((HostBuffer) to.buffer()).doubles();
    int offset = to.offset() + i * to.rowStride();
    int stride = to.columnStride();
    if (stride == 1) {
      System.arraycopy(x, 0, target, offset, x.length);
      return;
    }
    for (int j = 0; j < x.length; j++) {
      target[offset + j * stride] = x[j];
    }
  }

  @Override
  public void storeNumber(double number, View to, int i) {
    ((HostBuffer) to.buffer()).doubles()[to.offset() + i * to.rowStride()] = number;
  }

  @Override
  public void softmax() {
    double s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = x[j] / s;
    }
  }

  @Override
  public void logSoftmax() {
    double m = largest();
    System.arraycopy(x, 0, p, 0, x.length);
    double log = Math.log(exponentials(m));
    for (int j = 0; j < x.length; j++) {
      x[j] = (p[j] - m) - log;
    }
  }

  @Override
  public double logSumExp() {
    double m = largest();
    return Double.isInfinite(m) ? m : m + Math.log(exponentials(m));
  }

  @Override
  public double crossEntropy(int label) {
    double m = largest();
    double right = x[label] - m;
    return Math.log(exponentials(m)) - right;
  }

  @Override
  public void crossEntropyAdjoint(int label, double scale) {
    double factor = scale;
    double s = exponentials(largest());
    double right = factor * (x[label] / s - 1);
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (x[j] / s);
    }
    x[label] = right;
  }

  @Override
  public double crossEntropyOf() {
    double m = largest();
    double[] terms = p;
    double log = Math.log(sumOfExponentials(m));
    for (int j = 0; j < x.length; j++) {
      terms[j] = p[j] == 0 ? 0 : p[j] * (log - (x[j] - m));
    }
    return sum(terms);
  }

  @Override
  public void crossEntropyOfAdjoint(double scale) {
    double factor = scale;
    double w = sum(p);
    double s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (w * (x[j] / s) - p[j]);
    }
  }

  @Override
  public double hinge(int label) {
    double right = x[label];
    for (int j = 0; j < x.length; j++) {
      double excess = x[j] - right + 1;
      x[j] = j == label || excess <= 0 ? 0 : excess;
    }
    return sum(x);
  }

  @Override
  public void hingeAdjoint(int label, double scale) {
    double factor = scale;
    double right = x[label];
    int count = 0;
    for (int j = 0; j < x.length; j++) {
      boolean within = j != label && x[j] - right + 1 > 0;
      x[j] = within ? factor : 0;
      count += within ? 1 : 0;
    }
    x[label] = count == 0 ? 0 : -factor * count;
  }

  @Override
  public void maxAdjoint(View adjoint, int i) {
    int first = 0;
    for (int j = 1; j < x.length; j++) {
      if (x[first] == x[first] && !(x[j] <= x[first])) {
        first = j;
      }
    }
    int index = adjoint.offset() + i * adjoint.rowStride();
    double value = ((HostBuffer) adjoint.buffer()).doubles()[index];
    for (int j = 0; j < x.length; j++) {
      x[j] = j == first ? value : 0;
    }
  }

  private double largest() {
    double m = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < x.length; j++) {
      m = Math.max(m, x[j]);
    }
    return m;
  }

  /** Makes each element {@code exp(x - m)}; the sum of them. */
  private double exponentials(double m) {
    for (int j = 0; j < x.length; j++) {
      x[j] = Math.exp(x[j] - m);
    }
    return sum(x);
  }

  /** The sum of {@code exp(x - m)}; the elements stay. */
  private double sumOfExponentials(double m) {
    for (int l = 0; l < LANES; l++) {
      lanes[l] = 0;
    }
    for (int j = 0; j < x.length; j++) {
      lanes[j % LANES] += Math.exp(x[j] - m);
    }
    return tree();
  }

  private double sum(double[] values) {
    for (int l = 0; l < LANES; l++) {
      lanes[l] = 0;
    }
    for (int j = 0; j < values.length; j++) {
      lanes[j % LANES] += values[j];
    }
    return tree();
  }

  private double tree() {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int l = 0; l < half; l++) {
        lanes[l] += lanes[l + half];
      }
    }
    return lanes[0];
  }
}
