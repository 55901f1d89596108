package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class AdjointsTest {

  private static void refuses(String message, Executable check) {
    assertThat(assertThrows(IllegalArgumentException.class, check))
        .hasMessageThat()
        .isEqualTo(message);
  }

  @Test
  void acceptsAdjointsOfTheSameShape() {
    Adjoints.requireSameShape("x", new double[4], new double[4]);
    Adjoints.requireSameShape("x", new float[0], new float[0]);
    Adjoints.requireSameShape("x", new double[][] {{1}, {}}, new double[][] {{2}, {}});
    Adjoints.requireSameShape("x", new float[][] {{1}, null}, new float[][] {{2}, {3}});
    Adjoints.requireSameShape("x", new double[2][3][4], new double[2][3][4]);
    Adjoints.requireSameShape("x", new float[][][] {{null}, null}, new float[][][] {{null}, null});
    Adjoints.requireSameShape("x", (double[]) null, null);
    Adjoints.requireSameShape("x", (float[][]) null, null);
  }

  @Test
  void namesTheParameterAndBothLengths() {
    refuses(
        "xAdjoint has length 3, but x has length 4",
        () -> Adjoints.requireSameShape("x", new double[4], new double[3]));
    refuses(
        "xAdjoint has length 5, but x has length 4",
        () -> Adjoints.requireSameShape("x", new float[4], new float[5]));
    refuses(
        "xAdjoint is null, but x has length 4",
        () -> Adjoints.requireSameShape("x", new double[4], null));
    refuses(
        "xAdjoint is null, but x has length 4",
        () -> Adjoints.requireSameShape("x", new float[4], null));
  }

  @Test
  void namesTheRow() {
    refuses(
        "wAdjoint has length 2, but w has length 3",
        () -> Adjoints.requireSameShape("w", new double[3][2], new double[2][2]));
    refuses(
        "wAdjoint[2] has length 1, but w[2] has length 2",
        () ->
            Adjoints.requireSameShape("w", new double[3][2], new double[][] {{0, 0}, {0, 0}, {0}}));
    refuses(
        "wAdjoint[1] is null, but w[1] has length 0",
        () -> Adjoints.requireSameShape("w", new float[][] {{}, {}}, new float[][] {{}, null}));
    refuses(
        "wAdjoint[1][0] has length 2, but w[1][0] has length 3",
        () ->
            Adjoints.requireSameShape(
                "w", new double[][][] {{}, {{1, 2, 3}}}, new double[][][] {{}, {{1, 2}}}));
    refuses(
        "wAdjoint[0] is null, but w[0] has length 1",
        () -> Adjoints.requireSameShape("w", new float[1][1][1], new float[1][][]));
    refuses(
        "wAdjoint is null, but w has length 1",
        () -> Adjoints.requireSameShape("w", new float[1][1][1], null));
  }

  @Test
  void makesZeros() {
    assertThat(Adjoints.zerosLike(new double[] {1, 2})).isEqualTo(new double[2]);
    assertThat(Adjoints.zerosLike(new float[] {1, 2})).isEqualTo(new float[2]);
    assertThat(Adjoints.zerosLike(new double[][] {{1}, null, {}}))
        .isEqualTo(new double[][] {{0}, null, {}});
    assertThat(Adjoints.zerosLike(new float[][] {{1}, null, {}}))
        .isEqualTo(new float[][] {{0}, null, {}});
    assertThat(Adjoints.zerosLike(new double[][][] {{{1}}, null}))
        .isEqualTo(new double[][][] {{{0}}, null});
    assertThat(Adjoints.zerosLike(new float[][][] {{{1}}, null}))
        .isEqualTo(new float[][][] {{{0}}, null});
    assertThat(Adjoints.zerosLike((double[][][]) null)).isNull();
    assertThat(Adjoints.zerosLike((float[][][]) null)).isNull();
  }

  @Test
  void copiesAllTheWayDown() {
    double[][][] cube = {{{1}, {2, 3}}, null, {}};
    double[][][] copy = Adjoints.copyOf(cube);
    assertThat(copy).isEqualTo(cube);
    assertThat(copy[0]).isNotSameInstanceAs(cube[0]);
    assertThat(copy[0][1]).isNotSameInstanceAs(cube[0][1]);

    int[][] ints = {{1}, {2}};
    int[][] intsCopy = Adjoints.copyOf(ints);
    intsCopy[1][0] = 5;
    assertThat(ints[1][0]).isEqualTo(2);

    String[] strings = {"a", null};
    assertThat(Adjoints.copyOf(strings)).isEqualTo(strings);
    assertThat(Adjoints.copyOf(strings)).isNotSameInstanceAs(strings);

    assertThat(Adjoints.copyOf(new float[] {1})).isEqualTo(new float[] {1});
    assertThat(Adjoints.copyOf(new long[] {1})).isEqualTo(new long[] {1});
    assertThat(Adjoints.copyOf(new short[] {1})).isEqualTo(new short[] {1});
    assertThat(Adjoints.copyOf(new byte[] {1})).isEqualTo(new byte[] {1});
    assertThat(Adjoints.copyOf(new char[] {1})).isEqualTo(new char[] {1});
    assertThat(Adjoints.copyOf(new boolean[] {true})).isEqualTo(new boolean[] {true});
    assertThat(Adjoints.copyOf((double[]) null)).isNull();
  }

  @Test
  void refusesOneArrayUnderTwoNames() {
    double[] u = {1};
    double[] none = {};
    Adjoints.requireDistinct("u", u, "v", u.clone());
    Adjoints.requireDistinct("u", null, "v", null);
    Adjoints.requireDistinct("u", none, "v", none);
    refuses(
        "u and v are the same array; this method writes u, so the derivative would be wrong: pass a"
            + " copy",
        () -> Adjoints.requireDistinct("u", u, "v", u));
  }

  @Test
  void refusesARowThatOccursTwice() {
    double[] row = {1};
    double[] none = {};
    Adjoints.requireDistinctRows("w", null);
    Adjoints.requireDistinctRows("w", new double[][] {row, null, null, none, none});
    Adjoints.requireDistinctRows("w", new double[1000][1]);
    Adjoints.requireDistinctRows("w", new double[10][10][1]);
    refuses(
        "w[1] and w[2] are the same array, so the derivative would be wrong: pass a copy",
        () -> Adjoints.requireDistinctRows("w", new double[][] {{1}, row, row}));
    double[][] many = new double[1000][1];
    many[999] = many[123];
    refuses(
        "w[123] and w[999] are the same array, so the derivative would be wrong: pass a copy",
        () -> Adjoints.requireDistinctRows("w", many));
    refuses(
        "w[0][1] and w[2][0] are the same array, so the derivative would be wrong: pass a copy",
        () -> Adjoints.requireDistinctRows("w", new double[][][] {{{1}, row}, {}, {row}}));
    double[][] matrix = {row};
    refuses(
        "w[0] and w[1] are the same array, so the derivative would be wrong: pass a copy",
        () -> Adjoints.requireDistinctRows("w", new double[][][] {matrix, matrix}));
  }

  @Test
  void aMatrixAndOneOfItsRowsShareAnArray() {
    double[][] m = {{1, 2}, {3}};
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Adjoints.requireDisjoint("m", m, "r", m[1]));
    assertThat(e).hasMessageThat().contains("m and r share an array");
    assertThrows(
        IllegalArgumentException.class,
        () -> Adjoints.requireDisjoint("m", m, "k", new double[][] {{5}, m[0]}));
    Adjoints.requireDisjoint("m", m, "k", new double[][] {{1, 2}, {3}});
    Adjoints.requireDisjoint("m", new double[][] {{}}, "k", new double[][] {{}});
    Adjoints.requireDisjoint("m", null, "k", m);
  }

  @Test
  void anAdjointInItsParametersArrayIsRefused() {
    double[] x = {1};
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Adjoints.requireSameShape("x", x, x));
    assertThat(e).hasMessageThat().contains("x and xAdjoint are the same array");
    Adjoints.requireSameShape("x", x, new double[1]);
  }

  @Test
  void aSeedHasTheShapeOfTheResult() {
    Adjoints.requireSeed(new double[2], new double[2]);
    Adjoints.requireSeed(new double[][] {{1}, {}}, new double[][] {{2}, {}});
    IllegalArgumentException length =
        assertThrows(
            IllegalArgumentException.class,
            () -> Adjoints.requireSeed(new double[2], new double[3]));
    assertThat(length).hasMessageThat().isEqualTo("seed has length 3, but the result has length 2");
    IllegalArgumentException row =
        assertThrows(
            IllegalArgumentException.class,
            () -> Adjoints.requireSeed(new double[][] {{1}}, new double[][] {{}}));
    assertThat(row)
        .hasMessageThat()
        .isEqualTo("seed[0] has length 0, but the result[0] has length 1");
    assertThrows(IllegalArgumentException.class, () -> Adjoints.requireSeed(new double[0], null));
  }

  @Test
  void elementsAreCopiedIntoTheRowsThatAreThere() {
    double[][] target = {{0, 0}, {0}};
    double[] first = target[0];
    Adjoints.copyInto(new double[][] {{1, 2}, {3}}, target);
    assertThat(target[0]).isSameInstanceAs(first);
    assertThat(first).isEqualTo(new double[] {1, 2});
    assertThat(target[1]).isEqualTo(new double[] {3});
    Adjoints.copyInto(null, null);
  }

  @Test
  void copiesOfArraysOfObjectsShareTheObjects() {
    String[][] names = {{"a", null}, {"b"}};
    String[][] copy = Adjoints.copyOf(names);
    names[0][0] = "c";
    assertThat(copy).isEqualTo(new String[][] {{"a", null}, {"b"}});
    Adjoints.copyInto(copy, names);
    assertThat(names).isEqualTo(new String[][] {{"a", null}, {"b"}});
    assertThat(names[0]).isNotSameInstanceAs(copy[0]);
  }

  @Test
  void arraysThatHoldTheSameObjectsAreDistinct() {
    String[] names = {"a", "a"};
    Adjoints.requireDisjoint("x", new String[][] {names.clone()}, "y", names);
    Adjoints.requireDistinctRows("x", new String[][][] {{names, {"a"}}});
    assertThrows(
        IllegalArgumentException.class,
        () -> Adjoints.requireDisjoint("x", new String[][] {names}, "y", names));
  }
}
