package org.cotangent.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.emit.JavaEmitter;
import org.cotangent.processor.emit.JavaSource;
import org.cotangent.processor.frontend.AnnotatedMethod;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.frontend.UnitLowering;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.pipeline.Pipeline;
import org.cotangent.processor.report.ClassReport;
import org.cotangent.processor.rules.Rule;
import org.cotangent.processor.rules.RuleTable;

/** The way of a class: lowered, transformed, printed. */
final class PipelineCompiler implements CompanionCompiler {
  private final Passes passes;
  private final boolean reports;

  /** From a lowered class to its companion. */
  private interface Passes {
    Optional<Companion> run(SourceUnit unit, Problems problems, Journal journal);
  }

  /**
   * A compiler of companions.
   *
   * @param checksFinite whether they look for the first NaN or infinity
   * @param optimizations what may be done to make them faster
   * @param reports whether what was decided is written down
   */
  PipelineCompiler(boolean checksFinite, Set<Optimization> optimizations, boolean reports) {
    this.passes =
        (unit, problems, journal) ->
            new Pipeline(problems, checksFinite, optimizations, journal).run(unit);
    this.reports = reports;
  }

  /** A compiler with another pipeline inside, for tests of what happens when that fails. */
  PipelineCompiler(BiFunction<SourceUnit, Problems, Optional<Companion>> pipeline) {
    this.passes = (unit, problems, journal) -> pipeline.apply(unit, problems);
    this.reports = false;
  }

  @Override
  public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
    return compile(typed, lookup, problems, method -> true);
  }

  @Override
  public Optional<InternalErrors.Culprit> culprit(TypedClass typed, CompanionLookup lookup) {
    for (AnnotatedMethod method : AnnotatedMethod.of(typed)) {
      try {
        compile(typed, lookup, new Problems(), method::is);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
        return Optional.of(
            new InternalErrors.Culprit(method.name(), method.span(), method.source()));
      }
    }
    return Optional.empty();
  }

  private Outcome compile(
      TypedClass typed,
      CompanionLookup lookup,
      Problems problems,
      Predicate<ExecutableElement> targets) {
    return DeepStack.call(() -> compileHere(typed, lookup, problems, targets));
  }

  private Outcome compileHere(
      TypedClass typed,
      CompanionLookup lookup,
      Problems problems,
      Predicate<ExecutableElement> targets) {
    RuleTable rules = RuleTable.standard();
    UnitLowering lowering =
        new UnitLowering(lookup, key -> rules.find(key).map(Rule::kind), problems);
    Optional<SourceUnit> unit = lowering.lower(typed, targets);
    if (lowering.waits()) {
      return new Outcome.Waits();
    }
    if (unit.isEmpty()) {
      new Pipeline(problems).check(lowering.sound());
    }
    Journal journal = reports ? Journal.on() : Journal.off();
    Optional<Companion> companion = unit.flatMap(each -> passes.run(each, problems, journal));
    if (companion.isEmpty()) {
      return new Outcome.Refused();
    }
    JavaSource source = JavaEmitter.emit(companion.get(), null);
    Optional<ClassReport> report =
        reports
            ? Optional.of(
                new ClassReport(
                    unit.get(),
                    text(typed),
                    companion.get(),
                    source.text(),
                    source.origins(),
                    journal))
            : Optional.empty();
    return new Outcome.Made(companion.get(), source.text(), unit, report);
  }

  private static String text(TypedClass typed) {
    try {
      return typed.unit().getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
