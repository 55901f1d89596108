package org.cotangent.processor.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * What numeric Java uses, each with a small method that shows what becomes of it. A row that is
 * made true by a new feature changes from {@code no} to {@code yes}.
 */
final class SurveyRows {
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row of the table.
   *
   * @param construct what numeric methods use
   * @param code why it is refused; null when it is accepted
   * @param source a method, or a class, that uses it; where it is refused, with the marker
   * @param other a second file, or null
   * @param arguments a point at which the gradient is checked
   */
  record Row(
      String construct,
      String code,
      String remark,
      String source,
      String other,
      Object[] receiver,
      Object[] arguments) {
    Row with(String file) {
      return new Row(construct, code, remark, source, file, receiver, arguments);
    }

    Row on(Object... constructor) {
      return new Row(construct, code, remark, source, other, constructor, arguments);
    }
  }

  static List<Row> all() {
    SurveyRows survey = new SurveyRows();
    survey.arithmetic();
    survey.control();
    survey.arrays();
    survey.fields();
    survey.calls();
    survey.objects();
    return List.copyOf(survey.rows);
  }

  private void yes(String construct, String remark, String source, Object... arguments) {
    rows.add(new Row(construct, null, remark, source, null, null, arguments));
  }

  private void no(String construct, String code, String remark, String source) {
    rows.add(new Row(construct, code, remark, source, null, null, null));
  }

  /** Changes the row that was added last. */
  private void last(java.util.function.UnaryOperator<Row> change) {
    rows.set(rows.size() - 1, change.apply(rows.get(rows.size() - 1)));
  }

  private void arithmetic() {
    yes(
        "functions of `Math` and `StrictMath`",
        "by the [rules](rules.md)",
        "static double f(double x) { return Math.exp(x) * StrictMath.sin(x) + Math.hypot(x, 2); }",
        0.7);
    yes(
        "arithmetic with whole numbers",
        "data",
        "static double f(double x, int n) { int k = n * 3 % 5; k++; k -= 2; return x * x * k; }",
        0.7,
        4);
    yes(
        "compound assignment to floating-point numbers",
        "",
        "static double f(double x) { double y = x; y *= x; y += 3; y /= x; y -= x; return y; }",
        0.7);
    yes(
        "whole numbers turned into floating-point ones",
        "",
        "static double f(double x, int n, long m, char c) { double k = n; return x * k + m * x + c; }",
        0.7,
        3,
        4L,
        'c');
    yes(
        "`float`, and casts between it and `double`",
        "each adjoint has the type of its variable",
        "static float f(float x, double y) { float z = (float) (x * y); return z * x; }",
        0.5f,
        0.75);
    yes(
        "casts of floating-point numbers to whole ones",
        "cut the derivative, with the warning AD401",
        "static double f(double x, @NonDifferentiable double y) { return x * (int) y; }",
        0.7,
        2.5);
    yes(
        "bit operations",
        "data",
        "static double f(double x, int n) { return (n & 1) == 0 ? x * (n << 2 ^ 5) : x * (~n >>> 28 | 1); }",
        0.7,
        6);
    yes(
        "`Double.isNaN`, `compare`, bits of numbers, limits such as `Double.MAX_VALUE`",
        "data; bits turned back into numbers are refused (AD201)",
        """
        static double f(double x, double y) {
          if (Double.isNaN(x) || Double.compare(x, Double.MAX_VALUE) > 0 || Double.doubleToLongBits(y) == 0) {
            return 0;
          }
          return x * y + Double.MIN_VALUE;
        }
        """,
        0.7,
        2.5);
    yes(
        "constants: `static final` numbers, of the class, of others, statically imported",
        "",
        """
        package p;
        import static java.lang.Math.PI;
        import static java.lang.Math.sin;
        import org.cotangent.*;
        final class Model {
          private static final double HALF = 0.5;
          static final int N = 3;
          interface Constants { double G = 9.81; }
          @Differentiable
          static double f(double x) { return HALF * x * sin(x * PI) * N + Constants.G * x * Math.E; }
        }
        """,
        0.7);
  }

