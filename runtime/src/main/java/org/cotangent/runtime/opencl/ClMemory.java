package org.cotangent.runtime.opencl;

import org.jocl.cl_mem;

/**
 * A piece of device memory. Its handle is only read and released under the lock of its {@link
 * ClDevice}, so that no call can meet a handle that is gone.
 */
final class ClMemory {
  private final cl_mem handle;
  private final long bytes;
  private boolean released;

  ClMemory(cl_mem handle, long bytes) {
    this.handle = handle;
    this.bytes = bytes;
  }

  long bytes() {
    return bytes;
  }

  /** The handle; only under the device's lock. */
  cl_mem handle() {
    if (released) {
      throw new IllegalStateException("device memory is used after it was given back");
    }
    return handle;
  }

  /** Notes that the handle is given back; it, the first time. Only under the device's lock. */
  cl_mem markReleased() {
    cl_mem first = released ? null : handle;
    released = true;
    return first;
  }
}
