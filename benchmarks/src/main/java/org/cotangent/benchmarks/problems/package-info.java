/**
 * Problems that differentiation tools are compared on, as the plain Java that a user would write.
 *
 * <p>The first eight are those of GradBench and ADBench, in our own words; four more come from
 * daily work. A class {@code XByHand} beside {@code X} has an adjoint that was written by hand.
 * Input: numbers that {@link org.cotangent.benchmarks.problems.Draws} makes from a seed. Invariant:
 * the annotated methods are ordinary code, not shaped for the compiler.
 */
package org.cotangent.benchmarks.problems;
