package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cotangent.processor.testing.Companion.Result;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/**
 * Arguments that are one and the same array: right, refused at compile time or refused at run time.
 */
public final class Aliasing {
  private Aliasing() {}

  /** Whether no two arrays or rows among the arguments are one and the same. */
  static boolean isFree(Object[] arguments) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    return Arrays.stream(arguments).allMatch(argument -> isFree(argument, seen));
  }

  private static boolean isFree(Object value, Map<Object, Object> seen) {
    if (value == null || !value.getClass().isArray()) {
      return true;
    }
    if (seen.put(value, value) != null) {
      return false;
    }
    for (int i = 0;
        i < Array.getLength(value) && !value.getClass().getComponentType().isPrimitive();
        i++) {
      if (!isFree(Array.get(value, i), seen)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Passes when the method does not compile, with a message of ours at a place; when it refuses the
   * arguments with {@code IllegalArgumentException}; or when its derivatives are right. Whatever
   * names one array, the sum of the derivatives by its names is the total derivative.
   */
  public static void rightOrRefused(String source, Object... arguments) {
    Compiled compiled =
        Compilation.of(Sources.file(source)).with(Processors::cotangent).lenient().run();
    if (!compiled.succeeded()) {
      Refusals.assertRefused(compiled);
      return;
    }
    if (isFree(arguments)) {
      Check.of(source).at(arguments);
      return;
    }
    List<String> sources = List.of(Sources.file(source));
    Subject subject = new Subject(compiled, sources);
    ParsedMethod method = subject.method(Parsed.of(sources).firstAnnotated(), arguments);
    rightOrRefused(subject, method, arguments);
  }

  static void rightOrRefused(Subject subject, ParsedMethod method, Object[] arguments) {
    Companion companion = new Companion(subject, method, null);
    SplittableRandom random = new SplittableRandom(3);
    Object value = subject.call(method, null, Flat.copy(arguments));
    if (companion.hasGradient()) {
      Object one = Flat.like(value, () -> 1);
      Pullback expected =
          subject.interpreter().run(method, null, arguments, one, new Object[arguments.length]);
      try {
        Result result = companion.gradient(Flat.copy(arguments), null);
        assertTotals("gradient", method, arguments, result.derivatives(), expected);
      } catch (IllegalArgumentException refused) {
        assertExplained(refused, method);
      }
    }
    // The adjoints are one array wherever the arguments are: what is added to either is in the
    // total.
    Object[] adjoints = Flat.copy(arguments);
    Object seed = value == null ? null : Flat.random(value, random);
    Map<Object, Object> seen = new IdentityHashMap<>();
    Object[] once = new Object[arguments.length];
    for (int i = 0; i < adjoints.length; i++) {
      boolean active = method.wrt().get(i) && adjoints[i].getClass().isArray();
      if (active && isFree(adjoints[i], seen)) {
        refill(adjoints[i], random);
        once[i] = Flat.copy(adjoints[i])[0];
      }
    }
    Pullback expected = subject.interpreter().run(method, null, arguments, seed, once);
    try {
      Result result = companion.backward(Flat.copy(arguments), adjoints, seed, null);
      for (int i = 0; i < adjoints.length; i++) {
        adjoints[i] = result.derivatives()[i] == null ? adjoints[i] : result.derivatives()[i];
      }
      List<double[]> actual = new ArrayList<>();
      Arrays.stream(adjoints).map(Flat::numbers).forEach(actual::add);
      Tolerance.assertClose(
          "pullback", method.names(), actual, expected.adjoints(), expected.errors(), 1e-11);
    } catch (IllegalArgumentException refused) {
      assertExplained(refused, method);
    }
  }

  /**
   * Passes when the first parameter, given as its own adjoint, is refused, or ends as what it was
   * plus its derivative. For a method of one array that it only reads.
   */
  public static void adjointIsItsArgument(String source, Object array) {
    Check check = Check.of(source);
    double[] derivative = check.at(array).first();
    ParsedMethod method = check.subject().method(check.methodName(), new Object[] {array});
    Object[] passed = Flat.copy(array);
    double[] before = Flat.numbers(array);
    try {
      new Companion(check.subject(), method, null).backward(passed, passed, 1.0, null);
    } catch (IllegalArgumentException refused) {
      assertExplained(refused, method);
      return;
    }
    double[] expected = before.clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] += derivative[i];
    }
    Tolerance.assertClose(
        "an adjoint that is its argument",
        method.names(),
        List.of(Flat.numbers(passed[0])),
        List.of(expected),
        List.of(new double[expected.length]),
        1e-11);
  }

  private static void assertExplained(IllegalArgumentException refused, ParsedMethod method) {
    assertWithMessage("the refusal names a parameter: %s", refused.getMessage())
        .that(method.names().stream().anyMatch(String.valueOf(refused.getMessage())::contains))
        .isTrue();
  }

  private static void refill(Object array, SplittableRandom random) {
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      if (element.getClass().isArray()) {
        refill(element, random);
      } else {
        Array.set(array, i, Flat.random(element, random));
      }
    }
  }

  private static void assertTotals(
      String what,
      ParsedMethod method,
      Object[] arguments,
      Object[] derivatives,
      Pullback expected) {
    Map<String, Double> totals = new HashMap<>();
    Map<Object, Integer> arrays = new IdentityHashMap<>();
    List<List<String>> places = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      List<String> keys = new ArrayList<>();
      places(arguments[i], "scalar " + i, arrays, keys);
      places.add(keys);
      double[] numbers = Flat.numbers(derivatives[i]);
      for (int k = 0; k < numbers.length; k++) {
        totals.merge(keys.get(k), numbers[k], Double::sum);
      }
    }
    List<double[]> actual = new ArrayList<>();
    for (List<String> keys : places) {
      actual.add(keys.stream().mapToDouble(key -> totals.getOrDefault(key, 0.0)).toArray());
    }
    Tolerance.assertClose(
        what, method.names(), actual, expected.adjoints(), expected.errors(), 1e-11);
  }

  /** Names each number's place, the same for the same place of the same array. */
  private static void places(
      Object value, String name, Map<Object, Integer> arrays, List<String> keys) {
    if (value == null || !value.getClass().isArray()) {
      keys.add(name);
      return;
    }
    int id = arrays.computeIfAbsent(value, unused -> arrays.size());
    for (int i = 0; i < Array.getLength(value); i++) {
      places(Array.get(value, i), id + "[" + i + "]", arrays, keys);
    }
  }
}
