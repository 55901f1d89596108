package org.cotangent.runtime.opencl;

import java.util.Optional;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.DeviceFactory;

/**
 * Finds the OpenCL device that the user has chosen, see {@link Selection}. Nothing of JOCL is
 * touched in this process before a child process has used the device without harm.
 */
public final class OpenClFactory implements DeviceFactory {
  private static final System.Logger LOG = System.getLogger("org.cotangent.runtime");
  private static final double SHARE_OF_MEMORY = 0.8;

  /** For {@link java.util.ServiceLoader}. */
  public OpenClFactory() {}

  @Override
  public boolean isRequired() {
    try {
      return Selection.current().isDemanding();
    } catch (IllegalStateException e) {
      return true; // what cannot be read is said when the device is opened, to whoever needs it
    }
  }

  @Override
  public Optional<Device> open() {
    Selection selection = Selection.current();
    if (selection.mode() == Selection.Mode.OFF) {
      return Optional.empty();
    }
    ProgramCache cache = ProgramCache.ofUser();
    ProbeResult found = new ProbeCache(cache).get(() -> new Probe().run());
    Optional<DeviceInfo> chosen = selection.choose(found.devices());
    if (chosen.isEmpty()) {
      return without(selection, System.Logger.Level.INFO, selection.failure(found));
    }
    Optional<String> danger = PoclSignals.danger(found);
    if (danger.isPresent()) {
      return without(selection, System.Logger.Level.WARNING, danger.get());
    }
    return open(selection, chosen.get(), cache);
  }

  private static Optional<Device> open(Selection selection, DeviceInfo chosen, ProgramCache cache) {
    // or several processes that start at once unpack the same file
    if (System.getProperty("uniqueLibraryNames") == null) {
      System.setProperty("uniqueLibraryNames", "true");
    }
    boolean require = selection.mode() == Selection.Mode.REQUIRE;
    try {
      OpenClBackend backend = openBackend(chosen, cache);
      try {
        SmokeTest.run(backend);
        if (!SmokeTest.divisionByZeroThrows()) {
          throw new IllegalStateException(PoclSignals.REMEDY);
        }
        Costs costs = require ? null : Costs.of(backend, cache);
        return Optional.of(new Device(backend, require ? (w, p, o, u, d) -> true : costs, require));
      } catch (BackendException | IllegalStateException e) {
        backend.close();
        throw e;
      }
    } catch (BackendException | IllegalStateException | LinkageError e) {
      return without(
          selection,
          System.Logger.Level.WARNING,
          selection.source() + ": " + chosen.label() + " cannot be used: " + e.getMessage());
    }
  }

  private static OpenClBackend openBackend(DeviceInfo chosen, ProgramCache cache) {
    for (ClPlatforms.Found each : ClPlatforms.devices()) {
      if (each.info().label().equals(chosen.label())) {
        ClDevice device = ClDevice.open(each);
        return new OpenClBackend(device, cache, budget(each.info()));
      }
    }
    throw new IllegalStateException("it is not there any more");
  }

  /** Bytes of device memory that may be held: property {@code cotangent.opencl.memory}, or 80 %. */
  static long budget(DeviceInfo info) {
    long most = (long) (SHARE_OF_MEMORY * info.memory());
    String text = System.getProperty("cotangent.opencl.memory");
    if (text == null) {
      return most;
    }
    try {
      return Math.min(most, MemorySize.parse(text));
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "property cotangent.opencl.memory=" + text + ": expected bytes, as 500m or 2g", e);
    }
  }

  private static Optional<Device> without(
      Selection selection, System.Logger.Level level, String why) {
    if (selection.isDemanding()) {
      throw new IllegalStateException(why);
    }
    LOG.log(level, why + ". Matrices are computed on the CPU.");
    return Optional.empty();
  }
}
