package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.BackendException;

/**
 * The program of a child process that measures a device for the doctor's report: prints its {@link
 * Rates}, or why there are none. Its argument is the device's label.
 */
final class MeasureMain {
  static final String RATE = "OPENCL-RATE\t";
  static final String PROBLEM = "OPENCL-CANNOT\t";

  private MeasureMain() {}

  public static void main(String[] arguments) {
    ProgramCache cache = ProgramCache.ofUser();
    try {
      for (ClPlatforms.Found each : ClPlatforms.devices()) {
        if (each.info().label().equals(arguments[0])) {
          try (OpenClBackend backend =
              new OpenClBackend(ClDevice.open(each), cache, OpenClFactory.budget(each.info()))) {
            Costs.measured(backend, cache)
                .toText()
                .lines()
                .map(l -> RATE + l)
                .forEach(MeasureMain::say);
          }
        }
      }
    } catch (BackendException | IllegalStateException e) {
      say(PROBLEM + e.getMessage());
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
