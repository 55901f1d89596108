package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
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
    SourceUnit lowered = withoutReceivers(unit);
    Variants variants = new Variants(lowered, new Differentiability(rules), problems);
    List<Companion.RecordDeclaration> records = new ArrayList<>();
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    boolean fine = variants.check();
    for (SourceUnit.Target target : lowered.targets()) {
      fine &= EntryMethods.check(target.function(), problems);
    }
    List<SourceUnit.Target> targets = fine ? lowered.targets() : List.of();
    for (SourceUnit.Target target : targets) {
      EntryMethods entry = new EntryMethods(variants, target, unit.className());
      entry.make();
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

  /** Reports what is wrong with the use of arrays in some methods of a class. */
  public static void check(List<Function> functions, RuleTable rules, Problems problems) {
    SourceUnit unit = withoutReceivers(new SourceUnit("", "", "", false, "", List.of(), functions));
    new Variants(unit, new Differentiability(rules), problems).check();
  }

  /**
   * Takes the receiver out of the arguments of calls: a method of the file is called on the
   * caller's own receiver only, and positions of arguments are those of parameters.
   */
  private static SourceUnit withoutReceivers(SourceUnit unit) {
    List<Function> helpers = unit.helpers().stream().map(f -> withoutReceivers(f, unit)).toList();
    List<SourceUnit.Target> targets = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      targets.add(
          new SourceUnit.Target(
              withoutReceivers(target.function(), unit), target.isPublic(), target.recordPrefix()));
    }
    return new SourceUnit(
        unit.packageName(),
        unit.className(),
        unit.companionName(),
        unit.isPublic(),
        unit.sourceFile(),
        targets,
        helpers);
  }

  private static Function withoutReceivers(Function function, SourceUnit unit) {
    Stmt.Block body =
        Stmts.expand(
            function.body(),
            (original, stmt) -> {
              if (stmt instanceof Stmt.CallStatement call
                  && call.callee() instanceof Callee.Local local) {
                Function callee = unit.function(local.key()).orElseThrow();
                int own = callee.parameters().size();
                if (callee.receiver() != null && call.arguments().size() == own + 1) {
                  return List.of(
                      new Stmt.CallStatement(
                          call.target(), local, call.arguments().subList(1, own + 1), call.span()));
                }
              }
              return List.of(stmt);
            });
    return new Function(
        function.key(),
        function.receiver(),
        function.parameters(),
        function.returnType(),
        body,
        function.strict(),
        function.span());
  }
}
