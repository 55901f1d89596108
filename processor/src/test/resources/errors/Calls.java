package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Calls that cannot be followed. */
abstract class Calls {
  static int parsed(String text) {
    return Integer.parseInt(text);
  }

  double overridable(double x) {
    return x;
  }

  abstract double withoutBody(double x);

  static native double inC(double x);

  static double many(Object... x) {
    return x.length;
  }

  static <T> T generic(T t) {
    return t;
  }

  static double rows(Object[] m) {
    return m.length;
  }

  @NonDifferentiable
  private static double hidden(double x) {
    return x;
  }

  @NonDifferentiable
  static double clearing(double[] a) {
    a[0] = 0;
    return 1;
  }

  final double own(double x) {
    return x;
  }

  @Differentiable
  final double f(double x, Calls other, double[] a, double[][] m) {
    double y = Math.random(); // expect AD201: Math.random()
    y += clearing(a); // expect AD210: clearing(a)
    java.util.Arrays.setAll(a, null); // expect AD202: java.util.Arrays.setAll(a, null)
    y += overridable(x); // expect AD203: overridable(x)
    y += other.own(x);
    y += other.hashCode(); // expect AD204: other.hashCode()
    y += many(x, y); // expect AD205: many(x, y)
    boolean same = generic("text") == null; // expect AD206: generic("text")
    y += rows(m); // expect AD320: m
    y += inC(x); // expect AD207: inC(x)
    y += hidden(x); // expect AD208: hidden(x)
    java.util.Arrays.fill(m, a); // expect AD209: java.util.Arrays.fill(m, a)
    return y;
  }
}
