package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Tape;

/**
 * Derivatives of a method {@code f} of matrices against two oracles: {@code twin}, the same method
 * with {@code double[][]} for Matrix and plain loops, differentiated too; and differences of {@code
 * f} itself. Arguments are given as for {@code twin}. A method that returns a Matrix has
 * differences only.
 */
final class MatrixCheck {
  private static final double DIFFERENCE = 1e-6;

  private final Compiled compiled;
  private final String name;
  private final Method f;
  private final Class<?> companion;
  private final List<Integer> wrt;
  private boolean hasTwin;
  private boolean floats;

  private MatrixCheck(Compiled compiled, String name, List<Integer> wrt, boolean hasTwin) {
    this.compiled = compiled;
    this.name = name;
    this.f = method(compiled.load("p.Model"), name);
    this.companion = compiled.load("p.ModelDerivatives");
    this.wrt = wrt;
    this.hasTwin = hasTwin;
  }

  /** The class with these members. */
  static String model(String body) {
    return "package p;\nimport org.cotangent.*;\nimport org.cotangent.runtime.Matrix;\n"
        + "final class Model {\n"
        + body
        + "\n}\n";
  }

  /**
   * Compiles a class.
   *
   * @param wrt the positions of the differentiated parameters
   */
  static MatrixCheck of(String body, Integer... wrt) {
    return of(body, List.of(), wrt);
  }

  /** The same with other files. */
  static MatrixCheck of(String body, List<String> others, Integer... wrt) {
    Compiled compiled =
        Compilation.of(model(body))
            .and(others.toArray(new String[0]))
            .with(Processors::cotangent)
            .run()
            .orThrow();
    return new MatrixCheck(compiled, "f", List.of(wrt), body.contains(" twin("));
  }

  /** Computes with floats: {@code f} against {@code f} with doubles. */
  MatrixCheck inFloats() {
    floats = true;
    return this;
  }

  /** The generated source. */
  String source() {
    return compiled.generated().get("p.ModelDerivatives");
  }

