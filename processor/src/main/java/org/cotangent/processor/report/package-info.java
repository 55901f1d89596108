/**
 * The pages of {@code -Acotangent.report}: for each annotated method what was decided about its
 * derivative, and an index. A page stands alone: it needs no network and no other file.
 */
package org.cotangent.processor.report;
