package org.cotangent.runtime.opencl;

/** Reductions computed with the code for GPUs, whatever the device is. */
final class GpuReductionsKernelsTest extends ReductionsKernelsTest {
  @Override
  OpenClBackend backend() {
    return Device.backend(Device.CodeFor.GPUS);
  }
}
