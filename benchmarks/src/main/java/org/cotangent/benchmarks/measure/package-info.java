/**
 * What gradients cost: the problems, measured and reported as ratios.
 *
 * <p>Input: the cases of {@link org.cotangent.benchmarks.problems.Cases}. Output: a table, the same
 * numbers as JSON, and a picture; or, for {@code --check}, whether ratios stay within limits; or,
 * for {@code --growth}, the cost of an element. In a fresh process the ways to compute one case
 * take turns, round after round, so that a busy minute of the machine meets all of them; several
 * processes, so that no single decision of the JIT compiler counts. JMH can measure the same. Time
 * is processor time, not that of the clock. Nothing here is a test: times depend on the machine.
 */
package org.cotangent.benchmarks.measure;
