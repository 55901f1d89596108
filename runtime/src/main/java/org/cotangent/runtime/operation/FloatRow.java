package org.cotangent.runtime.operation;

import org.cotangent.runtime.backend.Exponentials;
import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Lanes;
import org.cotangent.runtime.backend.View;

/** A row of {@code float}s. */
final class FloatRow implements Row {
  private final float[] x;
  private final float[] p;
  private final float[] e;
  private final float[] lanes = new float[Lanes.COUNT];

  FloatRow(int columns) {
    x = new float[columns];
    p = new float[columns];
    e = new float[columns];
  }

  @Override
  public void load(View from, int i) {
    read(from, i, x);
  }

  @Override
  public void loadSecond(View from, int i) {
    read(from, i, p);
  }

  private static void read(View from, int i, float[] to) {
    float[] source = ((HostBuffer) from.buffer()).floats();
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
    float[] target = ((HostBuffer) to.buffer()).floats();
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
    ((HostBuffer) to.buffer()).floats()[to.offset() + i * to.rowStride()] = (float) number;
  }

  @Override
  public void softmax() {
    float s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = e[j] / s;
    }
  }

  @Override
  public void logSoftmax() {
    float m = largest();
    float log = (float) Math.log(exponentials(m));
    for (int j = 0; j < x.length; j++) {
      x[j] = (x[j] - m) - log;
    }
  }

  @Override
  public double logSumExp() {
    float m = largest();
    return Float.isInfinite(m) ? m : m + (float) Math.log(exponentials(m));
  }

  @Override
  public double crossEntropy(int label) {
    float m = largest();
    float right = x[label] - m;
    return (float) Math.log(exponentials(m)) - right;
  }

  @Override
  public void crossEntropyAdjoint(int label, double scale) {
    float factor = (float) scale;
    float s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (e[j] / s);
    }
    x[label] = factor * (e[label] / s - 1);
  }

  @Override
  public double crossEntropyOf() {
    float m = largest();
    float log = (float) Math.log(exponentials(m));
    for (int j = 0; j < x.length; j++) {
      p[j] = p[j] == 0 ? 0 : p[j] * (log - (x[j] - m));
    }
    return sum(p);
  }

  @Override
  public void crossEntropyOfAdjoint(double scale) {
    float factor = (float) scale;
    float w = sum(p);
    float s = exponentials(largest());
    for (int j = 0; j < x.length; j++) {
      x[j] = factor * (w * (e[j] / s) - p[j]);
    }
  }

  @Override
  public double hinge(int label) {
    float right = x[label];
    for (int j = 0; j < x.length; j++) {
      float excess = x[j] - right + 1;
      x[j] = j == label || excess <= 0 ? 0 : excess;
    }
    return sum(x);
  }

  @Override
  public void hingeAdjoint(int label, double scale) {
    float factor = (float) scale;
    float right = x[label];
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
    float value = ((HostBuffer) adjoint.buffer()).floats()[index];
    for (int j = 0; j < x.length; j++) {
      x[j] = j == first ? value : 0;
    }
  }

  private float largest() {
    return Lanes.largest(x, 0, x.length);
  }

  /** Makes {@code e = exp(x - m)}; the sum of it. */
  private float exponentials(float m) {
    for (int j = 0; j < x.length; j++) {
      e[j] = x[j] - m;
    }
    Exponentials.exp(0, x.length, e, e);
    return sum(e);
  }

  private float sum(float[] values) {
    Lanes.add(values, 0, values.length, lanes, 0);
    return Lanes.close(lanes);
  }
}
