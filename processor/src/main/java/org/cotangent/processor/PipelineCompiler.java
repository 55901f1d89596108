package org.cotangent.processor;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  /** For expressions that are nested some thousand levels deep, as generated sources have them. */
  private static final long STACK_BYTES = 512L << 20;

  @Override
  public Outcome compile(TypedClass typed, CompanionLookup lookup, Problems problems) {
    FutureTask<Outcome> task = new FutureTask<>(() -> compileHere(typed, lookup, problems));
    Thread thread = new Thread(null, task, "cotangent", STACK_BYTES);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + typed.element() + " was compiled", e);
    }
  }

  private static Outcome compileHere(TypedClass typed, CompanionLookup lookup, Problems problems) {
    RuleTable rules = RuleTable.standard();
    UnitLowering lowering =
        new UnitLowering(lookup, key -> rules.find(key).map(Rule::kind), problems);
    Optional<SourceUnit> unit = lowering.lower(typed);
    if (lowering.waits()) {
      return new Outcome.Waits();
    }
    if (unit.isEmpty()) {
      new Pipeline(problems).check(lowering.sound());
    }
    Optional<Companion> companion = unit.flatMap(new Pipeline(problems)::run);
    if (companion.isEmpty()) {
      return new Outcome.Refused();
    }
    return new Outcome.Made(companion.get(), JavaEmitter.emit(companion.get(), null).text(), unit);
  }
}
