package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number of the page of conventions, through compiled derivative methods: each cell under
 * both policies, with adjoints of 1, 0 and another number, alone and in the places where the rules
 * are written out differently.
 */
class SingularCellsTest {

  /** Where a cell is put. */
  private enum Place {
    PLAIN,
    STRICT_MATH,
    LOOP_OF_HELPERS,
    OVERWRITTEN_ELEMENT,
    FLOAT
  }

  private static final String PARAMETERS = "double x, double y";
  private static Map<Place, Class<?>> companions;

  @BeforeAll
  static void compile() {
    Map<Place, String> sources = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      StringBuilder source = new StringBuilder("package p;\nimport org.cotangent.*;\n");
      source.append("final class ").append(place).append(" {\n");
      for (SingularCell cell : cells()) {
        if (fits(cell, place)) {
          String method = method(cell, place);
          source.append("@Differentiable ").append(method.replace("NAME", cell.method()));
          source.append("@Differentiable(singularities = Singularities.STRICT) ");
          source.append(method.replace("NAME", cell.method() + "Strict"));
          if (place == Place.LOOP_OF_HELPERS) {
            source.append(helper(cell));
          }
        }
      }
      sources.put(place, source.append("}\n").toString());
    }
    Compiled compiled =
        Compilation.of(sources.values().toArray(new String[0]))
            .with(Processors::cotangent)
            .lenient()
            .run()
            .orThrow();
    companions = new EnumMap<>(Place.class);
    for (Place place : Place.values()) {
      companions.put(place, compiled.load("p." + place + "Derivatives"));
    }
  }

  @AfterAll
  static void forget() {
    companions = null;
  }

  static List<SingularCell> cells() {
    return SingularCell.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void alone(SingularCell cell) {
    check(cell, Place.PLAIN, 1, 1e-12);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void ofStrictMath(SingularCell cell) {
    assumeTrue(fits(cell, Place.STRICT_MATH));
    check(cell, Place.STRICT_MATH, 1, 1e-12);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void inHelpersThatAreCalledUnderBothPoliciesInLoops(SingularCell cell) {
    check(cell, Place.LOOP_OF_HELPERS, 2, 1e-12, 1);
    check(cell, Place.LOOP_OF_HELPERS, 2, 1e-12, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void overwritingItsOwnArgument(SingularCell cell) {
    assumeTrue(fits(cell, Place.OVERWRITTEN_ELEMENT));
    check(cell, Place.OVERWRITTEN_ELEMENT, 1, 1e-12);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void ofFloats(SingularCell cell) {
    assumeTrue(fits(cell, Place.FLOAT));
    check(cell, Place.FLOAT, 1, 1e-6);
  }

  @Test
  void anAnnotatedMethodKeepsItsPolicyWhoeverCallsIt() {
    Class<?> companion =
        Compilation.of(
                """
                package p;

                import org.cotangent.Differentiable;
                import org.cotangent.Singularities;

                final class Model {
                  @Differentiable
                  static double plain(double x) {
                    return viaHelper(x);
                  }

                  @Differentiable(singularities = Singularities.STRICT)
                  static double strict(double x) {
                    return viaHelper(x);
                  }

                  private static double viaHelper(double x) {
                    return flat(x) + steep(x);
                  }

                  @Differentiable
                  static double flat(double x) {
                    return Math.sqrt(x);
                  }

                  @Differentiable(singularities = Singularities.STRICT)
                  static double steep(double x) {
                    return Math.asin(1 - x);
                  }
                }
                """)
            .with(Processors::cotangent)
            .run()
            .load("p.ModelDerivatives");

    Object plain = call(companion, "plainGradient", List.of(0.0));
    Object strict = call(companion, "strictGradient", List.of(0.0));
    Object flat = call(companion, "flatGradient", List.of(0.0));

    assertThat(invoke(accessor(plain, 0), plain)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(invoke(accessor(strict, 0), strict)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(invoke(accessor(flat, 0), flat)).isEqualTo(0.0);
  }

  private static boolean fits(SingularCell cell, Place place) {
    return switch (place) {
      case PLAIN, LOOP_OF_HELPERS -> true;
      case STRICT_MATH -> cell.code().contains("Math.") && !cell.code().contains("FastMath");
      case OVERWRITTEN_ELEMENT -> !cell.isBody();
      case FLOAT -> cell.fitsFloat();
    };
  }

  // ---------------------------------------------------------------- sources

  private static String method(SingularCell cell, Place place) {
    boolean one = cell.point().size() == 1;
    String parameters = one ? "double x" : PARAMETERS;
    String arguments = one ? "x" : "x, y";
    return switch (place) {
      case PLAIN -> "static double NAME(" + parameters + ") { " + body(cell) + " }\n";
      case STRICT_MATH ->
          "static double NAME("
              + parameters
              + ") { "
              + body(cell).replaceAll("\\bMath\\.", "StrictMath.")
              + " }\n";
      case LOOP_OF_HELPERS ->
          "static double NAME("
              + parameters
              + ", int k) { double r = 0; for (int i = 0; i < 2; i++) { r += k * helper"
              + cell.number()
              + "("
              + arguments
              + "); } return r; }\n";
      case OVERWRITTEN_ELEMENT ->
          "static double NAME("
              + parameters
              + ") { double[] a = {"
              + arguments
              + "}; for (int i = 0; i < 1; i++) { a[0] = "
              + cell.code().replaceAll("\\bx\\b", "a[0]").replaceAll("\\by\\b", "a[1]")
              + "; } return a[0]; }\n";
      case FLOAT -> {
        String narrow = parameters.replace("double", "float");
        yield cell.isBody()
            ? "static double NAME(" + narrow + ") { " + cell.code() + " }\n"
            : "static float NAME(" + narrow + ") { return (float) (" + cell.code() + "); }\n";
      }
    };
  }

  private static String helper(SingularCell cell) {
    String parameters = cell.point().size() == 1 ? "double x" : PARAMETERS;
    return "private static double helper"
        + cell.number()
        + "("
        + parameters
        + ") { "
        + body(cell)
        + " }\n";
  }

  private static String body(SingularCell cell) {
    return cell.isBody() ? cell.code() : "return " + cell.code() + ";";
  }

  // ---------------------------------------------------------------- checks

  private static void check(
      SingularCell cell, Place place, double times, double tolerance, int... data) {
    for (boolean strict : List.of(false, true)) {
      String name = cell.method() + (strict ? "Strict" : "");
      List<Object> arguments = new ArrayList<>();
      for (double value : cell.point()) {
        arguments.add(place == Place.FLOAT ? (Object) (float) value : (Object) value);
      }
      double factor = 1;
      for (int value : data) {
        arguments.add(value);
        factor *= value;
      }
      compare(
          cell,
          strict,
          call(companions.get(place), name + "Gradient", arguments),
          factor,
          times,
          tolerance);
      boolean narrow = place == Place.FLOAT && !cell.isBody();
      for (double seed : List.of(1.0, 0.0, -2.5)) {
        List<Object> seeded = new ArrayList<>(arguments);
        seeded.add(narrow ? (Object) (float) seed : (Object) seed);
        Object backward = call(companions.get(place), name + "Backward", seeded);
        compare(cell, strict, backward, factor * seed, times, tolerance);
      }
    }
  }

  private static void compare(
      SingularCell cell,
      boolean strict,
      Object record,
      double seed,
      double times,
      double relative) {
    for (int k = 0; k < cell.point().size(); k++) {
      double expected = times * cell.expected(k, seed, strict) + 0.0;
      double actual = ((Number) invoke(accessor(record, k), record)).doubleValue() + 0.0;
      boolean close =
          Double.compare(actual, expected) == 0
              || Double.isFinite(expected)
                  && Math.abs(actual - expected) <= relative * Math.abs(expected);
      assertWithMessage(
              "%s, %s, in %s: by %s with an adjoint of %s: %s, expected %s",
              cell,
              strict ? "STRICT" : "SUBGRADIENT",
              record.getClass().getSimpleName(),
              k == 0 ? "x" : "y",
              seed,
              actual,
              expected)
          .that(close)
          .isTrue();
    }
  }

  private static Method accessor(Object record, int parameter) {
    try {
      return record.getClass().getDeclaredMethod(parameter == 0 ? "x" : "y");
    } catch (NoSuchMethodException e) {
      throw new AssertionError(record.toString(), e);
    }
  }

  private static Object call(Class<?> companion, String name, List<Object> arguments) {
    for (Method method : companion.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.size()) {
        Class<?>[] types = method.getParameterTypes();
        if (types[types.length - 1].isPrimitive()) {
          return invoke(method, null, arguments.toArray());
        }
      }
    }
    throw new AssertionError("no " + name + " in " + companion);
  }

  private static Object invoke(Method method, Object self, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(self, arguments);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new AssertionError(method.toString(), e);
    }
  }
}
