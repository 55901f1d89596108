package org.cotangent.runtime.opencl;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.cotangent.runtime.backend.Backend;
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
      return Engines.install(patient(Device.backend()));
    }
    OpenClBackend backend =
        new OpenClBackend(ClDevice.open(Device.first()), new ProgramCache(null), budget);
    AutoCloseable engine = Engines.install(patient(backend));
    return () -> {
      engine.close();
      backend.close();
    };
  }

  /** The same backend, for which it is worth waiting until a program is built. */
  private static Backend patient(Backend backend) {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("isReady")) {
                return true;
              }
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
