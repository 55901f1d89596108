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
