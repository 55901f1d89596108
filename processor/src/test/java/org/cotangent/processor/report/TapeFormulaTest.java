package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bytes that a page promises, against a tape that counts what is pushed at once in real runs.
 * The formula is compiled as it stands on the page.
 */
class TapeFormulaTest {
  @TempDir Path directory;

  /** Counts the bytes that are on it, and the most there ever were. */
  private static final String COUNTING =
      """
      package counting;

      public final class Tape {
        public static long now;
        public static long most;
        private final org.cotangent.runtime.Tape tape = new org.cotangent.runtime.Tape();
        private static void add(long bytes) { now += bytes; most = Math.max(most, now); }
        public void push(double value) { add(8); tape.push(value); }
        public void push(int value) { add(4); tape.push(value); }
        public void push(boolean value) { add(1); tape.push(value); }
        public double popDouble() { now -= 8; return tape.popDouble(); }
        public int popInt() { now -= 4; return tape.popInt(); }
        public boolean popBoolean() { now -= 1; return tape.popBoolean(); }
        private static void add(int bytes, long from, long to) { add(bytes * Math.max(0, to - from)); }
        public int pushDoubles(long from, long to) { add(8, from, to); return tape.pushDoubles(from, to); }
        public int popDoubles(long from, long to) { add(-8, from, to); return tape.popDoubles(from, to); }
        public double[] doubleStack() { return tape.doubleStack(); }
        public int pushInts(long from, long to) { add(4, from, to); return tape.pushInts(from, to); }
        public int popInts(long from, long to) { add(-4, from, to); return tape.popInts(from, to); }
        public int[] intStack() { return tape.intStack(); }
        public int pushBooleans(long from, long to) { add(1, from, to); return tape.pushBooleans(from, to); }
        public int popBooleans(long from, long to) { add(-1, from, to); return tape.popBooleans(from, to); }
        public boolean[] booleanStack() { return tape.booleanStack(); }
        public void pushElements(double[] array, long from, long to) { add(8, from, to); tape.pushElements(array, from, to); }
        public void popElements(double[] array, long from, long to) { add(-8, from, to); tape.popElements(array, from, to); }
        public void pushElements(int[] array, long from, long to) { add(4, from, to); tape.pushElements(array, from, to); }
        public void popElements(int[] array, long from, long to) { add(-4, from, to); tape.popElements(array, from, to); }
        public void loop(String place) {}
        public int mark() { return tape.mark(); }
        public void release(int mark) { tape.release(mark); }
        public double[] doublesLike(double[] like) { return tape.doublesLike(like); }
        public double[] doubles(int length) { return tape.doubles(length); }
        public int[] ints(int length) { return tape.ints(length); }
      }
      """;

  private record Run(String formula, long promised, long counted) {}

