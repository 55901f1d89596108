package org.cotangent.runtime.opencl;

import java.util.Optional;

/**
 * PoCL, when it is loaded, takes signals that HotSpot lives on. Its own handler keeps an integer
 * division by zero from throwing an ArithmeticException, anywhere in the process, unless {@code
 * POCL_SIGFPE_HANDLER=0} is in the environment. And LLVM, its compiler, takes SIGSEGV, by which
 * threads stop at safepoints and notice null: it gives the signal back when it comes for the first
 * time, but a second thread that gets one at that moment ends the process, without a word. The
 * JDK's {@code libjsig.so}, loaded before everything else, keeps both from happening; Java cannot
 * change its own environment.
 */
final class PoclSignals {
  static final String REMEDY =
      "PoCL takes signals that Java needs, which would end the process now and then, and keep"
          + " integer divisions by zero from throwing ArithmeticException; start Java with the"
          + " environment variable LD_PRELOAD="
          + library();

  private PoclSignals() {}

  /** What would happen if the drivers that were found were loaded here, if it is bad. */
  static Optional<String> danger(ProbeResult found) {
    String preloaded = System.getenv("LD_PRELOAD");
    boolean shielded = preloaded != null && preloaded.contains("libjsig");
    boolean pocl =
        found.devices().stream().anyMatch(d -> d.platform().equals("Portable Computing Language"));
    boolean bad = !shielded && (found.breaksDivision() || pocl);
    return bad ? Optional.of(REMEDY) : Optional.empty();
  }

  /** The library of this JDK that keeps signals for Java. */
  static String library() {
    return System.getProperty("java.home") + "/lib/libjsig.so";
  }
}
