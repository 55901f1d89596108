package org.cotangent.runtime.opencl;

import java.util.Arrays;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/**
 * A kernel and the arguments it was last given: an argument that stays the same is not set again.
 * Setting arguments and launching is one step, under the lock of the {@link ClDevice}: a kernel
 * that two threads set at once computes with a mixture.
 */
final class ClKernel {
  private final String name;
  private final cl_kernel handle;
  private final Object[] last;

  ClKernel(String name, cl_kernel handle, int arguments) {
    this.name = name;
    this.handle = handle;
    this.last = new Object[arguments];
  }

  String name() {
    return name;
  }

  cl_kernel handle() {
    return handle;
  }

  /**
   * Sets the arguments: {@link ClMemory}, Integer, Float, Double or {@code int[]} (a vector). Only
   * under the device's lock.
   */
  void set(Object[] arguments, String device) {
    if (arguments.length != last.length) {
      throw new IllegalStateException(
          "kernel " + name + " takes " + last.length + " arguments, not " + arguments.length);
    }
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof ClMemory memory) {
        Pointer pointer = Pointer.to(memory.handle());
        if (argument != last[i]) {
          set(i, Sizeof.cl_mem, pointer, device);
        }
      } else if (argument instanceof int[] vector) {
        if (!(last[i] instanceof int[] before) || !Arrays.equals(before, vector)) {
          set(i, (long) Integer.BYTES * vector.length, Pointer.to(vector), device);
        }
      } else if (!argument.equals(last[i])) {
        setNumber(i, argument, device);
      }
      last[i] = argument;
    }
  }

  private void setNumber(int index, Object argument, String device) {
    if (argument instanceof Integer number) {
      set(index, Integer.BYTES, Pointer.to(new int[] {number}), device);
    } else if (argument instanceof Float number) {
      set(index, Float.BYTES, Pointer.to(new float[] {number}), device);
    } else if (argument instanceof Double number) {
      set(index, Double.BYTES, Pointer.to(new double[] {number}), device);
    } else {
      throw new IllegalStateException("kernel " + name + ": no argument can be " + argument);
    }
  }

  private void set(int index, long size, Pointer value, String device) {
    last[index] = null;
    int code = CL.clSetKernelArg(handle, index, size, value);
    if (code != CL.CL_SUCCESS) {
      throw Failure.of("clSetKernelArg(" + name + ", " + index + ")", code, device);
    }
  }
}
