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
      case EXP -> Exponentials.exp(from, to, a, r);
      case TANH -> Exponentials.tanh(from, to, a, r);
      case ACOS -> acos(from, to, r, a);
      case ASIN -> asin(from, to, r, a);
      case ATAN -> atan(from, to, r, a);
      case CBRT -> cbrt(from, to, r, a);
      case CEIL -> ceil(from, to, r, a);
      case COS -> cos(from, to, r, a);
      case COSH -> cosh(from, to, r, a);
      case EXPM1 -> expm1(from, to, r, a);
      case FLOOR -> floor(from, to, r, a);
      case LOG -> log(from, to, r, a);
      case LOG10 -> log10(from, to, r, a);
      case LOG1P -> log1p(from, to, r, a);
      case RINT -> rint(from, to, r, a);
      case SIGNUM -> signum(from, to, r, a);
      case SIN -> sin(from, to, r, a);
      case SINH -> sinh(from, to, r, a);
      case TAN -> tan(from, to, r, a);
      case ATAN2 -> atan2(from, to, r, a, b);
      case HYPOT -> hypot(from, to, r, a, b);
      case POW -> pow(from, to, r, a, b);
      default -> throw new IllegalArgumentException(function.name());
    }
  }

  private static void acos(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.acos(a[j]);
    }
  }

  private static void asin(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.asin(a[j]);
    }
  }

  private static void atan(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.atan(a[j]);
    }
  }

  private static void cbrt(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.cbrt(a[j]);
    }
  }

  private static void ceil(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.ceil(a[j]);
    }
  }

  private static void cos(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.cos(a[j]);
    }
  }

  private static void cosh(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.cosh(a[j]);
    }
  }

  private static void expm1(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.expm1(a[j]);
    }
  }

  private static void floor(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.floor(a[j]);
    }
  }

  private static void log(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.log(a[j]);
    }
  }

  private static void log10(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.log10(a[j]);
    }
  }

  private static void log1p(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.log1p(a[j]);
    }
  }

  private static void rint(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.rint(a[j]);
    }
  }

  private static void signum(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.signum(a[j]);
    }
  }

  private static void sin(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.sin(a[j]);
    }
  }

  private static void sinh(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.sinh(a[j]);
    }
  }

  private static void tan(int from, int to, double[] r, double[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.tan(a[j]);
    }
  }

  private static void atan2(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.atan2(a[j], b[j]);
    }
  }

  private static void hypot(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.hypot(a[j], b[j]);
    }
  }

  private static void pow(int from, int to, double[] r, double[] a, double[] b) {
    for (int j = from; j < to; j++) {
      r[j] = Math.pow(a[j], b[j]);
    }
  }

  @Override
  public void addToLanes(Object panel, int start, int length, Object lanes, int first) {
    Lanes.add((double[]) panel, start, length, (double[]) lanes, first);
  }

  @Override
  public double closeLanes(Object lanes) {
    return Lanes.close((double[]) lanes);
  }

  @Override
  public double add(double x, double y) {
    return x + y;
  }

  @Override
  public double largest(Object panel, int start, int length, double least) {
    return Math.max(least, Lanes.largest((double[]) panel, start, length));
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
