/**
 * How long the processor takes, in terms of what javac takes for the same sources.
 *
 * <p>Input: programs that {@link org.cotangent.benchmarks.compile.Programs} writes. Output: a table
 * of ratios. Nothing here is a test: times depend on the machine.
 */
package org.cotangent.benchmarks.compile;
