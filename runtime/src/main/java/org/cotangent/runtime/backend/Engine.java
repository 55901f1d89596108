package org.cotangent.runtime.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;

/**
 * Runs operations on values: decides where, brings the operands there, and makes the result a new
 * value. Shapes and precisions have been checked by the caller. Operands whose matrices were closed
 * meanwhile are refused.
 */
public final class Engine {
  /** No device is looked for while all operations are smaller than this. */
  private static final long WORTH_A_DEVICE = 50_000;

  private static final Formula SAME = Formula.of("(x) -> x");
  private static final double[] NO_SCALARS = {};

  private static final System.Logger LOG = System.getLogger("org.cotangent.runtime");

  private static volatile Engine current = new Engine(new CpuBackend(), factories());

  private final Backend cpu;
  private final List<DeviceFactory> factories;
  private final Counters counters = new Counters();
  private final boolean required;

  /** The device, once it was looked for and found. */
  private volatile Offload device;

  private volatile boolean looked;

  /** The search for a device that is not required. */
  private volatile CompletableFuture<Void> search = CompletableFuture.completedFuture(null);

  Engine(Backend cpu, List<DeviceFactory> factories) {
    this.cpu = cpu;
    this.factories = factories;
    boolean anyRequired = false;
    for (DeviceFactory factory : factories) {
      anyRequired |= factory.isRequired();
    }
    this.required = anyRequired;
  }

  /** An engine with a device. */
  Engine(Backend cpu, DeviceFactory.Device device, Lineage lineage) {
    this.cpu = cpu;
    this.factories = List.of();
    this.required = device.required();
    this.looked = true;
    this.device = new Offload(device, cpu, counters, lineage);
  }

  /** The engine of this process. */
  public static Engine current() {
    return current;
  }

  /** Makes this the engine of the process; tests do it. Values can be used by all engines. */
  static Engine install(Engine engine) {
    Engine before = current;
    current = engine;
    return before;
  }

  /**
   * {@code alpha * a * b + beta * addend}.
   *
   * @param addend of the result's shape, or null
   */
  public Value multiply(double alpha, Operand a, Operand b, double beta, Operand addend) {
    return run(
        new Task.Multiply(
            alpha, beta, addend == null ? new Operand[] {a, b} : new Operand[] {a, b, addend}));
  }

  /** A formula's value at each place; all inputs have the result's shape. */
  public Value map(
      Formula formula,
      double[] scalars,
      Operand[] inputs,
      Precision precision,
      int rows,
      int columns) {
    return run(new Task.Map(formula, scalars, inputs, precision, rows, columns));
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
    return run(
        new Task.Reduce(
            reduction,
            formula,
            scalars,
            inputs,
            inputRows,
            inputColumns,
            precision,
            rows,
            columns));
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
    return run(new Task.Launch(kernel, inputs, data, scalars, precision, rows, columns));
  }

  /**
   * A formula's value at each place, in the stead of a matrix that the caller holds. The caller
   * holds the result instead; the memory is the same if nobody else holds it.
   *
   * @param target gives its shape to the result; it may be an input, too
   */
  public Value replace(Operand target, Formula formula, double[] scalars, Operand[] inputs) {
    Task task =
        new Task.Map(formula, scalars, inputs, target.precision(), target.rows(), target.columns());
    Value old = target.value();
    hold(inputs);
    int holders = 1;
    boolean samePlaces = target.isWhole() && target.size() > 0;
    for (Operand input : inputs) {
      if (input.value() == old) {
        holders++;
        samePlaces &= input == target;
      }
    }
    if (!samePlaces || !old.claim(holders)) {
      Value made;
      try {
        made = compute(task, null);
      } finally {
        release(inputs);
      }
      old.release();
      return made;
    }
    boolean replaced = false;
    try {
      Value made = compute(task, old);
      replaced = true;
      return made;
    } finally {
      for (Operand input : inputs) {
        if (input.value() != old) {
          input.value().release();
        }
      }
      if (replaced) {
        old.dispose();
      } else {
        old.unclaim();
      }
    }
  }

  /** All elements but one of a matrix, in the stead of it, as by {@link #replace}. */
  public Operand withElement(Operand target, int i, int j, double element) {
    Value old = target.value();
    Operand[] inputs = {target};
    Task copy =
        new Task.Map(SAME, NO_SCALARS, inputs, target.precision(), target.rows(), target.columns());
    hold(inputs);
    HostBuffer memory = null;
    if (target.isWhole() && old.claim(2)) {
      memory = old.hostIfThere() == null ? null : old.takeHost();
      if (memory == null) {
        old.unclaim();
      } else {
        old.dispose();
      }
    } else {
      old.release();
    }
    if (memory == null) {
      Value copied = onCpu(copy, null);
      memory = copied.host();
      old.release();
    }
    Operand changed = Operand.of(new Value(memory), target.rows(), target.columns());
    if (memory.precision() == Precision.DOUBLE) {
      memory.doubles()[changed.index(i, j)] = element;
    } else {
      memory.floats()[changed.index(i, j)] = (float) element;
    }
    return changed;
  }

