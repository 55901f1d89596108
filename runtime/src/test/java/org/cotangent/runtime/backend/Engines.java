package org.cotangent.runtime.backend;

import java.util.List;

/** Makes an engine of the tests' own the engine of the process. */
public final class Engines {
  private Engines() {}

  /**
   * Makes an engine use a device, for the operations that the model says, until it is closed.
   *
   * @param saved after how many operations results are saved; 0 for the usual number
   */
  public static AutoCloseable install(
      Backend backend, CostModel costs, boolean required, int saved) {
    Lineage lineage =
        saved == 0 ? Lineage.usual() : new Lineage(saved, Long.MAX_VALUE, saved, Long.MAX_VALUE);
    Engine engine =
        new Engine(new CpuBackend(), new DeviceFactory.Device(backend, costs, required), lineage);
    Engine before = Engine.install(engine);
    return () -> Engine.install(before);
  }

  /** Makes an engine use a device for all operations. */
  public static AutoCloseable install(Backend backend) {
    return install(backend, (work, precision, operations, up, down) -> true, false, 0);
  }

  /** An engine without a device. */
  public static AutoCloseable installCpu() {
    Engine before = Engine.install(new Engine(new CpuBackend(), List.of()));
    return () -> Engine.install(before);
  }
}
