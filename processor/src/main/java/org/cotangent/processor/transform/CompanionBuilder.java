package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
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
    return build(
        new Explode.Result(unit, Map.of(), Map.of()),
        rules,
        Optimization.all(),
        problems,
        Journal.off());
  }

  /**
   * Makes the companion of a class whose objects were taken apart.
   *
   * @param optimizations what may be done to make it faster
   * @param problems takes what cannot be differentiated; the companion is of no use when it has
   *     errors
   * @param journal takes what is found out and decided
   */
  public static Companion build(
      Explode.Result apart,
      RuleTable rules,
      Set<Optimization> optimizations,
      Problems problems,
      Journal journal) {
    SourceUnit unit = apart.unit();
    SourceUnit lowered = FieldParameters.apply(unit, false);
    Variants variants =
        new Variants(lowered, new Differentiability(rules), optimizations, problems, journal);
    if (writesGivenArrays(lowered, variants)) {
      lowered = FieldParameters.apply(unit, true);
      variants =
          new Variants(lowered, new Differentiability(rules), optimizations, problems, journal);
    }
    List<Companion.RecordDeclaration> records = new ArrayList<>();
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    boolean fine = variants.check();
    fine &= FieldRules.check(unit, lowered, variants.effects(), problems);
    for (SourceUnit.Target target : lowered.targets()) {
      fine &= EntryMethods.check(target.function(), problems);
      Optional<String> reserved = RecordEntries.reserved(taken(apart, target));
      if (reserved.isPresent()) {
        problems.add(Message.COMPONENT_NAME, target.function().span(), reserved.get());
        fine = false;
      }
      fine &= !target.jacobian() || JacobianMethods.check(lowered, target.function(), problems);
    }
    Map<MethodKey, List<String>> entries = new LinkedHashMap<>();
    List<SourceUnit.Target> targets = fine ? lowered.targets() : List.of();
    for (SourceUnit.Target target : targets) {
      EntryMethods entry =
          new EntryMethods(
              variants, target, unit.className(), apart.results().get(target.function().key()));
      entry.make();
      List<RecordParameter> taken = taken(apart, target);
      int before = functions.size();
      if (taken.isEmpty()) {
        records.addAll(entry.records());
        functions.addAll(entry.functions());
      } else {
        RecordEntries whole = new RecordEntries(target.function(), taken);
        records.addAll(whole.records(entry.records()));
        functions.addAll(whole.functions(entry.functions()));
      }
      if (target.jacobian()) {
        JacobianMethods jacobian = new JacobianMethods(variants, target, unit.className());
        jacobian.make();
        records.addAll(jacobian.records());
        functions.addAll(jacobian.functions());
      }
      entries.put(
          target.function().key(),
          functions.subList(before, functions.size()).stream().map(Journal::signature).toList());
    }
    if (!problems.hasErrors()) {
      functions.addAll(variants.finish());
      variants.explain(entries);
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

  private static List<RecordParameter> taken(Explode.Result apart, SourceUnit.Target target) {
    return apart.records().getOrDefault(target.function().key(), List.of());
  }

  /** Reports what is wrong with the use of arrays in some methods of a class. */
  public static void check(List<Function> functions, RuleTable rules, Problems problems) {
    SourceUnit unit = new SourceUnit("", "", "", false, "", List.of(), functions);
    SourceUnit lowered = FieldParameters.apply(unit, false);
    new Variants(lowered, new Differentiability(rules), Optimization.all(), problems, Journal.off())
        .check();
  }

  private static boolean writesGivenArrays(SourceUnit unit, Variants variants) {
    return unit.targets().stream()
        .anyMatch(target -> !variants.effects().writes(target.function().key()).isEmpty());
  }
}
