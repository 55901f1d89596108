package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.Tape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random loops with 1 to 10 snapshots, and with as many as the program chooses, against the same
 * loops with a whole tape, for 0 to 60 iterations. {@code -Dcotangent.checkpointed.programs=N}
 * tries N of them.
 */
class CheckpointedProgramsTest {
  private static final int SNAPSHOTS = 10;
  private static final int TRIPS = 60;

  private static final String HELPERS =
      """
        static double wave(double a, double b) {
          return a < b ? Math.sin(a * b) : 0.5 * a - b;
        }

        MARK static double again(double[] v, double s) {
          double t = s;
          for (int m = 0; m < v.length; m++) {
            t = Math.sin(t + v[m]);
          }
          return t;
        }

        MARK static void store(double[] v, int at, double s) {
          double old = v[at];
          v[at] = Math.tanh(old * s + 0.1);
          v[at] = v[at] * 0.9 + 0.05 * old;
        }

        static double evolve(double[] v, double s, int n) {
          double t = s;
          int[] hits = new int[3];
          double[][] m = {{s, .1}, {.2, .3}};
          boolean odd = false;
          for (LOOP int k = 0; k < n; k++) {
            m[k & 1][0] = Math.sin(m[1][k & 1] * t + v[k % 3]);
            v[(hits[0] + k) % 3] = Math.tanh(t * m[0][1] + m[0][0]);
            hits[k % 3]++;
            hits[0] &= 7;
            odd = !odd & t > -0.5;
            t = Math.cos(t + v[0]) * m[1][1] + (odd ? m[0][0] : 0.1);
            m[1][1] += 0.1 * t;
          }
          return t + m[1][0];
        }
      """;

  private static final String METHOD =
      """
        @Differentiable
        static double NAME(double[] p, double x, double y, double h, int n) {
          double a = x;
          double b = 0.2;
          float f = 0.25f;
          int c = 1;
          boolean flag = false;
          double[] q = p.clone();
          double[] w = new double[3];
          w[1] = y;
          for (TOP HEAD) {
            BODY
          }
          return a + b * w[1] + q[0] * q[1] + q[2] + f + w[0] + w[2];
        }
      """;

