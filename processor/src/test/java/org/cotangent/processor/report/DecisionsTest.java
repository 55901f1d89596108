package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was decided about a method is told on its page, at the line that it is about. */
class DecisionsTest {
  @TempDir Path directory;

  /** For each optimisation a source, with {@code // here} on the line that it is told at. */
  private static final Map<Optimization, String> SOURCES =
      Map.ofEntries(
          entry(
              Optimization.RECOMPUTED_VALUES,
              """
              static double f(double a, double[] x) {
                double y = 1;
                for (int i = 0; i < x.length; i++) {
                  double slope = a * x[i]; // here
                  y = y * slope * slope;
                }
                return y;
              }
              """),
          entry(
              Optimization.FUSED_LOOPS,
              """
              static double f(double a, int n) {
                double sum = 0;
                for (int i = 0; i < n; i++) { // here
                  double e = Math.exp(a * i);
                  sum += e * e;
                }
                return sum;
              }
              """),
          entry(
              Optimization.REPEATED_ARGUMENTS,
              """
              static double f(double[] x, double h) {
                return power(x, h) * h; // here
              }

              static double power(double[] x, double t) {
                double y = 1;
                for (int i = 0; i < x.length; i++) {
                  y = y * x[i] * t;
                }
                return y;
              }
              """),
          entry(
              Optimization.ELEMENT_LOCALS,
              """
              static double f(double[][] a, double[] x, double[] y) {
                double sum = 0;
                for (int i = 0; i < a.length; i++) {
                  for (int j = 0; j < x.length; j++) { // here
                    sum += a[i][j] * x[j] * y[i];
                  }
                }
                return sum;
              }
              """),
          entry(
              Optimization.COVERING_WRITES,
              """
              static double f(double[] x, int n) {
                double[] t = new double[x.length];
                double sum = 0;
                for (int k = 0; k < n; k++) {
                  for (int j = 0; j < t.length; j++) { // here
                    t[j] = k - x[j];
                  }
                  for (int j = 0; j < t.length; j++) {
                    sum = sum * 0.5 + t[j] * t[j];
                  }
                }
                return sum;
              }
              """),
          entry(
              Optimization.UNREAD_ARRAYS,
              """
              static double f(double[] x) {
                double[] t = new double[x.length];
                scale(x, t); // here
                return t[0] + t[1];
              }
              static void scale(double[] x, double[] t) {
                for (int j = 0; j < t.length; j++) {
                  t[j] = 3 * x[j];
                }
              }
              """),
          entry(
              Optimization.UNDONE_UPDATES,
              """
              static double f(double[] x, int n) {
                double y = 1;
                int p = 0;
                for (int k = 0; k < n; k++) {
                  y = y * x[p];
                  p += 2; // here
                }
                return y;
              }
              """),
          entry(
              Optimization.IDLE_LOOPS,
              """
              static double f(double[] x) {
                double far = 0;
                for (int j = 0; j < x.length; j++) { // here
                  far += x[j] * x[j];
                }
                return Math.min(far, 1);
              }
              """),
          entry(
              Optimization.INLINED_HELPERS,
              """
              static double f(double x) {
                return sigmoid(2 * x); // here
              }
              static double sigmoid(double x) {
                return 1 / (1 + Math.exp(-x));
              }
              """),
          entry(
              Optimization.SHARED_VALUES,
              """
              static double f(double x) {
                double c = Math.cos(x);
                double s = Math.sin(x); // here
                return s * c;
              }
              """),
          entry(
              Optimization.RUNNING_EXTREMES,
              """
              static double f(double[] x) {
                double most = x[0];
                for (int i = 1; i < x.length; i++) { // here
                  most = Math.max(most, x[i]);
                }
                return most;
              }
              """),
          entry(
              Optimization.TAPE_BLOCKS,
              """
              static double f(double x, int n) {
                double y = x;
                for (int i = 0; i < n; i++) { // here
                  y = Math.sin(y) * x;
                }
                return y;
              }
              """),
          entry(
              Optimization.SEPARATE_ROWS,
              """
              @org.cotangent.Differentiable(modes = org.cotangent.Mode.JACOBIAN)
              static double[] f(double x, double y) {
                return new double[] {x * x * y, y}; // here
              }
              """),
          entry(
              Optimization.SHARED_RECIPROCALS,
              """
              @org.cotangent.Differentiable(modes = org.cotangent.Mode.JACOBIAN)
              static double[] f(double x, double y) {
                double far = x + y; // here
                double a = x / far;
                double b = y / far;
                return new double[] {a * a * b, b * b};
              }
              """),
          entry(
              Optimization.ARRAY_COPIES,
              """
              static double f(double[] x, int n) {
                double[] y = x.clone();
                for (int s = 0; s < n; s++) {
                  for (int i = 0; i < y.length; i++) { // here
                    y[i] = Math.sin(y[i]) * x[i];
                  }
                }
                return y[0];
              }
              """),
          entry(
              Optimization.LENT_ARRAYS,
              """
              static double f(double[] x) {
                double[] t = new double[x.length]; // here
                for (int j = 1; j < t.length; j++) {
                  t[j] = Math.sin(t[j - 1] * x[j]) + x[0];
                }
                return t[t.length - 1];
              }
              """));

  private static String model(String method) {
    String marked = method.startsWith("@") ? method : "@org.cotangent.Differentiable\n" + method;
    return "final class Model {\n" + marked + "}\n";
  }

