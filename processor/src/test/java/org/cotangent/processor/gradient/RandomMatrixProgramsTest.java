package org.cotangent.processor.gradient;

import static org.cotangent.processor.gradient.MatrixCheck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random methods of matrices and numbers, with loops, branches, helpers and variables that are
 * assigned again, against differences. All operations in them are smooth.
 */
class RandomMatrixProgramsTest {
  private static final int PROGRAMS = 12;

  private static final List<String> UNARY =
      List.of(
          "%s.tanh()",
          "%s.sin()",
          "%s.sigmoid()",
          "%s.softplus()",
          "%s.tanh().exp()",
          "%s.square().plus(1).log()",
          "%s.negate()",
          "%s.transpose()",
          "%s.softmax()",
          "%s.logSoftmax()",
          "%s.scale(0.5)",
          "%s.minusRow(%s.columnMeans())",
          "%s.timesColumn(%s.rowMeans())",
          "%s.plusColumn(%s.logSumExp())",
          "%s.dividedBy(2).cos()");

  private static final List<String> BINARY =
      List.of(
          "%s.plus(%s)",
          "%s.minus(%s)",
          "%s.hadamard(%s)",
          "%s.times(%s).scale(0.3)",
          "%s.times(0.5, %s, 0.5, %<s)",
          "%s.dividedBy(%s.square().plus(2))",
          "%s.plusRow(%s.columnSums().scale(0.1))",
          "mix(%s, %s)");

  private static final String HELPERS =
      """
      static Matrix mix(Matrix a, Matrix b) {
        Matrix c = a.minus(b).tanh();
        if (a.get(0, 1) > b.get(1, 0)) {
          c = c.times(a).scale(0.4);
          return c;
        }
        return c.plus(b).sin();
      }
      static double size(Matrix a, double s) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
          sum += a.get(i, 0) * s;
        }
        return Math.sin(sum) + a.mean();
      }
      """;

  private final StringBuilder text = new StringBuilder();
  private SplittableRandom random;
  private List<String> matrices;
  private List<String> numbers;
  private int made;

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String matrix() {
    return pick(matrices);
  }

  private String number() {
    return random.nextInt(4) == 0 ? "0.7" : pick(numbers);
  }

  private String expression() {
    switch (random.nextInt(8)) {
      case 0, 1, 2:
        String one = matrix();
        return pick(UNARY).formatted(one, one);
      case 3, 4, 5:
        return pick(BINARY).formatted(matrix(), matrix());
      case 6:
        return matrix() + ".scale(" + number() + ")";
      default:
        return matrix() + ".plus(Math.sin(" + number() + "))";
    }
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(depth + 1)).append(line).append('\n');
  }

  private void statement(int depth) {
    int kind = random.nextInt(depth > 2 ? 7 : 12);
    switch (kind) {
      case 0, 1 -> {
        String name = "v" + made++;
        line(depth, "Matrix " + name + " = " + expression() + ";");
        matrices.add(name);
      }
      case 2, 3, 4 -> line(depth, matrix() + " = " + expression() + ";");
      case 5 ->
          line(depth, pick(numbers) + " = Math.sin(" + number() + ") + 0.3 * " + scalar() + ";");
      case 6 -> {
        String choice = matrix() + " = " + condition() + " ? " + expression() + " : " + matrix();
        line(depth, choice + ";");
      }
      case 7, 8 -> {
        line(depth, "if (" + condition() + ") {");
        block(depth + 1);
        line(depth, "} else {");
        block(depth + 1);
        line(depth, "}");
      }
      case 9, 10 -> {
        String index = "i" + made++;
        String loop = "for (int " + index + " = 0; " + index + " < n; " + index + "++) {";
        line(depth, loop);
        block(depth + 1);
        if (random.nextInt(4) == 0) {
          line(depth + 1, "if (" + condition() + ") {");
          line(depth + 2, random.nextBoolean() ? "break;" : "continue;");
          line(depth + 1, "}");
          block(depth + 1);
        }
        line(depth, "}");
      }
      default -> {
        String count = "k" + made++;
        line(depth, "int " + count + " = 0;");
        line(depth, "while (" + count + " < 2 && " + condition() + ") {");
        line(depth + 1, count + "++;");
        block(depth + 1);
        line(depth, "}");
      }
    }
  }

  private String scalar() {
    return switch (random.nextInt(4)) {
      case 0 -> matrix() + ".mean()";
      case 1 -> matrix() + ".get(" + random.nextInt(3) + ", " + random.nextInt(3) + ")";
      case 2 -> "size(" + matrix() + ", " + number() + ")";
      default -> matrix() + ".dot(" + matrix() + ") * 0.1";
    };
  }

  private String condition() {
    return matrix() + ".get(" + random.nextInt(3) + ", 0) > " + (random.nextInt(5) - 2) * 0.21;
  }

  private void block(int depth) {
    int before = matrices.size();
    for (int k = random.nextInt(1, 4); k > 0; k--) {
      statement(depth);
    }
    while (matrices.size() > before) {
      matrices.remove(matrices.size() - 1);
    }
  }

  private String program(String name, long seed) {
    text.setLength(0);
    random = new SplittableRandom(seed);
    matrices = new ArrayList<>(List.of("x", "y"));
    numbers = new ArrayList<>(List.of("s", "t"));
    made = 0;
    text.append("@Differentiable(wrt = {\"x\", \"y\", \"s\"})\n");
    text.append("static double ").append(name).append("(Matrix x, Matrix y, double s, int n) {\n");
    line(0, "double t = 0.4;");
    for (int k = 0; k < 6; k++) {
      statement(0);
    }
    line(0, "return " + matrix() + ".tanh().sum() + " + scalar() + " + s * t;");
    return text.append("}\n").toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theirGradientsAreThoseOfDifferences(long group) {
    StringBuilder body = new StringBuilder(HELPERS);
    for (int k = 0; k < PROGRAMS; k++) {
      body.append(program("f" + k, 1000 * group + k));
    }
    Compiled compiled =
        Compilation.of(MatrixCheck.model(body.toString()))
            .with(Processors::cotangent)
            .lenient()
            .run()
            .orThrow();
    for (int k = 0; k < PROGRAMS; k++) {
      MatrixCheck check = MatrixCheck.of(compiled, "f" + k, 0, 1, 2);
      for (int n = 0; n < 4; n += 3) {
        check.at(random(3, 3, 31 * group + k), random(3, 3, 77 * group + k), 0.6, n);
      }
    }
  }
}
