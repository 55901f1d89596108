package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Probe} found.
 *
 * @param devices those on which a small program ran
 * @param problem what went wrong, in words; if there are no devices, why
 * @param breaksDivision whether drivers, once loaded, keep Java from throwing an
 *     ArithmeticException at {@code 1 / 0}
 */
record ProbeResult(List<DeviceInfo> devices, String problem, boolean breaksDivision) {
  private static final String PROBLEM = "OPENCL-PROBLEM\t";
  private static final String DIVISION = "OPENCL-BREAKS-DIVISION";

  ProbeResult {
    devices = List.copyOf(devices);
  }

  /** No device, and why. */
  static ProbeResult none(String problem) {
    return new ProbeResult(List.of(), problem, false);
  }

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    devices.forEach(d -> lines.add(d.toLine()));
    lines.add(PROBLEM + problem.replaceAll("\\p{Cntrl}", " "));
    if (breaksDivision) {
      lines.add(DIVISION);
    }
    return lines;
  }

  static ProbeResult fromLines(List<String> lines) {
    String problem = "";
    for (String line : lines) {
      if (line.startsWith(PROBLEM)) {
        problem = line.substring(PROBLEM.length());
      }
    }
    return new ProbeResult(DeviceInfo.fromLines(lines), problem, lines.contains(DIVISION));
  }
}