  private List<List<String>> decisions(String method, String... options) {
    Compilation compilation = Compilation.of(model(method)).with(Processors::cotangent).lenient();
    compilation.options("-Acotangent.report=" + directory);
    if (options.length > 0) {
      compilation.options(options);
    }
    compilation.run().orThrow();
    return Reports.rows(Reports.parse(Reports.files(directory).get("Model.F.html")), "decisions");
  }

  private static String line(String method, String mark) {
    List<String> lines = model(method).lines().toList();
    for (int k = 0; k < lines.size(); k++) {
      if (lines.get(k).endsWith(mark)) {
        return "line " + (k + 1);
      }
    }
    throw new AssertionError("no line ends with " + mark);
  }

  private static List<List<String>> told(List<List<String>> decisions, String what) {
    return decisions.stream().filter(row -> row.get(1).equals(what)).toList();
  }

  @ParameterizedTest
  @EnumSource(Optimization.class)
  void everyOptimisationIsToldAtItsLine(Optimization optimization) {
    String method = SOURCES.get(optimization);
    assertWithMessage("a source that shows %s", optimization).that(method).isNotNull();
    List<List<String>> all = decisions(method);
    List<List<String>> told = told(all, optimization.optionName());
    assertWithMessage("%s in %s", optimization, all).that(told).isNotEmpty();
    assertThat(told.stream().map(row -> row.get(0)).toList()).contains(line(method, "// here"));
    for (List<String> row : told) {
      assertWithMessage("%s", row).that(row.get(2).split(" ").length).isAtLeast(6);
      assertWithMessage("%s", row).that(row.get(2)).doesNotContain("`");
      assertWithMessage("%s", row).that(row.get(2)).doesNotContain("#");
    }
  }

  @ParameterizedTest
  @EnumSource(Optimization.class)
  void whatIsSwitchedOffIsNotTold(Optimization optimization) {
    String method = SOURCES.get(optimization);
    assertWithMessage("a source that shows %s", optimization).that(method).isNotNull();
    String name = optimization.optionName();
    assertThat(told(decisions(method, "-Acotangent.without=" + name), name)).isEmpty();
  }

  @Test
  void whatIsKeptIsToldWithWhoReadsItAndWhyItIsNotComputedAgain() {
    String method =
        """
        static double f(double x, double[] a) {
          double y = x;
          for (int i = 0; i < a.length; i++) {
            double e = Math.exp(y); // dear
            double d = 2 * y; // over
            y = e * d + a[i]; // old
          }
          return y;
        }
        """;
    List<List<String>> kept = told(decisions(method), "kept");
    String old = line(method, "// old");
    String dear = line(method, "// dear");
    assertThat(kept)
        .containsExactly(
            List.of(
                line(method, "// dear"),
                "kept",
                "e is kept for the adjoints of "
                    + dear.replace("line", "lines")
                    + " and "
                    + old.replace("line ", "")
                    + "; it is not computed again, since that would take longer"),
            List.of(
                line(method, "// over"),
                "kept",
                "d is kept "
                    + "for the adjoint of "
                    + old
                    + "; it is not computed again, since y is overwritten by then"));
  }

  @Test
  void whyACallIsNotDifferentiatedInPlaceIsTold() {
    String method =
        """
        static double f(double[] x) {
          return norm(x) * power(x[0], 3); // calls
        }
        static double norm(double[] x) {
          double sum = 0;
          for (double e : x) { sum += e * e; }
          return sum;
        }
        static double power(double x, int n) {
          return n == 0 ? 1 : x * power(x, n - 1);
        }
        """;
    List<List<String>> decisions = decisions(method);
    String at = line(method, "// calls");
    String halves = " is called, in two halves, and not differentiated in place: ";
    assertThat(decisions).contains(List.of(at, "kept", "norm" + halves + "it has a loop"));
    assertThat(decisions).contains(List.of(at, "kept", "power" + halves + "it calls itself"));
  }

  @Test
  void aLoopThatIsLeftInTheMiddleIsToldToKeepValuesOneByOne() {
    String method =
        """
        static double f(double x, int n) {
          double y = x;
          for (int i = 0; i < n; i++) { // here
            y = Math.sin(y) * x;
            if (y < 0.1) { break; }
          }
          return y;
        }
        """;
    assertThat(decisions(method))
        .contains(
            List.of(
                line(method, "// here"),
                "kept",
                "its values are pushed one by one, no room is made for all iterations at once:"
                    + " it may be left in the middle"));
  }

  @Test
  void whatRunsAgainIsTold() {
    String method =
        """
        static double f(double x, int n) {
          double y = x;
          for (@org.cotangent.Checkpointed(snapshots = 5) int i = 0; i < n; i++) { // here
            y = Math.sin(y) * x;
          }
          return y;
        }
        """;
    assertThat(told(decisions(method), "run again"))
        .containsExactly(
            List.of(
                line(method, "// here"),
                "run again",
                "its iterations run again in the reverse sweep, from 5 snapshots; nothing else of"
                    + " them is kept"));
  }

  @Test
  void namesOfRowsAreTold() {
    String method =
        """
        static double f(double[][] a) {
          double y = 1;
          for (int i = 0; i < a.length; i++) {
            double[] row = a[i]; // here
            y = y * row[0] * row[1];
          }
          return y;
        }
        """;
    assertThat(told(decisions(method), "named again"))
        .containsExactly(
            List.of(
                line(method, "// here"),
                "named again",
                "row is a name of an array that is still there when the loop is reversed"));
  }
}
