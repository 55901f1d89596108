package org.cotangent.samples.matrices;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cotangent.runtime.MatrixStatistics;

/**
 * What the process holds at a moment when no matrices are computed with.
 *
 * @param deviceMatrices matrices in the device's memory
 * @param deviceBytes their bytes
 * @param heapBytes live objects of Java
 * @param residentBytes all memory of the process, or 0 where the system does not say
 */
record Footprint(long deviceMatrices, long deviceBytes, long heapBytes, long residentBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long HEAP_SLACK = 16L << 20;
  private static final long RESIDENT_SLACK = 64L << 20;

  /** Measures, after a collection of garbage. */
  static Footprint now() throws IOException {
    System.gc();
    MatrixStatistics matrices = MatrixStatistics.now();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Footprint(matrices.deviceMatrices(), matrices.deviceBytes(), heap, resident());
  }

  private static long resident() throws IOException {
    if (Files.isReadable(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return 0;
  }

  /**
   * What is more than it was. Nothing on the device may become more; the heap and the process may
   * by a twentieth and some megabytes (16 and 64), since compiled code and the like settle slowly.
   *
   * @param earlier measured when everything had been done at least once
   * @return a sentence for each thing that grew
   */
  List<String> growthSince(Footprint earlier) {
    List<String> grown = new ArrayList<>();
    compare("matrices on the device", earlier.deviceMatrices, deviceMatrices, 0, grown);
    compare("bytes on the device", earlier.deviceBytes, deviceBytes, 0, grown);
    long heapSlack = earlier.heapBytes / 20 + HEAP_SLACK;
    compare("bytes of the heap", earlier.heapBytes, heapBytes, heapSlack, grown);
    long residentSlack = earlier.residentBytes / 20 + RESIDENT_SLACK;
    compare("bytes of the process", earlier.residentBytes, residentBytes, residentSlack, grown);
    return grown;
  }

  private static void compare(
      String what, long before, long after, long slack, List<String> grown) {
    if (after > before + slack) {
      grown.add(
          String.format(Locale.ROOT, "%s grew: %,d before, %,d in the end", what, before, after));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "device %,d matrices, %,d bytes; heap %,.1f MB; process %,.1f MB",
        deviceMatrices,
        deviceBytes,
        heapBytes / 1e6,
        residentBytes / 1e6);
  }
}
