package org.cotangent.runtime.operation;

import org.cotangent.runtime.backend.Exponentials;
import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Lanes;
import org.cotangent.runtime.backend.View;

/** A row of {@code double}s. */
final class DoubleRow implements Row {
  private final double[] x;
  private final double[] p;
  private final double[] e;
  private final double[] lanes = new double[Lanes.COUNT];

  DoubleRow(int columns) {
    x = new double[columns];
    p = new double[columns];
    e = new double[columns];
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
      x[j] = e[j] / s;
    }
  }

  @Override
  public void logSoftmax() {
    double m = largest();
    double log = Math.log(exponentials(m));
    for (int j = 0; j < x.length; j++) {
      x[j] = (x[j] - m) - log;
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
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (e[j] / s);
    }
    x[label] = factor * (e[label] / s - 1);
  }

  @Override
  public double crossEntropyOf() {
    double m = largest();
    double log = Math.log(exponentials(m));
    for (int j = 0; j < x.length; j++) {
      p[j] = p[j] == 0 ? 0 : p[j] * (log - (x[j] - m));
    }
    return sum(p);
  }

  @Override
  public void crossEntropyOfAdjoint(double scale) {
    double factor = scale;
    double w = sum(p);
    double s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (w * (e[j] / s) - p[j]);
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
    return Lanes.largest(x, 0, x.length);
  }

  /** Makes {@code e = exp(x - m)}; the sum of it. */
  private double exponentials(double m) {
    for (int j = 0; j < x.length; j++) {
      e[j] = x[j] - m;
    }
    Exponentials.exp(0, x.length, e, e);
    return sum(e);
  }

  private double sum(double[] values) {
    Lanes.add(values, 0, values.length, lanes, 0);
    return Lanes.close(lanes);
  }
}
