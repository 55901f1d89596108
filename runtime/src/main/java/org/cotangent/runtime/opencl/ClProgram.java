package org.cotangent.runtime.opencl;

import java.util.HashMap;
import java.util.Map;
import org.jocl.cl_program;

/** A built program and those of its kernels that were asked for. */
final class ClProgram {
  private final ClDevice device;
  private final cl_program handle;
  private final Map<String, ClKernel> kernels = new HashMap<>();

  ClProgram(ClDevice device, cl_program handle) {
    this.device = device;
    this.handle = handle;
  }

  cl_program handle() {
    return handle;
  }

  /** The kernel of this name, made once. */
  synchronized ClKernel kernel(String name) {
    return kernels.computeIfAbsent(name, n -> device.createKernel(handle, n));
  }

  /** The kernels made so far. */
  synchronized Iterable<ClKernel> kernels() {
    return kernels.values().stream().toList();
  }
}
