package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class TapeTest {

  @Test
  void popsInReverseOrder() {
    Tape tape = new Tape();
    for (int i = 0; i < 1000; i++) {
      tape.push(i / 3.0);
      tape.push(i / 3f);
      tape.push(i);
      tape.push(i * 10_000_000_000L);
      tape.push(i % 3 == 0);
      tape.pushArray(new int[] {i});
    }
    for (int i = 999; i >= 0; i--) {
      assertThat(tape.popDouble()).isEqualTo(i / 3.0);
      assertThat(tape.popFloat()).isEqualTo(i / 3f);
      assertThat(tape.popInt()).isEqualTo(i);
      assertThat(tape.popLong()).isEqualTo(i * 10_000_000_000L);
      assertThat(tape.popBoolean()).isEqualTo(i % 3 == 0);
      assertThat((int[]) tape.popArray()).isEqualTo(new int[] {i});
    }
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void keepsSmallIntegersAsInt() {
    Tape tape = new Tape();
    tape.push((byte) -1);
    tape.push((short) -2);
    tape.push('c');
    assertThat((char) tape.popInt()).isEqualTo('c');
    assertThat((short) tape.popInt()).isEqualTo((short) -2);
    assertThat((byte) tape.popInt()).isEqualTo((byte) -1);
  }

  @Test
  void keepsTheBitsOfNaNAndZero() {
    Tape tape = new Tape();
    double nan = Double.longBitsToDouble(0x7ff8_0000_0000_1234L);
    tape.push(nan);
    tape.push(-0.0);
    assertThat(Double.doubleToRawLongBits(tape.popDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(Double.doubleToRawLongBits(tape.popDouble())).isEqualTo(0x7ff8_0000_0000_1234L);
  }

  @Test
  void refusesToPopWhatWasNotPushed() {
    Tape tape = new Tape();
    tape.push(1);
    var error = assertThrows(IllegalStateException.class, tape::popDouble);
    assertThat(error)
        .hasMessageThat()
        .isEqualTo("the tape's double stack is empty: more values were popped than pushed");
    assertThrows(IllegalStateException.class, tape::popFloat);
    assertThrows(IllegalStateException.class, tape::popLong);
    assertThrows(IllegalStateException.class, tape::popBoolean);
    assertThrows(IllegalStateException.class, tape::popArray);
    assertThat(tape.popInt()).isEqualTo(1);
    assertThrows(IllegalStateException.class, tape::popInt);
  }

  @Test
  void doublesUpToTheLimitOfAnArray() {
    assertThat(Tape.capacityAfter(0, "int")).isEqualTo(64);
    assertThat(Tape.capacityAfter(64, "int")).isEqualTo(128);
    assertThat(Tape.capacityAfter(1 << 30, "int")).isEqualTo(Integer.MAX_VALUE - 8);
    var error =
        assertThrows(
            IllegalStateException.class, () -> Tape.capacityAfter(Integer.MAX_VALUE - 8, "int"));
    assertThat(error)
        .hasMessageThat()
        .isEqualTo(
            "the tape's int stack is full: it holds 2147483639 values, the most a Java array can;"
                + " record less, for instance with @Checkpointed");
  }

  @Test
  void clearKeepsTheMemoryButNotTheArrays() {
    Tape tape = new Tape();
    assertThat(tape.bytes()).isEqualTo(0);
    tape.push(1.0);
    tape.pushArray(new double[1000]);
    assertThat(tape.doubles(10)).hasLength(10);
    assertThat(tape.isEmpty()).isFalse();
    long full = tape.bytes();
    assertThat(full).isAtLeast(64 * 8 + 8000 + 80);
    tape.clear();
    assertThat(tape.isEmpty()).isTrue();
    assertThat(full - tape.bytes()).isEqualTo(8000);
    assertThrows(IllegalStateException.class, tape::popDouble);
  }

  @Test
  void countsBytesByType() {
    Tape tape = new Tape();
    tape.push(1);
    assertThat(tape.bytes()).isEqualTo(64 * 4);
    tape.push(true);
    assertThat(tape.bytes()).isEqualTo(64 * 5);
    tape.push(1L);
    tape.push(1f);
    assertThat(tape.bytes()).isEqualTo(64 * 17);
    tape.pushArray(new short[3][5]);
    assertThat(tape.bytes()).isEqualTo(64 * 21 + 3 * 4 + 30);
    tape.pushArray(new char[7]);
    tape.pushArray(new byte[7]);
    tape.pushArray(null);
    assertThat(tape.bytes()).isEqualTo(64 * 21 + 3 * 4 + 30 + 14 + 7);
  }

  @Test
  void allocatesNothingOnceWarm() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Tape tape = new Tape();
    double[][][] shape = new double[3][4][5];
    float[][] floatShape = new float[3][4];
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      sum += use(tape, shape, floatShape);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    long cost = threads.getCurrentThreadAllocatedBytes() - before; // of the measurement itself
    before = threads.getCurrentThreadAllocatedBytes();
    sum += use(tape, shape, floatShape);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before - cost;
    assertThat(sum).isEqualTo(21.0 * (500_500 + 1000));
    assertThat(allocated).isEqualTo(0);
  }

  /** The sum of 1 to 1000 as doubles, and the last int. */
  private static double use(Tape tape, double[][][] shape, float[][] floatShape) {
    int mark = tape.mark();
    double[] total = tape.doubles(1);
    tape.doublesLike(shape)[2][3][4] = 1;
    tape.floatsLike(floatShape)[2][3] = 1;
    tape.floats(7)[6] = 1;
    for (int i = 0; i <= 1000; i++) {
      tape.push((double) i);
      tape.push(i);
      tape.push(i == 0);
      tape.pushArray(total);
    }
    for (int i = 0; i <= 1000; i++) {
      ((double[]) tape.popArray())[0] += tape.popBoolean() ? tape.popInt() : tape.popDouble();
    }
    double result = total[0];
    tape.release(mark);
    tape.clear();
    return result;
  }

  @Test
  void aTapeTakesNoMoreThanItsLimit() {
    Tape tape = new Tape();
    tape.limit(100_000);
    OutOfTape error =
        assertThrows(
            OutOfTape.class,
            () -> {
              for (int k = 0; k < 1_000_000; k++) {
                tape.push((double) k);
              }
            });
    assertThat(error.bytes()).isAtMost(100_000);
    assertThat(error.bytes()).isAtLeast(80_000);
    assertThat(tape.bytes()).isEqualTo(error.bytes());
    assertThat(error.loop()).isNull();
    assertThat(error)
        .hasMessageThat()
        .isEqualTo(
            "the tape is full: it has 100,000 bytes, and its limit is 100,000 bytes. To run a"
                + " method again instead of keeping its tape, mark it @Checkpointed; or raise"
                + " Tape.limit, or the heap (-Xmx)");
    assertThat(tape.popDouble()).isEqualTo(12_499.0);
  }

  @Test
  void theMessageOfAFullTapeSaysWhatToWrite() {
    Tape tape = new Tape();
    tape.limit(0);
    tape.loop("Model.java:7  for (int i = 0; i < n; i++)");
    OutOfTape error = assertThrows(OutOfTape.class, () -> tape.push(1));
    assertThat(error.loop()).isEqualTo("Model.java:7  for (int i = 0; i < n; i++)");
    assertThat(error)
        .hasMessageThat()
        .isEqualTo(
            "the tape is full: it has 0 bytes, and its limit is 0 bytes. The outermost loop entered"
                + " last is Model.java:7  for (int i = 0; i < n; i++). To run its iterations again"
                + " instead of keeping them, write for (@Checkpointed int i = 0; i < n; i++); or"
                + " raise Tape.limit, or the heap (-Xmx)");
    tape.loop("Model.java:9  while (x > 0)");
    error = assertThrows(OutOfTape.class, () -> tape.push(true));
    assertThat(error).hasMessageThat().contains("make it a loop that counts");
    tape.clear();
    assertThat(assertThrows(OutOfTape.class, () -> tape.push(1L)).loop()).isNull();
    assertThat(assertThrows(OutOfTape.class, () -> tape.push(1f)).bytes()).isEqualTo(0);
    assertThrows(OutOfTape.class, () -> tape.pushArray(new double[1]));
    tape.limit(10_000);
    tape.push(1);
    assertThat(tape.popInt()).isEqualTo(1);
    assertThrows(IllegalArgumentException.class, () -> tape.limit(-1));
  }

  @Test
  void everyStackStopsAtTheLimit() {
    for (java.util.function.BiConsumer<Tape, Integer> push :
        java.util.List.<java.util.function.BiConsumer<Tape, Integer>>of(
            (tape, k) -> tape.push((double) k),
            (tape, k) -> tape.push((float) k),
            (tape, k) -> tape.push(k.intValue()),
            (tape, k) -> tape.push((long) k),
            (tape, k) -> tape.push(k > 0),
            (tape, k) -> tape.pushArray(null))) {
      Tape tape = new Tape();
      tape.limit(5_000);
      assertThrows(
          OutOfTape.class,
          () -> {
            for (int k = 0; k < 10_000; k++) {
              push.accept(tape, k);
            }
          });
      assertThat(tape.bytes()).isAtMost(5_000);
      assertThat(tape.bytes()).isAtLeast(3_900);
    }
  }

  @Test
  void aBlockThatIsEmptyOrTurnedRoundTakesNoRoom() {
    Tape tape = new Tape();
    for (long[] range : new long[][] {{0, 0}, {5, 5}, {3, -2}, {Integer.MAX_VALUE, -(1L << 31)}}) {
      int at = tape.pushDoubles(range[0], range[1]);
      assertThat(at + (int) range[0]).isEqualTo(0);
      assertThat(tape.popDoubles(range[0], range[1])).isEqualTo(at);
    }
    assertThat(tape.bytes()).isEqualTo(0);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void aBlockOfMoreThanAnArrayHoldsIsATapeThatIsFull() {
    Tape tape = new Tape();
    tape.loop("Model.java:7  for (int i = 0; i < n; i++)");
    tape.push(1.0);
    long most = Integer.MAX_VALUE;
    for (long[] range :
        new long[][] {{0, most}, {-most - 1, most + 1}, {Long.MIN_VALUE, Long.MAX_VALUE}}) {
      OutOfTape error = assertThrows(OutOfTape.class, () -> tape.pushDoubles(range[0], range[1]));
      assertThat(error).hasMessageThat().contains("its double stack has the most elements");
      assertThat(error.loop()).contains("Model.java:7");
      assertThrows(IllegalStateException.class, () -> tape.popDoubles(range[0], range[1]));
    }
    assertThat(tape.popDouble()).isEqualTo(1.0);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void aBlockThatTheLimitHasNoRoomForTakesNone() {
    Tape tape = new Tape();
    tape.limit(8_000);
    tape.push(3.5);
    assertThrows(OutOfTape.class, () -> tape.pushDoubles(0, 1_000));
    assertThat(tape.bytes()).isEqualTo(64 * 8);
    int at = tape.pushDoubles(-500, 499);
    tape.doubleStack()[at - 500] = 1;
    tape.doubleStack()[at + 498] = 2;
    assertThat(tape.bytes()).isEqualTo(8_000);
    assertThat(tape.popDouble()).isEqualTo(2.0);
    tape.push(2.0);
    assertThat(tape.popDoubles(-500, 499)).isEqualTo(at);
    assertThat(tape.popDouble()).isEqualTo(3.5);
  }

  @Test
  void elementsComeBackWhateverTheirNumberAndType() {
    Tape tape = new Tape();
    for (int n : new int[] {0, 1, 8, 9, 63, 64, 65, 200}) {
      double[] a = new double[n + 3];
      float[] b = new float[n + 3];
      int[] c = new int[n + 3];
      long[] d = new long[n + 3];
      boolean[] e = new boolean[n + 3];
      for (int i = 0; i < n + 3; i++) {
        a[i] = i + 0.5;
        b[i] = i - 0.5f;
        c[i] = -i;
        d[i] = 1L << i % 63;
        e[i] = i % 3 == 1;
      }
      tape.pushElements(a, 1, n + 1);
      tape.pushElements(a, 2, n + 2);
      tape.pushElements(b, 2, n + 3);
      tape.pushElements(c, 0, n);
      tape.pushElements(d, 0, n + 3);
      tape.pushElements(e, 3, n + 3);
      double[] doubles = new double[n + 3];
      float[] floats = new float[n + 3];
      int[] ints = new int[n + 3];
      long[] longs = new long[n + 3];
      boolean[] booleans = new boolean[n + 3];
      tape.popElements(doubles, 2, n + 2);
      for (int i = 0; i < n + 3; i++) {
        assertThat(doubles[i]).isEqualTo(i >= 2 && i < n + 2 ? a[i] : 0);
      }
      tape.popElements(doubles, 1, n + 1);
      tape.popElements(floats, 2, n + 3);
      tape.popElements(ints, 0, n);
      tape.popElements(longs, 0, n + 3);
      tape.popElements(booleans, 3, n + 3);
      for (int i = 0; i < n + 3; i++) {
        assertThat(doubles[i]).isEqualTo(i >= 1 && i < n + (n > 0 ? 2 : 1) ? a[i] : 0);
        assertThat(floats[i]).isEqualTo(i >= 2 ? b[i] : 0);
        assertThat(ints[i]).isEqualTo(i < n ? c[i] : 0);
        assertThat(longs[i]).isEqualTo(d[i]);
        assertThat(booleans[i]).isEqualTo(i >= 3 && e[i]);
      }
      assertThat(tape.isEmpty()).isTrue();
    }
  }

  @Test
  void ofARangeThatAnArrayHasNotOnlyWhatThereIsIsPushed() {
    Tape tape = new Tape();
    double[] array = {1, 2, 3};
    for (long[] range :
        new long[][] {
          {0, 0},
          {2, 1},
          {3, 9},
          {5, 7},
          {-1, 2},
          {Long.MIN_VALUE, Long.MAX_VALUE},
          {1L << 32, 1L << 33}
        }) {
      tape.pushElements(array, range[0], range[1]);
      tape.pushElements((double[]) null, range[0], range[1]);
      assertThat(tape.isEmpty()).isTrue();
    }
    tape.pushElements((double[]) null, 0, 5);
    assertThat(tape.isEmpty()).isTrue();
    tape.pushElements(array, 1, Long.MAX_VALUE);
    assertThat(tape.popDouble()).isEqualTo(3.0);
    assertThat(tape.popDouble()).isEqualTo(2.0);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void elementsThatCannotBePutBackStay() {
    Tape tape = new Tape();
    tape.pushElements(new double[] {1, 2, 3}, 0, 3);
    double[] array = new double[2];
    assertThrows(IllegalStateException.class, () -> tape.popElements(array, 0, 4));
    assertThrows(IllegalStateException.class, () -> tape.popElements(array, -1L << 40, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> tape.popElements(array, 0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> tape.popElements(array, -1, 1));
    assertThrows(NullPointerException.class, () -> tape.popElements((double[]) null, 0, 3));
    tape.popElements((double[]) null, 3, 3);
    tape.popElements(array, 0, 2);
    assertThat(array).usingExactEquality().containsExactly(2, 3).inOrder();
    assertThat(tape.popDouble()).isEqualTo(1.0);
  }

  @Test
  void elementsThatTheLimitHasNoRoomForTakeNone() {
    Tape tape = new Tape();
    tape.limit(8_000);
    tape.push(3.5);
    assertThrows(OutOfTape.class, () -> tape.pushElements(new double[2_000], 0, 1_000));
    tape.pushElements(new double[2_000], 1_001, 2_000);
    tape.popElements(new double[2_000], 1_001, 2_000);
    assertThat(tape.popDouble()).isEqualTo(3.5);
  }
}
