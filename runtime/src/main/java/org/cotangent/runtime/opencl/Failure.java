package org.cotangent.runtime.opencl;

import java.util.Map;
import java.util.Set;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.jocl.CL;

/** Turns a driver's error code into a {@link BackendException} that names call, code and device. */
final class Failure {
  /** Short of memory: CL_MEM_OBJECT_ALLOCATION_FAILURE, OUT_OF_HOST_MEMORY, INVALID_BUFFER_SIZE. */
  private static final Set<Integer> SHORTAGE = Set.of(-4, -6, -61);

  /**
   * After these nothing runs again: CL_OUT_OF_RESOURCES and NVIDIA's -9999 follow an illegal
   * access, then come invalid queues; CL_DEVICE_NOT_AVAILABLE; a failed event.
   */
  private static final Set<Integer> LOSS = Set.of(-5, -36, -2, -9999, -14);

  private static final Map<Integer, String> UNNAMED =
      Map.of(
          -9999, "illegal access to memory (NVIDIA)",
          -1001, "CL_PLATFORM_NOT_FOUND_KHR");

  private Failure() {}

  /** The failure of a call that answered {@code code}. */
  static BackendException of(String call, int code, String device) {
    Kind kind =
        SHORTAGE.contains(code) ? Kind.RESOURCE : LOSS.contains(code) ? Kind.LOST : Kind.OPERATION;
    return of(kind, call, code, device);
  }

  /** The same, where the call says more of the kind than the code. */
  static BackendException of(Kind kind, String call, int code, String device) {
    return new BackendException(
        kind, call + " answered " + code + " (" + name(code) + ") on " + device, null);
  }

  private static String name(int code) {
    String unnamed = UNNAMED.get(code);
    return unnamed != null ? unnamed : CL.stringFor_errorCode(code);
  }
}
