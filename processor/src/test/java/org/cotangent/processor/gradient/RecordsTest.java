package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Flat;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/**
 * Records as parameters. Each test has two annotated methods: {@code f} takes records, {@code flat}
 * their components, and makes the records itself. The derivatives of {@code flat} are held against
 * the oracle, those of {@code f} against {@code flat}'s.
 */
class RecordsTest {
  private final SplittableRandom random = new SplittableRandom(3);

  /** The class, with both methods, of one file. */
  static String model(String body) {
    return "package p;\nimport org.cotangent.*;\nfinal class Model {\n" + body + "\n}\n";
  }

  private void compare(String body, int points, Object... shape) {
    String source = model(body);
    Check check = Check.of(source).method("flat");
    Compiled compiled = Compilation.of(source).with(Processors::cotangent).run().orThrow();
    for (int point = 0; point < points; point++) {
      Object[] flat = new Object[shape.length];
      for (int k = 0; k < shape.length; k++) {
        flat[k] = isFloating(shape[k]) ? Flat.random(shape[k], random) : shape[k];
      }
      check.at(flat);
      compareAt(compiled, flat);
    }
  }

  private void compareAt(Compiled compiled, Object[] flat) {
    Class<?> companion = compiled.load("p.ModelDerivatives");
    Method original = method(compiled.load("p.Model"), "f", false);
    boolean gradient =
        Arrays.stream(companion.getDeclaredMethods())
            .anyMatch(each -> each.getName().equals("fGradient"));
    if (gradient) {
      List<Object> expected =
          leaves(call(method(companion, "flatGradient", false), Flat.copy(flat)));
      Object[] whole = grouped(original.getParameterTypes(), Flat.copy(flat));
      List<Object> actual = leaves(call(method(companion, "fGradient", false), whole));
      List<Object> own = leaves(call(method(companion, "fGradient", true), whole, compiled));
      assertSame("gradient", without(actual, flat), expected);
      assertSame("gradient with a tape", without(own, flat), expected);
    }
    Object[] primal = Flat.copy(flat);
    List<Object> adjoints = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    for (Object each : primal) {
      arguments.add(each);
      Object adjoint = null;
      if (isFloating(each)) {
        adjoint = each.getClass().isArray() ? Flat.like(each, () -> 0.5) : Flat.zeros(each);
      }
      adjoints.add(adjoint == null ? each : adjoint);
      if (adjoint != null && adjoint.getClass().isArray()) {
        arguments.add(adjoint);
      }
    }
    Object[] wholePrimal = grouped(original.getParameterTypes(), Flat.copy(primal));
    Object[] copies = Flat.copy(adjoints.toArray());
    Object[] wholeAdjoints = grouped(original.getParameterTypes(), copies);
    List<Object> whole = new ArrayList<>();
    for (int k = 0; k < wholePrimal.length; k++) {
      whole.add(wholePrimal[k]);
      if (holdsArrays(wholePrimal[k])) {
        whole.add(wholeAdjoints[k]);
      }
    }
    if (original.getReturnType() != void.class) {
      arguments.add(0.75);
      whole.add(0.75);
    }
    Object expected = call(method(companion, "flatBackward", false), arguments.toArray());
    Object actual = call(method(companion, "fBackward", false), whole.toArray());
    assertSame("adjoint arrays", leaves(wholeAdjoints), adjoints);
    assertSame("arrays after the call", leaves(wholePrimal), List.of(primal));
    if (expected != null) {
      List<Object> scalars = new ArrayList<>();
      leaves(actual).stream().filter(RecordsTest::isScalar).forEach(scalars::add);
      assertSame("backward", scalars, leaves(expected));
    }
  }

  static boolean isScalar(Object leaf) {
    return leaf instanceof Double || leaf instanceof Float;
  }

