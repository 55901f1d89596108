package errors;

import java.io.IOException;
import org.cotangent.DerivativeOf;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Derivatives written by hand that do not fit. */
class HandWritten {
  static double f(double x, double[] w) {
    return x * w[0];
  }

  static double g(double x, double y) {
    return x * y;
  }

  static void fill(double[] w, int[] places) {
    w[places[0]] = 1;
  }

  private static double hidden(double x) {
    return x;
  }

  static double failing(double x) throws IOException {
    return x;
  }

  static <T> double generic(T any, double x) {
    return x;
  }

  static int count(double x) {
    return (int) x;
  }

  @DerivativeOf(type = HandWritten.class, method = "nothing") // expect AD220: @DerivativeOf
  static double noSuchMethod(double x, double seed) {
    return seed;
  }

  @DerivativeOf(type = Sub.class, method = "g") // expect AD220: @DerivativeOf
  static double[] inherited(double x, double y, double seed) {
    return new double[] {seed * y, seed * x};
  }

  @DerivativeOf(type = HandWritten.class, method = "f") // expect AD221: @DerivativeOf
  static double noSeed(double x, double[] w, double[] wAdjoint) {
    return 0;
  }

  @DerivativeOf(type = HandWritten.class, method = "f") // expect AD221: @DerivativeOf
  static double noAdjoint(double x, double[] w, double seed) {
    return 0;
  }

  @DerivativeOf(type = HandWritten.class, method = "f") // expect AD221: @DerivativeOf
  static double[] anArrayForOneScalar(double x, double[] w, double[] wAdjoint, double seed) {
    return new double[] {seed};
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD221: @DerivativeOf
  static double oneForTwoScalars(double x, double y, double seed) {
    return seed;
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD221: @DerivativeOf
  static double[] aFloatSeed(double x, double y, float seed) {
    return new double[] {seed, seed};
  }

  @DerivativeOf(type = HandWritten.class, method = "fill") // expect AD221: @DerivativeOf
  static void aSeedOfNothing(double[] w, double[] wAdjoint, int[] places, double seed) {}

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD222: @DerivativeOf
  double[] notStatic(double x, double y, double seed) {
    return new double[] {seed * y, seed * x};
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD222: @DerivativeOf
  private static double[] isPrivate(double x, double y, double seed) {
    return new double[] {seed * y, seed * x};
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD222: @DerivativeOf
  static double[] throwing(double x, double y, double seed) throws IOException {
    return new double[] {seed * y, seed * x};
  }

  @DerivativeOf(type = HandWritten.class, method = "hidden") // expect AD223: @DerivativeOf
  static double ofHidden(double x, double seed) {
    return seed;
  }

  @DerivativeOf(type = HandWritten.class, method = "failing") // expect AD223: @DerivativeOf
  static double ofFailing(double x, double seed) {
    return seed;
  }

  @DerivativeOf(type = HandWritten.class, method = "generic") // expect AD223: @DerivativeOf
  static double ofGeneric(Object any, double x, double seed) {
    return seed;
  }

  @DerivativeOf(type = HandWritten.class, method = "count") // expect AD223: @DerivativeOf
  static double ofCount(double x) {
    return 0;
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD223: @DerivativeOf
  static void ofData(@NonDifferentiable double x, @NonDifferentiable double y, double seed) {}

  @DerivativeOf(type = HandWritten.class, method = "fill", writes = {}) // expect AD223: @DerivativeOf
  static void ofNoOutput(double[] w, double[] wAdjoint, int[] places) {}

  @DerivativeOf(type = HandWritten.class, method = "fill", writes = "v") // expect AD224: @DerivativeOf // expect AD223: @DerivativeOf
  static void writesAnother(double[] w, double[] wAdjoint, int[] places) {}

  @DerivativeOf(type = HandWritten.class, method = "g")
  static double[] first(double x, double y, double seed) {
    return new double[] {seed * y, seed * x};
  }

  @DerivativeOf(type = HandWritten.class, method = "g") // expect AD225: @DerivativeOf
  static double[] second(double x, double y, double seed) {
    return new double[] {seed * y, seed * x};
  }

  @Differentiable(rules = String.class) // expect AD227: @Differentiable
  static double noRules(double x) {
    return x;
  }

  static final class Sub extends HandWritten {}
}
