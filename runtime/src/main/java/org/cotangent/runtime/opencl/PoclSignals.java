package org.cotangent.runtime.opencl;

import java.util.Locale;
import java.util.Optional;

/**
 * PoCL, when it is loaded, takes the signal by which HotSpot notices an integer division by zero.
 * Afterwards {@code x / 0} goes on with some number instead of throwing an ArithmeticException,
 * anywhere in the process. It can only be told not to by its environment, which Java cannot change
 * for itself.
 */
final class PoclSignals {
  static final String REMEDY =
      "PoCL would keep Java from throwing ArithmeticException at integer divisions by zero; start"
          + " Java with the environment variable POCL_SIGFPE_HANDLER=0";

  private PoclSignals() {}

  /** What would happen if the drivers that were found were loaded here, if it is bad. */
  static Optional<String> danger(ProbeResult found) {
    boolean told = "0".equals(System.getenv("POCL_SIGFPE_HANDLER"));
    String preloaded = System.getenv("LD_PRELOAD");
    boolean shielded = preloaded != null && preloaded.contains("libjsig");
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean intel = machine.equals("amd64") || machine.equals("x86_64") || machine.equals("x86");
    boolean pocl =
        found.devices().stream().anyMatch(d -> d.platform().equals("Portable Computing Language"));
    boolean bad = found.breaksDivision() || pocl && intel && !told && !shielded;
    return bad ? Optional.of(REMEDY) : Optional.empty();
  }
}