  /** Leaves out the components that are data, once they are seen to be those of the primal. */
  private static List<Object> without(List<Object> leaves, Object[] flat) {
    List<Object> numbers = new ArrayList<>(List.of(leaves.get(0)));
    int next = 1;
    for (Object each : flat) {
      if (isFloating(each)) {
        numbers.add(leaves.get(next++));
      } else if (next < leaves.size() && !isFloating(leaves.get(next))) {
        assertThat(leaves.get(next++)).isEqualTo(each);
      }
    }
    assertThat(next).isEqualTo(leaves.size());
    return numbers;
  }

  static boolean isFloating(Object value) {
    Class<?> type = value.getClass();
    while (type.isArray()) {
      type = type.getComponentType();
    }
    return type == double.class
        || type == float.class
        || type == Double.class
        || type == Float.class;
  }

  static boolean holdsArrays(Object value) {
    return leaves(value).stream().anyMatch(leaf -> leaf.getClass().isArray() && isFloating(leaf));
  }

  static void assertSame(String what, List<Object> actual, List<Object> expected) {
    assertWithMessage(what).that(actual).hasSize(expected.size());
    for (int k = 0; k < actual.size(); k++) {
      if (isFloating(expected.get(k))) {
        double[] numbers = Flat.numbers(actual.get(k));
        double[] wanted = Flat.numbers(expected.get(k));
        assertWithMessage(what).that(numbers).hasLength(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
          double scale = Math.max(1, Math.abs(wanted[i]));
          assertWithMessage(what + " " + k + "[" + i + "]")
              .that(numbers[i])
              .isWithin(1e-13 * scale)
              .of(wanted[i]);
        }
      } else if (!expected.get(k).getClass().isArray()) {
        assertWithMessage(what).that(actual.get(k)).isEqualTo(expected.get(k));
      }
    }
  }

