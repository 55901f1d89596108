package org.cotangent.runtime.opencl;

import java.nio.charset.StandardCharsets;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.CostModel;
import org.cotangent.runtime.backend.Precision;

/**
 * Decides by measured {@link Rates}: the faster side does an operation, but what is on one side
 * stays there unless the other is more than twice as fast, copies included. Rates are kept on disk;
 * the first time they are measured in the background, and until then a CPU device is not used.
 * Rates of a Java that was not compiled yet are neither used nor kept.
 */
final class Costs implements CostModel {
  private static final double GAIN = 2;
  private static final System.Logger LOG = System.getLogger("org.cotangent.runtime");

  private final CostModel meanwhile;
  private volatile Rates rates;

  private Costs(CostModel meanwhile, Rates rates) {
    this.meanwhile = meanwhile;
    this.rates = rates;
  }

  /** Costs by rates that are known. */
  static Costs of(Rates rates) {
    return new Costs(null, rates);
  }

  /** The costs of a device; measured in the background if they are not on disk. */
  static Costs of(OpenClBackend backend, ProgramCache cache) {
    String key = key(backend.info());
    Rates known = load(cache, key);
    boolean cpu = backend.info().cpu();
    CostModel meanwhile =
        cpu ? (w, p, o, u, d) -> false : new org.cotangent.runtime.backend.SimpleCosts();
    Costs costs = new Costs(meanwhile, known);
    if (known == null) {
      backend.inBackground(() -> costs.measure(backend, cache, key));
    }
    return costs;
  }

  /** The rates of a device, measured now if they are not on disk; for reports. */
  static Rates measured(OpenClBackend backend, ProgramCache cache) {
    String key = key(backend.info());
    Rates known = load(cache, key);
    if (known == null) {
      known = Calibration.of(backend, () -> false);
      keep(known, cache, key);
    }
    return known;
  }

  private void measure(OpenClBackend backend, ProgramCache cache, String key) {
    try {
      Rates measured = Calibration.of(backend, backend::isClosing);
      if (measured != null && keep(measured, cache, key)) {
        rates = measured;
      }
    } catch (BackendException e) {
      // A process that ends meanwhile measures another time.
      System.Logger.Level level =
          backend.isClosing() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
      LOG.log(level, "could not measure " + backend.name(), e);
    }
  }

  /** Stores rates that can be believed, and answers whether they can. */
  static boolean keep(Rates measured, ProgramCache cache, String key) {
    if (!measured.isCredible()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "Java was not compiled while it was measured; the next process measures again");
      return false;
    }
    cache.store("costs", key, measured.toText().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /** The rates on disk, or null if there are none that can be believed. */
  static Rates load(ProgramCache cache, String key) {
    byte[] stored = cache.load("costs", key);
    Rates known =
        stored == null ? null : Rates.fromText(new String(stored, StandardCharsets.UTF_8));
    return known != null && known.isCredible() ? known : null;
  }

  private static String key(DeviceInfo info) {
    return String.join(
        "\n",
        "2",
        info.identity(),
        System.getProperty("java.vm.version", ""),
        // The mode: how much is compiled. Whether classes are shared does not matter.
        System.getProperty("java.vm.info", "").replace(", sharing", ""),
        "" + Runtime.getRuntime().availableProcessors());
  }

  @Override
  public boolean prefersDevice(
      Work work, Precision precision, long operations, long uploaded, long downloaded) {
    return prefersDevice(work, precision, operations, operations, uploaded, downloaded);
  }

  @Override
  public boolean prefersDevice(
      Work work,
      Precision precision,
      long operations,
      long elements,
      long uploaded,
      long downloaded) {
    Rates known = rates;
    if (known == null) {
      return meanwhile.prefersDevice(work, precision, operations, uploaded, downloaded);
    }
    double device =
        known.operation("device", work, precision, operations, elements) + known.upload(uploaded);
    double cpu =
        known.operation("cpu", work, precision, operations, elements) + known.download(downloaded);
    if (downloaded > 0 && uploaded == 0) {
      return device <= cpu * GAIN;
    }
    return uploaded > 0 && downloaded == 0 ? device * GAIN < cpu : device < cpu;
  }
}
