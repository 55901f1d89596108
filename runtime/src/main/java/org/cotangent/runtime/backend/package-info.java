/**
 * Where matrix operations run: one small interface, {@link org.cotangent.runtime.backend.Backend},
 * with an implementation on the CPU here and one on OpenCL in {@code org.cotangent.runtime.opencl}.
 * What is computed, and in which order, is fixed by the interface, so that a product has the same
 * bits wherever it runs. Users need nothing of it.
 */
package org.cotangent.runtime.backend;
