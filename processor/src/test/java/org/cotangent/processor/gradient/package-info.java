/**
 * Gradients of whole programs: what the processor writes for a method, compiled and run against the
 * oracles of {@link org.cotangent.processor.testing}. The letters and numbers in the names of
 * tests, such as {@code o5}, are those of the cases that other tools got wrong.
 */
package org.cotangent.processor.gradient;
