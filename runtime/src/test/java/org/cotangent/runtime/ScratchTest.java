package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The arrays that a tape lends. */
final class ScratchTest {

  /** Two references for each of the first places. */
  private static final long SLOTS = 2 * 4 * TapeStacks.FIRST_CAPACITY;

  private final Tape tape = new Tape();

  @Test
  void lendsTheSameArrayAgainAndZeroed() {
    int mark = tape.mark();
    double[] first = tape.doubles(3);
    float[] second = tape.floats(2);
    Arrays.fill(first, 7);
    Arrays.fill(second, 7);
    tape.release(mark);
    assertThat(tape.doubles(3)).isSameInstanceAs(first);
    assertThat(first).isEqualTo(new double[3]);
    assertThat(tape.floats(2)).isSameInstanceAs(second);
    assertThat(second).isEqualTo(new float[2]);
  }

  @Test
  void lendsNoArrayTwiceAtOnce() {
    double[] first = tape.doubles(3);
    int mark = tape.mark();
    double[] second = tape.doubles(3);
    tape.release(mark);
    double[] third = tape.doubles(3);
    assertThat(second).isNotSameInstanceAs(first);
    assertThat(third).isSameInstanceAs(second);
  }

  @Test
  void replacesAnArrayOfAnotherLengthOrType() {
    tape.doubles(3);
    tape.release(0);
    assertThat(tape.doubles(4)).isEqualTo(new double[4]);
    tape.release(0);
    assertThat(tape.floats(4)).isEqualTo(new float[4]);
    tape.release(0);
    assertThat(tape.doubles(0)).isEqualTo(new double[0]);
    tape.release(0);
    assertThat(tape.doublesLike(new double[2][3])).isEqualTo(new double[2][3]);
    tape.release(0);
    assertThat(tape.floatsLike(new float[2][3][1])).isEqualTo(new float[2][3][1]);
  }

  @Test
  void keepsTwoShapesForEachPlace() {
    double[] three = tape.doubles(3);
    tape.release(0);
    double[] four = tape.doubles(4);
    tape.release(0);
    assertThat(tape.doubles(3)).isSameInstanceAs(three);
    tape.release(0);
    assertThat(tape.doubles(4)).isSameInstanceAs(four);
    tape.release(0);
    float[] five = tape.floats(5);
    tape.release(0);
    assertThat(tape.doubles(4)).isSameInstanceAs(four);
    tape.release(0);
    assertThat(tape.floats(5)).isSameInstanceAs(five);
    tape.release(0);
    assertThat(tape.doubles(3)).isNotSameInstanceAs(three);
    assertThat(tape.bytes()).isEqualTo(SLOTS + 8 * 3 + 4 * 5);
  }

  @Test
  void anArrayThatIsLentAndOnTheStackCountsOnce() {
    double[] lent = tape.doubles(100);
    double[] other = new double[50];
    long before = tape.bytes();
    assertThat(before).isEqualTo(SLOTS + 800);
    tape.pushArray(lent);
    tape.pushArray(lent);
    tape.pushArray(other);
    tape.pushArray(other);
    tape.pushArray(null);
    assertThat(tape.bytes()).isEqualTo(before + 400 + 4 * TapeStacks.FIRST_CAPACITY);
  }

  @Test
  void lendsJaggedArraysAndThoseWithoutSomeRows() {
    double[][] jagged = {{1, 2}, null, {}, {3}};
    double[][] lent = tape.doublesLike(jagged);
    assertThat(lent).isEqualTo(new double[][] {{0, 0}, null, {}, {0}});
    lent[0][1] = 5;
    double[] lastRow = lent[3];
    tape.release(0);
    double[][] other = {null, {1}, {2, 3}, {4}};
    assertThat(tape.doublesLike(other)).isSameInstanceAs(lent);
    assertThat(lent).isEqualTo(new double[][] {null, {0}, {0, 0}, {0}});
    assertThat(lent[3]).isSameInstanceAs(lastRow);
    tape.release(0);
    assertThat(tape.doublesLike(jagged)).isEqualTo(new double[][] {{0, 0}, null, {}, {0}});
  }

  @Test
  void lendsAllRanksOfBothTypes() {
    double[][][] cube = {{{1}, {2, 3}}, null, {}};
    float[][][] floatCube = {{{1}, {2, 3}}, null, {}};
    double[][][] lent = tape.doublesLike(cube);
    float[][][] lentFloats = tape.floatsLike(floatCube);
    assertThat(lent).isEqualTo(new double[][][] {{{0}, {0, 0}}, null, {}});
    assertThat(lentFloats).isEqualTo(new float[][][] {{{0}, {0, 0}}, null, {}});
    lent[0][1][1] = 9;
    lentFloats[0][1][1] = 9;
    tape.release(0);
    assertThat(tape.doublesLike(cube)).isSameInstanceAs(lent);
    assertThat(tape.floatsLike(floatCube)).isSameInstanceAs(lentFloats);
    assertThat(lent[0][1][1]).isEqualTo(0.0);
    assertThat(lentFloats[0][1][1]).isEqualTo(0f);
    assertThat(tape.doublesLike(new double[4])).isEqualTo(new double[4]);
    assertThat(tape.floatsLike(new float[4])).isEqualTo(new float[4]);
    assertThat(tape.floatsLike(new float[][] {{1}, null})).isEqualTo(new float[][] {{0}, null});
    assertThat(tape.mark()).isEqualTo(5);
  }

  @Test
  void refusesForeignMarks() {
    tape.doubles(1);
    var error = assertThrows(IllegalArgumentException.class, () -> tape.release(2));
    assertThat(error)
        .hasMessageThat()
        .isEqualTo("mark 2 is not one of this tape's: 1 arrays are lent");
    assertThrows(IllegalArgumentException.class, () -> tape.release(-1));
  }
}
