package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The tape does what one {@link ArrayDeque} a type does, whatever the order of the calls. */
final class TapeModelTest {

  private static final int TYPES = 6;
  private static final int CLEAR = 2 * TYPES;

  private final Tape tape = new Tape();
  private final List<Deque<Object>> model = new ArrayList<>();

  TapeModelTest() {
    for (int type = 0; type < TYPES; type++) {
      model.add(new ArrayDeque<>());
    }
  }

  /** Each number is one call: a push (twice as often), a pop, a block, or now and then a clear. */
  @Property(tries = 300)
  void behavesLikeStacks(@ForAll @Size(max = 500) List<@IntRange(max = 4 * TYPES) Integer> calls) {
    for (int i = 0; i < calls.size(); i++) {
      int call = calls.get(i);
      if (call > 3 * TYPES) {
        int type = call - 3 * TYPES - 1;
        if (i % 3 == 0) {
          popBlock(type, i % 7);
        } else {
          pushBlock(type, i % 10, i);
        }
      } else if (call < TYPES) {
        pop(call);
      } else if (call == CLEAR && i % 5 == 0) {
        tape.clear();
        model.forEach(Deque::clear);
      } else {
        push(call % TYPES, i);
      }
      assertThat(tape.isEmpty()).isEqualTo(model.stream().allMatch(Deque::isEmpty));
    }
    for (int type = 0; type < TYPES; type++) {
      while (!model.get(type).isEmpty()) {
        pop(type);
      }
      pop(type);
    }
    assertThat(tape.isEmpty()).isTrue();
  }

  /** Enough of one type to grow several times. */
  @Property(tries = 20)
  void growsWithoutLoss(
      @ForAll @IntRange(max = 20_000) int count, @ForAll @IntRange(max = TYPES - 1) int type) {
    for (int i = 0; i < count; i++) {
      push(type, i);
    }
    for (int i = 0; i <= count; i++) {
      pop(type);
    }
  }

  private void push(int type, int seed) {
    Object value;
    switch (type) {
      case 0 -> {
        value = seed * Math.PI;
        tape.push((double) value);
      }
      case 1 -> {
        value = seed * 0.1f;
        tape.push((float) value);
      }
      case 2 -> {
        value = -seed;
        tape.push((int) value);
      }
      case 3 -> {
        value = seed * 1_000_000_007L;
        tape.push((long) value);
      }
      case 4 -> {
        value = seed % 3 == 1;
        tape.push((boolean) value);
      }
      default -> {
        value = new double[] {seed};
        tape.pushArray(value);
      }
    }
    model.get(type).push(value);
  }

  /** A block of the first type for indices from -3 on; of references there are none. */
  private void pushBlock(int type, int size, int seed) {
    int from = seed % 2 == 0 ? -3 : 5;
    int at =
        switch (type) {
          case 0 -> tape.pushDoubles(from, from + size);
          case 1 -> tape.pushFloats(from, from + size);
          case 2 -> tape.pushInts(from, from + size);
          case 3 -> tape.pushLongs(from, from + size);
          case 4 -> tape.pushBooleans(from, from + size);
          default -> 0;
        };
    for (int i = from; i < from + size && type < 5; i++) {
      Object value;
      switch (type) {
        case 0 -> value = tape.doubleStack()[at + i] = seed + i * 0.1;
        case 1 -> value = tape.floatStack()[at + i] = seed + i * 0.1f;
        case 2 -> value = tape.intStack()[at + i] = seed + i;
        case 3 -> value = tape.longStack()[at + i] = seed - i * 1_000_000_007L;
        default -> value = tape.booleanStack()[at + i] = (seed + i) % 3 == 0;
      }
      model.get(type).push(value);
    }
  }

  private void popBlock(int type, int size) {
    if (type == 5) {
      return;
    }
    if (model.get(type).size() < size) {
      assertThrows(IllegalStateException.class, () -> popBlockOfTape(type, 0, size));
      return;
    }
    int at = popBlockOfTape(type, 7, 7 + size);
    for (int i = 7 + size - 1; i >= 7; i--) {
      Object value =
          switch (type) {
            case 0 -> (Object) tape.doubleStack()[at + i];
            case 1 -> (Object) tape.floatStack()[at + i];
            case 2 -> (Object) tape.intStack()[at + i];
            case 3 -> (Object) tape.longStack()[at + i];
            default -> (Object) tape.booleanStack()[at + i];
          };
      assertThat(value).isEqualTo(model.get(type).pop());
    }
  }

  private int popBlockOfTape(int type, int from, int to) {
    return switch (type) {
      case 0 -> tape.popDoubles(from, to);
      case 1 -> tape.popFloats(from, to);
      case 2 -> tape.popInts(from, to);
      case 3 -> tape.popLongs(from, to);
      default -> tape.popBooleans(from, to);
    };
  }

  private void pop(int type) {
    if (model.get(type).isEmpty()) {
      assertThrows(IllegalStateException.class, () -> popTape(type));
    } else {
      assertThat(popTape(type)).isEqualTo(model.get(type).pop());
    }
  }

  private Object popTape(int type) {
    return switch (type) {
      case 0 -> (Object) tape.popDouble();
      case 1 -> (Object) tape.popFloat();
      case 2 -> (Object) tape.popInt();
      case 3 -> (Object) tape.popLong();
      case 4 -> (Object) tape.popBoolean();
      default -> tape.popArray();
    };
  }
}
