package org.cotangent.processor;

import java.util.Optional;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.emit.JavaEmitter;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.frontend.UnitLowering;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.rules.Rule;
import org.cotangent.processor.rules.RuleTable;
import org.cotangent.processor.transform.CompanionBuilder;

/** The way of a class through the rooms: lowered, differentiated, printed. */
final class PipelineCompiler implements CompanionCompiler {
  private final RuleTable rules = RuleTable.standard();

  PipelineCompiler(Options options) {}

  @Override
  public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
    UnitLowering lowering =
        new UnitLowering(lookup, key -> rules.find(key).map(Rule::kind), problems);
    Optional<SourceUnit> unit = lowering.lower(typed);
    if (lowering.waits()) {
      return new Outcome.Waits();
    }
    if (unit.isEmpty()) {
      return new Outcome.Refused();
    }
    Companion companion = CompanionBuilder.build(unit.get(), rules, problems);
    if (problems.hasErrors()) {
      return new Outcome.Refused();
    }
    return new Outcome.Made(companion, JavaEmitter.emit(companion, null).text());
  }
}
