package org.cotangent.runtime.opencl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks for devices in a child process, so that a driver that crashes, hangs or writes to the
 * output does so there. A device that ends the child is left out, and the rest is tried again.
 */
final class Probe {
  /** Seconds after which a child is given up; {@code cotangent.opencl.probeSeconds}. */
  private static final int SECONDS = 30;

  private static final int TRIES = 4;

  private final Child child;

  /** A probe whose child has these variables beside those of this process. */
  Probe(Map<String, String> environment, int seconds) {
    this.child = new Child(environment, seconds);
  }

  Probe() {
    this(Map.of(), Integer.getInteger("cotangent.opencl.probeSeconds", SECONDS));
  }

  private static String lastTried(List<String> lines) {
    String last = "";
    for (String line : lines) {
      if (line.startsWith(ProbeMain.TRYING)) {
        last = line.substring(ProbeMain.TRYING.length());
      }
    }
    return last;
  }

  /** Looks for devices. Never throws: what went wrong stands in the result. */
  ProbeResult run() {
    List<String> skipped = new ArrayList<>();
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Child.Answer answer;
      try {
        answer = child.run(ProbeMain.class, skipped);
      } catch (ClassNotFoundException e) {
        return ProbeResult.none("JOCL is not on the class path: add org.jocl:jocl:2.0.6");
      } catch (IOException | RuntimeException e) {
        return ProbeResult.none("cannot start a process that looks for devices: " + e);
      }
      if (answer.lines().contains(ProbeMain.DONE)) {
        ProbeResult result = ProbeResult.fromLines(answer.lines());
        return problem.isEmpty()
            ? result
            : new ProbeResult(result.devices(), problem, result.breaksDivision());
      }
      String tried = lastTried(answer.lines());
      problem =
          (tried.isEmpty()
                  ? "the search for drivers failed"
                  : "a driver failed with " + tried.replace('\t', ' '))
              + ": "
              + answer.end();
      String place = tried.split("\t")[0];
      if (!place.matches("\\d+:\\d+") || skipped.contains(place)) {
        break;
      }
      skipped.add(place);
    }
    return ProbeResult.none(problem);
  }
}
