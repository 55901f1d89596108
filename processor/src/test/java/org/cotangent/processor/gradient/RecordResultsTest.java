package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Records as results. Each test has two annotated methods: {@code f} returns a record, {@code flat}
 * takes the components of {@code f}'s parameters and those of a seed, and returns the sum of all
 * components times their seeds. The derivatives of {@code flat} are held against the oracle, those
 * of {@code f} against {@code flat}'s.
 */
class RecordResultsTest {
  private final SplittableRandom random = new SplittableRandom(5);

  /**
   * Compares at random points.
   *
   * @param seeds the shapes of the seeds
   * @param shape the shapes of the other parameters of {@code flat}; what is not floating-point is
   *     passed as it is
   */
  private void compare(String body, int points, List<Object> seeds, Object... shape) {
    String source = RecordsTest.model(body);
    Check check = Check.of(source).method("flat");
    Compiled compiled = Compilation.of(source).with(Processors::cotangent).run().orThrow();
    for (int point = 0; point < points; point++) {
      Object[] own = new Object[shape.length];
      for (int k = 0; k < shape.length; k++) {
        own[k] = RecordsTest.isFloating(shape[k]) ? Flat.random(shape[k], random) : shape[k];
      }
      Object[] given = seeds.stream().map(each -> Flat.random(each, random)).toArray();
      List<Object> all = new ArrayList<>(List.of(own));
      all.addAll(List.of(given));
      check.at(all.toArray());
      compareAt(compiled, own, given);
    }
  }

  private void compareAt(Compiled compiled, Object[] own, Object[] seeds) {
    Class<?> companion = compiled.load("p.ModelDerivatives");
    Method f = RecordsTest.method(compiled.load("p.Model"), "f", false);
    for (Method each : companion.getDeclaredMethods()) {
      assertThat(each.getName()).isNotEqualTo("fGradient");
    }

    List<Object> arguments = new ArrayList<>();
    List<Object> adjoints = new ArrayList<>();
    for (Object each : Flat.copy(own)) {
      arguments.add(each);
      Object adjoint = each;
      if (RecordsTest.isFloating(each)) {
        boolean array = each.getClass().isArray();
        adjoint = array ? Flat.like(each, () -> 0.5) : Flat.zeros(each);
      }
      adjoints.add(adjoint);
      if (adjoint != each && adjoint.getClass().isArray()) {
        arguments.add(adjoint);
      }
    }
    Object[] wholeAdjoints =
        RecordsTest.grouped(f.getParameterTypes(), Flat.copy(adjoints.toArray()));
    arguments.addAll(List.of(seeds));
    arguments.add(1.0);
    Object flat =
        RecordsTest.call(RecordsTest.method(companion, "flatBackward", false), arguments.toArray());
    List<Object> expected = new ArrayList<>();
    if (!(flat instanceof Double)) {
      expected.addAll(RecordsTest.leaves(flat));
      expected.remove(0);
    }

    Object[] plain = RecordsTest.grouped(f.getParameterTypes(), Flat.copy(own));
    List<Object> value = RecordsTest.leaves(RecordsTest.call(f, plain));
    Object seed = RecordsTest.make(f.getReturnType(), new ArrayDeque<>(seed(value, seeds)));
    for (boolean tape : new boolean[] {false, true}) {
      Object[] whole = RecordsTest.grouped(f.getParameterTypes(), Flat.copy(own));
      Object[] sums =
          RecordsTest.grouped(
              f.getParameterTypes(),
              Flat.copy(
                  Arrays.stream(wholeAdjoints)
                      .map(RecordsTest::leaves)
                      .flatMap(List::stream)
                      .toArray()));
      List<Object> given = new ArrayList<>();
      for (int k = 0; k < whole.length; k++) {
        given.add(whole[k]);
        if (RecordsTest.holdsArrays(whole[k])) {
          given.add(sums[k]);
        }
      }
      given.add(seed);
      if (tape) {
        given.add(new org.cotangent.runtime.Tape());
      }
      Object backward =
          RecordsTest.call(RecordsTest.method(companion, "fBackward", tape), given.toArray());
      List<Object> leaves = RecordsTest.leaves(backward);
      same("value", leaves.subList(0, value.size()), value);
      List<Object> scalars =
          leaves.subList(value.size(), leaves.size()).stream()
              .filter(RecordsTest::isScalar)
              .toList();
      RecordsTest.assertSame("adjoints of scalars", scalars, expected);
      RecordsTest.assertSame("adjoint arrays", RecordsTest.leaves(sums), adjoints);
      same("arrays after the call", RecordsTest.leaves(whole), RecordsTest.leaves(plain));
    }
  }

