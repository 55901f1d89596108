/**
 * The table of derivatives: one line a function, read by every mode.
 *
 * <p>Input: the identity of a method. Output: its partial derivatives as expressions over
 * placeholders.
 */
package org.cotangent.processor.rules;