  /** A moment when few values are alive. */
  public void rest() {
    Offload there = device;
    if (there != null) {
      there.rest();
    }
  }

  /** The name of the device, or of the CPU if there is none; it is looked for now. */
  public String deviceName() {
    device(Long.MAX_VALUE);
    search.join();
    Offload there = device;
    return there == null || there.isLost() ? cpu.name() : there.name();
  }

  /** What has been done so far. */
  public Snapshot snapshot() {
    Offload there = device;
    boolean works = there != null && !there.isLost();
    return new Snapshot(
        counters.onCpu.sum(),
        counters.onDevice.sum(),
        counters.uploads.sum(),
        counters.uploadedBytes.sum(),
        counters.downloads.sum(),
        counters.downloadedBytes.sum(),
        counters.savedBytes.sum(),
        counters.spills.sum(),
        counters.recomputed.sum(),
        counters.faults.sum(),
        works ? there.residences().count() : 0,
        works ? there.residences().bytes() : 0);
  }

  /** What an engine has done so far; {@code MatrixStatistics} says what it means. */
  public record Snapshot(
      long cpuOperations,
      long deviceOperations,
      long uploads,
      long uploadedBytes,
      long downloads,
      long downloadedBytes,
      long savedBytes,
      long spills,
      long recomputed,
      long faults,
      long deviceMatrices,
      long deviceBytes) {}

  private Value run(Task task) {
    hold(task.inputs());
    try {
      return compute(task, null);
    } finally {
      release(task.inputs());
    }
  }

  private Value compute(Task task, Value reusable) {
    if (task.size() > 0) {
      long operations = device == null && !required ? task.operations() : Long.MAX_VALUE;
      Offload there = device(operations);
      if (there != null && there.wants(task)) {
        Value made = there.run(task, reusable);
        if (made != null) {
          return made;
        }
      }
    }
    return onCpu(task, reusable);
  }

  private Value onCpu(Task task, Value reusable) {
    Operand[] inputs = task.inputs();
    View[] views = new View[inputs.length];
    for (int i = 0; i < views.length; i++) {
      views[i] = inputs[i].onHost();
    }
    HostBuffer memory =
        reusable == null || reusable.hostIfThere() == null ? null : reusable.takeHost();
    if (memory == null) {
      memory = Value.ARRAYS.take(task.precision(), task.size());
    }
    Operand output = Operand.of(new Value(memory), task.rows(), task.columns());
    if (task.size() > 0) {
      task.run(cpu, views, output.onHost());
      counters.onCpu.increment();
    }
    return output.value();
  }

  /** The device; it is looked for when an operation is worth it. */
  private Offload device(long operations) {
    if (looked || operations < WORTH_A_DEVICE) {
      return device;
    }
    return look();
  }

  /**
   * Looks for a device: now, if one is required, else in the background, since a search may take
   * seconds.
   */
  private synchronized Offload look() {
    if (!looked) {
      if (required) {
        open();
      } else {
        search = CompletableFuture.runAsync(this::open, Engine::inBackground);
      }
      looked = true;
    }
    return device;
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "cotangent-device");
    thread.setDaemon(true);
    thread.start();
  }

  private void open() {
    for (DeviceFactory factory : factories) {
      Optional<DeviceFactory.Device> found = open(factory);
      if (found.isPresent()) {
        device = new Offload(found.get(), cpu, counters, Lineage.usual());
        return;
      }
    }
  }

  private Optional<DeviceFactory.Device> open(DeviceFactory factory) {
    try {
      return factory.open();
    } catch (RuntimeException | LinkageError e) {
      if (required) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "no device could be opened, the CPU is used", e);
      return Optional.empty();
    }
  }

  private static List<DeviceFactory> factories() {
    List<DeviceFactory> found = new ArrayList<>();
    try {
      ClassLoader loader = DeviceFactory.class.getClassLoader();
      ServiceLoader.load(DeviceFactory.class, loader).forEach(found::add);
    } catch (ServiceConfigurationError e) {
      LOG.log(System.Logger.Level.WARNING, "no device can be looked for, the CPU is used", e);
    }
    return found;
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