  /** Runs {@code Model.f} with a counting tape, and evaluates the formula of its page. */
  private Run run(String method, Object... arguments) throws Exception {
    String source = "final class Model {\n  @org.cotangent.Differentiable " + method + "\n}\n";
    Compiled first = Reports.compile(directory, source).orThrow();
    String formula = Files.readString(directory.resolve("pages.txt")).split("\t")[3];
    String companion =
        first
            .generated()
            .get("ModelDerivatives")
            .replace("import org.cotangent.runtime.Tape;", "import counting.Tape;");
    String parameters = method.substring(method.indexOf('(') + 1, method.indexOf(')'));
    String sum = formula.replace("at most ", "").replace('·', '*');
    String promise =
        "final class Promise { static long bytes(" + parameters + ") { return " + sum + "; } }";
    Compiled second =
        Compilation.of(source, companion, COUNTING, promise).lenient().options("-proc:none").run();
    Method gradient =
        Arrays.stream(second.load("ModelDerivatives").getDeclaredMethods())
            .filter(each -> each.getName().equals("fGradient"))
            .filter(each -> each.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    gradient.setAccessible(true);
    gradient.invoke(null, arguments);
    Method bytes = second.load("Promise").getDeclaredMethods()[0];
    bytes.setAccessible(true);
    long promised = (long) bytes.invoke(null, arguments);
    Class<?> tape = second.load("counting.Tape");
    assertWithMessage("left on the tape").that(tape.getField("now").get(null)).isEqualTo(0L);
    return new Run(formula, promised, (long) tape.getField("most").get(null));
  }

  private static double[] numbers(int n) {
    double[] x = new double[n];
    for (int k = 0; k < n; k++) {
      x[k] = 0.3 + k % 7 * 0.1;
    }
    return x;
  }

  private void assertExact(String method, Object... arguments) throws Exception {
    Run run = run(method, arguments);
    assertThat(run.formula()).doesNotContain("at most");
    assertWithMessage(run.formula()).that(run.counted()).isEqualTo(run.promised());
  }

  @Test
  void aLoopWithAValueThatIsOverwritten() throws Exception {
    String method =
        "static double f(double x, double h, int n) { double y = x;"
            + " for (int i = 0; i < n; i++) { double s = Math.sin(y); y = y - h * s; }"
            + " return y * y; }";
    for (int n : List.of(0, 1, 2, 17, 300)) {
      assertExact(method, 0.4, 0.1, n);
    }
    assertThat(run(method, 0.4, 0.1, 5).counted()).isAtLeast(5 * 8);
  }

  @Test
  void loopsInLoopsOverLengthsOfArrays() throws Exception {
    String method =
        "static double f(double[] x, int steps) { double y = 1; double z = 0;"
            + " for (int s = 2; s <= steps; s++) { y = Math.sin(y * x[0]);"
            + " for (int i = 1; i < x.length - 1; i++) { y = y * Math.cos(y * x[i]); } }"
            + " return y; }";
    for (int n : List.of(3, 4, 11)) {
      for (int steps : List.of(2, 3, 9)) {
        assertExact(method, numbers(n), steps);
      }
    }
  }

  @Test
  void arraysThatAreCopiedAsAWhole() throws Exception {
    String method =
        "static double f(double[] x, int steps) { double[] y = new double[x.length]; int[] p = new int[x.length];"
            + " for (int s = 1; s <= steps; s++) {"
            + " for (int i = 0; i < y.length; i++) { y[i] = Math.sin(y[i]) * x[p[i]]; }"
            + " for (int i = 1; i < p.length; i++) { p[i] = (p[i] + s) % p.length; } }"
            + " double sum = 0; for (int i = 0; i < y.length; i++) { sum += y[i]; } return sum; }";
    for (int n : List.of(3, 4, 11)) {
      for (int steps : List.of(1, 9)) {
        assertExact(method, numbers(n), steps);
      }
    }
    Run run = run(method, numbers(5), 7);
    assertThat(run.formula()).contains("16·steps·x.length");
    assertThat(run.formula()).contains("4·steps·");
    assertThat(run.counted()).isAtLeast(7 * (5 * 8 + 4 * 4));
  }

  @Test
  void aLengthThatIsComputedBeforehand() throws Exception {
    String method =
        "static double f(double[] x) { int half = x.length / 2; int m = half + 1; double y = 1;"
            + " for (int i = 0; i < m; i++) { y = Math.sin(y * x[i]); }"
            + " return y; }";
    for (int n : List.of(2, 5, 8, 33)) {
      assertExact(method, numbers(n));
    }
  }

  @Test
  void whatStandsBehindAConditionIsABound() throws Exception {
    String method =
        "static double f(double[] x) { double y = 1;"
            + " for (int i = 0; i < x.length; i++) { if (x[i] > 0.5) { y = Math.sin(y * x[i]); } }"
            + " return y; }";
    for (int n : List.of(0, 1, 8, 33)) {
      Run run = run(method, (Object) numbers(n));
      assertWithMessage(run.formula()).that(run.counted()).isAtMost(run.promised());
    }
    assertThat(run(method, (Object) numbers(33)).counted()).isGreaterThan(0);
  }

  @Test
  void aTriangleOfIterationsIsASum() throws Exception {
    Reports.compile(
            directory,
            "final class Model { @org.cotangent.Differentiable static double f(double x, int n) {"
                + " double y = x; for (int i = 0; i < n; i++) {"
                + " for (int j = 0; j <= i; j++) { y = Math.sin(y) * x; } } return y; } }")
        .orThrow();
    String formula = Files.readString(directory.resolve("pages.txt")).split("\t")[3];
    assertThat(formula).endsWith("·Σ(i = 0 … n - 1)·(i + 1)");
  }

  @Test
  void theLengthOfAnArrayThatAHelperIsGivenIsThatOfTheCaller() throws Exception {
    String method =
        "static double f(double[] x, int steps) { int n = x.length; double[] y = new double[n];"
            + " for (int s = 0; s < steps; s++) { move(x, y); } return y[0]; }"
            + " static void move(double[] x, double[] y) { for (int i = 0; i < y.length; i++) {"
            + " y[i] = Math.sin(y[i]) + x[i]; } }";
    for (int n : List.of(1, 2, 9)) {
      for (int steps : List.of(0, 1, 5)) {
        assertExact(method, numbers(n), steps);
      }
    }
    assertThat(run(method, numbers(3), 2).formula()).contains("·steps·x.length");
  }

  private String formula(String method) throws Exception {
    Reports.compile(
            directory,
            "final class Model {\n@org.cotangent.Differentiable static double f" + method + " }")
        .orThrow();
    return Files.readString(directory.resolve("pages.txt")).split("\t")[3];
  }

  @Test
  void loopsOfOneLengthAreAddedUp() throws Exception {
    assertThat(
            formula(
                "(double x, int n) { double y = x; for (int i = 0; i < n; i++) { y = Math.sin(y); }"
                    + " for (int k = 0; k < n; k++) { y = Math.cos(y); } return y; }"))
        .isEqualTo("16·n");
  }

  @Test
  void indicesOfOneNameAreToldApart() throws Exception {
    assertThat(
            formula(
                "(double x, int n) { double y = x; for (int i = 0; i < n; i++) { y = g(y, i); }"
                    + " return y; } static double g(double x, int n) { double y = x;"
                    + " for (int i = 0; i < n; i++) { for (int j = 0; j < i; j++) {"
                    + " y = Math.sin(y); } } return y; }"))
        .contains("8·Σ(i = 0 … n - 1)·Σ(i2 = 0 … i - 1)·i2");
  }

  @Test
  void whatIsKeptBehindConditionsStandsInParentheses() throws Exception {
    assertThat(
            formula(
                "(double x, int n, int m) { double y = x; for (int i = 0; i < n; i++) {"
                    + " y = Math.sin(y); if (y > 0) { for (int j = 0; j < m; j++) {"
                    + " y = Math.cos(y); } } if (y > 1) { y = Math.exp(-y); } } return y; }"))
        .contains(" + at most (");
  }

  @Test
  void aLoopThatRunsAgainTakesItsSnapshotsAndOneIteration() throws Exception {
    String loop =
        "(double[] x, int n) { double[] y = x.clone();"
            + " for (@org.cotangent.Checkpointed%s int i = 0; i < n; i++) {"
            + " for (int k = 0; k < y.length; k++) { y[k] = Math.sin(y[k]); } } return y[0]; }";
    String known = formula(String.format(loop, "(snapshots = 5)"));
    // five copies of y with the index of each, and what one iteration keeps
    assertThat(known).isEqualTo("8 + at most (48·x.length + 20)");
    String free = formula(String.format(loop, ""));
    assertThat(free).contains("8·(snapshots)·x.length");
  }

  @Test
  void whatAWhileLoopTakesIsNotKnown() throws Exception {
    Reports.compile(
            directory,
            "final class Model {\n@org.cotangent.Differentiable static double f(double x) {\n"
                + "double y = x;\nwhile (y > 0.1) {\ny = Math.sin(y) * 0.9;\n}\nreturn y; } }")
        .orThrow();
    String formula = Files.readString(directory.resolve("pages.txt")).split("\t")[3];
    assertThat(formula).contains("·(iterations of line 4)");
  }
}
