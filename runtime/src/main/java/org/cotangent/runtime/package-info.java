/**
 * What generated derivatives call at run time: the tape that remembers overwritten values, the
 * checks of adjoint arrays, and partial derivatives that are too long to write in line. And what
 * users check derivatives with: {@link org.cotangent.runtime.GradientCheck}. And {@link
 * org.cotangent.runtime.Matrix}, whose operations run on the CPU or on a device. No reflection, no
 * dependency that has to be there; the only static state is the engine of matrices.
 */
package org.cotangent.runtime;
