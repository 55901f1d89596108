package org.cotangent.runtime;

import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Operand;

/** Copies of what an operand shows, row by row. The operand's value is held by the caller. */
final class Copies {
  private Copies() {}

  static void toDoubles(Operand from, double[] to) {
    HostBuffer memory = from.value().host();
    int at = 0;
    if (memory.array() instanceof double[] doubles) {
      if (from.isWhole()) {
        System.arraycopy(doubles, 0, to, 0, from.size());
        return;
      }
      for (int i = 0; i < from.rows(); i++) {
        for (int j = 0; j < from.columns(); j++) {
          to[at++] = doubles[from.index(i, j)];
        }
      }
      return;
    }
    float[] floats = memory.floats();
    for (int i = 0; i < from.rows(); i++) {
      for (int j = 0; j < from.columns(); j++) {
        to[at++] = floats[from.index(i, j)];
      }
    }
  }

  static void toFloats(Operand from, float[] to) {
    HostBuffer memory = from.value().host();
    int at = 0;
    if (memory.array() instanceof float[] floats) {
      if (from.isWhole()) {
        System.arraycopy(floats, 0, to, 0, from.size());
        return;
      }
      for (int i = 0; i < from.rows(); i++) {
        for (int j = 0; j < from.columns(); j++) {
          to[at++] = floats[from.index(i, j)];
        }
      }
      return;
    }
    double[] doubles = memory.doubles();
    for (int i = 0; i < from.rows(); i++) {
      for (int j = 0; j < from.columns(); j++) {
        to[at++] = (float) doubles[from.index(i, j)];
      }
    }
  }
}
