package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JacobianRowsTest {

  @Test
  void eachReverseSweepFindsWhatTheForwardSweepPushed() {
    Tape tape = new Tape();
    tape.push(7.0);
    tape.push(8);
    for (int call = 0; call < 3; call++) {
      JacobianRows rows = JacobianRows.of(tape);
      double[] array = {1, 2};
      for (int i = 0; i < 100; i++) {
        tape.push(i + 0.5);
        tape.push(i + 0.5f);
        tape.push(i);
        tape.push((long) i);
        tape.push(i % 3 == 0);
        tape.pushArray(array);
      }
      array[0] = 3;
      for (int row = 0; row < 4; row++) {
        JacobianRows.next(rows);
        assertThat(array).isEqualTo(new double[] {3, 2});
        for (int i = 99; i >= 0; i--) {
          assertThat(tape.popArray()).isSameInstanceAs(array);
          assertThat(tape.popBoolean()).isEqualTo(i % 3 == 0);
          assertThat(tape.popLong()).isEqualTo(i);
          assertThat(tape.popInt()).isEqualTo(i);
          assertThat(tape.popFloat()).isEqualTo(i + 0.5f);
          assertThat(tape.popDouble()).isEqualTo(i + 0.5);
          tape.push(-1.0);
          tape.push(-1);
          assertThat(tape.popInt()).isEqualTo(-1);
          assertThat(tape.popDouble()).isEqualTo(-1.0);
        }
        array[0] = 1;
      }
      JacobianRows.end(rows);
    }
    assertThat(tape.popDouble()).isEqualTo(7.0);
    assertThat(tape.popInt()).isEqualTo(8);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void noRowLeavesTheTapeAsItWas() {
    Tape tape = new Tape();
    JacobianRows rows = JacobianRows.of(tape);
    tape.push(1.0);
    tape.pushArray(new int[1]);
    JacobianRows.end(rows);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void keptArraysAreGivenTheirRowsAndElementsBack() {
    JacobianRows rows = JacobianRows.of();
    float[] first = {1};
    float[] second = {2};
    float[][] table = {first, second, null};
    JacobianRows.keep(rows, table);
    JacobianRows.keep(rows, null);
    JacobianRows.keep(rows, first);
    for (int row = 0; row < 3; row++) {
      JacobianRows.next(rows);
      assertThat(table).isEqualTo(new float[][] {{1}, {2}, null});
      assertThat(table[0]).isSameInstanceAs(first);
      table[0] = second;
      table[1] = first;
      first[0] = 5;
      table[2] = new float[1];
    }
    JacobianRows.end(rows);
  }

  @Test
  void aCopyThatDoesNotFitSaysSo() {
    Tape tape = new Tape();
    tape.limit(1000);
    JacobianRows rows = JacobianRows.of(tape);
    for (int i = 0; i < 100; i++) {
      tape.push(1.0);
    }
    assertThrows(OutOfTape.class, () -> JacobianRows.next(rows));
  }

  @Test
  void emptyRowsMayBeOneArray() {
    double[] none = {};
    JacobianArrays.requireApart("xJacobian", new double[][] {none, none});
    JacobianArrays.requireApart("xJacobian", new double[][] {none}, "x", none);
    JacobianArrays.requireApart("value", none, "x", none);
    double[] some = {1};
    assertThrows(
        IllegalArgumentException.class,
        () ->
            JacobianArrays.requireApart(
                "xJacobian", new double[][] {some}, "m", new double[][][] {{none}, {none, some}}));
  }

  @Test
  void anArrayIsFoundInEachRowOfAnyNumberOfRows() {
    for (int rows = 0; rows <= 5; rows++) {
      double[][] all = new double[rows][3];
      double[][] others = new double[rows][3];
      double[] array = new double[3];
      JacobianArrays.requireApart("xJacobian", all);
      JacobianArrays.requireApart("xJacobian", all, "x", array);
      JacobianArrays.requireApart("xJacobian", all, "x", (Object) null);
      JacobianArrays.requireApart("xJacobian", all, "yJacobian", others);
      for (int i = 0; i < rows; i++) {
        double[][] with = all.clone();
        with[i] = array;
        refuses("[" + i + "] and x ", () -> JacobianArrays.requireApart("a", with, "x", array));
        for (int k = 0; k < rows; k++) {
          double[][] shared = others.clone();
          shared[k] = array;
          String both = "a[" + i + "] and b[" + k + "]";
          refuses(both, () -> JacobianArrays.requireApart("a", with, "b", shared));
          Object[] deeper = {others, shared};
          String inside = "a[" + i + "] and b[1][" + k + "]";
          refuses(inside, () -> JacobianArrays.requireApart("a", with, "b", deeper));
        }
        for (int k = 0; k < i; k++) {
          double[][] twice = with.clone();
          twice[k] = array;
          refuses("a[" + k + "] and a[" + i + "]", () -> JacobianArrays.requireApart("a", twice));
        }
      }
    }
  }

  private static void refuses(String message, Executable call) {
    assertThat(assertThrows(IllegalArgumentException.class, call))
        .hasMessageThat()
        .contains(message);
  }

  @Test
  void whatIsNotGivenIsMade() {
    assertThat(JacobianArrays.rows("x", new double[3], null, 2)).isEqualTo(new double[2][3]);
    assertThat(JacobianArrays.rows("x", new float[0], null, 2)).isEqualTo(new float[2][0]);
    assertThat(JacobianArrays.column("x", (double[]) null, 2)).isEqualTo(new double[2]);
    assertThat(JacobianArrays.column("x", (float[]) null, 0)).isEqualTo(new float[0]);
    double[] result = {1, 2};
    assertThat(JacobianArrays.value(null, result)).isSameInstanceAs(result);
    double[] value = new double[2];
    assertThat(JacobianArrays.value(value, result)).isSameInstanceAs(value);
    assertThat(value).isEqualTo(result);
    float[] single = {1};
    assertThat(JacobianArrays.value(new float[1], single)).isEqualTo(single);
    double[][] dirty = {{5, 6}};
    assertThat(JacobianArrays.rows("x", new double[2], dirty, 1)).isEqualTo(new double[1][2]);
  }
}
