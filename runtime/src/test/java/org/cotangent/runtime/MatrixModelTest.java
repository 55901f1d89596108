package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cotangent.runtime.backend.Engines;
import org.cotangent.runtime.backend.FaultyBackend;
import org.cotangent.runtime.backend.FaultyBackend.Fault;
import org.junit.jupiter.api.Test;

/**
 * Views, changes in place and closing in random order, against arrays that are copied each time:
 * however memory is shared, a matrix changes only when it is changed itself.
 */
final class MatrixModelTest {
  private static final int[] SIZES = {0, 1, 2, 3, 40};

  /** A matrix, and what has to be in it. */
  private record Pair(Matrix matrix, double[][] model) {}

  private final List<Pair> open = new ArrayList<>();
  private Random random = new Random(0);

  @Test
  void matricesOnTheCpuChangeOnlyWhenTheyAreChanged() throws Exception {
    try (AutoCloseable engine = Engines.installCpu()) {
      for (int seed = 0; seed < 300; seed++) {
        run("CPU, seed " + seed, seed);
      }
    }
  }

  @Test
  void matricesOnADeviceChangeOnlyWhenTheyAreChanged() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      FaultyBackend device = new FaultyBackend(Fault.NONE, 0, seed % 2 == 0 ? 1L << 40 : 40_000);
      Random mood = new Random(seed);
      try (AutoCloseable engine =
          Engines.install(
              device, (work, p, operations, up, down) -> mood.nextInt(3) > 0, false, seed % 7)) {
        run("device, seed " + seed, seed);
        assertWithMessage("seed %s", seed).that(device.buffersAlive()).isEqualTo(0);
      }
    }
  }

  private void run(String when, int seed) {
    random = new Random(seed);
    open.clear();
    for (int step = 0; step < 80; step++) {
      step();
      if (step % 4 == 0) {
        compare(when + ", step " + step);
      }
    }
    compare(when);
    for (Pair pair : open) {
      pair.matrix.close();
    }
  }

  private void compare(String when) {
    for (int i = 0; i < open.size(); i++) {
      double[][] actual = open.get(i).matrix.toArray();
      assertWithMessage(when + ", matrix " + i).that(actual).isEqualTo(open.get(i).model);
    }
  }

  private void step() {
    if (open.size() < 2) {
      fresh(SIZES[random.nextInt(5)], SIZES[random.nextInt(5)]);
    }
    Pair a = open.get(random.nextInt(open.size()));
    Pair b = like(a);
    double s = random.nextInt(9) - 4;
    switch (random.nextInt(12)) {
      case 0 -> fresh(a.model.length, columns(a.model));
      case 1 -> transpose(a);
      case 2, 3 -> slice(a);
      case 4 -> {
        double[][] other = copy(b.model);
        a.matrix.addInPlace(s, b.matrix);
        change(a, (i, j, x) -> Math.fma(s, other[i][j], x));
      }
      case 5 -> {
        a.matrix.scaleInPlace(s);
        change(a, (i, j, x) -> s * x);
      }
      case 6 -> {
        a.matrix.fillInPlace(s);
        change(a, (i, j, x) -> s);
      }
      case 7 -> {
        double[][] other = copy(b.model);
        a.matrix.assign(b.matrix);
        change(a, (i, j, x) -> other[i][j]);
      }
      case 8 -> set(a, s);
      case 9 -> {
        open.remove(a);
        a.matrix.close();
      }
      case 10 ->
          open.add(
              new Pair(
                  Elementwise.of("(a, b; s) -> s * a - b", new double[] {s}, a.matrix, b.matrix),
                  map(a.model, (i, j, x) -> s * x - b.model[i][j])));
      default -> {
        if (a.matrix.rows() == a.matrix.columns()) {
          // A matrix and its own transpose: the memory cannot be used again at once.
          double[][] before = copy(a.model);
          try (Matrix transposed = a.matrix.transpose()) {
            a.matrix.mapInPlace("(a, t) -> a + 2 * t", new double[0], transposed);
          }
          change(a, (i, j, x) -> x + 2 * before[j][i]);
        }
      }
    }
    // Numbers stay small integers, on which everything is exact.
    if (open.contains(a)) {
      a.matrix.mapInPlace("(x) -> min(max(x, 0 - 999), 999)", new double[0]);
      change(a, (i, j, x) -> Math.min(Math.max(x, -999), 999));
    }
  }

  private void fresh(int rows, int columns) {
    double[][] model = new double[rows][columns];
    for (double[] row : model) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextInt(100);
      }
    }
    double[] flat = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(model[i], 0, flat, i * columns, columns);
    }
    open.add(new Pair(Matrix.of(rows, columns, flat), rows == 0 ? new double[0][] : model));
  }

  private void transpose(Pair a) {
    // Rows that are not there have no length in the model.
    if (a.model.length > 0 && columns(a.model) > 0) {
      double[][] model = new double[columns(a.model)][a.model.length];
      for (int i = 0; i < model.length; i++) {
        for (int j = 0; j < model[i].length; j++) {
          model[i][j] = a.model[j][i];
        }
      }
      open.add(new Pair(a.matrix.transpose(), model));
    }
  }

  private void slice(Pair a) {
    int r0 = random.nextInt(a.matrix.rows() + 1);
    int c0 = random.nextInt(a.matrix.columns() + 1);
    int r1 = r0 + random.nextInt(a.matrix.rows() - r0 + 1);
    int c1 = c0 + random.nextInt(a.matrix.columns() - c0 + 1);
    double[][] model = new double[r1 - r0][c1 - c0];
    for (int i = 0; i < model.length; i++) {
      System.arraycopy(a.model[r0 + i], c0, model[i], 0, c1 - c0);
    }
    open.add(new Pair(a.matrix.slice(r0, r1, c0, c1), model));
  }

  private void set(Pair a, double s) {
    if (a.model.length > 0 && columns(a.model) > 0) {
      int i = random.nextInt(a.model.length);
      int j = random.nextInt(columns(a.model));
      a.matrix.set(i, j, s);
      a.model[i][j] = s;
    }
  }

  private Pair like(Pair a) {
    for (Pair b : open) {
      if (b.matrix.rows() == a.matrix.rows()
          && b.matrix.columns() == a.matrix.columns()
          && random.nextBoolean()) {
        return b;
      }
    }
    return a;
  }

  private interface Change {
    double at(int i, int j, double x);
  }

  private static void change(Pair a, Change change) {
    double[][] changed = map(a.model, change);
    System.arraycopy(changed, 0, a.model, 0, changed.length);
  }

  private static double[][] map(double[][] model, Change change) {
    double[][] changed = copy(model);
    for (int i = 0; i < changed.length; i++) {
      for (int j = 0; j < changed[i].length; j++) {
        changed[i][j] = change.at(i, j, changed[i][j]);
      }
    }
    return changed;
  }

  private static double[][] copy(double[][] model) {
    double[][] copy = model.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i].clone();
    }
    return copy;
  }

  private static int columns(double[][] model) {
    return model.length == 0 ? 0 : model[0].length;
  }
}