  /** The components of a seed: those that are data are anything, and not read. */
  private static List<Object> seed(List<Object> value, Object[] seeds) {
    List<Object> out = new ArrayList<>();
    int next = 0;
    for (Object each : value) {
      out.add(RecordsTest.isFloating(each) ? seeds[next++] : each);
    }
    assertThat(next).isEqualTo(seeds.length);
    return out;
  }

  private static void same(String what, List<Object> actual, List<Object> expected) {
    assertWithMessage(what).that(actual.toArray()).isEqualTo(expected.toArray());
  }

  private static final String PARAMS = "record Params(double[] w, double b) {}\n";

  @Test
  void aStepFromOneRecordToTheNext() {
    String body =
        PARAMS
            + """
              @Differentiable
              static Params f(Params p, double h) {
                double[] w = new double[p.w().length];
                double s = 0;
                for (int i = 0; i < w.length; i++) {
                  w[i] = p.w()[i] * Math.sin(h) + p.b() * s;
                  s += w[i] * w[i];
                }
                return new Params(w, p.b() * h + s);
              }

              @Differentiable
              static double flat(double[] w, double b, double h,
                  @NonDifferentiable double[] sw, @NonDifferentiable double sb) {
                Params r = f(new Params(w, b), h);
                double sum = r.b() * sb;
                for (int i = 0; i < r.w().length; i++) {
                  sum += r.w()[i] * sw[i];
                }
                return sum;
              }
            """;
    compare(body, 5, List.of(new double[3], 0.0), new double[3], 0.0, 0.0);
    compare(body, 2, List.of(new double[0], 0.0), new double[0], 0.0, 0.0);
  }

  @Test
  void aRecordOfScalarsHasItsAdjointsInARecord() {
    compare(
        """
          record Point(double x, float y) {}

          @Differentiable
          static Point f(Point a, double k) {
            return a.x() > k ? new Point(a.y() * k, a.y() * a.y()) : a;
          }

          @Differentiable
          static double flat(double x, float y, double k,
              @NonDifferentiable double sx, @NonDifferentiable float sy) {
            Point r = f(new Point(x, y), k);
            return r.x() * sx + r.y() * (double) sy;
          }
        """,
        20,
        List.of(0.0, 0.0f),
        0.0,
        0.0f,
        0.0);
  }

  @Test
  void arraysOfParametersAndTheSameArrayTwice() {
    String body =
        """
          record Two(double[] a, int n, double[] b, String name) {}

          @Differentiable
          static Two f(double[] x, double[] y, int n, String name) {
            double[] z = new double[x.length];
            for (int i = 0; i < z.length; i++) {
              z[i] = x[i] * y[i];
            }
            if (n == 0) {
              return new Two(x, n, x, name);
            }
            if (n == 1) {
              return new Two(z, 7, z, name);
            }
            return n == 2 ? new Two(x, n, y, name) : new Two(z, n, x, name);
          }

          @Differentiable
          static double flat(double[] x, double[] y, int n, String name,
              @NonDifferentiable double[] sa, @NonDifferentiable double[] sb) {
            Two r = f(x, y, n, name);
            double sum = 0;
            for (int i = 0; i < r.a().length; i++) {
              sum += r.a()[i] * sa[i] + r.b()[i] * sb[i];
            }
            return sum;
          }
        """;
    for (int n = 0; n < 4; n++) {
      compare(
          body, 2, List.of(new double[3], new double[3]), new double[3], new double[3], n, "name");
    }
  }

  @Test
  void nestedRecordsWithRowsAndFloatsThatLoopsReplace() {
    String body =
        """
          record Inner(double x, float[] y) {}

          record Outer(Inner a, double[][] m, Inner b, boolean on) {}

          @Differentiable
          static Outer f(Outer o, double seed, int n) {
            Outer q = o;
            for (int i = 0; i < n; i++) {
              Inner next = new Inner(q.a().x() * seed, q.b().y());
              q = new Outer(new Inner(q.b().x() + q.m()[0][0], q.a().y()), q.m(), next, !q.on());
            }
            return q;
          }

          @Differentiable
          static double flat(double ax, float[] ay, double[][] m, double bx, float[] by, boolean on,
              double seed, int n,
              @NonDifferentiable double sax, @NonDifferentiable float[] say,
              @NonDifferentiable double[][] sm, @NonDifferentiable double sbx,
              @NonDifferentiable float[] sby) {
            Outer r = f(new Outer(new Inner(ax, ay), m, new Inner(bx, by), on), seed, n);
            double sum = r.a().x() * sax + r.b().x() * sbx;
            for (int i = 0; i < r.a().y().length; i++) {
              sum += r.a().y()[i] * (double) say[i] + r.b().y()[i] * (double) sby[i];
            }
            for (int i = 0; i < r.m().length; i++) {
              for (int j = 0; j < r.m()[i].length; j++) {
                sum += r.m()[i][j] * sm[i][j];
              }
            }
            return sum;
          }
        """;
    for (int n = 0; n < 4; n++) {
      compare(
          body,
          2,
          List.of(0.0, new float[2], new double[2][3], 0.0, new float[2]),
          0.0,
          new float[2],
          new double[2][3],
          0.0,
          new float[2],
          true,
          0.0,
          n);
    }
  }

