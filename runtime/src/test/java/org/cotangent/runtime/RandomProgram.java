package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cotangent.runtime.backend.Precision;

/**
 * A program of matrix operations, chosen by a seed: products, formulas, sums, views, changes in
 * place, reading, closing, nested scopes. Running it gives all numbers that Java sees.
 */
final class RandomProgram {
  private static final int[] SIZES = {1, 1, 2, 3, 5};

  private final Random random;
  private final Precision precision;
  private final boolean exact;
  private final List<Matrix> open = new ArrayList<>();
  private final List<double[]> seen = new ArrayList<>();

  private RandomProgram(long seed, boolean exact) {
    this.random = new Random(seed);
    this.precision = random.nextBoolean() ? Precision.DOUBLE : Precision.FLOAT;
    this.exact = exact;
  }

  /**
   * Runs a program.
   *
   * @param exact whether it keeps to functions that have the same bits everywhere
   */
  static List<double[]> run(long seed, int steps, boolean exact) {
    RandomProgram program = new RandomProgram(seed, exact);
    try (Scope scope = Scope.open()) {
      program.block(steps, 0);
      for (Matrix matrix : program.open) {
        program.seen.add(matrix.toDoubles());
      }
    }
    return program.seen;
  }

  private void block(int length, int depth) {
    for (int i = 0; i < length; i++) {
      if (open.size() < 3) {
        fresh();
      }
      step(depth);
    }
  }

  private void step(int depth) {
    Matrix a = any();
    switch (random.nextInt(17)) {
      case 0 -> fresh();
      case 1, 2 -> product(a);
      case 3, 4 -> formula(a);
      case 5 -> open.add(Elementwise.rowSums("(x) -> x * x", a));
      case 6 -> open.add(Elementwise.columnSums("(x; s) -> x - s", new double[] {0.5}, a));
      case 7 -> seen.add(new double[] {Elementwise.sum("(x) -> x", a)});
      case 8 -> open.add(a.view(a.operand().transpose()));
      case 9 -> slice(a);
      case 10 -> a.addInPlace(random.nextGaussian(), like(a));
      case 11 -> a.scaleInPlace(random.nextBoolean() ? 0.5 : -1);
      case 12 ->
          a.mapInPlace(
              "(w, v; r) -> w - r * v / (1 + abs(w))", new double[] {random.nextDouble()}, like(a));
      case 13 -> assign(a);
      case 14 -> read(a);
      case 15 -> {
        open.remove(a);
        a.close();
      }
      default -> {
        if (depth < 3) {
          nested(depth);
        }
      }
    }
  }

  /** A scope of its own, of which one matrix is kept; the others' names are forgotten. */
  private void nested(int depth) {
    try (Scope scope = Scope.open()) {
      List<Matrix> outside = new ArrayList<>(open);
      block(random.nextInt(6), depth + 1);
      Matrix kept = any();
      scope.keep(kept);
      open.removeIf(matrix -> !outside.contains(matrix) && matrix != kept);
    }
  }

  private void fresh() {
    open.add(Matrix.gaussian(size(), size(), random.nextInt(1000)).toPrecision(precision));
  }

  private void product(Matrix a) {
    Matrix b = any();
    if (b.rows() != a.columns()) {
      b = Matrix.gaussian(a.columns(), size(), random.nextInt(1000)).toPrecision(precision);
    }
    Matrix addend =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> Matrix.filled(1, b.columns(), 0.25, precision);
          default -> Matrix.filled(a.rows(), b.columns(), -0.5, precision);
        };
    double alpha = random.nextBoolean() ? 1 : 0.125;
    open.add(Compute.multiply(alpha, a, b, random.nextBoolean() ? 1 : 3, addend));
  }

  private void formula(Matrix a) {
    switch (random.nextInt(4)) {
      case 0 -> open.add(Elementwise.of(exact ? "(x) -> sqrt(abs(x))" : "(x) -> tanh(x)", a));
      case 1 -> open.add(Elementwise.of("(x, y) -> x * y + x", a, like(a)));
      case 2 -> open.add(Elementwise.of("(x, z) -> x > z ? x : 0.1 * x", a, Matrix.ZERO));
      default ->
          open.add(
              Elementwise.of(
                  "(x, r, c; s) -> s * x + r - c",
                  new double[] {random.nextDouble()},
                  a,
                  Elementwise.columnSums("(x) -> x", a),
                  Elementwise.rowSums("(x) -> x", a)));
    }
  }

  private void slice(Matrix a) {
    int r0 = random.nextInt(a.rows() + 1);
    int c0 = random.nextInt(a.columns() + 1);
    int r1 = r0 + random.nextInt(a.rows() - r0 + 1);
    int c1 = c0 + random.nextInt(a.columns() - c0 + 1);
    open.add(a.view(a.operand().slice(r0, r1, c0, c1)));
  }

  private void assign(Matrix a) {
    if (a.rows() > 0 && a.columns() > 0 && random.nextBoolean()) {
      a.set(random.nextInt(a.rows()), random.nextInt(a.columns()), random.nextGaussian());
    } else if (random.nextBoolean()) {
      a.fillInPlace(random.nextGaussian());
    } else {
      a.assign(like(a));
    }
  }

  private void read(Matrix a) {
    if (a.rows() > 0 && a.columns() > 0 && random.nextBoolean()) {
      seen.add(new double[] {a.get(random.nextInt(a.rows()), random.nextInt(a.columns()))});
    } else {
      seen.add(a.toDoubles());
    }
  }

  /** A matrix of the same shape, where possible one that is there. */
  private Matrix like(Matrix a) {
    for (int i = 0; i < 4; i++) {
      Matrix b = any();
      if (b.rows() == a.rows() && b.columns() == a.columns()) {
        return b;
      }
    }
    return Matrix.gaussian(a.rows(), a.columns(), random.nextInt(1000)).toPrecision(precision);
  }

  private Matrix any() {
    while (open.isEmpty()) {
      fresh();
    }
    return open.get(random.nextInt(open.size()));
  }

  private int size() {
    return SIZES[random.nextInt(SIZES.length)];
  }
}
