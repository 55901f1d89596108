package org.cotangent.runtime.backend;

/**
 * An operation with its operands: what makes a value. It can be run on any backend, and again if
 * what it made is lost.
 */
sealed interface Task {
  /** What it reads. */
  Operand[] inputs();

  /** The precision of the result. */
  Precision precision();

  /** The rows of the result. */
  int rows();

  /** The columns of the result. */
  int columns();

  /** What kind of work it is. */
  CostModel.Work work();

  /** About how many arithmetic operations it takes. */
  long operations();

  /** About how many elements are computed. */
  default long elements() {
    return size();
  }

  /** Whether a backend could begin at once; if not, it is preparing itself. */
  boolean isReady(Backend backend);

  /** The inputs as a backend would see them, without memory. */
  default View[] shapes() {
    Operand[] inputs = inputs();
    View[] shapes = new View[inputs.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = inputs[i].view(null);
    }
    return shapes;
  }

  /** What another task has to have in common with this one to fail for the same reason. */
  Object program();

  /** Computes the output from views of the inputs, in memory of the backend. */
  void run(Backend backend, View[] inputs, View output);

  /** The same task, which does not see later changes of the caller's arrays of numbers. */
  Task frozen();

  /** The number of elements of the result. */
  default int size() {
    return rows() * columns();
  }

  /** {@link Backend#multiply}; the third input, if there is one, is the addend. */
  record Multiply(double alpha, double beta, Operand[] inputs) implements Task {
    @Override
    public Precision precision() {
      return inputs[0].precision();
    }

    @Override
    public int rows() {
      return inputs[0].rows();
    }

    @Override
    public int columns() {
      return inputs[1].columns();
    }

    @Override
    public CostModel.Work work() {
      return CostModel.Work.MULTIPLY;
    }

    @Override
    public long operations() {
      return 2L * rows() * columns() * inputs[0].columns();
    }

    @Override
    public Object program() {
      return "multiply " + precision();
    }

    @Override
    public boolean isReady(Backend backend) {
      return backend.isReadyToMultiply(precision(), rows(), columns());
    }

    @Override
    public void run(Backend backend, View[] views, View output) {
      View addend = views.length == 3 ? views[2] : null;
      backend.multiply(alpha, views[0], views[1], beta, addend, output);
    }

    @Override
    public Task frozen() {
      return this;
    }
  }

  /** {@link Backend#map}. */
  record Map(
      Formula formula,
      double[] scalars,
      Operand[] inputs,
      Precision precision,
      int rows,
      int columns)
      implements Task {
    @Override
    public CostModel.Work work() {
      return CostModel.Work.MAP;
    }

    @Override
    public long operations() {
      return (long) size() * formula.operations();
    }

    @Override
    public Object program() {
      return "map " + precision + " " + formula.text();
    }

    @Override
    public boolean isReady(Backend backend) {
      View output = new View(null, 0, rows, columns, columns, 1);
      return backend.isReadyToMap(formula, precision, shapes(), output);
    }

    @Override
    public void run(Backend backend, View[] views, View output) {
      backend.map(formula, scalars, views, output);
    }

    @Override
    public Task frozen() {
      return scalars.length == 0
          ? this
          : new Map(formula, scalars.clone(), inputs, precision, rows, columns);
    }
  }

  /** {@link Backend#reduce}. */
  record Reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      Operand[] inputs,
      int inputRows,
      int inputColumns,
      Precision precision,
      int rows,
      int columns)
      implements Task {
    @Override
    public CostModel.Work work() {
      return CostModel.Work.REDUCE;
    }

    @Override
    public long operations() {
      return (long) inputRows * inputColumns * (1 + formula.operations());
    }

    @Override
    public Object program() {
      return "reduce " + reduction + " " + precision + " " + formula.text();
    }

    @Override
    public long elements() {
      return (long) inputRows * inputColumns;
    }

    @Override
    public boolean isReady(Backend backend) {
      View output = new View(null, 0, rows, columns, columns, 1);
      return backend.isReadyToReduce(
          reduction, formula, precision, shapes(), inputRows, inputColumns, output);
    }

    @Override
    public void run(Backend backend, View[] views, View output) {
      backend.reduce(reduction, formula, scalars, views, inputRows, inputColumns, output);
    }

    @Override
    public Task frozen() {
      return scalars.length == 0
          ? this
          : new Reduce(
              reduction,
              formula,
              scalars.clone(),
              inputs,
              inputRows,
              inputColumns,
              precision,
              rows,
              columns);
    }
  }

  /** {@link Backend#launch}. */
  record Launch(
      Kernel kernel,
      Operand[] inputs,
      int[] data,
      double[] scalars,
      Precision precision,
      int rows,
      int columns)
      implements Task {
    @Override
    public CostModel.Work work() {
      return CostModel.Work.LAUNCH;
    }

    @Override
    public long operations() {
      long elements = size();
      for (Operand input : inputs) {
        elements += input.size();
      }
      return elements;
    }

    @Override
    public Object program() {
      return "launch " + precision + " " + kernel.name();
    }

    @Override
    public boolean isReady(Backend backend) {
      return backend.isReadyToLaunch(kernel, precision);
    }

    @Override
    public void run(Backend backend, View[] views, View output) {
      backend.launch(kernel, views, data, scalars, output);
    }

    @Override
    public Task frozen() {
      return new Launch(kernel, inputs, data.clone(), scalars.clone(), precision, rows, columns);
    }
  }
}