  /** All that is no record, in order; of an array of objects, of each. */
  static List<Object> leaves(Object value) {
    List<Object> found = new ArrayList<>();
    if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        found.addAll(leaves(call(component.getAccessor(), record)));
      }
    } else if (value instanceof Object[] values && !(value instanceof double[][])) {
      Arrays.stream(values).forEach(each -> found.addAll(leaves(each)));
    } else {
      found.add(value);
    }
    return found;
  }

  static Object[] grouped(Class<?>[] types, Object[] flat) {
    Deque<Object> left = new ArrayDeque<>(List.of(flat));
    return Arrays.stream(types).map(type -> make(type, left)).toArray();
  }

  static Object make(Class<?> type, Deque<Object> left) {
    if (!type.isRecord()) {
      return left.removeFirst();
    }
    Object[] components =
        grouped(
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new),
            left);
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(components);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Object[] grouped(Class<?>[] types, Deque<Object> left) {
    return Arrays.stream(types).map(type -> make(type, left)).toArray();
  }

  static Method method(Class<?> owner, String name, boolean tape) {
    for (Method each : owner.getDeclaredMethods()) {
      boolean takes =
          each.getParameterCount() > 0
              && each.getParameterTypes()[each.getParameterCount() - 1]
                  .getSimpleName()
                  .equals("Tape");
      if (each.getName().equals(name) && takes == tape) {
        each.setAccessible(true);
        return each;
      }
    }
    throw new AssertionError("no method " + name);
  }

  static Object call(Method method, Object[] arguments, Compiled compiled) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add(new org.cotangent.runtime.Tape());
    return call(method, all.toArray());
  }

  static Object call(Method method, Object record) {
    return invoke(method, record);
  }

  static Object call(Method method, Object[] arguments) {
    return invoke(method, null, arguments);
  }

  private static Object invoke(Method method, Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  // ------------------------------------------------------------------ the tests

  @Test
  void recordsOfScalars() {
    compare(
        """
          record Point(double x, double y) {
            Point minus(Point o) {
              return new Point(x - o.x, y - o.y());
            }

            double norm() {
              return Math.sqrt(x * x + y * y);
            }
          }

          @Differentiable
          static double f(Point a, Point b, double k) {
            Point d = a.minus(b);
            a = new Point(a.y, b.x * k);
            return d.norm() * k + a.x;
          }

          @Differentiable
          static double flat(double ax, double ay, double bx, double by, double k) {
            return f(new Point(ax, ay), new Point(bx, by), k);
          }
        """,
        10,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0);
  }

  @Test
  void recordsWithArrays() {
    String source =
        """
          record Params(double[] w, double b) {}

          @Differentiable
          static double f(Params p, double[] x, double k) {
            double s = p.b();
            for (int i = 0; i < x.length; i++) {
              s += p.w()[i] * x[i] * s;
            }
            return Math.tanh(s) * k;
          }

          @Differentiable
          static double flat(double[] w, double b, double[] x, double k) {
            return f(new Params(w, b), x, k);
          }
        """;
    compare(source, 3, new double[0], 0.0, new double[0], 0.0);
    compare(source, 3, new double[1], 0.0, new double[1], 0.0);
    compare(source, 3, new double[5], 0.0, new double[4], 0.0);
  }

  @Test
  void recordsOfRecordsWithDataBetween() {
    String source =
        """
          enum Kind {
            SUM,
            PRODUCT
          }

          record Layer(double[][] w, float bias, int shift) {}

          record Net(Layer first, String name, Layer second, double scale, boolean on) {}

          static double apply(Layer layer, double x) {
            double s = layer.bias();
            for (int i = 0; i < layer.w.length; i++) {
              for (int j = 0; j < layer.w()[i].length; j++) {
                s += layer.w()[i][j] * x + layer.shift;
              }
            }
            return s;
          }

          @Differentiable
          static double f(Net net, double x) {
            double h = apply(net.first, x);
            return net.on() ? apply(net.second(), Math.sin(h)) * net.scale : h;
          }

          @Differentiable
          static double flat(double[][] w1, float b1, int s1, String name, double[][] w2, float b2,
              int s2, double scale, boolean on, double x) {
            Layer first = new Layer(w1, b1, s1);
            return f(new Net(first, name, new Layer(w2, b2, s2), scale, on), x);
          }
        """;
    for (boolean on : new boolean[] {false, true}) {
      compare(source, 2, new double[2][3], 0.0f, 2, "net", new double[1][2], 0.0f, 3, 0.0, on, 0.0);
    }
  }

  @Test
  void recordsOfArraysOnlyAndArraysThatAreWritten() {
    String source =
        """
          record State(double[] x, double[] v) {}

          @Differentiable
          static void f(State s, double h) {
            for (int i = 0; i < s.x.length; i++) {
              s.v()[i] -= h * Math.sin(s.x[i]);
              s.x()[i] += h * s.v[i];
            }
          }

          @Differentiable
          static void flat(double[] x, double[] v, double h) {
            f(new State(x, v), h);
          }
        """;
    compare(source, 3, new double[0], new double[0], 0.0);
    compare(source, 3, new double[3], new double[3], 0.0);
    compare(
        """
          record W(double[] w) {}

          @Differentiable
          static double f(W w) {
            return w.w()[0] * w.w[1];
          }

          @Differentiable
          static double flat(double[] w) {
            return f(new W(w));
          }
        """,
        3,
        new double[] {0, 0});
  }

  @Test
  void parametersThatAreCalledValueOrEndInBackward() {
    compare(
        """
          record Pair(double value, double result) {}

          @Differentiable
          static double f(Pair value, double result) {
            return value.value() * value.result() * result;
          }

          @Differentiable
          static double flat(double a, double b, double c) {
            return f(new Pair(a, b), c);
          }
        """,
        5,
        0.0,
        0.0,
        0.0);
  }

  @Test
  void aRecordThatIsNotDifferentiatedByComesInWhole() {
    String source =
        model(
            """
              record Point(double x, double y) {}

              @Differentiable(wrt = "k")
              static double f(Point p, double k) {
                return p.x() * k * k + p.y;
              }
            """);
    Compiled compiled = Compilation.of(source).with(Processors::cotangent).run().orThrow();
    Object point =
        make(compiled.load("p.Model$Point"), new ArrayDeque<>(List.<Object>of(3.0, 5.0)));
    Class<?> companion = compiled.load("p.ModelDerivatives");
    Object gradient = call(method(companion, "fGradient", false), new Object[] {point, 0.5});
    assertThat(leaves(gradient)).containsExactly(3 * 0.25 + 5, 3.0).inOrder();
    Object backward = call(method(companion, "fBackward", false), new Object[] {point, 0.5, 2.0});
    assertThat(leaves(backward)).containsExactly(3 * 0.25 + 5, 6.0).inOrder();
  }

  @Test
  void anAdjointOfAnotherShapeIsRefusedByTheNameOfItsComponent() {
    String source =
        model(
            """
              record Params(double[] w, double b) {}

              @Differentiable
              static double f(Params p) {
                return p.w()[0] * p.b;
              }
            """);
    Compiled compiled = Compilation.of(source).with(Processors::cotangent).run().orThrow();
    Class<?> companion = compiled.load("p.ModelDerivatives");
    Class<?> type = compiled.load("p.Model$Params");
    Object p = make(type, new ArrayDeque<>(List.<Object>of(new double[2], 1.0)));
    Object wrong = make(type, new ArrayDeque<>(List.<Object>of(new double[3], 1.0)));
    Method backward = method(companion, "fBackward", false);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> call(backward, new Object[] {p, wrong, 1.0}));
    assertThat(refused).hasMessageThat().contains("p.w");
    assertThat(Array.getLength(leaves(p).get(0))).isEqualTo(2);
  }

  @Test
  void aFieldOfTheReceiverKeepsItsDerivativeWhenHelpersTakeTheReceiverApart() {
    String source =
        """
        package p;

        import org.cotangent.Differentiable;

        record Model(double rate, double shift) {
          Model twice() {
            return new Model(2 * rate, shift);
          }

          double at(double x) {
            return rate * x * x + shift;
          }

          @Differentiable(wrt = {"this.rate", "x"})
          double f(double x) {
            return twice().at(x) + at(x);
          }
        }
        """;
    Compiled compiled = Compilation.of(source).with(Processors::cotangent).run().orThrow();
    Object model = make(compiled.load("p.Model"), new ArrayDeque<>(List.<Object>of(3.0, 5.0)));
    Method gradient = method(compiled.load("p.ModelDerivatives"), "fGradient", false);
    Object result = call(gradient, new Object[] {model, 0.5});
    // 3 rate x x + 2 shift
    assertThat(leaves(result)).containsExactly(12.25, 0.75, 9.0).inOrder();
  }

  @Test
  void recordsThatCannotBeDifferentiatedByAreRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          record Checked(double a) {
            Checked {
              if (a < 0) {
                throw new IllegalArgumentException();
              }
            }
          }

          record Own(double a) {
            public double a() {
              return 2 * a;
            }
          }

          static final class Part {
            final double a = 1;
          }

          record Holder(Part part) {}

          record Generic<T>(T a) {}

          private record Hidden(double a) {}

          record Counts(int n) {}

          @Differentiable
          static double f(double x, Checked c) { // expect AD013: Checked
            return x;
          }

          @Differentiable
          static double g(double x, Own o) { // expect AD013: Own
            return x;
          }

          @Differentiable
          static double h(double x, Holder o) { // expect AD013: Holder
            return x;
          }

          @Differentiable
          static double i(double x, Generic<Double> o) { // expect AD013: Generic
            return x;
          }

          @Differentiable
          static double j(double x, Hidden o) { // expect AD013: Hidden
            return x;
          }

          @Differentiable(wrt = "c") // expect AD007: "c"
          static double k(double x, Counts c) {
            return x;
          }
        }
        """);
  }
}
