package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.cotangent.runtime.backend.FaultyBackend.Fault;
import org.junit.jupiter.api.Test;

final class EngineTest {
  private static final Formula SQUARE = Formula.of("(x) -> x * x");

  /** Counts how often somebody looks for its device. */
  private static final class Factory implements DeviceFactory {
    private final AtomicInteger opened = new AtomicInteger();
    private final boolean required;
    private final Backend backend;

    Factory(boolean required, Backend backend) {
      this.required = required;
      this.backend = backend;
    }

    @Override
    public boolean isRequired() {
      return required;
    }

    @Override
    public Optional<Device> open() {
      opened.incrementAndGet();
      if (backend == null && required) {
        throw new IllegalStateException("no device, install one");
      }
      return Optional.ofNullable(backend)
          .map(found -> new Device(found, (work, p, n, up, down) -> true, required));
    }
  }

  private static Operand filled(int size) {
    double[] elements = new double[size];
    Arrays.fill(elements, 3);
    return Operand.of(Value.of(elements, size), size, 1);
  }

  private static double square(Engine engine, int size) {
    Operand x = filled(size);
    Value made = engine.map(SQUARE, new double[0], new Operand[] {x}, Precision.DOUBLE, size, 1);
    double last = made.host().doubles()[size - 1];
    made.release();
    return last;
  }

  @Test
  void smallOperationsDoNotLookForADevice() {
    Factory factory = new Factory(false, new FaultyBackend(Fault.NONE, 0, 1L << 40));
    Engine engine = new Engine(new CpuBackend(), List.of(factory));
    for (int i = 0; i < 10; i++) {
      assertThat(square(engine, 100)).isEqualTo(9);
    }
    assertThat(factory.opened.get()).isEqualTo(0);
    assertThat(engine.snapshot().cpuOperations()).isEqualTo(10);

    assertThat(square(engine, 100_000)).isEqualTo(9);
    assertThat(engine.deviceName()).isEqualTo("faulty device");
    assertThat(factory.opened.get()).isEqualTo(1);
    long before = engine.snapshot().deviceOperations();
    assertThat(square(engine, 100_000)).isEqualTo(9);
    assertThat(square(engine, 100)).isEqualTo(9);
    assertThat(factory.opened.get()).isEqualTo(1);
    assertThat(engine.snapshot().deviceOperations()).isEqualTo(before + 2);
  }

  @Test
  void absentDeviceIsLookedForOnce() {
    Factory factory = new Factory(false, null);
    Engine engine = new Engine(new CpuBackend(), List.of(factory));
    for (int i = 0; i < 3; i++) {
      assertThat(square(engine, 100_000)).isEqualTo(9);
    }
    assertThat(engine.deviceName()).isEqualTo("cpu");
    assertThat(factory.opened.get()).isEqualTo(1);
  }

  @Test
  void searchThatFailsIsToldAndTheCpuIsUsed() {
    for (boolean required : new boolean[] {false, true}) {
      DeviceFactory broken =
          new DeviceFactory() {
            @Override
            public boolean isRequired() {
              return required;
            }

            @Override
            public Optional<Device> open() {
              throw new UnsatisfiedLinkError("no driver");
            }
          };
      Engine engine = new Engine(new CpuBackend(), List.of(broken));
      Logger logger = Logger.getLogger("org.cotangent.runtime");
      List<String> messages = new CopyOnWriteArrayList<>();
      logger.setFilter(
          entry -> {
            messages.add(entry.getMessage());
            return false;
          });
      try {
        if (required) {
          assertThrows(UnsatisfiedLinkError.class, () -> square(engine, 100_000));
        } else {
          assertThat(square(engine, 100_000)).isEqualTo(9);
          assertThat(square(engine, 100_000)).isEqualTo(9);
          assertThat(engine.deviceName()).isEqualTo("cpu"); // waits for the search
          assertThat(messages).containsExactly("no device could be opened, the CPU is used");
        }
      } finally {
        logger.setFilter(null);
      }
    }
  }

