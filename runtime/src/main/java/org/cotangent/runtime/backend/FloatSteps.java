package org.cotangent.runtime.backend;

import java.util.Arrays;
import org.cotangent.runtime.backend.MapProgram.Step;

/**
 * The steps of formulas over panels of {@code float}s. Each is one loop in which all arrays have
 * the same index: the JVM's compiler makes vector instructions of such loops only.
 */
final class FloatSteps implements PanelSteps {
  @Override
  public float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public void fill(Object panel, int length, double value) {
    Arrays.fill((float[]) panel, 0, length, (float) value);
  }

  @Override
  public void gather(HostBuffer from, int offset, int stride, Object panel, int start, int length) {
    float[] target = (float[]) panel;
    if (from.precision() == Precision.DOUBLE) {
      double[] source = from.doubles();
      for (int j = 0; j < length; j++) {
        target[start + j] = (float) source[offset + j * stride];
      }
    } else {
      float[] source = from.floats();
      for (int j = 0; j < length; j++) {
        target[start + j] = source[offset + j * stride];
      }
    }
  }

  @Override
  public void scatter(Object panel, int start, int length, HostBuffer to, int offset, int stride) {
    float[] source = (float[]) panel;
    float[] target = to.floats();
    for (int j = 0; j < length; j++) {
      target[offset + j * stride] = source[start + j];
    }
  }

  @Override
  public void run(Step step, Object[] panels, int from, int to, int place) {
    float[] r = (float[]) panels[step.target()];
    float[] a = (float[]) panels[step.a()];
    float[] b = (float[]) panels[step.b()];
    float[] c = (float[]) panels[step.c()];
    switch (step.op()) {
      case NEGATE -> negate(from, to, r, a);
      case ADD -> add(from, to, r, a, b);
      case SUBTRACT -> subtract(from, to, r, a, b);
      case MULTIPLY, AND -> multiply(from, to, r, a, b);
      case DIVIDE -> divide(from, to, r, a, b);
      case LESS -> less(from, to, r, a, b);
      case LESS_EQUAL -> lessEqual(from, to, r, a, b);
      case EQUAL -> equal(from, to, r, a, b);
      case OR -> max(from, to, r, a, b);
      case NOT -> not(from, to, r, a);
      case SELECT -> select(from, to, r, a, b, c);
      case SELECT_LESS -> selectLess(from, to, r, a, b, c, (float[]) panels[step.d()]);
      case SELECT_LESS_EQUAL -> selectLessEqual(from, to, r, a, b, c, (float[]) panels[step.d()]);
      case SELECT_EQUAL -> selectEqual(from, to, r, a, b, c, (float[]) panels[step.d()]);
      case CALL -> {
        switch (step.function()) {
          case ABS -> abs(from, to, r, a);
          case FMA -> fma(from, to, r, a, b, c);
          case MAX -> max(from, to, r, a, b);
          case MIN -> min(from, to, r, a, b);
          case SQRT -> sqrt(from, to, r, a);
          case UNIFORM -> uniform(from, to, r, a, place);
          default -> call(step.function(), from, to, r, a, b);
        }
      }
    }
  }

