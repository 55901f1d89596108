/**
 * From a lowered method to the methods of its companion, IR to IR.
 *
 * <p>{@link org.cotangent.processor.transform.Normalise} leaves one exit and structured jumps;
 * {@code Adjoints} writes the adjoint of each single statement; {@code SavePlan} decides which
 * values the reverse sweep finds where; {@code Sweeps} puts both sweeps together; {@code
 * CompanionBuilder} adds signatures, checks and records.
 */
package org.cotangent.processor.transform;
