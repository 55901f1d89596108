package org.cotangent.processor;

import java.util.Optional;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.emit.JavaEmitter;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.frontend.UnitLowering;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.pipeline.Pipeline;
import org.cotangent.processor.rules.Rule;
import org.cotangent.processor.rules.RuleTable;

/** The way of a class: lowered, transformed, printed. */
final class PipelineCompiler implements CompanionCompiler {
  @Override
  public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
    RuleTable rules = RuleTable.standard();
    UnitLowering lowering =
        new UnitLowering(lookup, key -> rules.find(key).map(Rule::kind), problems);
    Optional<SourceUnit> unit = lowering.lower(typed);
    if (lowering.waits()) {
      return new Outcome.Waits();
    }
    Optional<Companion> companion = unit.flatMap(new Pipeline(problems)::run);
    if (companion.isEmpty()) {
      return new Outcome.Refused();
    }
    return new Outcome.Made(companion.get(), JavaEmitter.emit(companion.get(), null).text());
  }
}
