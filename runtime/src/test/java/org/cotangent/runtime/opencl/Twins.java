package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cotangent.runtime.backend.Backend;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.CpuBackend;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** The same matrices on the CPU and on a device, and the comparison of what is computed there. */
final class Twins implements AutoCloseable {
  private final Backend cpu = new CpuBackend();
  private final Backend device;
  private final Precision precision;
  private final Random random;
  private final List<Buffer> buffers = new ArrayList<>();

  Twins(Backend device, Precision precision, long seed) {
    this.device = device;
    this.precision = precision;
    this.random = new Random(seed);
  }

  /** A matrix on both sides. */
  record Twin(View cpu, View device) {
    Twin transposed() {
      return new Twin(transposed(cpu), transposed(device));
    }

    private static View transposed(View v) {
      return new View(
          v.buffer(), v.offset(), v.columns(), v.rows(), v.columnStride(), v.rowStride());
    }
  }

  /** How a matrix lies in memory. */
  enum Form {
    WHOLE,
    TRANSPOSED,
    PART,
    SPREAD,
    ROW,
    COLUMN,
    SINGLE
  }

  /** A random matrix that lies in memory in one of the forms. */
  Twin random(Form form, int rows, int columns) {
    int size;
    int offset = 0;
    int rowStride = columns;
    int columnStride = 1;
    switch (form) {
      case WHOLE -> size = rows * columns;
      case TRANSPOSED -> {
        size = rows * columns;
        rowStride = 1;
        columnStride = rows;
      }
      case PART -> {
        offset = 5;
        rowStride = columns + 3;
        size = offset + rows * rowStride;
      }
      case SPREAD -> {
        offset = 2;
        columnStride = 3;
        rowStride = 3 * columns + 1;
        size = offset + rows * rowStride;
      }
      case ROW -> {
        size = columns;
        rowStride = 0;
      }
      case COLUMN -> {
        size = rows;
        rowStride = 1;
        columnStride = 0;
      }
      default -> {
        size = 1;
        rowStride = 0;
        columnStride = 0;
      }
    }
    double[] values = random.doubles(size, -2, 2).toArray();
    return twin(values, offset, rows, columns, rowStride, columnStride);
  }

  /** A row of random numbers within {@code -range} and {@code range}. */
  Twin random(double range, int columns) {
    return of(1, columns, random.doubles(columns, -range, range).toArray());
  }

  /** A matrix of these elements, row by row. */
  Twin of(int rows, int columns, double... values) {
    return twin(values, 0, rows, columns, columns, 1);
  }

  private Twin twin(
      double[] values, int offset, int rows, int columns, int rowStride, int columnStride) {
    return new Twin(
        new View(buffer(cpu, values), offset, rows, columns, rowStride, columnStride),
        new View(buffer(device, values), offset, rows, columns, rowStride, columnStride));
  }

  private Buffer buffer(Backend backend, double[] values) {
    Buffer buffer = backend.allocate(precision, values.length);
    buffers.add(buffer);
    backend.upload(array(values), values.length, buffer);
    return buffer;
  }

  private Object array(double[] values) {
    if (precision == Precision.DOUBLE) {
      return values.clone();
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  Backend cpu() {
    return cpu;
  }

  Backend device() {
    return device;
  }

  /** All elements of a buffer, as doubles. */
  static double[] values(Backend backend, Buffer buffer) {
    double[] doubles = new double[buffer.size()];
    if (buffer.precision() == Precision.DOUBLE) {
      backend.download(buffer, doubles);
    } else {
      float[] floats = new float[doubles.length];
      backend.download(buffer, floats);
      for (int i = 0; i < floats.length; i++) {
        doubles[i] = floats[i];
      }
    }
    return doubles;
  }

  /** That both sides hold the same bits in all of the memory, also around the matrix. */
  void assertSameBits(String what, Twin twin) {
    assertClose(what, twin, 0);
  }

  /** That both sides differ by no more than so many units in the last place. */
  void assertClose(String what, Twin twin, int ulps) {
    double[] expected = values(cpu, twin.cpu().buffer());
    double[] actual = values(device, twin.device().buffer());
    for (int i = 0; i < expected.length; i++) {
      double e = expected[i];
      double a = actual[i];
      boolean same =
          Double.isNaN(e)
              ? Double.isNaN(a)
              : Double.compare(e, a) == 0 || ulps > 0 && Math.abs(e - a) <= ulps * unit(e);
      assertWithMessage("%s: element %s of memory: %s on the CPU, %s on the device", what, i, e, a)
          .that(same)
          .isTrue();
    }
  }

  private double unit(double value) {
    return precision == Precision.DOUBLE ? Math.ulp(value) : Math.ulp((float) value);
  }

  @Override
  public void close() {
    buffers.forEach(Buffer::release);
  }
}
