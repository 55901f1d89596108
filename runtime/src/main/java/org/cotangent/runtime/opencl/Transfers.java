package org.cotangent.runtime.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.cotangent.runtime.backend.Precision;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_mem;

/**
 * Copies between Java arrays and device memory. An array is never handed to the driver: while it
 * waits for older kernels, the garbage collector would have to wait with it. Memory that is the
 * host's is mapped, and copied once; for other memory there is a piece of memory outside the heap
 * in between.
 */
final class Transfers {
  private static final long MAPPED = 1L << 28;
  private static final int STAGED = 1 << 22;

  private final ClDevice device;
  private final boolean mapping;
  private final Object stagingLock = new Object();
  private ByteBuffer staging = ByteBuffer.allocateDirect(0);

  Transfers(ClDevice device, boolean mapping) {
    this.device = device;
    this.mapping = mapping;
  }

  void upload(Object array, int size, Precision precision, ClMemory memory) {
    check(array, size, precision, memory);
    transfer(array, size, precision, memory, true);
  }

  void download(ClMemory memory, int size, Precision precision, Object array) {
    check(array, size, precision, memory);
    // an error of the kernels before is told from one of the copy
    device.finish();
    transfer(array, size, precision, memory, false);
  }

  private void transfer(Object array, int size, Precision precision, ClMemory memory, boolean up) {
    int step = (int) (mapping ? MAPPED : STAGED) / precision.bytes();
    for (int from = 0; from < size; from += step) {
      int count = Math.min(step, size - from);
      if (mapping) {
        map(array, from, count, precision, memory, up);
      } else {
        stage(array, from, count, precision, memory, up);
      }
      if (size - from <= step) {
        return; // from + step might overflow
      }
    }
  }

  private void map(
      Object array, int from, int count, Precision precision, ClMemory memory, boolean up) {
    long start = (long) from * precision.bytes();
    long bytes = (long) count * precision.bytes();
    ByteBuffer[] mapped = new ByteBuffer[1];
    cl_mem[] handle = new cl_mem[1];
    device.locked(
        () -> {
          int[] code = new int[1];
          handle[0] = memory.handle();
          mapped[0] =
              CL.clEnqueueMapBuffer(
                  device.queue(),
                  handle[0],
                  true,
                  up ? CL.CL_MAP_WRITE : CL.CL_MAP_READ,
                  start,
                  bytes,
                  0,
                  null,
                  null,
                  code);
          device.check("clEnqueueMapBuffer", code[0]);
        });
    try {
      copy(array, from, count, mapped[0], up);
    } finally {
      device.locked(
          () ->
              device.check(
                  "clEnqueueUnmapMemObject",
                  CL.clEnqueueUnmapMemObject(device.queue(), handle[0], mapped[0], 0, null, null)));
    }
  }

  private void stage(
      Object array, int from, int count, Precision precision, ClMemory memory, boolean up) {
    long start = (long) from * precision.bytes();
    int bytes = count * precision.bytes();
    synchronized (stagingLock) {
      if (staging.capacity() < bytes) {
        staging = ByteBuffer.allocateDirect(Math.max(bytes, 1 << 16));
      }
      if (up) {
        copy(array, from, count, staging, true);
      }
      Pointer pointer = Pointer.to(staging);
      device.locked(
          () -> {
            if (up) {
              device.check(
                  "clEnqueueWriteBuffer",
                  CL.clEnqueueWriteBuffer(
                      device.queue(), memory.handle(), true, start, bytes, pointer, 0, null, null));
            } else {
              device.check(
                  "clEnqueueReadBuffer",
                  CL.clEnqueueReadBuffer(
                      device.queue(), memory.handle(), true, start, bytes, pointer, 0, null, null));
            }
          });
      if (!up) {
        copy(array, from, count, staging, false);
      }
    }
  }

  private static void copy(Object array, int from, int count, ByteBuffer bytes, boolean up) {
    ByteBuffer ordered = bytes.duplicate().order(ByteOrder.nativeOrder()).clear();
    if (array instanceof double[] doubles) {
      if (up) {
        ordered.asDoubleBuffer().put(doubles, from, count);
      } else {
        ordered.asDoubleBuffer().get(doubles, from, count);
      }
    } else {
      float[] floats = (float[]) array;
      if (up) {
        ordered.asFloatBuffer().put(floats, from, count);
      } else {
        ordered.asFloatBuffer().get(floats, from, count);
      }
    }
  }

  private static void check(Object array, int size, Precision precision, ClMemory memory) {
    int length;
    if (array instanceof double[] doubles && precision == Precision.DOUBLE) {
      length = doubles.length;
    } else if (array instanceof float[] floats && precision == Precision.FLOAT) {
      length = floats.length;
    } else {
      throw new IllegalArgumentException(
          "an array of type " + array.getClass().getSimpleName() + " for " + precision);
    }
    if (size < 0 || size > length || (long) size * precision.bytes() > memory.bytes()) {
      throw new IllegalArgumentException(
          size + " elements, array of " + length + ", memory of " + memory.bytes() + " bytes");
    }
  }
}
