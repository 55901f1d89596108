package org.cotangent.processor;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.CompanionCompiler.Outcome;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.frontend.BodyTyper;
import org.cotangent.processor.frontend.CompanionLookup;
import org.cotangent.processor.frontend.Host;
import org.cotangent.processor.frontend.LocalTargets;
import org.cotangent.processor.frontend.OuterCompanionLookup;
import org.cotangent.processor.frontend.RoundSources;
import org.cotangent.processor.frontend.TypedBodies;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.frontend.Unresolved;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Span;

/**
 * The classes of a compilation on their way to their companions. A class comes after those that it
 * calls, and is put off to the next round while its own bodies mention types that nobody has
 * written yet. What is found is kept until the last round: an error would end the processing at
 * once, and with it the chance to see the errors of the classes put off.
 */
final class Rounds {
  private final ProcessingEnvironment environment;
  private final Host host;
  private final BodyTyper typer;
  private final CompanionCompiler compiler;
  private final CompanionWriter writer;
  private final Optional<TestWriter> tests;
  private final Optional<ReportWriter> reports;
  private final RoundSources sources;

  /** The classes to do, by their qualified names. */
  private final Set<String> pending = new LinkedHashSet<>();

  /** Why a pending class could not be read when it was last tried. */
  private final Map<String, List<Unresolved>> unresolved = new LinkedHashMap<>();

  /** The files that have been searched for what the compiler does not show. */
  private final Set<URI> files = new HashSet<>();

  /** The companions made so far, by class. */
  private final Map<String, Companion> made = new LinkedHashMap<>();

  private final Map<String, List<Problem>> findings = new LinkedHashMap<>();

  Rounds(
      ProcessingEnvironment environment,
      Host host,
      BodyTyper typer,
      CompanionCompiler compiler,
      Options options) {
    this.environment = environment;
    this.host = host;
    this.typer = typer;
    this.compiler = compiler;
    this.writer = new CompanionWriter(environment);
    this.tests = options.tests().map(directory -> new TestWriter(environment, directory));
    this.reports = options.report().map(ReportWriter::new);
    this.sources = new RoundSources(host);
  }

  /**
   * Does what can be done in a round.
   *
   * @param roots the classes that are new in it
   * @param annotated the qualified names of the new classes with annotated methods
   */
  void process(Set<? extends Element> roots, Collection<String> annotated) {
    sources.add(roots);
    for (String name : annotated) {
      pending.add(name);
      findings.putIfAbsent(name, new ArrayList<>());
    }
    if (pending.isEmpty()) {
      return;
    }
    try {
      DeepStack.call(this::workOnPending);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      for (String name : List.copyOf(pending)) {
        settle(name, List.of(InternalErrors.problem(name, e)));
      }
    }
  }

  private Void workOnPending() {
    try (TypedBodies bodies = typer.type(pending, sources)) {
      work(readable(bodies));
    }
    return null;
  }

  /**
   * What was found, by class, in the order of the sources.
   *
   * @param broken whether the compilation has errors from elsewhere; a class that waited for
   *     another round is then simply dropped
   */
  Map<String, List<Problem>> finish(boolean broken) {
    for (String name : pending) {
      List<Unresolved> missing = unresolved.getOrDefault(name, List.of());
      for (Unresolved one : missing) {
        findings.get(name).add(UnresolvedProblems.problem(one, writer.companionName(name)));
      }
      if (missing.isEmpty() && !broken) {
        findings
            .get(name)
            .add(InternalErrors.problem(name, new IllegalStateException("it was never resumed")));
      }
    }
    pending.clear();
    boolean fine =
        !broken
            && findings.values().stream()
                .flatMap(List::stream)
                .allMatch(problem -> problem.message().isWarning());
    if (fine) {
      reports.ifPresent(all -> all.write(findings));
    }
    return findings;
  }

  /** The pending classes whose bodies can be read now. */
  private Map<String, TypedClass> readable(TypedBodies bodies) {
    Map<String, TypedClass> found = new LinkedHashMap<>();
    for (String name : List.copyOf(pending)) {
      Optional<TypedClass> typed = bodies.find(name);
      if (typed.isEmpty()) {
        settle(
            name,
            List.of(new Problem(Message.NO_SOURCE, Span.NONE, List.of(name, host.obstacle()))));
        continue;
      }
      if (files.add(typed.get().unit().getSourceFile().toUri())) {
        findings.get(name).addAll(LocalTargets.of(typed.get()));
      }
      unresolved.put(name, bodies.unresolved(typed.get()));
      if (unresolved.get(name).isEmpty()) {
        found.put(name, typed.get());
      }
    }
    return found;
  }

  /** Takes classes as their callees are done, each as soon as possible. */
  private void work(Map<String, TypedClass> readable) {
    int before = made.size();
    while (!readable.isEmpty()) {
      int left = readable.size();
      for (String name : List.copyOf(readable.keySet())) {
        attempt(name, readable, pending::contains);
      }
      if (readable.size() < left) {
        continue;
      }
      boolean allReadable = readable.size() == pending.size();
      if (made.size() > before && !allReadable) {
        return; // what was written makes a further round, and in that the others may be readable
      }
      // Classes that call each other, or one that waits for a class that cannot be read: the
      // signature of what the first one calls must do.
      attempt(readable.keySet().iterator().next(), readable, name -> false);
    }
  }

  /** Tries one class; unless it has to wait, it is not among the readable ones afterwards. */
  private void attempt(String name, Map<String, TypedClass> readable, Predicate<String> isPending) {
    Problems problems = new Problems();
    CompanionLookup lookup = new OuterCompanionLookup(host, sources, made, isPending);
    try {
      Outcome outcome = compiler.compile(readable.get(name), lookup, problems);
      if (outcome instanceof Outcome.Waits) {
        return; // what was found is going to be found again
      }
      if (outcome instanceof Outcome.Made companion && !problems.hasErrors()) {
        TypeElement type = environment.getElementUtils().getTypeElement(name);
        writer.write(companion, RoundSources.topLevel(type), problems);
        made.put(name, companion.companion());
        tests.ifPresent(all -> all.write(companion, problems));
        reports.ifPresent(all -> all.add(name, companion));
      }
      settle(name, problems.all());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      // The one place that stands between a defect of ours and the user.
      settle(
          name,
          List.of(InternalErrors.problem(name, e, compiler.culprit(readable.get(name), lookup))));
    }
    readable.remove(name);
  }

  private void settle(String name, List<Problem> problems) {
    pending.remove(name);
    unresolved.remove(name);
    findings.get(name).addAll(problems);
  }
}
