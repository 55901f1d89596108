package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Compiles programs, many at a time, and judges each. What becomes of a program does not depend on
 * the others that are compiled with it.
 */
final class Runner {
  private static final long COMPILE_SECONDS = 120;
  private static final long RUN_SECONDS = 10;

  private final Javac javac = new Javac();
  private final UnaryOperator<String> sabotage;

  Runner() {
    this(generated -> generated);
  }

  /** A runner that changes generated sources before they are judged: it must be found out. */
  Runner(UnaryOperator<String> sabotage) {
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
      result = limited(COMPILE_SECONDS, () -> javac.run(sources, List.of(Javac.cotangent())));
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

  private void judge(
      List<Program> programs, Javac.Result compiled, Map<Program, Outcome> outcomes) {
    Map<String, byte[]> classes = compiled.classes();
    Map<String, byte[]> changed = sabotaged(compiled);
    if (changed != null) {
      classes = changed;
    }
    ClassLoader loader = new MemoryClasses(classes);
    for (Program program : programs) {
      Outcome warned = Compiled.warning(program, compiled);
      outcomes.put(program, warned == null ? judge(program, loader) : warned);
    }
  }

  private static Outcome judge(Program program, ClassLoader loader) {
    try {
      return limited(RUN_SECONDS, () -> new Judge(program, loader).judge());
    } catch (TimeoutException e) {
      return new Outcome(Outcome.Kind.ENDLESS, "a call does not end");
    } catch (ExecutionException e) {
      return new Outcome(Outcome.Kind.FUZZER, Crash.trace(e.getCause()));
    }
  }

  /** The classes once more, with changed companions; null where nothing is changed. */
  private Map<String, byte[]> sabotaged(Javac.Result compiled) {
    Map<String, String> sources = new LinkedHashMap<>();
    boolean any = false;
    for (Map.Entry<String, String> entry : compiled.generated().entrySet()) {
      String changed = sabotage.apply(entry.getValue());
      any |= !changed.equals(entry.getValue());
      sources.put(entry.getKey(), changed);
    }
    if (!any) {
      return null;
    }
    Javac.Result again = javac.recompile(sources, compiled.classes());
    if (!again.succeeded()) {
      throw new IllegalStateException("changed sources: " + again.errors());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>(compiled.classes());
    classes.putAll(again.classes());
    return classes;
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
