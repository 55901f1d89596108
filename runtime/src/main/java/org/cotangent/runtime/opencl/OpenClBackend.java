package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Backend;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;
import org.cotangent.runtime.backend.View;

/** Matrix operations on one OpenCL device. What it is given is checked here, once more. */
final class OpenClBackend implements Backend {
  private final ClDevice device;
  private final MemoryPool pool;
  private final Programs programs;
  private final ProductKernels products;
  private final Maps maps;
  private final Reductions reductions;
  private final Launches launches;

  /**
   * A backend on a device.
   *
   * @param memory the most bytes of device memory it may hold
   */
  OpenClBackend(ClDevice device, ProgramCache cache, long memory) {
    this.device = device;
    this.pool = new MemoryPool(device, memory);
    this.programs = new Programs(device, cache);
    Sources sources = new Sources(device.info());
    this.products =
        device.info().wantsVectors()
            ? new Products(device, pool, programs, sources)
            : new TileProducts(device, programs, sources);
    this.maps = new Maps(device, programs, sources);
    this.reductions = new Reductions(device, pool, programs, sources, maps);
    this.launches = new Launches(device, programs, sources);
  }

  /** The device. */
  DeviceInfo info() {
    return device.info();
  }

  @Override
  public String name() {
    return "opencl " + device.info().label();
  }

  @Override
  public boolean supports(Precision precision) {
    return precision == Precision.FLOAT || device.info().doubles();
  }

  @Override
  public Buffer allocate(Precision precision, int size) {
    checkSupported(precision);
    device.checkAlive();
    return pool.allocate(precision, size);
  }

  @Override
  public void upload(Object array, int size, Buffer buffer) {
    ClBuffer target = (ClBuffer) buffer;
    if (size > target.size()) {
      throw new IllegalArgumentException(size + " elements for a buffer of " + target.size());
    }
    device.upload(array, size, target.precision(), target.memory());
  }

  @Override
  public void download(Buffer buffer, Object array) {
    ClBuffer source = (ClBuffer) buffer;
    device.download(source.memory(), source.size(), source.precision(), array);
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    check(output, a, b);
    Checks.shape(a, output.rows(), a.columns());
    Checks.shape(b, a.columns(), output.columns());
    if (addend != null) {
      check(output, addend);
      Checks.shape(addend, output.rows(), output.columns());
    }
    if (output.buffer() == a.buffer() || output.buffer() == b.buffer()) {
      throw new IllegalArgumentException("a product cannot overwrite its own operand");
    }
    if (!Checks.isEmpty(output)) {
      products.multiply(alpha, a, b, beta, addend, output);
    }
  }

  @Override
  public void map(Formula formula, double[] scalars, View[] inputs, View output) {
    check(output, inputs);
    check(formula, scalars, inputs);
    for (View input : inputs) {
      Checks.shape(input, output.rows(), output.columns());
    }
    if (!Checks.isEmpty(output)) {
      maps.run(formula, scalars, inputs, output);
    }
  }

  @Override
  public void reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    check(output, inputs);
    check(formula, scalars, inputs);
    for (View input : inputs) {
      Checks.shape(input, rows, columns);
    }
    if (!Checks.isEmpty(output)) {
      reductions.run(reduction, formula, scalars, inputs, rows, columns, output);
    }
  }

  @Override
  public void launch(Kernel kernel, View[] inputs, int[] data, double[] scalars, View output) {
    check(output, inputs);
    if (!Checks.isEmpty(output)) {
      launches.run(kernel, inputs, data, scalars, output);
    }
  }

  private void check(View output, View... inputs) {
    device.checkAlive();
    checkSupported(output.precision());
    Checks.memory(output);
    for (View input : inputs) {
      Checks.precision(input, output.precision());
      Checks.memory(input);
    }
  }

  private static void check(Formula formula, double[] scalars, View[] inputs) {
    if (formula.inputs().size() != inputs.length || formula.scalars().size() != scalars.length) {
      throw new IllegalArgumentException(
          inputs.length + " matrices and " + scalars.length + " numbers for " + formula);
    }
  }

  private void checkSupported(Precision precision) {
    if (!supports(precision)) {
      throw new BackendException(
          Kind.OPERATION, device.info().label() + " does not compute in double", null);
    }
  }

  /** The product of two arrays; for tests and measurements. */
  float[] multiply(float[] a, float[] b, int rows, int inner, int columns) {
    Buffer left = allocate(Precision.FLOAT, a.length);
    Buffer right = allocate(Precision.FLOAT, b.length);
    Buffer product = allocate(Precision.FLOAT, rows * columns);
    try {
      upload(a, a.length, left);
      upload(b, b.length, right);
      multiply(
          1,
          new View(left, 0, rows, inner, inner, 1),
          new View(right, 0, inner, columns, columns, 1),
          0,
          null,
          new View(product, 0, rows, columns, columns, 1));
      float[] result = new float[rows * columns];
      download(product, result);
      return result;
    } finally {
      left.release();
      right.release();
      product.release();
    }
  }

  @Override
  public boolean isReadyToMultiply(Precision precision, int rows, int columns) {
    return programs.isReady(products.program(precision, rows, columns));
  }

  @Override
  public boolean isReadyToMap(Formula formula, Precision precision, View[] inputs, View output) {
    return programs.isReady(maps.program(formula, precision, inputs, output));
  }

  @Override
  public boolean isReadyToReduce(
      Reduction reduction,
      Formula formula,
      Precision precision,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    return reductions.isReady(reduction, formula, precision, inputs, rows, columns, output);
  }

  @Override
  public boolean isReadyToLaunch(Kernel kernel, Precision precision) {
    return programs.isReady(launches.program(kernel, precision));
  }

  /** Does something beside the program, which the end of the program waits for. */
  void inBackground(Runnable task) {
    programs.inBackground(task);
  }

  /** Whether background work should end soon. */
  boolean isClosing() {
    return programs.isClosing();
  }

  /** What its memory pool has done. */
  MemoryPool.Statistics memory() {
    return pool.statistics();
  }

  @Override
  public void finish() {
    device.finish();
  }

  @Override
  public void close() {
    programs.close();
    device.close();
  }
}
