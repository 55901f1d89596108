package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.rules.RuleTable;

/**
 * The reverse transform of a whole class: its annotated methods first, then the helpers that they
 * need.
 */
public final class CompanionBuilder {
  private CompanionBuilder() {}

  /**
   * Makes the companion of a class.
   *
   * @param problems takes what cannot be differentiated; the companion is of no use when it has
   *     errors
   */
  public static Companion build(SourceUnit unit, RuleTable rules, Problems problems) {
    Effects effects = Effects.of(unit);
    Variants variants = new Variants(unit, effects, new Differentiability(rules), problems);
    List<Companion.RecordDeclaration> records = new ArrayList<>();
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      EntryMethods entry = new EntryMethods(variants, target, unit.className());
      if (!problems.hasErrors()) {
        entry.make();
      }
      records.addAll(entry.records());
      functions.addAll(entry.functions());
    }
    if (!problems.hasErrors()) {
      functions.addAll(variants.finish());
    }
    return new Companion(
        unit.packageName(),
        unit.className(),
        unit.companionName(),
        unit.isPublic(),
        unit.sourceFile(),
        records,
        functions);
  }
}
