package org.cotangent.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/** Asks the drivers which devices there are. */
final class ClPlatforms {
  private static final int NO_PLATFORM = -1001;
  private static final int NO_DEVICE = -1;

  /** A device and its handles. */
  record Found(cl_platform_id platform, cl_device_id device, DeviceInfo info) {}

  private ClPlatforms() {}

  /**
   * All devices of all platforms, in the order of the drivers.
   *
   * @throws org.cotangent.runtime.backend.BackendException if a driver answers with an error
   */
  static synchronized List<Found> devices() {
    CL.setExceptionsEnabled(false);
    int[] count = new int[1];
    int code = CL.clGetPlatformIDs(0, null, count);
    if (code == NO_PLATFORM || code == CL.CL_SUCCESS && count[0] == 0) {
      return List.of();
    }
    check("clGetPlatformIDs", code);
    cl_platform_id[] platforms = new cl_platform_id[count[0]];
    check("clGetPlatformIDs", CL.clGetPlatformIDs(platforms.length, platforms, null));
    List<Found> found = new ArrayList<>();
    for (int p = 0; p < platforms.length; p++) {
      cl_device_id[] devices = devicesOf(platforms[p]);
      for (int d = 0; d < devices.length; d++) {
        if (number(devices[d], CL.CL_DEVICE_AVAILABLE) != 0
            && number(devices[d], CL.CL_DEVICE_COMPILER_AVAILABLE) != 0) {
          found.add(new Found(platforms[p], devices[d], describe(p, d, platforms[p], devices[d])));
        }
      }
    }
    return found;
  }

  private static cl_device_id[] devicesOf(cl_platform_id platform) {
    int[] count = new int[1];
    int code = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
    if (code == NO_DEVICE || code == CL.CL_SUCCESS && count[0] == 0) {
      return new cl_device_id[0];
    }
    check("clGetDeviceIDs", code);
    cl_device_id[] devices = new cl_device_id[count[0]];
    check(
        "clGetDeviceIDs",
        CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null));
    return devices;
  }

  @SuppressWarnings("deprecation") // nothing newer says whether memory is shared with the host
  private static DeviceInfo describe(int p, int d, cl_platform_id platform, cl_device_id device) {
    boolean doubles = text(device, CL.CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64");
    long floats = number(device, CL.CL_DEVICE_SINGLE_FP_CONFIG);
    return new DeviceInfo(
        p,
        d,
        text(platform, CL.CL_PLATFORM_NAME),
        text(platform, CL.CL_PLATFORM_VERSION),
        text(device, CL.CL_DEVICE_NAME),
        text(device, CL.CL_DEVICE_VENDOR),
        (number(device, CL.CL_DEVICE_TYPE) & CL.CL_DEVICE_TYPE_CPU) != 0,
        text(device, CL.CL_DEVICE_VERSION),
        text(device, CL.CL_DRIVER_VERSION),
        doubles,
        (floats & CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0,
        number(device, CL.CL_DEVICE_LOCAL_MEM_TYPE) == CL.CL_LOCAL,
        (int) number(device, CL.CL_DEVICE_MAX_COMPUTE_UNITS),
        number(device, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
        number(device, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (int) number(device, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE),
        number(device, CL.CL_DEVICE_HOST_UNIFIED_MEMORY) != 0,
        (int) number(device, CL.CL_DEVICE_NATIVE_VECTOR_WIDTH_FLOAT));
  }

  private static String text(cl_platform_id platform, int key) {
    long[] size = new long[1];
    check("clGetPlatformInfo", CL.clGetPlatformInfo(platform, key, 0, null, size));
    byte[] bytes = new byte[(int) size[0]];
    check(
        "clGetPlatformInfo",
        CL.clGetPlatformInfo(platform, key, bytes.length, Pointer.to(bytes), null));
    return string(bytes);
  }

  private static String text(cl_device_id device, int key) {
    long[] size = new long[1];
    check("clGetDeviceInfo", CL.clGetDeviceInfo(device, key, 0, null, size));
    byte[] bytes = new byte[(int) size[0]];
    check(
        "clGetDeviceInfo", CL.clGetDeviceInfo(device, key, bytes.length, Pointer.to(bytes), null));
    return string(bytes);
  }

  /** A number of 4 or 8 bytes, as the driver has it. */
  private static long number(cl_device_id device, int key) {
    long[] size = new long[1];
    check("clGetDeviceInfo", CL.clGetDeviceInfo(device, key, 0, null, size));
    byte[] bytes = new byte[Math.max(8, (int) size[0])];
    check("clGetDeviceInfo", CL.clGetDeviceInfo(device, key, size[0], Pointer.to(bytes), null));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    return size[0] == 4 ? buffer.getInt() & 0xffffffffL : buffer.getLong();
  }

  private static String string(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).trim();
  }

  private static void check(String call, int code) {
    if (code != CL.CL_SUCCESS) {
      throw Failure.of(call, code, "the OpenCL drivers");
    }
  }
}
