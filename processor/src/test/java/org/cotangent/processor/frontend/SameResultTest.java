package org.cotangent.processor.frontend;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Verifier;
import org.cotangent.processor.transform.Explode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every annotated method of the files in {@code lowering/} runs twice on the same arguments:
 * compiled by javac, and lowered and interpreted. Results, arrays and exceptions must agree bit for
 * bit.
 */
class SameResultTest {
  private static final int RUNS = 12;

  @TestFactory
  Stream<DynamicTest> loweredMethodsComputeWhatJavaComputes()
      throws IOException, URISyntaxException {
    Path folder = Path.of(SameResultTest.class.getResource("/lowering").toURI());
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".java", "");
      Sources.Compiled compiled = Sources.lower("cases." + name, Files.readString(file));
      SourceUnit unit = compiled.lowered();
      Verifier.verify(unit);
      for (SourceUnit.Target target : unit.targets()) {
        tests.add(
            DynamicTest.dynamicTest(
                name + "." + target.function().key().name(),
                () -> compare(compiled, unit, target.function())));
      }
      SourceUnit apart = Explode.apply(unit, new Problems()).unit();
      if (apart != unit) {
        Verifier.verify(apart);
        for (SourceUnit.Target target : apart.targets()) {
          tests.add(
              DynamicTest.dynamicTest(
                  name + "." + target.function().key().name() + " without objects",
                  () -> compare(compiled, apart, target.function())));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> randomMethodsComputeWhatJavaComputes() {
    return LongStream.range(0, 4)
        .mapToObj(
            seed ->
                DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> {
                      String source =
                          "package cases; import org.cotangent.Differentiable; final class Random"
                              + seed
                              + " {\n"
                              + new RandomPrograms(seed).methods(60)
                              + RandomPrograms.helpers()
                              + "}\n";
                      Sources.Compiled compiled = Sources.lower("cases.Random" + seed, source);
                      Verifier.verify(compiled.lowered());
                      for (SourceUnit.Target target : compiled.lowered().targets()) {
                        compare(compiled, compiled.lowered(), target.function());
                      }
                    }));
  }

  private static void compare(Sources.Compiled compiled, SourceUnit unit, Function function)
      throws Exception {
    Interpreter interpreter = new Interpreter(unit, compiled.classes());
    Class<?> owner = interpreter.load(function.key().owner());
    Method method =
        owner.getDeclaredMethod(
            function.key().name(),
            function.key().parameterTypes().stream()
                .map(interpreter::type)
                .toArray(Class<?>[]::new));
    method.setAccessible(true);
    int normal = 0;
    for (int run = 0; run < RUNS; run++) {
      Object receiver = null;
      if (function.receiver() != null) {
        var constructor = owner.getDeclaredConstructor();
        constructor.setAccessible(true);
        receiver = constructor.newInstance();
      }
      Object[] expected = arguments(method, run);
      Object[] actual = arguments(method, run);
      Object javaResult;
      try {
        javaResult = method.invoke(receiver, expected);
        normal++;
      } catch (InvocationTargetException e) {
        javaResult = e.getCause().getClass();
      }
      List<Object> all = new ArrayList<>();
      if (receiver != null) {
        all.add(receiver);
      }
      all.addAll(Arrays.asList(actual));
      Object ourResult;
      try {
        ourResult = interpreter.run(function, all);
      } catch (RuntimeException e) {
        ourResult = e.getClass();
      }
      String context = "run " + run + " of\n" + Printer.print(function);
      assertWithMessage(context).that(bits(ourResult)).isEqualTo(bits(javaResult));
      assertWithMessage("arrays after " + context).that(bits(actual)).isEqualTo(bits(expected));
    }
    assertWithMessage("runs without exception").that(normal).isGreaterThan(0);
  }

  private static Object[] arguments(Method method, int run) {
    Random random = new Random(run);
    return Arrays.stream(method.getParameterTypes())
        .map(type -> argument(type, random, run))
        .toArray();
  }

  private static Object argument(Class<?> type, Random random, int run) {
    if (type.isArray()) {
      int length = type.getComponentType().isArray() ? 4 : 5 + random.nextInt(3);
      Object array = Array.newInstance(type.getComponentType(), length);
      for (int i = 0; i < length; i++) {
        Array.set(array, i, argument(type.getComponentType(), random, run));
      }
      return array;
    }
    double number = run == 0 ? 1 : random.nextInt(64) / 8.0 - 3;
    int whole = run == 0 ? 2 : random.nextInt(5);
    if (type == double.class) {
      return run == RUNS - 1 ? Double.NaN : number;
    }
    if (type == float.class) {
      return (float) number + 0.1f;
    }
    if (type == long.class) {
      return (long) whole + (run % 3 == 2 ? 1L << 33 : 0);
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == byte.class) {
      return (byte) random.nextInt();
    }
    if (type == char.class) {
      return (char) random.nextInt();
    }
    if (type == short.class) {
      return (short) random.nextInt();
    }
    return type == String.class ? "text" : (Object) whole;
  }

  /** A text that tells apart values that differ in one bit. */
  private static String bits(Object value) {
    if (value instanceof Double number) {
      return "double " + Long.toHexString(Double.doubleToLongBits(number)) + " " + number;
    }
    if (value instanceof Float number) {
      return "float " + Integer.toHexString(Float.floatToIntBits(number)) + " " + number;
    }
    if (value != null && value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(bits(Array.get(value, i)));
      }
      return elements.toString();
    }
    return String.valueOf(value);
  }
}
