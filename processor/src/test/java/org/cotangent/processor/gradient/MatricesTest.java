package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.gradient.MatrixCheck.random;

import java.util.List;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.Matrix;
import org.junit.jupiter.api.Test;

/** Methods of matrices: their operations, variables, loops and branches. */
class MatricesTest {
  /** Plain loops for twins. */
  static final String LOOPS =
      """
      static double[][] product(double[][] a, double[][] b) {
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] c = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
          for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int k = 0; k < b.length; k++) {
              sum += a[i][k] * b[k][j];
            }
            c[i][j] = sum;
          }
        }
        return c;
      }
      static double total(double[][] a) {
        double sum = 0;
        for (double[] row : a) {
          for (double each : row) {
            sum += each;
          }
        }
        return sum;
      }
      """;

  @Test
  void aDenseNetHasTheGradientOfItsLoops() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"w1", "b1", "w2"})
            static double f(Matrix w1, Matrix b1, Matrix w2, Matrix x) {
              Matrix hidden = x.times(w1).plusRow(b1).tanh();
              Matrix out = hidden.times(w2);
              return out.hadamard(out).sum() / x.rows();
            }
            @Differentiable(wrt = {"w1", "b1", "w2"})
            static double twin(double[][] w1, double[][] b1, double[][] w2, double[][] x) {
              double[][] z = product(x, w1);
              double[][] hidden = new double[z.length][b1[0].length];
              for (int i = 0; i < z.length; i++) {
                for (int j = 0; j < b1[0].length; j++) {
                  hidden[i][j] = Math.tanh(z[i][j] + b1[0][j]);
                }
              }
              double[][] out = product(hidden, w2);
              double sum = 0;
              for (double[] row : out) {
                for (double each : row) {
                  sum += each * each;
                }
              }
              return sum / x.length;
            }
            """
                + LOOPS,
            0,
            1,
            2)
        .at(random(3, 5, 1), random(1, 5, 2), random(5, 2, 3), random(4, 3, 4))
        .at(random(3, 1, 1), random(1, 1, 2), random(1, 1, 3), random(1, 3, 4));
  }

  @Test
  void aRecurrentNetGoesBackThroughItsLoop() {
    String body =
        """
        @Differentiable
        static double f(Matrix w, Matrix x, double s, @NonDifferentiable int n) {
          Matrix h = x;
          double total = 0;
          for (int t = 0; t < n; t++) {
            h = h.times(w).tanh().scale(s);
            if (h.get(0, 0) > 0) {
              total += h.sum() * s;
            } else {
              h = h.plus(x);
            }
          }
          return total + h.sum();
        }
        @Differentiable
        static double twin(double[][] w, double[][] x, double s, @NonDifferentiable int n) {
          double[][] h = x;
          double total = 0;
          for (int t = 0; t < n; t++) {
            double[][] z = product(h, w);
            double[][] next = new double[x.length][w.length];
            for (int i = 0; i < next.length; i++) {
              for (int j = 0; j < w.length; j++) {
                next[i][j] = Math.tanh(z[i][j]) * s;
              }
            }
            if (next[0][0] > 0) {
              total += total(next) * s;
            } else {
              for (int i = 0; i < next.length; i++) {
                for (int j = 0; j < w.length; j++) {
                  next[i][j] = next[i][j] + x[i][j];
                }
              }
            }
            h = next;
          }
          return total + total(h);
        }
        """;
    MatrixCheck check = MatrixCheck.of(body + LOOPS, 0, 1, 2);
    for (int n = 0; n < 5; n++) {
      check.at(random(3, 3, n), random(2, 3, 50 + n), 1.25, n);
    }
  }

  @Test
  void whatIsNotUsedHasAZeroGradient() {
    MatrixCheck check =
        MatrixCheck.of(
            """
            @SuppressWarnings("cotangent")
            @Differentiable
            static double f(Matrix x, Matrix y, boolean both) {
              return both ? x.sum() + y.hadamard(y).sum() : x.sum();
            }
            """,
            0,
            1);
    check.at(random(2, 3, 1), random(4, 1, 2), false).at(random(2, 3, 1), random(4, 1, 2), true);
  }

  @Test
  void aMatrixMayBePassedForTwoParameters() throws Exception {
    MatrixCheck check =
        MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix y) {
              return x.hadamard(y).tanh().sum();
            }
            """,
            0,
            1);
    check.at(random(3, 3, 1), random(3, 3, 2));
    Matrix both = Matrix.of(random(2, 2, 3));
    Matrix apart = Matrix.of(random(2, 2, 3));
    assertThat(check.gradientOf(both, both)).isEqualTo(check.gradientOf(both, apart));
  }

  @Test
  void helpersTakeAndReturnMatrices() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"w", "b"})
            static double f(Matrix w, Matrix b, Matrix x) {
              Matrix h = layer(x, w, b);
              return h.sum() + square(layer(h, w, b)) + square(w);
            }
            static Matrix layer(Matrix x, Matrix w, Matrix b) {
              Matrix z = x.times(w).plusRow(b);
              if (z.get(0, 0) > 0) {
                return z.tanh();
              }
              return z;
            }
            static double square(Matrix w) {
              return w.hadamard(w).sum();
            }
            """,
            0,
            1)
        .at(random(3, 3, 1), random(1, 3, 2), random(2, 3, 3))
        .at(random(3, 3, 4), random(1, 3, 5), random(2, 3, 6))
        .at(random(3, 3, 7), random(1, 3, 8), random(2, 3, 9));
  }

  @Test
  void annotatedMethodsCallOneAnother() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, double s) {
              Matrix y = forward(x, x, s > 0);
              double[] a = new double[x.rows()];
              for (int i = 0; i < x.rows(); i++) {
                a[i] = y.get(i, 0) * s;
              }
              double t = 0;
              for (double each : a) {
                t += each * each;
              }
              return t;
            }
            @Differentiable
            static Matrix forward(Matrix x, Matrix w, boolean flag) {
              Matrix y = flag ? x.times(w).tanh() : x;
              return flag ? y : y.plus(w);
            }
            """,
            0,
            1)
        .at(random(3, 3, 1), 0.5)
        .at(random(3, 3, 2), -0.5);
  }

  @Test
  void aMethodMayReturnAMatrix() {
    MatrixCheck.of(
            """
            @Differentiable
            static Matrix f(Matrix x, Matrix w, double s) {
              Matrix y = x.times(w).scale(s);
              if (s > 1) {
                return y.tanh();
              }
              return x;
            }
            """,
            0,
            1,
            2)
        .at(random(3, 2, 1), random(2, 4, 2), 1.5)
        .at(random(3, 2, 1), random(2, 4, 2), 0.5);
  }

  @Test
  void whileLoopsBreaksAndSwitchesMayStandAroundOperations() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix w, int mode) {
              Matrix r = x;
              int k = 0;
              while (r.sum() < 10 && k < 3) {
                r = r.times(w).plus(x);
                k++;
                if (r.get(0, 0) > 2) {
                  break;
                }
              }
              Matrix y =
                  switch (mode) {
                    case 0 -> r.tanh();
                    case 1 -> r.hadamard(x);
                    default -> r;
                  };
              do {
                y = y.scale(0.5);
                k--;
              } while (k > 0);
              return mode > 1 && y.sum() > 0 ? y.sum() : y.minus(x).hadamard(y).sum();
            }
            """,
            0,
            1)
        .at(random(3, 3, 1), random(3, 3, 2), 0)
        .at(random(3, 3, 3), random(3, 3, 4), 1)
        .at(random(3, 3, 5), random(3, 3, 6), 2)
        .at(random(3, 3, 7), random(3, 3, 8), 3);
  }

  @Test
  void numbersAndMatricesMix() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, double a, double b) {
              double[] parts = new double[x.rows()];
              for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                  parts[i] += x.get(i, j) * Math.exp(a * j);
                }
              }
              Matrix y = x.scale(Math.sin(a) * b);
              double sum = 0;
              for (int i = 0; i < parts.length; i++) {
                a = a * 1.1;
                sum += parts[i] * y.get(i, 0) * a;
              }
              return sum + y.scale(a).sum();
            }
            """,
            0,
            1,
            2)
        .at(random(3, 2, 1), 0.7, -1.2)
        .at(random(1, 1, 2), 0.1, 2.0);
  }

  @Test
  void anArrayOfWholeNumbersMayChangeBehindItsUse() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = "x")
            static double f(Matrix x, int[] labels) {
              int[] own = labels.clone();
              double sum = 0;
              for (int t = 0; t < 3; t++) {
                sum += x.hadamard(x).softmaxCrossEntropy(own) * (t + 1);
                own[0] = own[0] == 0 ? 1 : 0;
                own[1] = 2;
              }
              return sum;
            }
            """,
            0)
        .at(random(2, 3, 1), new int[] {1, 0});
  }

  @Test
  void onlyFiniteAdjointsReachWhatABranchLeavesOut() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, boolean use) {
              Matrix logarithm = x.log();
              return use ? logarithm.sum() : x.sum();
            }
            """,
            0)
        .at(new double[][] {{0.5, 2}}, true)
        .at(new double[][] {{0.5, 2}}, false);
  }

  @Test
  void attentionHasTheGradientOfItsLoops() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix q, Matrix k, Matrix v) {
              Matrix scores = x.times(q).times(x.times(k).transpose());
              Matrix weights = scores.scale(1 / Math.sqrt(q.columns())).softmax();
              Matrix out = weights.times(x.times(v));
              return out.hadamard(out).mean() + out.rowNorms().sum();
            }
            @Differentiable
            static double twin(double[][] x, double[][] q, double[][] k, double[][] v) {
              double[][] queries = product(x, q);
              double[][] keys = product(x, k);
              double[][] values = product(x, v);
              double sum = 0;
              double norms = 0;
              for (int i = 0; i < x.length; i++) {
                double[] scores = new double[x.length];
                double most = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < x.length; j++) {
                  for (int c = 0; c < q[0].length; c++) {
                    scores[j] += queries[i][c] * keys[j][c];
                  }
                  scores[j] = scores[j] / Math.sqrt(q[0].length);
                  most = Math.max(most, scores[j]);
                }
                double total = 0;
                for (int j = 0; j < x.length; j++) {
                  scores[j] = Math.exp(scores[j] - most);
                  total += scores[j];
                }
                double square = 0;
                for (int c = 0; c < v[0].length; c++) {
                  double out = 0;
                  for (int j = 0; j < x.length; j++) {
                    out += scores[j] / total * values[j][c];
                  }
                  square += out * out;
                }
                sum += square;
                norms += Math.sqrt(square);
              }
              return sum / (x.length * v[0].length) + norms;
            }
            """
                + LOOPS,
            0,
            1,
            2,
            3)
        .at(random(4, 3, 1), random(3, 2, 2), random(3, 2, 3), random(3, 5, 4))
        .at(random(1, 3, 1), random(3, 2, 2), random(3, 2, 3), random(3, 1, 4));
  }

  @Test
  void logisticRegressionHasTheGradientOfItsLoops() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"w", "bias", "decay"})
            static double f(Matrix w, double bias, double decay, Matrix x, Matrix y) {
              Matrix p = x.times(w).plus(bias).sigmoid();
              Matrix losses = y.hadamard(p.log()).plus(y.negate().plus(1).hadamard(p.negate().log1p()));
              return -losses.mean() + decay * w.hadamard(w).sum();
            }
            @Differentiable(wrt = {"w", "bias", "decay"})
            static double twin(double[][] w, double bias, double decay, double[][] x, double[][] y) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double z = bias;
                for (int j = 0; j < w.length; j++) {
                  z += x[i][j] * w[j][0];
                }
                double p = 1 / (1 + Math.exp(-z));
                sum += y[i][0] * Math.log(p) + (1 - y[i][0]) * Math.log(1 - p);
              }
              double squares = 0;
              for (double[] each : w) {
                squares += each[0] * each[0];
              }
              return -sum / x.length + decay * squares;
            }
            """
                + LOOPS,
            0,
            1,
            2)
        .at(random(3, 1, 1), 0.3, 0.1, random(5, 3, 2), new double[][] {{0}, {1}, {1}, {0}, {1}});
  }

  @Test
  void aRecurrentNetLooksUpItsInputs() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"embedding", "recurrent", "out"})
            static double f(
                Matrix embedding, Matrix recurrent, Matrix out, int[][] inputs, int[][] labels) {
              Matrix h = Matrix.zeros(inputs[0].length, recurrent.rows());
              double loss = 0;
              for (int t = 0; t < inputs.length; t++) {
                h = h.times(recurrent).plus(embedding.lookup(inputs[t])).tanh();
                loss += h.times(out).softmaxCrossEntropy(labels[t]);
              }
              return loss / inputs.length;
            }
            """,
            0,
            1,
            2)
        .at(
            random(4, 3, 1),
            random(3, 3, 2),
            random(3, 4, 3),
            new int[][] {{0, 1}, {3, 3}, {1, 0}},
            new int[][] {{1, 1}, {0, 2}, {3, 0}});
  }

  @Test
  void floatsFollowDoubles() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"w", "b"})
            static double f(Matrix w, Matrix b, Matrix x) {
              Matrix h = x;
              for (int t = 0; t < 3; t++) {
                h = h.affine(w, b).sigmoid();
              }
              return h.logSumExp().sum() + h.max(w).mean();
            }
            """,
            0,
            1)
        .inFloats()
        .at(random(3, 3, 1), random(1, 3, 2), random(3, 3, 3));
  }

  @Test
  void matricesMayBeEmpty() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = {"w", "b", "x"})
            static double f(Matrix w, Matrix b, Matrix x) {
              return x.times(w).plusRow(b).tanh().sum() + w.sum();
            }
            """,
            0,
            1,
            2)
        .at(random(3, 2, 1), random(1, 2, 2), new double[0][])
        .at(random(3, 2, 1), random(1, 2, 2), random(1, 3, 3));
  }

  @Test
  void aLongMethodIsSplit() {
    StringBuilder lines = new StringBuilder();
    for (int k = 0; k < 220; k++) {
      lines.append("h = h.times(w).tanh().plus(x.scale(s * " + k / 100.0 + "));\n");
      lines.append("if (h.get(0, 1) > " + (k % 3 - 1) + ") {\n  sum += h.sum() * s;\n}\n");
    }
    MatrixCheck check =
        MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix w, double s) {
              double sum = 0;
              for (int t = 0; t < 2; t++) {
                Matrix h = x;
            """
                + lines
                + """
                x = h;
              }
              return sum;
            }
            """,
            0,
            1,
            2);
    assertThat(check.source()).contains("Matrix[] matrices");
    check.at(random(2, 2, 1), random(2, 2, 2), 0.01);
  }

  @Test
  void methodsOfOtherFilesTakeMatrices() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix w, double s) {
              Matrix y = x;
              double sum = 0;
              for (int t = 0; t < 3; t++) {
                y = Other.layer(y, w, s);
                sum += Other.norm(y) * s;
              }
              return sum + y.sum();
            }
            """,
            List.of(
                """
                package p;
                import org.cotangent.*;
                import org.cotangent.runtime.Matrix;
                final class Other {
                  @Differentiable
                  static Matrix layer(Matrix x, Matrix w, double s) {
                    return x.times(w).scale(s).tanh();
                  }
                  @Differentiable
                  static double norm(Matrix x) {
                    return x.norm();
                  }
                }
                """),
            0,
            1,
            2)
        .at(random(2, 3, 1), random(3, 3, 2), 0.8);
  }

  @Test
  void recordsHoldMatrices() {
    Compiled compiled =
        Compilation.of(
                MatrixCheck.model(
                    """
                    record Inner(Matrix b, double decay) {}
                    record Net(Matrix w, Inner inner, int units) {}
                    @Differentiable(wrt = {"net", "x"})
                    static double record(Net net, Matrix x) {
                      Matrix z = x.times(net.w()).plusRow(net.inner().b());
                      return z.tanh().sum() + net.inner().decay() * net.w().norm();
                    }
                    @Differentiable
                    static double flat(Matrix w, Matrix b, double decay, Matrix x) {
                      return record(new Net(w, new Inner(b, decay), 2), x);
                    }
                    static Object both(Matrix w, Matrix b, double decay, Matrix x) {
                      var whole = ModelDerivatives.recordGradient(
                          new Net(w, new Inner(b, decay), 2), x);
                      return java.util.List.of(
                          whole.value(), whole.net().w(), whole.net().inner().b(),
                          whole.net().inner().decay(), whole.x());
                    }
                    """))
            .with(Processors::cotangent)
            .run()
            .orThrow();
    Matrix[] given = {Matrix.of(random(3, 2, 1)), Matrix.row(0.1, 0.2), Matrix.of(random(4, 3, 2))};
    MatrixCheck check = MatrixCheck.of(compiled);
    List<List<Double>> flat = check.gradientOf("flat", given[0], given[1], 0.3, given[2]);
    List<List<Double>> whole = check.numbersOf("both", given[0], given[1], 0.3, given[2]);
    assertThat(whole).isEqualTo(flat);
  }

  @Test
  void fieldsHoldMatrices() {
    MatrixCheck.of(
            """
            final Matrix shift;
            final Matrix data = Matrix.row(2, 3);
            Model(Matrix shift) {
              this.shift = shift;
            }
            @Differentiable(wrt = {"this.shift", "x"})
            double field(Matrix x) {
              return x.timesRow(data).plusRow(shift).tanh().sum();
            }
            static double f(Matrix shift, Matrix x) {
              return new Model(shift).field(x);
            }
            record FGradient(double value, Matrix shift, Matrix x) {}
            static FGradient gradient(Matrix shift, Matrix x) {
              var gradient = ModelDerivatives.fieldGradient(new Model(shift), x);
              return new FGradient(gradient.value(), gradient.shift(), gradient.x());
            }
            """,
            0,
            1)
        .compareWithDifferences("gradient", random(1, 2, 1), random(3, 2, 2));
  }

  @Test
  void aVariableThatHeldAnotherMatrixMayBecomeAFusedFormulaOfIt() {
    MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, @NonDifferentiable Matrix data) {
              return x.plus(damped(data)).hadamard(x).sum();
            }
            static Matrix damped(Matrix data) {
              Matrix own = data;
              own = data.dividedBy(own.square().plus(1)).tanh();
              return own;
            }
            """,
            0)
        .at(random(2, 3, 1), random(2, 3, 2));
  }
}
