package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.rules.Rule.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods have a line, and what the lines say of them. */
final class RuleTableTest {
  private final RuleTable table = RuleTable.standard();

  @ParameterizedTest
  @ValueSource(classes = {Math.class, StrictMath.class})
  void everyPublicMethodOfTheRunningJavaHasALine(Class<?> owner) {
    List<Method> missing =
        Stream.of(owner.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> rule(method).isEmpty())
            .toList();

    assertThat(missing).isEmpty();
  }

  @Test
  void everyLineDeclaresTheResultTypeThatTheMethodHas() {
    for (Rule rule : table.all()) {
      declared(rule)
          .ifPresent(
              method ->
                  assertWithMessage(method.toString())
                      .that(method.getReturnType().getSimpleName())
                      .isEqualTo(rule.method().returnType().toString()));
    }
  }

  @Test
  void everyLineIsAMethodOfJava25() {
    assumeTrue(Runtime.version().feature() >= 25, "some methods are newer than this Java");

    assertThat(table.all().stream().filter(rule -> declared(rule).isEmpty()).toList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.hipparchus.util.FastMath",
        "org.hipparchus.special.Gamma",
        "org.hipparchus.special.Erf",
        "org.apache.commons.math3.util.FastMath",
        "org.apache.commons.math3.special.Gamma",
        "org.apache.commons.math3.special.Erf"
      })
  void everyMethodOfNumbersOfALibraryHasALine(String owner) {
    List<String> missing =
        methods(owner)
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getReturnType().isPrimitive())
            .filter(method -> method.getReturnType() != void.class)
            .filter(
                method -> Arrays.stream(method.getParameterTypes()).allMatch(Class::isPrimitive))
            .filter(method -> rule(method).isEmpty())
            .map(Method::getName)
            .distinct()
            .sorted()
            .toList();

    // no derivative by their first parameter is known in closed form, or none of their own
    assertThat(missing)
        .isEqualTo(
            owner.endsWith("Gamma")
                ? List.of("lanczos", "regularizedGammaP", "regularizedGammaQ", "trigamma")
                : List.of());
  }

  @Test
  void everyLineOfALibraryIsAMethodOfIt() {
    for (Rule rule : table.all()) {
      if (!rule.method().owner().startsWith("java.")) {
        assertWithMessage(rule.method().key().toString()).that(declared(rule)).isPresent();
      }
    }
  }

  @Test
  void theRulesOfALibraryCallThatLibraryOrJava() {
    for (Rule rule : table.all()) {
      String partials = rule.partials() + " " + rule.strictPartials();
      String owner = rule.method().owner();
      if (owner.startsWith("org.hipparchus")) {
        assertThat(partials).doesNotContain("org.apache");
      } else if (owner.startsWith("org.apache")) {
        assertThat(partials).doesNotContain("org.hipparchus");
      }
      if (owner.endsWith("FastMath")) {
        assertThat(partials).doesNotContain("java.lang.Math");
      }
    }
  }

  @Test
  void everyMethodOfJava17ButTheNewerOnesIsThere() {
    List<String> newer =
        table.all().stream()
            .filter(rule -> declared(rule).isEmpty())
            .map(rule -> rule.method().name())
            .distinct()
            .toList();

    assertThat(
            List.of(
                "clamp",
                "ceilDiv",
                "ceilDivExact",
                "ceilMod",
                "compress",
                "divideExact",
                "expand",
                "float16ToFloat",
                "floatToFloat16",
                "floorDivExact",
                "powExact",
                "unsignedMultiplyExact",
                "unsignedMultiplyHigh",
                "unsignedPowExact"))
        .containsAtLeastElementsIn(newer);
  }

  @Test
  void aMethodWithAFloatingPointResultAndArgumentIsDifferentiableUnlessItIsAStepFunction() {
    List<String> steps = List.of("ceil", "floor", "rint", "signum", "ulp");
    for (Rule rule : table.all()) {
      boolean floating =
          rule.method().returnType().isFloating()
              && rule.method().parameterTypes().stream().anyMatch(Type::isFloating);
      if (floating) {
        assertWithMessage(rule.method().key().toString())
            .that(rule.kind())
            .isEqualTo(steps.contains(rule.method().name()) ? Kind.CONSTANT : Kind.DIFFERENTIABLE);
      }
    }
  }

  @Test
  void thePartialsOfADifferentiableRuleAreAsManyAsItsParameters() {
    for (Rule rule : table.all()) {
      int expected = rule.kind() == Kind.DIFFERENTIABLE ? rule.method().parameterTypes().size() : 0;

      assertThat(rule.parameters()).hasSize(rule.method().parameterTypes().size());
      assertThat(rule.partials()).hasSize(expected);
      assertThat(rule.strictPartials()).hasSize(expected);
      assertThat(rule.strongZero()).hasSize(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Math.random()",
        "java.lang.StrictMath.random()",
        "java.lang.Double.longBitsToDouble(long)",
        "java.lang.Float.intBitsToFloat(int)",
        "java.lang.Float.floatToFloat16(float)"
      })
  void aMethodThatWouldHideADerivativeIsRefused(String method) {
    assertThat(Rules.named(method).kind()).isEqualTo(Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.Math.round(double)",
        "java.lang.Math.floorMod(int,int)",
        "java.lang.Double.isNaN(double)",
        "java.lang.Double.doubleToLongBits(double)",
        "java.lang.Integer.parseInt(java.lang.String)",
        "java.lang.Character.isDigit(char)",
        "java.lang.Boolean.logicalXor(boolean,boolean)"
      })
  void aMethodWithoutADerivativeIsAConstant(String method) {
    assertThat(Rules.named(method).kind()).isEqualTo(Kind.CONSTANT);
  }

  @Test
  void anUnknownMethodIsNotFound() {
    assertThat(table.find(new MethodKey("p.Model", "loss", List.of()))).isEmpty();
  }

  @Test
  void theRulesOfStrictMathCallNothingOfMath() {
    for (Rule rule : table.all()) {
      if (rule.method().owner().equals("java.lang.StrictMath")) {
        assertThat(rule.partials().toString()).doesNotContain("java.lang.Math");
        assertThat(rule.strictPartials().toString()).doesNotContain("java.lang.Math");
      }
    }
  }

  private Optional<Rule> rule(Method method) {
    return table.find(
        new MethodKey(
            method.getDeclaringClass().getName(),
            method.getName(),
            Arrays.stream(method.getParameterTypes())
                .<Type>map(type -> Type.Primitive.valueOf(type.getName().toUpperCase(Locale.ROOT)))
                .toList()));
  }

  private static Optional<Method> declared(Rule rule) {
    return methods(rule.method().owner())
        .filter(method -> method.getName().equals(rule.method().name()))
        .filter(
            method ->
                Arrays.stream(method.getParameterTypes())
                    .map(Class::getName)
                    .toList()
                    .equals(rule.method().parameterTypes().stream().map(Type::toString).toList()))
        .findFirst();
  }

  private static Stream<Method> methods(String owner) {
    try {
      return Stream.of(Class.forName(owner).getMethods());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