  private static Method method(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + type));
  }

  private static Method method(Class<?> type, String name, boolean tape) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(each -> each.getName().equals(name))
        .filter(each -> Arrays.asList(each.getParameterTypes()).contains(Tape.class) == tape)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + type));
  }

  static Object call(Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Calls a method of the class without arguments. */
  Object callStatic(String name) {
    return call(method(compiled.load("p.Model"), name));
  }

  /** Empties a list of the class. */
  void clear(String field) {
    try {
      java.lang.reflect.Field list = compiled.load("p.Model").getDeclaredField(field);
      list.setAccessible(true);
      ((List<?>) list.get(null)).clear();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** What the pullback returns at a point; only its results are still open. */
  Object pullback(Object... arguments) {
    Object[] given = given(arguments, floats);
    List<Object> passed = new ArrayList<>();
    Matrix value = (Matrix) call(f, given);
    Matrix seed = seed(value);
    clear("MADE");
    for (int k = 0; k < given.length; k++) {
      passed.add(given[k]);
      if (wrt.contains(k) && given[k] instanceof Matrix matrix) {
        passed.add(Matrix.zeros(matrix.rows(), matrix.columns()));
      }
    }
    passed.add(seed);
    return call(method(companion, name + "Backward", false), passed.toArray());
  }

  /** A random matrix. */
  static double[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] made = new double[rows][columns];
    for (double[] row : made) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(-1, 1);
      }
    }
    return made;
  }

  private Object given(Object argument, boolean asFloats) {
    if (argument instanceof double[][] rows) {
      Matrix matrix = rows.length == 0 ? Matrix.zeros(0, 3) : Matrix.of(rows);
      return asFloats ? matrix.toPrecision(org.cotangent.runtime.backend.Precision.FLOAT) : matrix;
    }
    return argument instanceof int[] numbers ? numbers.clone() : argument;
  }

  private Object[] given(Object[] arguments, boolean asFloats) {
    return Arrays.stream(arguments).map(each -> given(each, asFloats)).toArray();
  }

  /** Checks everything at a point. */
  MatrixCheck at(Object... arguments) {
    List<Object> gradient =
        f.getReturnType() == double.class ? gradient(arguments) : adjoints(arguments);
    if (hasTwin) {
      assertClose("the twin's", gradient, twin(arguments), 1e-10);
    }
    List<Object> differences = differences(arguments);
    assertClose("differences", gradient, differences, floats ? 1e-4 : DIFFERENCE);
    return this;
  }

  private List<Object> gradient(Object[] arguments) {
    Object value = call(f, given(arguments, floats));
    Object record = call(method(companion, name + "Gradient", false), given(arguments, floats));
    List<Object> parts = components(record);
    assertWithMessage("value").that(parts.get(0)).isEqualTo(value);
    List<Object> gradient = parts.subList(1, parts.size());
    Tape tape = new Tape();
    Object[] withTape = Arrays.copyOf(given(arguments, floats), arguments.length + 1);
    withTape[arguments.length] = tape;
    List<Object> again =
        components(call(method(companion, name + "Gradient", true), withTape))
            .subList(1, parts.size());
    assertThat(boxed(again)).isEqualTo(boxed(gradient));
    assertThat(tape.isEmpty()).isTrue();
    assertThat(boxed(backward(arguments, 1.0, 0))).isEqualTo(boxed(gradient));
    // twice the seed, added to what is there
    List<double[]> doubled = numbers(backward(arguments, 2.0, 3));
    List<double[]> once = numbers(gradient);
    for (int k = 0; k < once.size(); k++) {
      double offset = arguments[wrt.get(k)] instanceof double[][] ? 3 : 0;
      for (int i = 0; i < once.get(k).length; i++) {
        double expected = offset + 2 * once.get(k)[i];
        assertThat(doubled.get(k)[i]).isWithin(1e-5 * (1 + Math.abs(expected))).of(expected);
      }
    }
    return gradient;
  }

  private List<Object> adjoints(Object[] arguments) {
    Matrix value = (Matrix) call(f, given(arguments, floats));
    return backward(arguments, seed(value), 0);
  }

  private Matrix seed(Matrix value) {
    return Matrix.of(random(value.rows(), value.columns(), 77));
  }

  /** The adjoints after a call of the pullback, which find this number in each element. */
  private List<Object> backward(Object[] arguments, Object seed, double before) {
    Object[] given = given(arguments, floats);
    List<Object> passed = new ArrayList<>();
    List<Object> adjoints = new ArrayList<>();
    for (int k = 0; k < given.length; k++) {
      passed.add(given[k]);
      if (wrt.contains(k) && given[k] instanceof Matrix matrix) {
        Matrix adjoint = Matrix.zeros(matrix.rows(), matrix.columns(), matrix.precision());
        adjoint.fillInPlace(before);
        passed.add(adjoint);
        adjoints.add(adjoint);
      } else if (wrt.contains(k)) {
        adjoints.add(null);
      }
    }
    passed.add(seed);
    Object returned = call(method(companion, name + "Backward", false), passed.toArray());
    List<Object> parts = returned instanceof Record ? components(returned) : List.of(returned);
    Object value = call(f, given(arguments, floats));
    if (value instanceof Matrix matrix) {
      assertThat(((Matrix) parts.get(0)).toDoubles()).isEqualTo(matrix.toDoubles());
    } else {
      assertThat(parts.get(0)).isEqualTo(value);
    }
    int next = 1;
    for (int k = 0; k < adjoints.size(); k++) {
      if (adjoints.get(k) == null) {
        adjoints.set(k, parts.get(next++));
      }
    }
    return adjoints;
  }

  private List<Object> twin(Object[] arguments) {
    Object record = call(method(companion, "twinGradient", false), copies(arguments));
    List<Object> parts = components(record);
    return parts.subList(1, parts.size());
  }

  private static Object[] copies(Object[] arguments) {
    return Arrays.stream(arguments)
        .map(
            each ->
                each instanceof double[][] rows
                    ? Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new)
                    : each)
        .toArray();
  }

  private double value(Object[] arguments) {
    Object value = call(f, given(arguments, false));
    if (value instanceof Matrix matrix) {
      double[] elements = matrix.toDoubles();
      double[] seed = seed(matrix).toDoubles();
      double sum = 0;
      for (int k = 0; k < elements.length; k++) {
        sum += elements[k] * seed[k];
      }
      return sum;
    }
    return (double) value;
  }

  private List<Object> differences(Object[] arguments) {
    List<Object> found = new ArrayList<>();
    for (int k : wrt) {
      Object[] moved = copies(arguments);
      if (moved[k] instanceof double[][] rows) {
        double[][] slopes = new double[rows.length][rows.length == 0 ? 0 : rows[0].length];
        for (int i = 0; i < rows.length; i++) {
          for (int j = 0; j < rows[i].length; j++) {
            double at = rows[i][j];
            rows[i][j] = at + 1e-4;
            double up = value(moved);
            rows[i][j] = at - 1e-4;
            double down = value(moved);
            rows[i][j] = at + 2e-4;
            double upper = value(moved);
            rows[i][j] = at - 2e-4;
            double lower = value(moved);
            rows[i][j] = at;
            slopes[i][j] = (8 * (up - down) - (upper - lower)) / 12e-4;
          }
        }
        found.add(slopes);
      } else {
        double at = (double) moved[k];
        moved[k] = at + 1e-4;
        double up = value(moved);
        moved[k] = at - 1e-4;
        double down = value(moved);
        moved[k] = at + 2e-4;
        double upper = value(moved);
        moved[k] = at - 2e-4;
        double lower = value(moved);
        found.add((8 * (up - down) - (upper - lower)) / 12e-4);
      }
    }
    return found;
  }

  private static List<Object> components(Object record) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      values.add(callOn(component.getAccessor(), record));
    }
    return values;
  }

  /** For calls of other methods only. */
  static MatrixCheck of(Compiled compiled) {
    return new MatrixCheck(compiled);
  }

  /** For one of several methods of a class. */
  static MatrixCheck of(Compiled compiled, String name, Integer... wrt) {
    return new MatrixCheck(compiled, name, List.of(wrt), false);
  }

  private MatrixCheck(Compiled compiled) {
    this.compiled = compiled;
    this.name = "f";
    this.f = null;
    this.companion = compiled.load("p.ModelDerivatives");
    this.wrt = List.of();
  }

  /** Checks what a method of the class returns, a record like a gradient of {@code f}. */
  void compareWithDifferences(String method, Object... arguments) {
    Object record = call(method(compiled.load("p.Model"), method), given(arguments, false));
    List<Object> parts = components(record);
    assertThat(parts.get(0)).isEqualTo(call(f, given(arguments, false)));
    assertClose("differences", parts.subList(1, parts.size()), differences(arguments), DIFFERENCE);
  }

  /** The numbers of the gradient of a method. */
  List<List<Double>> gradientOf(String method, Object... arguments) {
    return boxed(components(call(method(companion, method + "Gradient", false), arguments)));
  }

  /** The numbers in the list that a method of the class returns. */
  List<List<Double>> numbersOf(String method, Object... arguments) {
    List<?> list = (List<?>) call(method(compiled.load("p.Model"), method), arguments);
    return boxed(new ArrayList<>(list));
  }

  /** The numbers of the gradient at a point of one's own. */
  List<List<Double>> gradientOf(Object... arguments) {
    Object record = call(method(companion, name + "Gradient", false), arguments);
    return boxed(components(record));
  }

  /** Sums with a zero have no negative zeros. */
  private static List<List<Double>> boxed(List<Object> values) {
    return numbers(values).stream()
        .map(each -> Arrays.stream(each).map(number -> number + 0.0).boxed().toList())
        .toList();
  }

  private static Object callOn(Method accessor, Object record) {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static List<double[]> numbers(List<Object> values) {
    List<double[]> out = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof Matrix matrix) {
        out.add(matrix.toDoubles());
      } else if (value instanceof double[][] rows) {
        out.add(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
      } else {
        out.add(new double[] {(double) value});
      }
    }
    return out;
  }

  private void assertClose(
      String oracle, List<Object> actual, List<Object> expected, double tolerance) {
    List<double[]> a = numbers(actual);
    List<double[]> b = numbers(expected);
    assertThat(a).hasSize(b.size());
    for (int k = 0; k < a.size(); k++) {
      assertThat(a.get(k)).hasLength(b.get(k).length);
      for (int i = 0; i < a.get(k).length; i++) {
        double scale = 1 + Math.abs(b.get(k)[i]);
        assertWithMessage("derivative %s, element %s, against %s\n%s", k, i, oracle, source())
            .that(a.get(k)[i])
            .isWithin(tolerance * scale)
            .of(b.get(k)[i]);
      }
    }
  }
}
