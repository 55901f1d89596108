/**
 * The main sample: two models learn to read handwritten digits with gradients that the compiler
 * wrote.
 *
 * <p>{@link org.cotangent.samples.digits.SoftmaxRegression} and {@link
 * org.cotangent.samples.digits.TwoLayerNet} hold one annotated loss each, in plain loops over
 * {@code double[]}; {@link org.cotangent.samples.digits.Demo} trains both. The rest reads the data,
 * steps the weights and draws.
 */
package org.cotangent.samples.digits;
