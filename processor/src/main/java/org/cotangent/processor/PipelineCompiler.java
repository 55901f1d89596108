package org.cotangent.processor;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.emit.JavaEmitter;
import org.cotangent.processor.frontend.AnnotatedMethod;
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
  private final BiFunction<SourceUnit, Problems, Optional<Companion>> pipeline;

  /**
   * A compiler of companions.
   *
   * @param checksFinite whether they look for the first NaN or infinity
   * @param optimizations what may be done to make them faster
   */
  PipelineCompiler(boolean checksFinite, Set<Optimization> optimizations) {
    this((unit, problems) -> new Pipeline(problems, checksFinite, optimizations).run(unit));
  }

  /** A compiler with another pipeline inside, for tests of what happens when that fails. */
  PipelineCompiler(BiFunction<SourceUnit, Problems, Optional<Companion>> pipeline) {
    this.pipeline = pipeline;
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
    Optional<Companion> companion = unit.flatMap(each -> pipeline.apply(each, problems));
    if (companion.isEmpty()) {
      return new Outcome.Refused();
    }
    return new Outcome.Made(companion.get(), JavaEmitter.emit(companion.get(), null).text(), unit);
  }
}