  @Test
  void aResultWithAnArrayThatTheMethodWrites() {
    compare(
        PARAMS
            + """
              @Differentiable
              static Params f(double[] x, double k) {
                for (int i = 0; i < x.length; i++) {
                  x[i] = x[i] * x[i] * k;
                }
                return new Params(x, x[0]);
              }

              @Differentiable
              static double flat(double[] x, double k,
                  @NonDifferentiable double[] sw, @NonDifferentiable double sb) {
                Params r = f(x, k);
                double sum = r.b() * sb;
                for (int i = 0; i < x.length; i++) {
                  sum += x[i] * sw[i];
                }
                return sum;
              }
            """,
        3,
        List.of(new double[2], 0.0),
        new double[2],
        0.0);
  }

  @Test
  void arraysThatAreWrittenAgainAfterTheyWereMadeAPartOfTheResult() {
    compare(
        PARAMS
            + """
              @Differentiable
              static Params f(double[] x) {
                double[] w = x.clone();
                Params p = new Params(w, w[0]);
                w[0] = w[0] * w[1];
                w[1] = Math.exp(w[0]);
                return twice(p);
              }

              static Params twice(Params p) {
                p.w()[1] *= 2 * p.b();
                return new Params(p.w(), 2 * p.b());
              }

              @Differentiable
              static double flat(double[] x,
                  @NonDifferentiable double[] sw, @NonDifferentiable double sb) {
                Params r = f(x);
                return r.b() * sb + r.w()[0] * sw[0] + r.w()[1] * sw[1];
              }
            """,
        3,
        List.of(new double[2], 0.0),
        (Object) new double[2]);
  }

  @Test
  void theLocalArraysOfTheResultStayAsTheyAreWhenTheTapeIsUsedAgain() {
    Compiled compiled =
        compiled(
            """
              @Differentiable
              static Params f(double[] x) {
                double[] w = new double[x.length];
                for (int i = 0; i < w.length; i++) {
                  w[i] = x[i] * x[i];
                  w[i] *= w[i];
                }
                return new Params(w, 1);
              }
            """);
    Class<?> companion = compiled.load("p.ModelDerivatives");
    Class<?> type = compiled.load("p.Model$Params");
    Object tape = new org.cotangent.runtime.Tape();
    Method backward = RecordsTest.method(companion, "fBackward", true);
    Object seed = record(type, new double[] {1}, 0.0);
    double[] sums = {1};
    Object first = RecordsTest.call(backward, new Object[] {new double[] {2}, sums, seed, tape});
    RecordsTest.call(backward, new Object[] {new double[] {3}, new double[1], seed, tape});
    assertThat((double[]) RecordsTest.leaves(first).get(0)).isEqualTo(new double[] {16});
    assertThat(sums).isEqualTo(new double[] {1 + 32});
  }