  @Test
  void requiredDeviceThatIsAbsentStopsTheFirstOperationHoweverSmall() {
    Engine engine = new Engine(new CpuBackend(), List.of(new Factory(true, null)));
    for (int i = 0; i < 2; i++) {
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> square(engine, 1));
      assertThat(thrown).hasMessageThat().isEqualTo("no device, install one");
    }
  }

  @Test
  void requiredDeviceIsUsedFromTheFirstOperation() {
    Engine engine =
        new Engine(
            new CpuBackend(),
            List.of(new Factory(true, new FaultyBackend(Fault.NONE, 0, 1L << 40))));
    assertThat(square(engine, 2)).isEqualTo(9);
    assertThat(engine.snapshot().deviceOperations()).isEqualTo(1);
  }

  @Test
  void simpleCostsSendLargeProductsToTheDeviceAndSmallOnesToTheCpu() {
    CostModel costs = new SimpleCosts();
    long small = 2L * 16 * 16 * 16;
    long large = 2L * 1024 * 1024 * 1024;
    long bytes = 2L * 1024 * 1024 * 8;
    CostModel.Work product = CostModel.Work.MULTIPLY;
    assertThat(costs.prefersDevice(product, Precision.DOUBLE, small, 4096, 0)).isFalse();
    assertThat(costs.prefersDevice(product, Precision.DOUBLE, large, bytes, 0)).isTrue();
    // One pass over memory that is on the host is not worth the way.
    assertThat(costs.prefersDevice(CostModel.Work.MAP, Precision.DOUBLE, 1 << 20, 8 << 20, 0))
        .isFalse();
    assertThat(costs.prefersDevice(CostModel.Work.MAP, Precision.DOUBLE, 1 << 20, 0, 8 << 20))
        .isTrue();
  }

  @Test
  void arraysAreLentAgainAndNeverTwice() {
    HostArrays arrays = new HostArrays(1 << 20);
    HostBuffer first = arrays.take(Precision.DOUBLE, 5000);
    HostBuffer second = arrays.take(Precision.DOUBLE, 5000);
    assertThat(first.array()).isNotSameInstanceAs(second.array());
    assertThat(first.size()).isEqualTo(5000);
    assertThat(first.doubles().length).isAtLeast(5000);
    arrays.give(first);
    assertThat(arrays.held()).isEqualTo(8L * first.doubles().length);
    HostBuffer again = arrays.take(Precision.DOUBLE, 4999);
    assertThat(again.array()).isSameInstanceAs(first.array());
    assertThat(again.size()).isEqualTo(4999);
    assertThat(arrays.held()).isEqualTo(0);
    assertThat(arrays.take(Precision.DOUBLE, 5000).array()).isNotSameInstanceAs(first.array());
  }

  @Test
  void keptArraysStayBelowTheLimit() {
    HostArrays arrays = new HostArrays(100_000);
    for (int size = 1000; size < 40_000; size += 700) {
      arrays.give(arrays.take(Precision.FLOAT, size));
      assertThat(arrays.held()).isAtMost(100_000);
    }
    assertThat(arrays.held()).isGreaterThan(0);
    arrays.give(arrays.take(Precision.DOUBLE, 13_000));
    assertThat(arrays.held()).isAtMost(100_000);
  }

  @Test
  void binsAreLargeEnoughAndNotMuchLarger() {
    for (int size = HostArrays.SMALLEST;
        size > 0;
        size = (int) Math.min(size * 1.01 + 1, 1L << 31)) {
      int bin = HostArrays.binOf(size);
      assertThat(HostArrays.sizeOf(bin)).isAtLeast(Math.min(size, Integer.MAX_VALUE - 8));
      assertThat((double) HostArrays.sizeOf(bin)).isAtMost(1.13 * size);
      assertThat(HostArrays.binOf(HostArrays.sizeOf(bin))).isEqualTo(bin);
      if (size == Integer.MAX_VALUE) {
        break;
      }
    }
  }
}
