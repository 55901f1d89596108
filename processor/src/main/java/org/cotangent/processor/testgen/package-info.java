/**
 * Writes the JUnit class that checks a companion against differences ({@code -Acotangent.tests}).
 *
 * <p>Input: the lowered class and its companion. Output: text.
 */
package org.cotangent.processor.testgen;
