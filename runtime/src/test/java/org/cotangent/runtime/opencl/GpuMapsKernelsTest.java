package org.cotangent.runtime.opencl;

/** Formulas computed with the code for GPUs, whatever the device is. */
final class GpuMapsKernelsTest extends MapsKernelsTest {
  @Override
  OpenClBackend backend() {
    return Device.backend(Device.CodeFor.GPUS);
  }
}
