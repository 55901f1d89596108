package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cotangent.runtime.OperationSource.Declared;
import org.cotangent.runtime.backend.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the annotations of operations say can be done, and says something for each parameter. */
final class OperationTableTest {
  private static final Pattern CALL = Pattern.compile("([\\w.]+)\\.(\\w+)\\((.*)\\)");
  private static final Pattern REDUCED = Pattern.compile("(sum|rowSums|columnSums)\\((.*)\\)");

  /** Parameters without an adjoint, by decision. */
  private static final Map<String, String> DATA =
      Map.of(
          "ceil() self", "a step function",
          "floor() self", "a step function",
          "rint() self", "a step function",
          "signum() self", "a step function",
          "dropout(double rate, long seed) rate", "says which elements are kept");

  static Stream<Declared> operations() {
    List<Class<?>> types = new ArrayList<>(OperationSource.FAMILIES);
    types.add(Elements.class);
    types.add(Matrix.class);
    return types.stream()
        .flatMap(type -> OperationSource.of(type).stream())
        .filter(declared -> declared.operation() != null);
  }

  /** The names an adjoint may mention, with their types. */
  private static Map<String, Class<?>> names(Declared declared) {
    Map<String, Class<?>> names = new LinkedHashMap<>();
    Method method = declared.method();
    if (!Modifier.isStatic(method.getModifiers())) {
      names.put("self", Matrix.class);
    }
    for (int i = 0; i < declared.parameters().size(); i++) {
      names.put(declared.parameters().get(i), method.getParameterTypes()[i]);
    }
    return names;
  }

  @Test
  void allMethodsOfTheFamiliesAreOperations() {
    for (Class<?> family : OperationSource.FAMILIES) {
      Set<Method> declared = new TreeSet<>(Comparator.comparing(Method::toString));
      OperationSource.of(family).forEach(each -> declared.add(each.method()));
      for (Method method : family.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          assertWithMessage("%s", method)
              .that(method.isAnnotationPresent(Operation.class))
              .isTrue();
          assertThat(declared).contains(method);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theFormulaIsOneOfItsParameters(Declared declared) {
    String formula = declared.operation().formula();
    if (!formula.isEmpty()) {
      assertThat(declared.method().getReturnType()).isEqualTo(Matrix.class);
      Formula.of(header(names(declared)) + formula);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void adjointsAreFormulasOrPublicMethodsThatFit(Declared declared) {
    Map<String, Class<?>> parameters = names(declared);
    Map<String, Class<?>> all = new HashMap<>(parameters);
    Class<?> result = declared.method().getReturnType();
    all.put("result", result);
    all.put("adjoint", result);
    declared
        .adjoints()
        .forEach(
            (parameter, how) -> {
              assertThat(parameters).containsKey(parameter);
              Class<?> type = parameters.get(parameter);
              assertThat(type == Matrix.class || type == double.class || type == float.class)
                  .isTrue();
              if (declared.operation().formula().isEmpty()) {
                checkCall(how, all, type);
              } else {
                checkFormula(how, all, type);
              }
            });
  }

  private static void checkFormula(String how, Map<String, Class<?>> names, Class<?> type) {
    Matcher reduced = REDUCED.matcher(how);
    boolean whole = reduced.matches();
    assertThat(whole && reduced.group(1).equals("sum")).isEqualTo(type == double.class);
    Formula.of(header(names) + (whole ? reduced.group(2) : how));
  }

  private static void checkCall(String how, Map<String, Class<?>> names, Class<?> type) {
    Matcher matcher = CALL.matcher(how);
    assertThat(matcher.matches()).isTrue();
    List<Class<?>> types = new ArrayList<>();
    List<String> given = Arrays.stream(matcher.group(3).split(",")).map(String::trim).toList();
    for (String name : given) {
      Class<?> known = name.equals("sum") ? Matrix.class : names.get(name);
      assertWithMessage("the name %s in %s", name, how).that(known).isNotNull();
      types.add(known);
    }
    assertThat(given.contains("sum")).isEqualTo(type == Matrix.class);
    try {
      Method method =
          Class.forName(matcher.group(1))
              .getMethod(matcher.group(2), types.toArray(new Class<?>[0]));
      assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
      assertThat(Modifier.isPublic(method.getDeclaringClass().getModifiers())).isTrue();
      assertThat(method.getReturnType()).isEqualTo(type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(how, e);
    }
  }

  private static String header(Map<String, Class<?>> names) {
    List<String> matrices = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    names.forEach(
        (name, type) -> {
          if (type == Matrix.class) {
            matrices.add(name);
          } else if (type == double.class) {
            numbers.add(name);
          }
        });
    return "(" + String.join(", ", matrices) + "; " + String.join(", ", numbers) + ") -> ";
  }

  @Test
  void everyMatrixAndNumberHasAnAdjointOrAReason() {
    Set<String> without = new TreeSet<>();
    for (Class<?> family : OperationSource.FAMILIES) {
      for (Declared declared : OperationSource.of(family)) {
        names(declared)
            .forEach(
                (name, type) -> {
                  boolean real = type == Matrix.class || type == double.class;
                  if (real && !declared.adjoints().containsKey(name)) {
                    without.add(declared.signature() + " " + name);
                  }
                });
      }
    }
    assertThat(without).containsExactlyElementsIn(DATA.keySet());
  }

  @Test
  void whatIsComputedIsTheFormulaOfTheAnnotation() {
    int compared = 0;
    for (OperationDerivativesTest.Case tried : OperationDerivativesTest.cases()) {
      String formula = tried.operation().operation().formula();
      if (!formula.isEmpty()) {
        Map<String, Object> names = new HashMap<>();
        names.put("self", tried.self());
        for (int i = 0; i < tried.arguments().length; i++) {
          names.put(tried.operation().parameters().get(i), tried.arguments()[i]);
        }
        Matrix expected = (Matrix) OperationAdjoints.formula(formula, names);
        assertThat(((Matrix) tried.value()).toDoubles()).isEqualTo(expected.toDoubles());
        compared++;
      }
    }
    assertThat(compared).isAtLeast(300);
  }
}
