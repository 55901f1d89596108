package org.cotangent.runtime.opencl;

/** Products computed with the code for GPUs, whatever the device is. */
final class GpuProductsKernelsTest extends ProductsKernelsTest {
  @Override
  OpenClBackend backend() {
    return Device.backend(Device.CodeFor.GPUS);
  }
}