  private void control() {
    yes(
        "`if`, comparisons, `&&`, `||`, `!`",
        "differentiated along the branch that runs",
        "static double f(double x, double y) { if (x > 1 && !(y < 0) || x == y) { return x * y; } else { return y; } }",
        1.5,
        0.5);
    yes("`?:`", "", "static double f(double x) { return x > 0 ? x * x : -x; }", 0.7);
    yes(
        "`for` loops that count",
        "run backwards by their index",
        "static double f(double x, int n) { double s = 1; for (int i = 0; i < n; i++) s = s * x + i; return s; }",
        0.7,
        4);
    yes(
        "`while`, `do`, loops without end",
        "",
        """
        static double f(double x) {
          while (x < 5) x = x * x + 1;
          do { x = x / 2; } while (x > 1);
          for (;;) { x = x * 1.5; if (x > 3) break; }
          return x;
        }
        """,
        0.7);
    yes(
        "early `return`",
        "",
        "static double f(double x) { if (x < 0) return -x; if (x > 1) { return x * x; } return x; }",
        1.5);
    yes(
        "`return` inside of loops",
        "",
        "static double f(double x) { for (int i = 0; i < 9; i++) { x = x * x; if (x > 9) return x; } return 3 * x; }",
        1.5);
    yes(
        "`break`, `continue`",
        "",
        "static double f(double x) { double s = 0; for (int i = 0; i < 9; i++) { if (i == 2) continue; if (i == 5) break; s += s * x + i * x; } return s; }",
        0.5);
    yes(
        "labels",
        "on any statement",
        "static double f(double x) { out: for (int i = 0; i < 3; i++) { for (int j = 0; j < 3; j++) { x = x * x + j; if (x > 4) break out; if (j > i) continue out; } } return x; }",
        0.5);
    yes(
        "`switch`",
        "statements and expressions on whole numbers, strings and enums; others are refused (AD103)",
        "static double f(double x, int n) { switch (n) { case 0: x = x * x; case 1: x = x + 2; break; default: x = switch (n) { case 2 -> 5 * x; default -> x; }; } return x * x; }",
        0.5,
        2);
    yes(
        "`throw`, checks of arguments, `assert`",
        "checked exceptions are refused (AD131)",
        "static double f(double x, int n) { if (n < 0) throw new IllegalArgumentException(\"n = \" + n); assert n < 9; return x * n; }",
        0.5,
        2);
    no(
        "`try`, `catch`, `finally`, `synchronized`",
        "AD104",
        "`synchronized`: AD106",
        "static double f(double x) { try { return x; } finally { } // expect AD104: try\n }");
    yes(
        "variables without a value, `var`, parameters that are assigned",
        "",
        "static double f(double x, int n) { double y; var z = x * x; if (n > 0) y = z; else y = 2 * z; x = y * x; return x; }",
        0.5,
        1);
    yes(
        "`++`, `--` and assignments inside of expressions",
        "in Java's order",
        "static double f(double x, double[] a) { int i = 0; a[i++] += x; a[i] = a[i = i - 1] * 2; double y; return (y = a[0]) * y * x++ + x; }",
        0.5,
        new double[] {1, 2});
  }