  private static final List<String> HEADS =
      List.of(
          "int i = 0; i < n; i++",
          "int i = 2; i < n + 2; i++",
          "int i = n - 1; i >= 0; i--",
          "int i = 0; i < 2 * n; i += 2",
          "int i = 1; i <= n; i++",
          "int i = 3 * n; i > 0; i -= 3");

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("cotangent.checkpointed.programs", 6));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLoopThatRunsAgainHasTheDerivativesOfOneWithATape(long seed) throws Exception {
    Body body = new Body(new SplittableRandom(seed));
    StringBuilder members = new StringBuilder();
    for (int k = 0; k <= SNAPSHOTS; k++) {
      String mark = k == 0 ? "@Checkpointed" : "@Checkpointed(snapshots = " + k + ")";
      members.append(body.method("f" + k, mark));
    }
    String again =
        members
            + HELPERS
                .replace("MARK", "@Checkpointed")
                .replace("LOOP", "@Checkpointed(snapshots = 2)");
    String taped = body.method("g", "") + HELPERS.replace("MARK", "").replace("LOOP", "");
    Compiled compiled =
        Compilation.of(file("Again", again), file("Taped", taped.replace("@Checkpointed", "")))
            .with(Processors::cotangent)
            .lenient()
            .run()
            .orThrow();
    Tape tape = new Tape();
    for (int n = 0; n <= TRIPS; n++) {
      double[] expected = gradient(compiled, "Taped", "g", n, tape);
      double[] first = gradient(compiled, "Again", "f0", n, tape);
      double value = value(compiled, n);
      String where = "seed " + seed + ", " + n + " iterations of\n" + again;
      assertWithMessage(where).that(first[0]).isEqualTo(value);
      assertWithMessage(where).that(expected[0]).isEqualTo(value);
      double size =
          IntStream.range(0, first.length).mapToDouble(k -> Math.abs(expected[k])).max().orElse(0);
      for (int k = 0; k < first.length; k++) {
        assertWithMessage(where).that(first[k]).isWithin(1e-12 * size + 1e-14).of(expected[k]);
      }
      for (int k = 1; k <= SNAPSHOTS; k++) {
        // whatever the schedule, each iteration starts from the same numbers
        assertWithMessage("%s snapshots, %s", k, where)
            .that(gradient(compiled, "Again", "f" + k, n, tape))
            .isEqualTo(first);
      }
      assertThat(tape.isEmpty()).isTrue();
    }
  }

  private static String file(String name, String members) {
    return "package p;\n\nimport org.cotangent.*;\n\nfinal class "
        + name
        + " {\n"
        + members
        + "}\n";
  }

  private static Object[] arguments(int n) {
    return new Object[] {new double[] {0.3, -0.6, 0.9}, 0.4, 0.8, -0.3, n};
  }

  private static double value(Compiled compiled, int n) throws Exception {
    return (double) method(compiled.load("p.Taped"), "g", 5).invoke(null, arguments(n));
  }

  private static double[] gradient(Compiled compiled, String type, String name, int n, Tape tape)
      throws Exception {
    Method method = method(compiled.load("p." + type + "Derivatives"), name + "Gradient", 6);
    List<Object> all = new ArrayList<>(List.of(arguments(n)));
    all.add(tape);
    Object record = method.invoke(null, all.toArray());
    List<Double> numbers = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object part = component.getAccessor().invoke(record);
      if (part instanceof double[] array) {
        for (double number : array) {
          numbers.add(number);
        }
      } else {
        numbers.add((Double) part);
      }
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Method method(Class<?> type, String name, int parameters) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == parameters) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new IllegalStateException("no method " + name);
  }

  /** A random loop. */
  private static final class Body {
    private final SplittableRandom random;
    private final String text;
    private final String head;
    private int names;

    Body(SplittableRandom random) {
      this.random = random;
      this.head = pick(HEADS);
      List<String> scalars = List.of("x", "y", "a", "b", "h");
      this.text = statements(2 + random.nextInt(5), scalars, List.of("i", "c"), 0);
    }

    String method(String name, String mark) {
      return METHOD
          .replace("NAME", name)
          .replace("TOP", mark)
          .replace("HEAD", head)
          .replace("BODY", text);
    }

    private String pick(List<String> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private String index(List<String> ints) {
      int k = random.nextInt(ints.size() + 3);
      return k < 3 ? String.valueOf(k) : "Math.floorMod(" + ints.get(k - 3) + ", 3)";
    }

    private String bounded(List<String> scalars, List<String> ints) {
      return "Math.tanh(" + expression(scalars, ints, 0) + ")";
    }

    private String expression(List<String> scalars, List<String> ints, int depth) {
      int kind = depth > 2 ? random.nextInt(3) : random.nextInt(10);
      if (kind == 0) {
        return pick(List.of("0.3", "0.7", "1.1"));
      } else if (kind < 2) {
        return pick(scalars);
      } else if (kind < 4) {
        return pick(List.of("q", "w", "p")) + "[" + index(ints) + "]";
      }
      String left = expression(scalars, ints, depth + 1);
      if (kind == 4) {
        return "Math." + pick(List.of("sin", "cos", "tanh")) + "(" + left + ")";
      } else if (kind == 5) {
        return "again(" + pick(List.of("q", "w", "p")) + ", " + left + ")";
      }
      String right = expression(scalars, ints, depth + 1);
      return switch (kind) {
        case 6 -> "wave(" + left + ", " + right + ")";
        case 7 -> "0.5 * (" + left + " + " + right + ")";
        case 8 -> "0.8 * " + left + " * " + right;
        default -> "(" + left + " - " + right + ")";
      };
    }

    private String statements(int count, List<String> known, List<String> ints, int depth) {
      StringBuilder out = new StringBuilder();
      List<String> scalars = new ArrayList<>(known);
      for (int k = 0; k < count; k++) {
        String name = "t" + names++;
        out.append(statement(name, scalars, ints, depth)).append('\n');
        if (out.toString().contains("double " + name + " =")) {
          scalars.add(name);
        }
      }
      return out.toString();
    }

    private String statement(String name, List<String> scalars, List<String> ints, int depth) {
      String value = bounded(scalars, ints);
      String target = pick(List.of("a", "b"));
      int kind = random.nextInt(depth < 2 ? 15 : 11);
      return switch (kind) {
        case 0, 1 -> target + " = " + value + ";";
        case 2 -> target + " += 0.1 * " + value + ";";
        case 3, 4 -> pick(List.of("q", "w")) + "[" + index(ints) + "] = " + value + ";";
        case 5 -> "double " + name + " = " + value + ";";
        case 6 -> "c = c + 1 & 7; flag = " + value + " > 0.2;";
        case 7 -> "if (flag) { f = (float) " + value + "; }";
        case 8 -> "store(q, " + index(ints) + ", " + value + ");";
        case 9 -> target + " += evolve(" + pick(List.of("q", "w")) + ", " + value + ", c % 4);";
        case 10 -> depth == 0 ? "if (c % 3 == 1) { c++; continue; }" : "b *= 0.9;";
        case 11, 12 ->
            "if (%s > %s) {\n%s} else {\n%s}"
                .formatted(
                    value,
                    pick(scalars),
                    statements(1 + random.nextInt(2), scalars, ints, depth + 1),
                    statements(random.nextInt(3), scalars, ints, depth + 1));
        default -> {
          List<String> inner = new ArrayList<>(ints);
          inner.add("j" + name);
          String mark = random.nextBoolean() ? "@Checkpointed " : "";
          yield "for (%sint j%s = 0; j%s < %s; j%s++) {\n%s}"
              .formatted(
                  mark,
                  name,
                  name,
                  random.nextBoolean() ? "3" : "p.length - 1",
                  name,
                  statements(1 + random.nextInt(2), scalars, inner, depth + 1));
        }
      };
    }
  }
}
