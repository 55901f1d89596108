package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Engines;

/** Makes matrices use the OpenCL device of the tests, for all operations. */
public final class OpenClEngine {
  private OpenClEngine() {}

  /**
   * Until it is closed. Without a device the test is skipped.
   *
   * @param budget the most bytes of device memory; 0 for plenty
   */
  public static AutoCloseable install(long budget) {
    if (budget == 0) {
      return Engines.install(Device.backend());
    }
    OpenClBackend backend =
        new OpenClBackend(ClDevice.open(Device.first()), new ProgramCache(null), budget);
    AutoCloseable engine = Engines.install(backend);
    return () -> {
      engine.close();
      backend.close();
    };
  }
}
