package org.cotangent.runtime.backend;

import java.util.Arrays;
import org.cotangent.runtime.backend.MapProgram.Step;

/**
 * The steps of formulas over panels of {@code double}s. Each is one loop in which all arrays have
 * the same index: the JVM's compiler makes vector instructions of such loops only.
 */
final class DoubleSteps implements PanelSteps {
  @Override
  public double[] allocate(int length) {
    return new double[length];
  }

  @Override
  public void fill(Object panel, int length, double value) {
    Arrays.fill((double[]) panel, 0, length, value);
  }

  @Override
  public void gather(HostBuffer from, int offset, int stride, Object panel, int start, int length) {
    double[] target = (double[]) panel;
    if (from.precision() == Precision.DOUBLE) {
      double[] source = from.doubles();
      for (int j = 0; j < length; j++) {
        target[start + j] = source[offset + j * stride];
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
    double[] source = (double[]) panel;
    double[] target = to.doubles();
    for (int j = 0; j < length; j++) {
      target[offset + j * stride] = source[start + j];
    }
  }

  @Override
  public void run(Step step, Object[] panels, int from, int to, int place) {
    double[] r = (double[]) panels[step.target()];
    double[] a = (double[]) panels[step.a()];
    double[] b = (double[]) panels[step.b()];
    double[] c = (double[]) panels[step.c()];
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
      case SELECT_LESS -> selectLess(from, to, r, a, b, c, (double[]) panels[step.d()]);
      case SELECT_LESS_EQUAL -> selectLessEqual(from, to, r, a, b, c, (double[]) panels[step.d()]);
      case SELECT_EQUAL -> selectEqual(from, to, r, a, b, c, (double[]) panels[step.d()]);
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

  private static void negate(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = -a[j];
    }
  }

  private static void add(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] + b[j];
    }
  }

