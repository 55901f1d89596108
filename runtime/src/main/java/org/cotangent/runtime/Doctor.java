package org.cotangent.runtime;

import org.cotangent.runtime.opencl.Report;

/**
 * Says what there is of OpenCL on this machine: devices, drivers, versions, what they were measured
 * to do, which operations they would be used for, and what to install if there is none. It is what
 * {@code java -jar cotangent-runtime.jar} runs.
 */
public final class Doctor {
  private Doctor() {}

  /**
   * Prints the report.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    new Report(System.out).write();
  }
}
