package org.cotangent.processor.testing;

import java.util.List;

/**
 * What one call of a differentiated method does, and its reverse derivative: given a seed for the
 * result and the adjoints of the arrays after the call, the adjoints of the arguments before it.
 *
 * @param result the value; null for void
 * @param arguments the arguments after the call
 * @param adjoints by parameter, the adjoint in the parameter's shape but of {@code double}s,
 *     flattened; null for data. Arrays that are one and the same share one adjoint: the total
 * @param errors an estimate of the error of each number of {@code adjoints}; zeros where exact
 */
record Pullback(
    Object result, Object[] arguments, List<double[]> adjoints, List<double[]> errors) {}
