package org.cotangent.processor.report;

import java.util.List;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.SourceUnit;

/**
 * All that the pages of one class are made from.
 *
 * @param unit the class as it was lowered
 * @param source the text of its file
 * @param companion its companion, as it was printed
 * @param generated the text of the companion
 * @param origins for each line of that text where it comes from
 * @param journal what was found out and decided on the way
 */
public record ClassReport(
    SourceUnit unit,
    String source,
    Companion companion,
    String generated,
    List<Origin> origins,
    Journal journal) {
  public ClassReport {
    origins = List.copyOf(origins);
  }
}
