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

  private static void acos(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.acos(a[j]);
    }
  }

  private static void asin(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.asin(a[j]);
    }
  }

  private static void atan(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.atan(a[j]);
    }
  }

  private static void cbrt(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.cbrt(a[j]);
    }
  }

  private static void ceil(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.ceil(a[j]);
    }
  }

  private static void cos(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.cos(a[j]);
    }
  }

  private static void cosh(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.cosh(a[j]);
    }
  }

  private static void expm1(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.expm1(a[j]);
    }
  }

  private static void floor(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.floor(a[j]);
    }
  }

  private static void log(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.log(a[j]);
    }
  }

  private static void log10(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.log10(a[j]);
    }
  }

  private static void log1p(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.log1p(a[j]);
    }
  }

  private static void rint(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.rint(a[j]);
    }
  }

  private static void signum(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = Math.signum(a[j]);
    }
  }

  private static void sin(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.sin(a[j]);
    }
  }

  private static void sinh(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.sinh(a[j]);
    }
  }

  private static void tan(int from, int to, float[] r, float[] a) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.tan(a[j]);
    }
  }

  private static void atan2(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.atan2(a[j], b[j]);
    }
  }

  private static void hypot(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.hypot(a[j], b[j]);
    }
  }

  private static void pow(int from, int to, float[] r, float[] a, float[] b) {
    for (int j = from; j < to; j++) {
      r[j] = (float) Math.pow(a[j], b[j]);
    }
  }

  @Override
  public void addToLanes(Object panel, int start, int length, Object lanes, int first) {
    Lanes.add((float[]) panel, start, length, (float[]) lanes, first);
  }

  @Override
  public double closeLanes(Object lanes) {
    return Lanes.close((float[]) lanes);
  }

  @Override
  public double add(double x, double y) {
    return (float) (x + y);
  }

  @Override
  public double largest(Object panel, int start, int length, double least) {
    return Math.max(least, Lanes.largest((float[]) panel, start, length));
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
