/**
 * The gradient of a propagation of planets over a million steps, in little memory: a loop with
 * {@code @Checkpointed}.
 */
package org.cotangent.samples.orbits;