  private static void subtract(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] - b[j];
    }
  }

  private static void multiply(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] * b[j];
    }
  }

  private static void divide(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] / b[j];
    }
  }

  private static void max(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.max(a[j], b[j]);
    }
  }

  private static void min(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.min(a[j], b[j]);
    }
  }

  private static void abs(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.abs(a[j]);
    }
  }

  private static void sqrt(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.sqrt(a[j]);
    }
  }

  private static void fma(int from, int to, double[] r, double[] a, double[] b, double[] c) {
    for (int j = from; j < to; j++) {
      r[j] = Math.fma(a[j], b[j], c[j]);
    }
  }

  private static void less(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] < b[j] ? 1.0 : 0.0;
    }
  }

  private static void lessEqual(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] <= b[j] ? 1.0 : 0.0;
    }
  }

  private static void equal(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = a[j] == b[j] ? 1.0 : 0.0;
    }
  }

  private static void select(int from, int to, double[] r, double[] a, double[] b, double[] c) {
    for (int j = from; j < to; j++) {
      long yes = Double.doubleToRawLongBits(b[j]);
      long no = Double.doubleToRawLongBits(c[j]);
      r[j] = Double.longBitsToDouble(a[j] != 0 ? yes : no);
    }
  }

  private static void selectLess(
      int from, int to, double[] r, double[] a, double[] b, double[] c, double[] d) {
    for (int j = from; j < to; j++) {
      long yes = Double.doubleToRawLongBits(c[j]);
      long no = Double.doubleToRawLongBits(d[j]);
      r[j] = Double.longBitsToDouble(a[j] < b[j] ? yes : no);
    }
  }

  private static void selectLessEqual(
      int from, int to, double[] r, double[] a, double[] b, double[] c, double[] d) {
    for (int j = from; j < to; j++) {
      long yes = Double.doubleToRawLongBits(c[j]);
      long no = Double.doubleToRawLongBits(d[j]);
      r[j] = Double.longBitsToDouble(a[j] <= b[j] ? yes : no);
    }
  }

  private static void selectEqual(
      int from, int to, double[] r, double[] a, double[] b, double[] c, double[] d) {
    for (int j = from; j < to; j++) {
      long yes = Double.doubleToRawLongBits(c[j]);
      long no = Double.doubleToRawLongBits(d[j]);
      r[j] = Double.longBitsToDouble(a[j] == b[j] ? yes : no);
    }
  }

  private static void not(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = 1 - a[j];
    }
  }

  private static void uniform(int from, int to, double[] r, double[] a, int place) {
    for (int j = from; j < to; j++) {
      r[j] = Formula.uniform((int) a[j], place + j);
    }
  }

  private static void call(
      Formula.Function function, int from, int to, double[] r, double[] a, double[] b) {
    switch (function) {
      case ACOS -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.acos(a[j]);
        }
      }
      case ASIN -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.asin(a[j]);
        }
      }
      case ATAN -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.atan(a[j]);
        }
      }
      case CBRT -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.cbrt(a[j]);
        }
      }
      case CEIL -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.ceil(a[j]);
        }
      }
      case COS -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.cos(a[j]);
        }
      }
      case COSH -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.cosh(a[j]);
        }
      }
      case EXP -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.exp(a[j]);
        }
      }
      case EXPM1 -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.expm1(a[j]);
        }
      }
      case FLOOR -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.floor(a[j]);
        }
      }
      case LOG -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.log(a[j]);
        }
      }
      case LOG10 -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.log10(a[j]);
        }
      }
      case LOG1P -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.log1p(a[j]);
        }
      }
      case RINT -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.rint(a[j]);
        }
      }
      case SIGNUM -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.signum(a[j]);
        }
      }
      case SIN -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.sin(a[j]);
        }
      }
      case SINH -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.sinh(a[j]);
        }
      }
      case TAN -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.tan(a[j]);
        }
      }
      case TANH -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.tanh(a[j]);
        }
      }
      case ATAN2 -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.atan2(a[j], b[j]);
        }
      }
      case HYPOT -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.hypot(a[j], b[j]);
        }
      }
      case POW -> {
        for (int j = from; j < to; j++) {
          r[j] = Math.pow(a[j], b[j]);
        }
      }
      default -> throw new IllegalArgumentException(function.name());
    }
  }

  @Override
  public void addToLanes(Object panel, int start, int length, Object lanes, int first) {
    double[] p = (double[]) panel;
    double[] l = (double[]) lanes;
    int end = start + length;
    int j = start;
    for (int i = first % 16; i != 0 && j < end; i = (i + 1) % 16, j++) {
      l[i] += p[j];
    }
    if (end - j >= 16) {
      double l0 = l[0];
      double l1 = l[1];
      double l2 = l[2];
      double l3 = l[3];
      double l4 = l[4];
      double l5 = l[5];
      double l6 = l[6];
      double l7 = l[7];
      double l8 = l[8];
      double l9 = l[9];
      double l10 = l[10];
      double l11 = l[11];
      double l12 = l[12];
      double l13 = l[13];
      double l14 = l[14];
      double l15 = l[15];
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
    double[] l = (double[]) lanes;
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        l[i] += l[i + half];
      }
    }
    double sum = l[0];
    Arrays.fill(l, 0);
    return sum;
  }

  @Override
  public double add(double x, double y) {
    return x + y;
  }

  @Override
  public double largest(Object panel, int start, int length, double least) {
    double[] p = (double[]) panel;
    double m = least;
    for (int j = start; j < start + length; j++) {
      m = Math.max(m, p[j]);
    }
    return m;
  }

  @Override
  public void addRow(Object panel, int start, int length, Object sums) {
    double[] p = (double[]) panel;
    double[] s = (double[]) sums;
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
    double[] p = (double[]) panel;
    double[] m = (double[]) largest;
    for (int j = 0; j < length; j++) {
      m[j] = Math.max(m[j], p[start + j]);
    }
  }
}
