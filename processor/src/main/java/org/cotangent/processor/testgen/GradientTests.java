package org.cotangent.processor.testgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Type;

/**
 * The source of a test class: one test for each gradient and each pullback of a companion, at
 * random points.
 *
 * <p>What cannot be known here stands at its top as constants for the user to edit: where the
 * points lie, how long arrays are, and values of data. A method whose data cannot be made up is
 * disabled until the user has said it.
 */
public final class GradientTests {
  /** The names that an import gives to another class than that of the package. */
  static final Set<String> IMPORTED =
      Set.of("Adjoints", "Disabled", "GradientCheck", "List", "Random", "Test");

  private GradientTests() {}

  /** The simple name of the test class. */
  public static String className(Companion companion) {
    String name = companion.name();
    return name.substring(0, name.length() - "Derivatives".length()) + "GradientTest";
  }

  /**
   * Writes the test class, without its first line.
   *
   * @param unit the class
   * @param companion what was made of it
   * @param example an expression for some value of a class, where one can be made up
   */
  public static String source(
      SourceUnit unit,
      Companion companion,
      Function<Type.ReferenceType, Optional<String>> example) {
    Constants constants = new Constants(example);
    List<String> tests = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      MethodTests made = new MethodTests(unit, companion, target, constants);
      tests.addAll(made.tests());
    }
    String body = String.join("\n", tests);
    StringBuilder out = new StringBuilder();
    if (!unit.packageName().isEmpty()) {
      out.append("package ").append(unit.packageName()).append(";\n\n");
    }
    imports(body, out);
    out.append("\n/**\n * Compares the derivatives of {@link ")
        .append(unit.className())
        .append("} with differences, at random points.\n")
        .append(
            " * A point where there is no derivative, or where differences cannot tell, does not")
        .append(" count.\n */\n")
        .append("final class ")
        .append(className(companion))
        .append(" {\n\n")
        .append("  // Edit these: where the points lie, how long arrays are, and the data.\n\n")
        .append("  private static final long SEED = 42;\n")
        .append("  private static final int POINTS = 6;\n")
        .append("  private static final double LOW = 0.25;\n")
        .append("  private static final double HIGH = 1.75;\n");
    if (constants.usesLength()) {
      out.append("  private static final int N = 5;\n");
    }
    out.append(constants.text()).append('\n').append(body);
    out.append(helpers(constants));
    return Columns.fit(out.append("}\n").toString());
  }

  private static void imports(String body, StringBuilder out) {
    Set<String> statics = new TreeSet<>(List.of("org.junit.jupiter.api.Assertions.assertTrue"));
    Set<String> types =
        new TreeSet<>(
            List.of(
                "java.util.Random",
                "org.cotangent.runtime.GradientCheck",
                "org.junit.jupiter.api.Test"));
    if (body.contains("assertEquals(")) {
      statics.add("org.junit.jupiter.api.Assertions.assertEquals");
    }
    if (body.contains("List.of(")) {
      types.add("java.util.List");
    }
    if (body.contains("Adjoints.zerosLike(")) {
      types.add("org.cotangent.runtime.Adjoints");
    }
    if (body.contains("@Disabled(")) {
      types.add("org.junit.jupiter.api.Disabled");
    }
    statics.forEach(name -> out.append("import static ").append(name).append(";\n"));
    out.append('\n');
    types.forEach(name -> out.append("import ").append(name).append(";\n"));
  }

  private static String helpers(Constants constants) {
    StringBuilder out = new StringBuilder();
    out.append(
        """

          /** 1 for a right derivative, 0 where nothing can be said; fails for a wrong one. */
          private static int count(GradientCheck.Result result) {
            if (result.worst().verdict() == GradientCheck.Verdict.WRONG) {
              result.requirePassed();
            }
            return result.passed() ? 1 : 0;
          }

          /** Even points lie between LOW and HIGH, odd ones between -HIGH and HIGH. */
          private static double low(int point) {
            return point % 2 == 0 ? LOW : -HIGH;
          }

          /** Odd points may be outside of what the method takes, even ones may not. */
          private static void allowOutside(int point, RuntimeException refused) {
            if (point % 2 == 0) {
              throw refused;
            }
          }
        """);
    for (String helper : constants.helpers()) {
      out.append('\n').append(helper);
    }
    return out.toString();
  }
}
