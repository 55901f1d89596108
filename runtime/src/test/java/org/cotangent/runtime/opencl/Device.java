package org.cotangent.runtime.opencl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The OpenCL device that tests run on; without one they are skipped. */
final class Device {
  /** Whether tests keep to small sizes, for a device that is simulated. */
  static final boolean SMALL = Boolean.getBoolean("cotangent.test.small");

  private static List<ClPlatforms.Found> found;
  private static final Map<CodeFor, OpenClBackend> BACKENDS = new EnumMap<>(CodeFor.class);

  private Device() {}

  /** The first device, or the test is skipped. */
  static synchronized ClPlatforms.Found first() {
    if (found == null) {
      System.setProperty("uniqueLibraryNames", "true");
      try {
        found = ClPlatforms.devices();
      } catch (LinkageError e) {
        found = List.of();
      }
    }
    assumeTrue(!found.isEmpty(), "there is no OpenCL device here");
    return found.get(0);
  }

  /** The same device, said to want the code of GPUs, or that of CPUs. */
  static ClPlatforms.Found as(boolean gpu) {
    ClPlatforms.Found first = first();
    DeviceInfo i = first.info();
    DeviceInfo other =
        new DeviceInfo(
            i.platformIndex(),
            i.deviceIndex(),
            i.platform(),
            i.platformVersion(),
            i.name(),
            i.vendor(),
            !gpu,
            i.version(),
            i.driver(),
            i.doubles(),
            i.exactDivision(),
            gpu,
            i.units(),
            i.memory(),
            i.largest(),
            i.groupSize(),
            i.unified(),
            i.width());
    return new ClPlatforms.Found(first.platform(), first.device(), other);
  }

  /** A backend on the first device that all tests share. */
  static OpenClBackend backend() {
    return backend(first().info().wantsVectors() ? CodeFor.CPUS : CodeFor.GPUS);
  }

  /** The same with the code of one kind of device, whatever it is. */
  static synchronized OpenClBackend backend(CodeFor kind) {
    return BACKENDS.computeIfAbsent(
        kind,
        k ->
            new OpenClBackend(
                ClDevice.open(as(k == CodeFor.GPUS)), new ProgramCache(null), 1L << 30));
  }

  /** Kinds of devices, for which there is different code. */
  enum CodeFor {
    CPUS,
    GPUS
  }
}
