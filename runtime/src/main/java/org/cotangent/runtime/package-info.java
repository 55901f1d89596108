/**
 * What generated derivatives call at run time: the tape that remembers overwritten values, the
 * checks of adjoint arrays, and partial derivatives that are too long to write in line. And what
 * users check derivatives with: {@link org.cotangent.runtime.GradientCheck}. No reflection, no
 * static mutable state, no dependency.
 */
package org.cotangent.runtime;
