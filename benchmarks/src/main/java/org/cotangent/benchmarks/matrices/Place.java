package org.cotangent.benchmarks.matrices;

import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import org.cotangent.runtime.backend.Backend;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.CpuBackend;
import org.cotangent.runtime.backend.DeviceFactory;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** A backend, to measure its products without anything around them. */
record Place(Backend backend) {
  static Place cpu() {
    return new Place(new CpuBackend());
  }

  /** The device that the user chose, if there is one. */
  static Optional<Place> device() {
    for (DeviceFactory factory : ServiceLoader.load(DeviceFactory.class)) {
      Optional<DeviceFactory.Device> device = factory.open();
      if (device.isPresent()) {
        return Optional.of(new Place(device.get().backend()));
      }
    }
    return Optional.empty();
  }

  /** A matrix of random numbers; transposed if its columns are to follow each other in memory. */
  View random(Precision precision, int rows, int columns, boolean transposed) {
    int size = rows * columns;
    Buffer buffer = backend.allocate(precision, size);
    backend.upload(numbers(precision, size), size, buffer);
    return transposed
        ? new View(buffer, 0, rows, columns, 1, rows)
        : new View(buffer, 0, rows, columns, columns, 1);
  }

  static Object numbers(Precision precision, int size) {
    Random random = new Random(size);
    double[] doubles = random.doubles(size).map(x -> 2 * x - 1).toArray();
    if (precision == Precision.DOUBLE) {
      return doubles;
    }
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  static View transpose(View view) {
    return new View(
        view.buffer(),
        view.offset(),
        view.columns(),
        view.rows(),
        view.columnStride(),
        view.rowStride());
  }

  /** A way to compute {@code output = a * b}. */
  Contest.Way product(View a, View b, View output) {
    return times -> {
      for (int i = 0; i < times; i++) {
        backend.multiply(1, a, b, 0, null, output);
      }
      backend.finish();
    };
  }
}
