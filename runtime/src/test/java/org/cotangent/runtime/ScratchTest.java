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
  void lendsAKeptArrayAsItWasLeft() {
    double[] first = tape.keptDoubles(3);
    assertThat(first).hasLength(3);
    first[2] = 7;
    tape.release(0);
    assertThat(tape.keptDoubles(2)).isSameInstanceAs(first);
    double[] second = tape.keptDoubles(0);
    assertThat(second).isNotSameInstanceAs(first);
    tape.release(0);
    assertThat(tape.keptDoubles(3)[2]).isEqualTo(7);
    tape.release(0);
    assertThat(tape.keptDoubles(4).length).isAtLeast(4);
    tape.release(0);
    assertThat(tape.doubles(3)).isEqualTo(new double[3]);
    tape.release(0);
    tape.floats(5);
    tape.release(0);
    assertThat(tape.keptDoubles(5).length).isAtLeast(5);
  }

  @Test
  void lendsNoNewKeptArrayBeyondTheLimit() {
    tape.limit(2048);
    double[] first = tape.keptDoubles(160);
    OutOfTape error = assertThrows(OutOfTape.class, () -> tape.keptDoubles(160));
    assertThat(error).hasMessageThat().contains("its limit is 2,048 bytes");
    tape.clear();
    assertThat(tape.keptDoubles(160)).isSameInstanceAs(first);
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
    int[] five = tape.ints(5);
    tape.release(0);
    assertThat(tape.doubles(4)).isSameInstanceAs(four);
    tape.release(0);
    assertThat(tape.ints(5)).isSameInstanceAs(five);
    tape.release(0);
    assertThat(tape.doubles(3)).isNotSameInstanceAs(three);
    assertThat(tape.bytes()).isEqualTo(SLOTS + 8 * 3 + 4 * 5);
  }

  @Test
  void lendsArraysOfOtherTypesAndZeroesThem() {
    int[] ints = tape.ints(2);
    long[] longs = tape.longs(2);
    boolean[] booleans = tape.booleans(2);
    assertThat(ints).isEqualTo(new int[2]);
    Arrays.fill(ints, 7);
    Arrays.fill(longs, 7);
    Arrays.fill(booleans, true);
    tape.release(0);
    assertThat(tape.ints(2)).isSameInstanceAs(ints);
    assertThat(tape.longs(2)).isSameInstanceAs(longs);
    assertThat(tape.booleans(2)).isSameInstanceAs(booleans);
    assertThat(ints).isEqualTo(new int[2]);
    assertThat(longs).isEqualTo(new long[2]);
    assertThat(booleans).isEqualTo(new boolean[2]);
  }

  @Test
  void lendsCopies() {
    double[] copy = tape.copyOf(new double[] {1, 2});
    float[] floats = tape.copyOf(new float[] {3});
    int[] ints = tape.copyOf(new int[] {4, 5});
    assertThat(copy).isEqualTo(new double[] {1, 2});
    assertThat(floats).isEqualTo(new float[] {3});
    assertThat(ints).isEqualTo(new int[] {4, 5});
    tape.release(0);
    assertThat(tape.copyOf(new double[] {6, 7})).isSameInstanceAs(copy);
    assertThat(tape.copyOf(new float[] {8})).isSameInstanceAs(floats);
    assertThat(tape.copyOf(new int[] {9, 9})).isSameInstanceAs(ints);
    assertThat(copy).isEqualTo(new double[] {6, 7});
    assertThat(floats).isEqualTo(new float[] {8});
    assertThat(ints).isEqualTo(new int[] {9, 9});
    assertThrows(NullPointerException.class, () -> tape.copyOf((double[]) null));
  }

  @Test
  void rowsMayBeReplacedAndAreForgottenWhenTheyAreGivenBack() {
    double[][] matrix = tape.doubles(3, 2);
    assertThat(matrix).isEqualTo(new double[3][2]);
    double[] row = matrix[0];
    matrix[1] = matrix[0];
    matrix[0] = new double[] {1, 2};
    row[1] = 5;
    double[][] empty = tape.doubleRows(2);
    assertThat(empty).isEqualTo(new double[2][]);
    empty[1] = matrix[0];
    tape.release(0);
    assertThat(matrix).isEqualTo(new double[3][]);
    assertThat(empty).isEqualTo(new double[2][]);
    assertThat(tape.doubles(3, 2)).isSameInstanceAs(matrix);
    assertThat(matrix).isEqualTo(new double[3][2]);
    assertThat(matrix[0]).isSameInstanceAs(row);
    assertThat(matrix[1]).isNotSameInstanceAs(row);
    assertThat(tape.doubleRows(2)).isSameInstanceAs(empty);
    tape.release(0);
    assertThat(tape.doublesLike(new double[3][2])).isNotSameInstanceAs(matrix);
  }

  @Test
  void refusesNegativeLengthsAsNewDoes() {
    assertThrows(NegativeArraySizeException.class, () -> tape.doubles(-1));
    assertThrows(NegativeArraySizeException.class, () -> tape.ints(-1));
    assertThrows(NegativeArraySizeException.class, () -> tape.longs(-1));
    assertThrows(NegativeArraySizeException.class, () -> tape.booleans(-1));
    assertThrows(NegativeArraySizeException.class, () -> tape.doubleRows(-1));
    assertThrows(NegativeArraySizeException.class, () -> tape.doubles(0, -1));
    assertThrows(NegativeArraySizeException.class, () -> tape.doubles(-1, 2));
    tape.clear();
    assertThat(tape.doubles(2, 1)).isEqualTo(new double[2][1]);
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
