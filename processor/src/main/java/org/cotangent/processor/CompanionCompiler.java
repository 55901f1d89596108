package org.cotangent.processor;

import java.util.Optional;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.report.ClassReport;

/** All that lies between a typed class and the text of its companion. */
interface CompanionCompiler {

  /**
   * Makes the companion of one class.
   *
   * @param typed the class
   * @param lookup the companions of others
   * @param problems takes what is found; when it has errors afterwards, nothing was made
   */
  Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems);

  /**
   * Finds the annotated method that makes {@link #compile} throw.
   *
   * @return empty when none does alone
   */
  default Optional<InternalErrors.Culprit> culprit(TypedClass typed, CompanionLookup lookup) {
    return Optional.empty();
  }

  /** What became of a class. */
  sealed interface Outcome {
    /**
     * A companion.
     *
     * @param companion what it holds
     * @param source its source
     * @param unit what it was made from, where tests are to be written for it
     * @param report what was decided, where that is asked for
     */
    record Made(
        Companion companion, String source, Optional<SourceUnit> unit, Optional<ClassReport> report)
        implements Outcome {}

    /** The companion of another class must be written first. */
    record Waits() implements Outcome {}

    /** The reasons are among the problems. */
    record Refused() implements Outcome {}
  }
}
