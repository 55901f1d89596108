package org.cotangent.runtime.opencl;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cotangent.runtime.backend.Formula.Function;
import org.cotangent.runtime.backend.Precision;

/**
 * The functions of formulas in OpenCL C. Most are the language's own. Where it differs from Java at
 * NaN, zeros or infinities, Java's meaning is written out; where a device may be less accurate than
 * is promised, the function is computed in double.
 */
final class FormulaFunctions {
  /**
   * Those that are written out. T is the type of the elements, U unsigned integers, W the width.
   */
  private static final Map<Function, String> WRITTEN =
      Map.of(
          Function.ABS,
          "static T abs_W(T x) { return fabs(x); }\n",
          Function.FMA,
          "static T fma_W(T x, T y, T z) { return fma(x, y, z); }\n",
          Function.ATAN2,
          "static T atan2_W(T y, T x) { return atan2(y, x); }\n",
          Function.HYPOT,
          "static T hypot_W(T x, T y) { return hypot(x, y); }\n",
          Function.MAX,
          """
          static T max_W(T x, T y) {
            T larger = x > y ? x : y;
            larger = (x == (T)(0)) & (y == (T)(0)) ? x + y : larger;
            return x != x ? x : larger;
          }
          """,
          Function.MIN,
          """
          static T min_W(T x, T y) {
            T smaller = x < y ? x : y;
            smaller = (x == (T)(0)) & (y == (T)(0)) ? -(-x - y) : smaller;
            return x != x ? x : smaller;
          }
          """,
          Function.SIGNUM,
          """
          static T signum_W(T x) {
            return (x != x) | (x == (T)(0)) ? x : copysign((T)(1), x);
          }
          """,
          Function.POW,
          """
          static T pow_W(T x, T y) {
            T power = pow(x, y);
            T nan = (T)((REAL)NAN);
            T infinity = (T)((REAL)INFINITY);
            return (y != y) | ((fabs(x) == (T)(1)) & (fabs(y) == infinity)) ? nan : power;
          }
          """,
          Function.UNIFORM,
          """
          static U mix_W(U h) {
            h = (h ^ (h >> 16)) * (U)(0x7feb352dU);
            h = (h ^ (h >> 15)) * (U)(0x846ca68bU);
            return h ^ (h >> 16);
          }
          static T uniform_W(T seed, U place) {
            U bits = mix_W(mix_W(place) + mix_W(convert_U(seed) + (U)(0x9e3779b9U))) >> 8;
            return convert_T(bits) * (T)((REAL)0x1p-24f);
          }
          """);

  /**
   * In float these may be far off on CPU devices: one large element of a vector spoils the rest.
   */
  private static final Set<Function> INACCURATE = Set.of(Function.SIN, Function.COS, Function.TAN);

  private static final String PLAIN = "static T NAME_W(T x) { return NAME(x); }\n";
  private static final String BY_DOUBLES =
      "static T NAME_W(T x) { return convert_T(NAME(convert_D(x))); }\n";
  private static final String DIVIDE = "static T divideW(T x, T y) { return x / y; }\n";
  private static final String DIVIDE_BY_DOUBLES =
      "static T divideW(T x, T y) { return convert_T(convert_D(x) / convert_D(y)); }\n";

  private FormulaFunctions() {}

  /** The text of these functions for vectors of a width. */
  static String text(
      Set<Function> functions, boolean division, Precision precision, int width, DeviceInfo info) {
    boolean couldWiden = precision == Precision.FLOAT && info.doubles();
    // a quotient or root in double, rounded once more, is correctly rounded
    boolean widensRoots = couldWiden && !info.exactDivision();
    StringBuilder text = new StringBuilder();
    if (couldWiden) {
      text.append("#pragma OPENCL EXTENSION cl_khr_fp64 : enable\n");
    }
    if (division) {
      text.append(widensRoots ? DIVIDE_BY_DOUBLES : DIVIDE);
    }
    for (Function function : functions) {
      boolean widens =
          function == Function.SQRT
              ? widensRoots
              : couldWiden && info.wantsVectors() && INACCURATE.contains(function);
      String written = WRITTEN.get(function);
      String name = function.name().toLowerCase(Locale.ROOT);
      text.append(written != null ? written : (widens ? BY_DOUBLES : PLAIN).replace("NAME", name));
    }
    String suffix = width == 1 ? "" : "" + width;
    return text.toString()
        .replaceAll("\\bconvert_T\\b", "convert_" + Sources.real(precision) + suffix)
        .replaceAll("\\bconvert_D\\b", "convert_double" + suffix)
        .replaceAll("\\bconvert_U\\b", "convert_uint" + suffix)
        .replaceAll("\\bT\\b", FormulaCode.type(width))
        .replaceAll("\\bU\\b", "uint" + suffix)
        .replaceAll("_W\\b", "_" + width)
        .replaceAll("\\bdivideW\\b", "divide" + width);
  }
}