  private void arrays() {
    yes(
        "arrays read, and their length",
        "",
        "static double f(double[] x) { return x[0] * x[x.length - 1]; }",
        new double[] {2, 3});
    yes(
        "elements of local arrays written",
        "",
        "static double f(double x) { double[] a = new double[2]; a[0] = x; a[1] = a[0] * x; return a[1]; }",
        0.5);
    yes(
        "elements of array parameters written",
        "their adjoints are in and out",
        "static void f(double[] x) { for (int i = 1; i < x.length; i++) x[i] = x[i] * x[i - 1]; }",
        new double[] {2, 3, 4});
    yes(
        "arrays made",
        "",
        "static double f(double x, int n) { double[] a = new double[n]; for (int i = 0; i < n; i++) a[i] = x * i; return a[n - 1] * x; }",
        0.5,
        3);
    yes(
        "arrays with their elements, `{a, b}`",
        "",
        "static double f(double x) { double[] a = {x, x * x}; return a[0] * a[1]; }",
        0.5);
    yes(
        "arrays returned",
        "the seed is an array too",
        "static double[] f(double[] x) { double[] y = new double[x.length]; for (int i = 0; i < x.length; i++) y[i] = x[i] * x[0]; return y; }",
        new double[] {2, 3});
    yes(
        "two-dimensional arrays",
        "",
        "static double f(double[][] m) { double[][] t = new double[2][2]; t[0][1] = m[1][0] * m[0][0]; double[] row = t[0]; return row[1] * m[1][1]; }",
        (Object) new double[][] {{1, 2}, {3, 4}});
    yes(
        "arrays of three and more dimensions",
        "",
        "static double f(double[][][] a) { return a[0][1][0] * a[1][0][1]; }",
        (Object) new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
    yes(
        "`for` over an array",
        "",
        "static double f(double[] x) { double s = 0; for (double v : x) s += v * v; return s; }",
        new double[] {2, 3});
    yes(
        "arrays of whole numbers and booleans",
        "data",
        "static double f(double[] x, int[] at, boolean[] on) { int[] k = {at[0], 1}; return on[0] ? x[k[0]] * x[0] : x[1]; }",
        new double[] {2, 3},
        new int[] {1},
        new boolean[] {true});
    yes(
        "several names of one array, rows, swapped and rotated references",
        "",
        "static double f(double[] x) { double[] u = x.clone(); double[] v = new double[2]; for (int k = 0; k < 3; k++) { v[0] = u[1] * u[0]; v[1] = u[0]; double[] t = u; u = v; v = t; } return u[0] * u[1]; }",
        new double[] {0.5, 0.75});
    yes(
        "`System.arraycopy`, `Arrays.fill`, `Arrays.copyOf`, `clone`",
        "",
        "static double f(double[] x) { double[] y = x.clone(); System.arraycopy(x, 0, y, 1, 1); double[] z = java.util.Arrays.copyOf(y, 3); java.util.Arrays.fill(z, 2, 3, x[0]); return z[0] * z[1] * z[2]; }",
        new double[] {2, 3});
    no(
        "`Arrays.sort`",
        "AD169",
        "",
        "static double f(double[] x) { java.util.Arrays.sort(x); // expect AD169: java.util.Arrays.sort\n return x[0]; }");
    yes(
        "constant arrays",
        "`static final` arrays are data; private ones and writes to them are refused (AD113, AD127)",
        "static double f(double x) { double s = 0; for (double c : C) s = s * x + c; return s; }\nstatic final double[] C = {1, 2, 3};",
        0.5);
  }

  private void fields() {
    yes(
        "numbers in fields of the object itself",
        "data",
        """
        package p;
        final class Model {
          final double rate;
          Model(double rate) { this.rate = rate; }
          @org.cotangent.Differentiable
          double f(double x) { return x * x * rate; }
        }
        """,
        0.5);
    last(row -> row.on(2.0));
    yes(
        "arrays in fields of the object itself",
        "data",
        """
        package p;
        final class Model {
          final double[] w = {1, 2};
          @org.cotangent.Differentiable
          double f(double x) { return x * x * w[1] + w[0] * x; }
        }
        """,
        0.5);
    last(row -> row.on());
    no(
        "fields written",
        "AD111",
        "",
        "static double last;\nstatic double f(double x) { last = x; // expect AD111: last\n return x; }");
    yes(
        "constant objects (`static final`)",
        "data, for calls of text and for `==`",
        "static double f(double x, String s) { return s.equals(NAME) ? x * x : x; }\nstatic final String NAME = \"a\".concat(\"b\");",
        0.5,
        "ab");
  }

  private void calls() {
    yes(
        "calls of static methods of the same class",
        "private ones too",
        "static double f(double x) { return g(x) * g(2 * x); }\nprivate static double g(double x) { return x * x; }",
        0.5);
    yes(
        "calls of static methods of other classes",
        "when these are annotated; else AD202",
        """
        package p;
        final class Model {
          @org.cotangent.Differentiable
          static double f(double x) { return Other.g(x) * x; }
        }
        """,
        0.5);
    last(
        row ->
            row.with(
                """
                package p;
                final class Other {
                  @org.cotangent.Differentiable
                  static double g(double x) { return x * x; }
                }
                """));
    yes(
        "calls of methods of the object itself",
        "private, final, or of a final class",
        """
        package p;
        class Model {
          final double rate;
          Model(double rate) { this.rate = rate; }
          @org.cotangent.Differentiable
          final double f(double x) { return g(x) * this.g(2); }
          private double g(double x) { return x * rate; }
        }
        """,
        0.5);
    last(row -> row.on(2.0));
    no(
        "calls of methods that can be overridden",
        "AD203",
        "",
        """
        package p;
        class Model {
          @org.cotangent.Differentiable
          final double f(double x) { return g(x); // expect AD203: g(x)
          }
          double g(double x) { return x; }
        }
        """);
    yes(
        "recursion",
        "mutual too",
        "static double f(double x, int n) { return n == 0 ? 1 : x * f(x, n - 1) + x; }",
        0.5,
        3);
    yes(
        "a variable number of arguments",
        "of primitive types; of objects refused (AD205)",
        "static double f(double x) { return sum(x, x * x, 2) + sum(); }\nstatic double sum(double... v) { double s = 0; for (double w : v) s += w * w; return s; }",
        0.5);
    yes(
        "lambdas and method references",
        "where it is known which one is called; else AD101, AD102, AD160 to AD164; streams are refused",
        "static double f(double x) { return twice(v -> v * x, x) + twice(Math::sin, x); }\nprivate static double twice(java.util.function.DoubleUnaryOperator g, double v) { return g.applyAsDouble(g.applyAsDouble(v)); }",
        0.5);
    no(
        "functions that come in from outside, other objects of the JDK",
        "AD161",
        "calls of JDK objects: AD204",
        "static double f(double x, @NonDifferentiable java.util.function.DoubleUnaryOperator g) { return g.applyAsDouble(x); // expect AD161: g.applyAsDouble\n }");
    no(
        "random numbers",
        "AD201",
        "objects that make them: AD204",
        "static double f(double x) { return x * Math.random(); // expect AD201: Math.random()\n }");
    yes(
        "text, printing",
        "numbers, strings and enum constants; other objects: AD108",
        "static double f(double x, int n) { String s = \"n\" + n; System.out.print(\"\"); return x * s.length() * x; }",
        0.5,
        12);
  }

  private void objects() {
    yes(
        "objects in fields",
        "data, passed on and compared",
        """
        package p;
        final class Model {
          final String name = "a";
          @org.cotangent.Differentiable
          double f(double x) { return name.equals("a") ? x * x : x; }
        }
        """,
        0.5);
    last(row -> row.on());
    no(
        "calls of methods of other objects",
        "AD204",
        "those of the file are followed; those of strings and enum constants are data",
        "static double f(double x, @NonDifferentiable Thread t) { return x * t.getPriority(); // expect AD204: t.getPriority\n }");
    yes(
        "calls that pass objects on",
        "data",
        "static double f(double x, String s) { return g(x, s) * x; }\nprivate static double g(double x, String s) { return s == null ? x : x * x; }",
        0.5,
        "a");
    no(
        "objects made",
        "AD107",
        "of other files; records and final classes of the file are taken apart; exceptions where they are thrown",
        "static double f(double x) { Object o = new Object(); // expect AD107: new Object()\n return x; }");
    yes(
        "boxed numbers",
        "followed as the numbers in them",
        "static double f(double x) { Double y = x * x; Integer k = 2; return y * y + k * x; }",
        0.5);
    no(
        "generic types",
        "AD118",
        "objects of a type parameter are data",
        "static double f(double x) { java.util.List<String> l = null; // expect AD118: java.util.List\n return x; }");
    yes(
        "arrays of objects",
        "data",
        "static double f(double x, String[] names) { double y = x; for (String name : names) { y *= name.equals(\"a\") ? x : 2; } return y; }",
        0.5,
        new String[] {"a", "b", "a"});
    no(
        "local and anonymous classes",
        "AD110",
        "anonymous ones with one method are followed as lambdas are; others: AD107",
        "static double f(double x) { class Local {} // expect AD110: class Local\n return x; }");
    no(
        "`for` over collections",
        "AD117",
        "",
        """
        package p;
        final class Model {
          interface Bag extends Iterable<String> {}
          @org.cotangent.Differentiable
          static double f(double x, @org.cotangent.NonDifferentiable Bag bag) {
            for (String s : bag) { // expect AD117: bag
              x = x * x;
            }
            return x;
          }
        }
        """);
  }
}
