/**
 * Examples of Cotangent that are also its end-to-end tests.
 *
 * <p>{@link org.cotangent.samples.classics} has the small ones, {@link
 * org.cotangent.samples.digits} trains on handwritten digits with loops over arrays, {@link
 * org.cotangent.samples.matrices} trains with matrices, on OpenCL where there is some. {@link
 * org.cotangent.samples.command} runs them, {@link org.cotangent.samples.picture} draws.
 */
package org.cotangent.samples;
