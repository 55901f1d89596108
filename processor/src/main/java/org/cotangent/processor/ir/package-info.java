/**
 * The one language between the user's Java and the generated Java: structured, typed, with the
 * user's own names.
 *
 * <p>Input: what the front-end lowers. Output: what the emitter prints. Nodes are immutable records
 * behind sealed interfaces; facts about them live in side tables of the analyses. This package
 * imports {@code java.*} only.
 */
package org.cotangent.processor.ir;
