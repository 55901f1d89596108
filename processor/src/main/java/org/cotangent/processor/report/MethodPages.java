package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.MethodFacts;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Makes the pages of a class: one for each annotated method. */
public final class MethodPages {
  private final ClassReport report;
  private final SourceLines source;
  private final List<GeneratedFunction> functions;
  private final TapeCounter tape;

  private MethodPages(ClassReport report) {
    this.report = report;
    this.functions = report.companion().functions();
    List<Span> statements = new ArrayList<>();
    for (Function function : report.unit().helpers()) {
      Stmts.walk(function.body(), stmt -> statements.add(stmt.span()));
    }
    report.origins().forEach(origin -> statements.add(origin.span()));
    this.source = new SourceLines(report.source(), new LinkedHashSet<>(statements));
    Set<String> reverse = new LinkedHashSet<>();
    report.journal().methods().stream()
        .flatMap(facts -> facts.generated().stream())
        .filter(name -> name.endsWith("Reverse"))
        .forEach(reverse::add);
    this.tape = new TapeCounter(functions, reverse);
  }

  /** The pages of a class, in the order of its methods. */
  public static List<Page> of(ClassReport report) {
    return new MethodPages(report).pages();
  }

  private List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    for (SourceUnit.Target target : report.unit().targets()) {
      pages.add(page(target));
    }
    return pages;
  }

  private Page page(SourceUnit.Target target) {
    Function function = target.function();
    MethodFacts own =
        report.journal().methods().stream()
            .filter(facts -> facts.method().equals(function.key()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing known of " + function.key()));
    Set<Integer> shown = reached(own);
    Map<Integer, List<Integer>> linked = new TreeMap<>();
    Set<Integer> adjoint = new LinkedHashSet<>();
    for (int k = 0; k < report.origins().size(); k++) {
      Origin origin = report.origins().get(k);
      int line = origin.span().line();
      if (shown.contains(origin.function()) && line > 0) {
        linked.computeIfAbsent(line, key -> new ArrayList<>()).add(k + 1);
        if (origin.part() == Origin.Part.ADJOINT) {
          adjoint.add(line);
        }
      }
    }
    List<Function> methods = methods(function, shown);
    List<MethodFacts> facts = facts(own, shown);
    String formula = formula(own, shown);
    String file = file(target);
    MethodPage page =
        new MethodPage(
            report,
            source,
            function,
            new MethodPage.Code(methods, List.copyOf(shown), linked, adjoint),
            facts,
            decisions(methods),
            new TapeSection(tape, functions, List.copyOf(shown), formula));
    Page.Entry entry =
        new Page.Entry(
            report.unit().packageName(),
            report.unit().className(),
            MethodPage.signature(function),
            formula,
            file);
    return new Page(entry, page.text());
  }

  /** Packages and classes make the name unique; the prefix tells overloads apart. */
  private String file(SourceUnit.Target target) {
    String prefix = report.unit().packageName();
    return (prefix.isEmpty() ? "" : prefix + ".")
        + report.unit().className()
        + "."
        + target.recordPrefix()
        + ".html";
  }

  /** The generated methods that the derivative of one method is made of. */
  private Set<Integer> reached(MethodFacts own) {
    Map<String, List<Integer>> byName = new HashMap<>();
    for (int k = 0; k < functions.size(); k++) {
      byName.computeIfAbsent(functions.get(k).name(), key -> new ArrayList<>()).add(k);
    }
    Set<Integer> found = new LinkedHashSet<>();
    List<Integer> next = new ArrayList<>();
    for (int k = 0; k < functions.size(); k++) {
      if (own.generated().contains(Journal.signature(functions.get(k)))) {
        next.add(k);
      }
    }
    Set<String> entries = new LinkedHashSet<>();
    next.forEach(k -> entries.add(functions.get(k).name()));
    while (!next.isEmpty()) {
      int at = next.remove(next.size() - 1);
      if (!found.add(at)) {
        continue;
      }
      Stmts.walk(
          functions.get(at).body(),
          stmt -> {
            if (stmt instanceof Stmt.CallStatement call
                && call.callee() instanceof Callee.Generated generated
                && generated.owner().isEmpty()
                && !entries.contains(generated.name())) {
              next.addAll(byName.getOrDefault(generated.name(), List.of()));
            }
          });
    }
    return new java.util.TreeSet<>(found);
  }

  /** The user's methods that the generated ones come from, in the order of the file. */
  private List<Function> methods(Function own, Set<Integer> shown) {
    Set<Span> spans = new LinkedHashSet<>();
    for (Origin origin : report.origins()) {
      if (shown.contains(origin.function())) {
        spans.add(origin.span());
      }
    }
    Map<Span, Function> found = new LinkedHashMap<>();
    for (Function function : report.unit().helpers()) {
      if (function.key().equals(own.key()) || spans.stream().anyMatch(isIn(function.span()))) {
        found.putIfAbsent(function.span(), function);
      }
    }
    List<Function> sorted = new ArrayList<>(found.values());
    sorted.sort(java.util.Comparator.comparingLong(each -> each.span().start()));
    return sorted;
  }

  private static Predicate<Span> isIn(Span method) {
    return span -> span.line() > 0 && span.start() >= method.start() && span.end() <= method.end();
  }

  /** What is known of the method itself, and of the versions of helpers that are shown. */
  private List<MethodFacts> facts(MethodFacts own, Set<Integer> shown) {
    Set<String> names = new LinkedHashSet<>();
    shown.forEach(k -> names.add(functions.get(k).name()));
    List<MethodFacts> found = new ArrayList<>(List.of(own));
    for (MethodFacts each : report.journal().methods()) {
      if (each != own && each.generated().stream().anyMatch(names::contains)) {
        found.add(each);
      }
    }
    return found;
  }

  private List<Journal.Decision> decisions(List<Function> methods) {
    return report.journal().decisions().stream()
        .filter(each -> methods.stream().anyMatch(method -> isIn(method.span()).test(each.at())))
        .toList();
  }

  /** The bytes of the method that does the work: the one that takes a tape. */
  private String formula(MethodFacts own, Set<Integer> shown) {
    for (int k : shown) {
      GeneratedFunction function = functions.get(k);
      if (own.generated().contains(Journal.signature(function))
          && TapeCounter.takesTape(function)
          && !tape.count(function).isEmpty()) {
        return TapeFormula.of(tape.count(function));
      }
    }
    return "0";
  }
}
