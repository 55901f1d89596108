package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compiles programs, many at a time, with all optimisations and without some, and judges each. What
 * becomes of a program does not depend on the others that are compiled with it.
 */
final class Runner {
  private static final long COMPILE_SECONDS = 300;
  private static final long RUN_SECONDS = 60;

  private final Javac javac = new Javac();
  private final Set<String> without;
  private final Sabotage sabotage;

  Runner() {
    this(Set.of(), Sabotage.NONE);
  }

  /**
   * A runner for special cases.
   *
   * @param without the optimisations that are switched off the first time
   */
  Runner(Set<String> without, Sabotage sabotage) {
    this.without = without;
    this.sabotage = sabotage;
  }

  /** What becomes of each program, in the same order. */
  List<Outcome> run(List<Program> programs) {
    Map<Program, Outcome> outcomes = new LinkedHashMap<>();
    programs.forEach(p -> outcomes.put(p, null));
    run(programs, outcomes);
    return new ArrayList<>(outcomes.values());
  }

  Outcome run(Program program) {
    return run(List.of(program)).get(0);
  }

  private void run(List<Program> programs, Map<Program, Outcome> outcomes) {
    if (programs.isEmpty()) {
      return;
    }
    Map<String, String> sources = new LinkedHashMap<>();
    for (Program program : programs) {
      sources.put(program.className(), JavaPrinter.print(program, program.className()));
      sources.put(program.dualName(), DualPrinter.print(program));
    }
    Javac.Result result;
    try {
      result = limited(COMPILE_SECONDS, () -> first(sources));
    } catch (TimeoutException e) {
      javac.renew();
      split(programs, outcomes, new Outcome(Outcome.Kind.ENDLESS, "javac does not end"));
      return;
    } catch (ExecutionException e) {
      split(programs, outcomes, new Outcome(Outcome.Kind.CRASH, Crash.trace(e.getCause())));
      return;
    }
    if (result.succeeded()) {
      judge(programs, result, outcomes);
      return;
    }
    List<Program> rest = new ArrayList<>();
    for (Program program : programs) {
      Outcome outcome = Compiled.outcome(program, result);
      if (outcome == null) {
        rest.add(program);
      } else {
        outcomes.put(program, outcome);
      }
    }
    if (rest.size() < programs.size()) {
      run(rest, outcomes);
    } else {
      String text = result.log() + result.errors();
      split(programs, outcomes, new Outcome(Outcome.Kind.CRASH, text));
    }
  }

  private Javac.Result first(Map<String, String> sources) {
    return without.isEmpty()
        ? javac.run(sources, List.of(Javac.cotangent()))
        : javac.run(sources, List.of(Javac.cotangent()), Optimizations.option(without));
  }

  /** Something is wrong with one of these programs: which one? */
  private void split(List<Program> programs, Map<Program, Outcome> outcomes, Outcome ofOne) {
    if (programs.size() == 1) {
      outcomes.put(programs.get(0), ofOne);
      return;
    }
    int half = programs.size() / 2;
    run(programs.subList(0, half), outcomes);
    run(programs.subList(half, programs.size()), outcomes);
  }

  private void judge(List<Program> programs, Javac.Result written, Map<Program, Outcome> outcomes) {
    Javac.Result compiled = sabotaged(written);
    ClassLoader loader = new MemoryClasses(compiled.classes());
    Map<Set<String>, List<Program>> groups = new LinkedHashMap<>();
    for (Program program : programs) {
      Outcome warned = Compiled.warning(program, compiled);
      if (warned == null) {
        groups.computeIfAbsent(program.without(), w -> new ArrayList<>()).add(program);
      } else {
        outcomes.put(program, warned);
      }
    }
    groups.forEach((left, group) -> judge(group, left, compiled, loader, outcomes));
  }

  /** Judges programs that are compiled without the same optimisations the second time. */
  private void judge(
      List<Program> programs,
      Set<String> left,
      Javac.Result compiled,
      ClassLoader loader,
      Map<Program, Outcome> outcomes) {
    SecondCompilation.Result second;
    try {
      second = limited(COMPILE_SECONDS, () -> second(programs, left, compiled));
    } catch (TimeoutException | ExecutionException e) {
      if (e instanceof TimeoutException) {
        javac.renew();
      }
      if (programs.size() > 1) {
        programs.forEach(p -> judge(List.of(p), left, compiled, loader, outcomes));
        return;
      }
      Outcome outcome =
          e instanceof TimeoutException
              ? new Outcome(Outcome.Kind.ENDLESS, "javac does not end")
              : new Outcome(Outcome.Kind.CRASH, Crash.trace(e.getCause()));
      outcomes.put(programs.get(0), outcome.of(left));
      return;
    }
    for (Program program : programs) {
      Outcome wrong = second.wrong().get(program);
      boolean differs = second.changed().contains(program);
      ClassLoader other = differs && wrong == null ? second.classes() : null;
      Outcome outcome = judge(program, loader, other);
      outcome = wrong == null || outcome.isFailure() ? outcome : wrong.of(left);
      outcomes.put(program, outcome.differing(differs));
    }
  }

  private SecondCompilation.Result second(
      List<Program> programs, Set<String> left, Javac.Result compiled) {
    return left.isEmpty()
        ? new SecondCompilation.Result(Map.of(), Set.of(), null)
        : new SecondCompilation(javac, sabotage).of(programs, left, compiled);
  }

  private static Outcome judge(Program program, ClassLoader loader, ClassLoader other) {
    try {
      return limited(RUN_SECONDS, () -> new Judge(program, loader, other).judge());
    } catch (TimeoutException e) {
      return new Outcome(Outcome.Kind.ENDLESS, "a call does not end");
    } catch (ExecutionException e) {
      return new Outcome(Outcome.Kind.FUZZER, Crash.trace(e.getCause()));
    }
  }

  /** The same with changed companions. */
  private Javac.Result sabotaged(Javac.Result compiled) {
    Map<String, String> sources = new LinkedHashMap<>();
    boolean any = false;
    for (Map.Entry<String, String> entry : compiled.generated().entrySet()) {
      String changed = sabotage.apply(entry.getValue(), without);
      any |= !changed.equals(entry.getValue());
      sources.put(entry.getKey(), changed);
    }
    if (!any) {
      return compiled;
    }
    Javac.Result again = javac.recompile(sources, compiled.classes());
    if (!again.succeeded()) {
      throw new IllegalStateException("changed sources: " + again.errors());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>(compiled.classes());
    classes.putAll(again.classes());
    return new Javac.Result(true, compiled.messages(), classes, sources, compiled.log());
  }

  /** Runs in a thread of its own, which is left behind if it does not end. */
  static <T> T limited(long seconds, Callable<T> task) throws TimeoutException, ExecutionException {
    FutureTask<T> future = new FutureTask<>(task);
    // Deep trees need a deep stack, as they do in a user's javac.
    Thread thread = new Thread(null, future, "fuzz", 16L << 20);
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
