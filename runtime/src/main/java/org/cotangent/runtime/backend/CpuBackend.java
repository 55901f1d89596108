package org.cotangent.runtime.backend;

/**
 * The backend that is always there: matrices are Java arrays, and everything has been done when a
 * method returns.
 */
public final class CpuBackend implements Backend {
  /** Elements that a kernel reads and writes: worth waking up a thread for. */
  private static final int GRAIN_ELEMENTS = 8192;

  private final CpuMap map = new CpuMap();
  private final CpuReductions reductions = new CpuReductions(map);
  private volatile CpuBlas.Products products;

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public boolean supports(Precision precision) {
    return true;
  }

  @Override
  public HostBuffer allocate(Precision precision, int size) {
    return precision == Precision.DOUBLE
        ? HostBuffer.of(new double[size], size)
        : HostBuffer.of(new float[size], size);
  }

  @Override
  public void upload(Object array, int size, Buffer buffer) {
    System.arraycopy(array, 0, ((HostBuffer) buffer).array(), 0, size);
  }

  @Override
  public void download(Buffer buffer, Object array) {
    System.arraycopy(((HostBuffer) buffer).array(), 0, array, 0, buffer.size());
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    CpuBlas.Products opened = products;
    if (opened == null) {
      opened = openProducts();
    }
    opened.multiply(alpha, a, b, beta, addend, output);
  }

  private synchronized CpuBlas.Products openProducts() {
    if (products == null) {
      products = CpuBlas.chosen();
    }
    return products;
  }

  @Override
  public void map(Formula formula, double[] scalars, View[] inputs, View output) {
    map.run(formula, scalars, inputs, output);
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
    reductions.run(reduction, formula, scalars, inputs, rows, columns, output);
  }

  @Override
  public void launch(Kernel kernel, View[] inputs, int[] data, double[] scalars, View output) {
    int items = kernel.workItems(inputs, output);
    long elements = output.size();
    for (View input : inputs) {
      elements += input.size();
    }
    long grain = GRAIN_ELEMENTS * (long) items / Math.max(1, elements);
    CpuThreads.shared()
        .forRanges(
            items,
            (int) Math.max(1, Math.min(grain, items)),
            (from, to) -> kernel.run(inputs, data, scalars, output, from, to));
  }

  @Override
  public void finish() {
    // nothing is ever under way
  }

  @Override
  public void close() {
    // there is nothing to give back
  }
}
