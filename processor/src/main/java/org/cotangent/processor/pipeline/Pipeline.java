package org.cotangent.processor.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.optimize.LentArrays;
import org.cotangent.processor.optimize.Scopes;
import org.cotangent.processor.optimize.Split;
import org.cotangent.processor.optimize.Tidy;
import org.cotangent.processor.rules.RuleTable;
import org.cotangent.processor.transform.CompanionBuilder;
import org.cotangent.processor.transform.Explode;
import org.cotangent.processor.transform.FiniteChecks;
import org.cotangent.processor.transform.Inline;

/** All that happens between the front-end and the emitter, top to bottom. */
public final class Pipeline {
  private final Problems problems;
  private final boolean checksFinite;
  private final Set<Optimization> optimizations;
  private final Journal journal;

  /** Reports to these problems. */
  public Pipeline(Problems problems) {
    this(problems, false, Optimization.all(), Journal.off());
  }

  /**
   * Reports to these problems.
   *
   * @param checksFinite whether the companion looks for the first NaN or infinity
   * @param optimizations what may be done to make it faster
   * @param journal takes what is found out and decided
   */
  public Pipeline(
      Problems problems, boolean checksFinite, Set<Optimization> optimizations, Journal journal) {
    this.problems = problems;
    this.checksFinite = checksFinite;
    this.optimizations = optimizations;
    this.journal = journal;
  }

  /**
   * Reports what is wrong with methods of a class that cannot be made a companion of, since others
   * of its methods have errors already.
   */
  public void check(List<Function> functions) {
    if (!functions.isEmpty()) {
      SourceUnit unit = new SourceUnit("", "", "", false, "", List.of(), functions);
      List<Function> plain = Explode.apply(unit, problems).unit().helpers();
      CompanionBuilder.check(plain, RuleTable.standard(), problems);
    }
  }

  /** Makes the companion of a class; empty when there are errors. */
  public Optional<Companion> run(SourceUnit unit) {
    Explode.Result apart = Explode.apply(unit, problems);
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    Set<Optimization> wanted = new LinkedHashSet<>(optimizations);
    if (checksFinite) {
      // its checks tell the sweeps apart by their place, and name what is assigned
      wanted.remove(Optimization.FUSED_LOOPS);
      wanted.remove(Optimization.ELEMENT_LOCALS);
      wanted.remove(Optimization.INLINED_HELPERS); // they speak in the names of each method
      wanted.remove(Optimization.LENT_ARRAYS);
    }
    Explode.Result plain =
        wanted.contains(Optimization.INLINED_HELPERS) ? Inline.apply(apart, journal) : apart;
    Companion companion =
        CompanionBuilder.build(plain, RuleTable.standard(), wanted, problems, journal);
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    Companion tidy = Tidy.apply(companion, variables(plain.unit()));
    if (wanted.contains(Optimization.LENT_ARRAYS)) {
      tidy = LentArrays.apply(tidy, journal);
    }
    Companion checked = checksFinite ? FiniteChecks.apply(tidy, variables(plain.unit())) : tidy;
    return Optional.of(Scopes.apply(Split.apply(checked)));
  }

  private static Set<Variable> variables(SourceUnit unit) {
    Set<Variable> own = new LinkedHashSet<>();
    for (Function function : unit.helpers()) {
      own.addAll(Stmts.declared(function.body()));
      function.parameters().forEach(parameter -> own.add(parameter.variable()));
    }
    return own;
  }
}
