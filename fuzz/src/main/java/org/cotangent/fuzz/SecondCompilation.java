package org.cotangent.fuzz;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Differentiates programs once more, without some optimisations, and compiles those companions that
 * differ from the first ones.
 */
final class SecondCompilation {
  /**
   * What it gave.
   *
   * @param wrong what became of the programs that do not compile any more
   * @param changed the programs whose companions differ
   * @param classes those of the first compilation, with the companions that differ in the place of
   *     the first ones; null where none does
   */
  record Result(Map<Program, Outcome> wrong, Set<Program> changed, ClassLoader classes) {}

  private final Javac javac;
  private final Sabotage sabotage;

  SecondCompilation(Javac javac, Sabotage sabotage) {
    this.javac = javac;
    this.sabotage = sabotage;
  }

  /** Compiles programs that were compiled with all optimisations. */
  Result of(Collection<Program> programs, Set<String> without, Javac.Result first) {
    Map<Program, Outcome> wrong = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (Program program : programs) {
      sources.put(program.className(), JavaPrinter.print(program, program.className()));
    }
    Javac.Result second =
        javac.run(sources, List.of(Javac.cotangent()), "-proc:only", Optimizations.option(without));
    Map<String, String> differ = new LinkedHashMap<>();
    Set<Program> changed = new LinkedHashSet<>();
    for (Program program : programs) {
      String companion = program.className() + "Derivatives";
      String source = second.generated().get(companion);
      Outcome outcome = Compiled.outcome(program, second);
      if (outcome != null) {
        wrong.put(program, outcome);
      } else if (source == null) {
        wrong.put(program, new Outcome(Outcome.Kind.CRASH, second.log() + second.errors()));
      } else {
        String put = sabotage.apply(source, without);
        if (!put.equals(first.generated().get(companion))) {
          differ.put(companion, put);
          changed.add(program);
        }
      }
    }
    if (differ.isEmpty()) {
      return new Result(wrong, changed, null);
    }
    Javac.Result compiled = javac.recompile(differ, first.classes());
    for (Program program : changed) {
      Outcome outcome = Compiled.outcome(program, compiled);
      outcome = outcome == null ? Compiled.warning(program, compiled) : outcome;
      if (outcome != null) {
        wrong.put(program, outcome);
      }
    }
    if (!compiled.succeeded() && wrong.isEmpty()) {
      throw new IllegalStateException("companions: " + compiled.errors());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>(first.classes());
    classes.putAll(compiled.classes());
    return new Result(wrong, changed, new MemoryClasses(classes));
  }
}
