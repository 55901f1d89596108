package org.cotangent.runtime.backend;

/**
 * Runs operations on values: decides where, brings the operands there, and makes the result a new
 * value. Shapes and precisions have been checked by the caller.
 */
public final class Engine {
  private static final Engine SHARED = new Engine(new CpuBackend());

  private final Backend cpu;

  Engine(Backend cpu) {
    this.cpu = cpu;
  }

  /** The engine of this process. */
  public static Engine current() {
    return SHARED;
  }

  /**
   * {@code alpha * a * b + beta * addend}.
   *
   * @param addend of the result's shape, or null
   */
  public Value multiply(double alpha, Operand a, Operand b, double beta, Operand addend) {
    Operand[] inputs = addend == null ? new Operand[] {a, b} : new Operand[] {a, b, addend};
    hold(inputs);
    try {
      Operand output = onCpu(a.precision(), a.rows(), b.columns());
      if (output.size() > 0) {
        View c = addend == null ? null : addend.onHost();
        cpu.multiply(alpha, a.onHost(), b.onHost(), beta, c, output.onHost());
      }
      return output.value();
    } finally {
      release(inputs);
    }
  }

  /** A formula's value at each place; all inputs have the result's shape. */
  public Value map(
      Formula formula,
      double[] scalars,
      Operand[] inputs,
      Precision precision,
      int rows,
      int columns) {
    hold(inputs);
    try {
      Operand output = onCpu(precision, rows, columns);
      if (output.size() > 0) {
        cpu.map(formula, scalars, onHost(inputs), output.onHost());
      }
      return output.value();
    } finally {
      release(inputs);
    }
  }

  /**
   * A formula's value at each place, in the stead of a matrix that the caller holds. The caller
   * holds the result instead; the memory is the same if nobody else holds it.
   *
   * @param target gives its shape to the result; it may be an input, too
   */
  public Value replace(Operand target, Formula formula, double[] scalars, Operand[] inputs) {
    hold(inputs);
    Value old = target.value();
    int uses = 1;
    boolean sameLayout = target.isWhole();
    for (Operand input : inputs) {
      if (input.value() == old) {
        uses++;
        sameLayout &= input == target;
      }
    }
    if (target.size() == 0 || !sameLayout || !old.claim(uses)) {
      release(inputs);
      Value made =
          map(formula, scalars, inputs, target.precision(), target.rows(), target.columns());
      old.release();
      return made;
    }
    try {
      cpu.map(formula, scalars, onHost(inputs), target.onHost());
      return new Value(old.takeHost());
    } finally {
      for (Operand input : inputs) {
        if (input.value() != old) {
          input.value().release();
        }
      }
    }
  }

  /** A reduction to {@code rows} x {@code columns}: 1 x 1, one column or one row. */
  public Value reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      Operand[] inputs,
      int inputRows,
      int inputColumns,
      Precision precision,
      int rows,
      int columns) {
    hold(inputs);
    try {
      Operand output = onCpu(precision, rows, columns);
      if (output.size() > 0) {
        cpu.reduce(
            reduction, formula, scalars, onHost(inputs), inputRows, inputColumns, output.onHost());
      }
      return output.value();
    } finally {
      release(inputs);
    }
  }

  /** The result of a kernel. */
  public Value launch(
      Kernel kernel,
      Operand[] inputs,
      int[] data,
      double[] scalars,
      Precision precision,
      int rows,
      int columns) {
    hold(inputs);
    try {
      Operand output = onCpu(precision, rows, columns);
      if (output.size() > 0) {
        cpu.launch(kernel, onHost(inputs), data, scalars, output.onHost());
      }
      return output.value();
    } finally {
      release(inputs);
    }
  }

  /** All elements but one of a matrix, in the stead of it, as by {@link #replace}. */
  public Operand withElement(Operand target, int i, int j, double element) {
    Value old = target.value();
    Operand changed = target;
    if (target.isWhole() && old.claim(1)) {
      changed = Operand.of(new Value(old.takeHost()), target.rows(), target.columns());
    } else {
      Operand copy = Operand.of(copy(target), target.rows(), target.columns());
      old.release();
      changed = copy;
    }
    HostBuffer memory = changed.value().host();
    if (memory.precision() == Precision.DOUBLE) {
      memory.doubles()[changed.index(i, j)] = element;
    } else {
      memory.floats()[changed.index(i, j)] = (float) element;
    }
    return changed;
  }

  private static final Formula SAME = Formula.of("(x) -> x");
  private static final double[] NO_SCALARS = {};

  private Value copy(Operand operand) {
    return map(
        SAME,
        NO_SCALARS,
        new Operand[] {operand},
        operand.precision(),
        operand.rows(),
        operand.columns());
  }

  private static Operand onCpu(Precision precision, int rows, int columns) {
    return Operand.of(new Value(Value.ARRAYS.take(precision, rows * columns)), rows, columns);
  }

  private static View[] onHost(Operand[] inputs) {
    View[] views = new View[inputs.length];
    for (int i = 0; i < views.length; i++) {
      views[i] = inputs[i].onHost();
    }
    return views;
  }

  /** Holds all inputs, or none: a closed one is refused. */
  private static void hold(Operand[] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      if (!inputs[i].value().hold()) {
        for (int j = 0; j < i; j++) {
          inputs[j].value().release();
        }
        throw new IllegalStateException("a matrix was closed while it was computed with");
      }
    }
  }

  private static void release(Operand[] inputs) {
    for (Operand input : inputs) {
      input.value().release();
    }
  }
}
