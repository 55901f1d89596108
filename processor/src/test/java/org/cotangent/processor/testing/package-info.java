/**
 * What the tests stand on: compilation in memory, and two oracles for derivatives that share no
 * code with the processor.
 *
 * <p>Input: Java source text. Output: a loaded class with its companion, or findings with
 * positions; and derivatives by differences ({@link org.cotangent.processor.testing.Differences})
 * and by a dual-number interpreter ({@link org.cotangent.processor.testing.DualInterpreter}).
 */
package org.cotangent.processor.testing;
