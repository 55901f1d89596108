package org.cotangent.runtime;

import org.cotangent.runtime.backend.Engine;

/**
 * What the matrices of this process have done: where their operations ran, and what was copied.
 * Views of one matrix count as one.
 *
 * @param cpuOperations operations that ran on the CPU
 * @param deviceOperations operations that ran on the device
 * @param uploads copies to the device
 * @param uploadedBytes the bytes of these copies
 * @param downloads copies from the device
 * @param downloadedBytes the bytes of these copies
 * @param savedBytes those of the bytes downloaded that nobody asked for: now and then, results are
 *     copied to the host, so that not everything has to be computed again if the device fails
 * @param spills matrices that left the device because its memory was short
 * @param recomputed operations that ran again because the device lost their results
 * @param faults what the device has failed to do
 * @param deviceMatrices how many matrices are in the device's memory now
 * @param deviceBytes their bytes
 */
public record MatrixStatistics(
    long cpuOperations,
    long deviceOperations,
    long uploads,
    long uploadedBytes,
    long downloads,
    long downloadedBytes,
    long savedBytes,
    long spills,
    long recomputed,
    long faults,
    long deviceMatrices,
    long deviceBytes) {

  /**
   * What has been done since the process started.
   *
   * @return the counts of now
   */
  public static MatrixStatistics now() {
    Engine.Snapshot now = Engine.current().snapshot();
    return new MatrixStatistics(
        now.cpuOperations(),
        now.deviceOperations(),
        now.uploads(),
        now.uploadedBytes(),
        now.downloads(),
        now.downloadedBytes(),
        now.savedBytes(),
        now.spills(),
        now.recomputed(),
        now.faults(),
        now.deviceMatrices(),
        now.deviceBytes());
  }

  /**
   * What has been done between two moments.
   *
   * @param earlier the counts of an earlier moment
   * @return the differences; what is on the device is that of this moment
   */
  public MatrixStatistics since(MatrixStatistics earlier) {
    return new MatrixStatistics(
        cpuOperations - earlier.cpuOperations,
        deviceOperations - earlier.deviceOperations,
        uploads - earlier.uploads,
        uploadedBytes - earlier.uploadedBytes,
        downloads - earlier.downloads,
        downloadedBytes - earlier.downloadedBytes,
        savedBytes - earlier.savedBytes,
        spills - earlier.spills,
        recomputed - earlier.recomputed,
        faults - earlier.faults,
        deviceMatrices,
        deviceBytes);
  }

  /**
   * Where large operations run. If no device was looked for yet, it is done now.
   *
   * @return the name of the device, or {@code cpu}
   */
  public static String device() {
    return Engine.current().deviceName();
  }
}