  private static void negate(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = -a[j];
    }
  }

  private static void add(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] + b[j];
    }
  }

  private static void subtract(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] - b[j];
    }
  }

  private static void multiply(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] * b[j];
    }
  }

  private static void divide(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] / b[j];
    }
  }

  private static void max(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.max(a[j], b[j]);
    }
  }

  private static void min(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.min(a[j], b[j]);
    }
  }

  private static void abs(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.abs(a[j]);
    }
  }

  private static void sqrt(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.sqrt(a[j]);
    }
  }

  private static void fma(int from, int to, float[] r, float[] a, float[] b, float[] c) {
    for (int j = from; j < to; j++) {
      r[j] = Math.fma(a[j], b[j], c[j]);
    }
  }

  private static void less(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] < b[j] ? 1f : 0f;
    }
  }

  private static void lessEqual(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] <= b[j] ? 1f : 0f;
    }
  }

  private static void equal(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] == b[j] ? 1f : 0f;
    }
  }

  private static void select(int from, int to, float[] r, float[] a, float[] b, float[] c) {
    for (int j = from; j < to; j++) {
      int yes = Float.floatToRawIntBits(b[j]);
      int no = Float.floatToRawIntBits(c[j]);
      r[j] = Float.intBitsToFloat(a[j] != 0 ? yes : no);
    }
  }

  private static void selectLess(
      int from, int to, float[] r, float[] a, float[] b, float[] c, float[] d) {
    for (int j = from; j < to; j++) {
      int yes = Float.floatToRawIntBits(c[j]);
      int no = Float.floatToRawIntBits(d[j]);
      r[j] = Float.intBitsToFloat(a[j] < b[j] ? yes : no);
    }
  }

  private static void selectLessEqual(
      int from, int to, float[] r, float[] a, float[] b, float[] c, float[] d) {
    for (int j = from; j < to; j++) {
      int yes = Float.floatToRawIntBits(c[j]);
      int no = Float.floatToRawIntBits(d[j]);
      r[j] = Float.intBitsToFloat(a[j] <= b[j] ? yes : no);
    }
  }

  private static void selectEqual(
      int from, int to, float[] r, float[] a, float[] b, float[] c, float[] d) {
    for (int j = from; j < to; j++) {
      int yes = Float.floatToRawIntBits(c[j]);
      int no = Float.floatToRawIntBits(d[j]);
      r[j] = Float.intBitsToFloat(a[j] == b[j] ? yes : no);
    }
  }

  private static void not(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = 1 - a[j];
    }
  }

  private static void uniform(int from, int to, float[] r, float[] a, int place) {
    for (int j = from; j < to; j++) {
      r[j] = Formula.uniform((int) a[j], place + j);
    }
  }

  private static void call(
      Formula.Function function, int from, int to, float[] r, float[] a, float[] b) {
    switch (function) {
      case ACOS -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.acos(a[j]);
        }
      }
      case ASIN -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.asin(a[j]);
        }
      }
      case ATAN -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.atan(a[j]);
        }
      }
      case CBRT -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.cbrt(a[j]);
        }
      }
      case CEIL -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.ceil(a[j]);
        }
      }
      case COS -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.cos(a[j]);
        }
      }
      case COSH -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.cosh(a[j]);
        }
      }
      case EXP -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.exp(a[j]);
        }
      }
      case EXPM1 -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.expm1(a[j]);
        }
      }
      case FLOOR -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.floor(a[j]);
        }
      }
      case LOG -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.log(a[j]);
        }
      }
      case LOG10 -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.log10(a[j]);
        }
      }
      case LOG1P -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.log1p(a[j]);
        }
      }
      case RINT -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.rint(a[j]);
        }
      }
      case SIGNUM -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.signum(a[j]);
        }
      }
      case SIN -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.sin(a[j]);
        }
      }
      case SINH -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.sinh(a[j]);
        }
      }
      case TAN -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.tan(a[j]);
        }
      }
      case TANH -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.tanh(a[j]);
        }
      }
      case ATAN2 -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.atan2(a[j], b[j]);
        }
      }
      case HYPOT -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.hypot(a[j], b[j]);
        }
      }
      case POW -> {
        for (int j = from; j < to; j++) {
          r[j] = (float) Math.pow(a[j], b[j]);
        }
      }
      default -> throw new IllegalArgumentException(function.name());
    }
  }

  @Override
  public void addToLanes(Object panel, int start, int length, Object lanes, int first) {
    float[] p = (float[]) panel;
    float[] l = (float[]) lanes;
    int end = start + length;
    int j = start;
    for (int i = first % 16; i != 0 && j < end; i = (i + 1) % 16, j++) {
      l[i] += p[j];
    }
    if (end - j >= 16) {
      float l0 = l[0];
      float l1 = l[1];
      float l2 = l[2];
      float l3 = l[3];
      float l4 = l[4];
      float l5 = l[5];
      float l6 = l[6];
      float l7 = l[7];
      float l8 = l[8];
      float l9 = l[9];
      float l10 = l[10];
      float l11 = l[11];
      float l12 = l[12];
      float l13 = l[13];
      float l14 = l[14];
      float l15 = l[15];
      for (; j + 16 <= end; j += 16) {
        l0 += p[j + 0];
        l1 += p[j + 1];
        l2 += p[j + 2];
        l3 += p[j + 3];
        l4 += p[j + 4];
        l5 += p[j + 5];
        l6 += p[j + 6];
        l7 += p[j + 7];
        l8 += p[j + 8];
        l9 += p[j + 9];
        l10 += p[j + 10];
        l11 += p[j + 11];
        l12 += p[j + 12];
        l13 += p[j + 13];
        l14 += p[j + 14];
        l15 += p[j + 15];
      }
      l[0] = l0;
      l[1] = l1;
      l[2] = l2;
      l[3] = l3;
      l[4] = l4;
      l[5] = l5;
      l[6] = l6;
      l[7] = l7;
      l[8] = l8;
      l[9] = l9;
      l[10] = l10;
      l[11] = l11;
      l[12] = l12;
      l[13] = l13;
      l[14] = l14;
      l[15] = l15;
    }
    for (int i = 0; j < end; i++, j++) {
      l[i] += p[j];
    }
  }

  @Override
  public double closeLanes(Object lanes) {
    float[] l = (float[]) lanes;
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        l[i] += l[i + half];
      }
    }
    float sum = l[0];
    Arrays.fill(l, 0);
    return sum;
  }

  @Override
  public double add(double x, double y) {
    return (float) (x + y);
  }

  @Override
  public double largest(Object panel, int start, int length, double least) {
    float[] p = (float[]) panel;
    float m = (float) least;
    for (int j = start; j < start + length; j++) {
      m = Math.max(m, p[j]);
    }
    return m;
  }

  @Override
  public void addRow(Object panel, int start, int length, Object sums) {
    float[] p = (float[]) panel;
    float[] s = (float[]) sums;
    if (start == 0) {
      add(0, length, s, s, p);
    } else {
      for (int j = 0; j < length; j++) {
        s[j] += p[start + j];
      }
    }
  }

  @Override
  public void largestRow(Object panel, int start, int length, Object largest) {
    float[] p = (float[]) panel;
    float[] m = (float[]) largest;
    for (int j = 0; j < length; j++) {
      m[j] = Math.max(m[j], p[start + j]);
    }
  }
}
