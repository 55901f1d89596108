package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

class KeptArraysTest {

  @Test
  void rowsAndTheirNumbersComeBack() {
    double[] first = {1, 2};
    double[] second = {3};
    double[][] m = {first, second};
    KeptArrays kept = KeptArrays.of(m);
    m[0] = second;
    m[1] = first;
    first[0] = 7;
    KeptArrays.keep(kept, m);
    m[0] = first;
    m[1] = second;
    first[0] = 1;
    second[0] = 4;
    KeptArrays.putBack(kept);
    assertThat(m[0]).isSameInstanceAs(second);
    assertThat(m[1]).isSameInstanceAs(first);
    assertThat(first).isEqualTo(new double[] {7, 2});
    assertThat(second).isEqualTo(new double[] {3});
  }

  @Test
  void aRowThatIsNoLongerReachedComesBackToo() {
    double[] first = {1};
    double[] other = {5};
    double[][][] m = {{first}};
    double[][] sheet = m[0];
    KeptArrays kept = KeptArrays.of(m);
    first[0] = 2;
    m[0] = new double[][] {other};
    KeptArrays.keep(kept, m);
    other[0] = 6;
    first[0] = 1;
    m[0] = sheet;
    KeptArrays.putBack(kept);
    assertThat(m[0][0]).isSameInstanceAs(other);
    assertThat(other).isEqualTo(new double[] {5});
    assertThat(first).isEqualTo(new double[] {2});
  }

  @Test
  void arraysOfIntsAndNullAreKept() {
    int[] row = {1, 2};
    int[][] m = {row, null};
    KeptArrays kept = KeptArrays.of(m);
    KeptArrays.keep(kept, m);
    m[1] = row;
    row[0] = 9;
    KeptArrays.putBack(kept);
    assertThat(m[1]).isNull();
    assertThat(row).isEqualTo(new int[] {1, 2});
    KeptArrays none = KeptArrays.of(null);
    KeptArrays.keep(none, null);
    KeptArrays.putBack(none);
  }
}