  @Test
  void aSeedOfAnotherShapeIsRefusedByTheNameOfItsComponent() {
    Compiled compiled =
        compiled(
            """
              @Differentiable
              static Params f(double[] x, double b) {
                return new Params(new double[] {x[0], b}, b);
              }
            """);
    Method backward = RecordsTest.method(compiled.load("p.ModelDerivatives"), "fBackward", false);
    Class<?> type = compiled.load("p.Model$Params");
    double[] sums = new double[2];
    for (double[] wrong : new double[][] {new double[1], new double[3], null}) {
      Object seed = record(type, wrong, 1.0);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> RecordsTest.call(backward, new Object[] {new double[2], sums, 1.0, seed}));
      assertThat(refused).hasMessageThat().contains("seed.w");
      assertThat(sums).isEqualTo(new double[2]);
    }
  }

  @Test
  void aSeedThatSharesAnArrayWithTheAdjointsIsRefused() {
    Compiled compiled =
        compiled(
            """
              @Differentiable
              static Params f(Params p) {
                return new Params(p.w(), p.w()[0]);
              }
            """);
    Method backward = RecordsTest.method(compiled.load("p.ModelDerivatives"), "fBackward", false);
    Class<?> type = compiled.load("p.Model$Params");
    Object p = record(type, new double[2], 1.0);
    Object both = record(type, new double[2], 1.0);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> RecordsTest.call(backward, new Object[] {p, both, both}));
    assertThat(refused).hasMessageThat().contains("seed.w");
  }

  @Test
  void fieldsAndReceiversGoTogetherWithRecords() {
    Compiled compiled =
        Compilation.of(
                """
                package p;

                import org.cotangent.Differentiable;

                record Model(double rate, double[] w) {
                  @Differentiable(wrt = {"this.rate", "this.w", "x"})
                  Model f(double x) {
                    return new Model(rate * x, w);
                  }
                }
                """)
            .with(Processors::cotangent)
            .run()
            .orThrow();
    Class<?> type = compiled.load("p.Model");
    Object model = RecordsTest.make(type, new ArrayDeque<>(List.<Object>of(3.0, new double[2])));
    double[] seeds = {5, 7};
    Object seed = RecordsTest.make(type, new ArrayDeque<>(List.<Object>of(2.0, seeds)));
    double[] sums = {1, 1};
    Method backward = RecordsTest.method(compiled.load("p.ModelDerivatives"), "fBackward", false);
    Object result = RecordsTest.call(backward, new Object[] {model, sums, 0.5, seed});
    List<Object> leaves = RecordsTest.leaves(result);
    assertThat(leaves.get(0)).isEqualTo(1.5);
    assertThat(leaves.subList(2, 4)).containsExactly(1.0, 6.0).inOrder();
    assertThat(sums).isEqualTo(new double[] {6, 8});
  }

  @Test
  void aComponentThatIsNullHasNoAdjoint() {
    Compiled compiled =
        compiled(
            """
              @Differentiable
              static Params f(double x) {
                return new Params(null, x * x);
              }
            """);
    Object seed = record(compiled.load("p.Model$Params"), null, 2.0);
    Method backward = RecordsTest.method(compiled.load("p.ModelDerivatives"), "fBackward", false);
    List<Object> leaves = RecordsTest.leaves(RecordsTest.call(backward, new Object[] {3.0, seed}));
    assertThat(leaves).containsExactly(null, 9.0, 12.0).inOrder();
  }

  @Test
  void resultsThatCannotBeDifferentiatedAreRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.*;

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
            final double a;

            Part(double a) {
              this.a = a;
            }
          }

          record Counts(int n) {}

          private record Hidden(double a) {}

          record Hand(double a) {}

          @Differentiable
          static Checked f(double x) { // expect AD011: Checked
            return new Checked(x);
          }

          @Differentiable
          static Own g(double x) { // expect AD011: Own
            return new Own(x);
          }

          @Differentiable
          static Part h(double x) { // expect AD011: Part
            return new Part(x);
          }

          @Differentiable
          static Counts i(double x) { // expect AD011: Counts
            return new Counts(1);
          }

          @Differentiable
          static Hidden j(double x) { // expect AD011: Hidden
            return new Hidden(x);
          }

          @Differentiable
          static Hand[] k(double x) { // expect AD011: Hand[]
            return null;
          }
        }
        """);
  }

  @Test
  void aMethodOfAnotherFileThatReturnsARecordIsRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.*;

        final class Model {
          @Differentiable
          static double f(double[] x, double h) {
            Other.make(x, h); // expect AD202: Other.make(x, h)
            return x[0] * h;
          }
        }
        """,
        """
        package p;

        import org.cotangent.*;

        final class Other {
          record Point(double x) {}

          @Differentiable
          static Point make(double[] x, double h) {
            x[0] *= h;
            return new Point(h);
          }
        }
        """);
  }

  @Test
  void aMethodThatReturnsARecordMadeByItselfIsRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.*;

        final class Model {
          record Point(double x) {}

          @Differentiable
          static Point f(double x, int n) {
            if (n == 0) {
              return new Point(x);
            }
            Point inner = f(x * x, n - 1); // expect AD153: f
            return inner;
          }
        }
        """);
  }

  private static Compiled compiled(String body) {
    String source = RecordsTest.model(PARAMS + body);
    return Compilation.of(source).with(Processors::cotangent).run().orThrow();
  }

  private static Object record(Class<?> type, double[] w, double b) {
    try {
      var constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(w, b);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
