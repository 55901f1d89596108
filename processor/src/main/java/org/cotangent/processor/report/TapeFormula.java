package org.cotangent.processor.report;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.report.TapeTerm.Trips;

/** Writes bytes on the tape as a formula: {@code 8·n·d + 4·n}. */
final class TapeFormula {
  private static final String RECURSION = "what recursive calls add";

  private TapeFormula() {}

  /** The sum of some terms. */
  static String of(List<TapeTerm> terms) {
    Map<String, Long> exact = new LinkedHashMap<>();
    Map<String, Long> atMost = new LinkedHashMap<>();
    for (TapeTerm term : terms) {
      TapeFormula formula = new TapeFormula();
      String factors = formula.factors(term);
      (term.atMost() ? atMost : exact).merge(factors, formula.bytes, Long::sum);
    }
    if (exact.isEmpty() && atMost.isEmpty()) {
      return "0";
    }
    if (exact.isEmpty()) {
      return "at most " + sum(atMost);
    }
    if (atMost.isEmpty()) {
      return sum(exact);
    }
    String bounded = atMost.size() > 1 ? "(" + sum(atMost) + ")" : sum(atMost);
    return sum(exact) + " + at most " + bounded;
  }

  private static String sum(Map<String, Long> terms) {
    return terms.entrySet().stream()
        .map(term -> term.getKey().equals(RECURSION) ? RECURSION : term.getValue() + term.getKey())
        .collect(Collectors.joining(" + "));
  }

  /** One term, without saying that it is a bound. */
  static String of(TapeTerm term) {
    return of(List.of(new TapeTerm(term.bytes(), term.loops(), false)));
  }

  private final Map<Variable, String> names = new HashMap<>();
  private long bytes;

  /** What the bytes of a term are multiplied with; the bytes take what is constant. */
  private String factors(TapeTerm term) {
    bytes = term.bytes();
    if (bytes == 0) {
      return RECURSION;
    }
    StringBuilder factors = new StringBuilder();
    for (int k = 0; k < term.loops().size(); k++) {
      Trips trips = term.loops().get(k);
      Long constant = trips.count() == null ? null : TripCount.constant(trips.count());
      boolean summed =
          isReadFurtherIn(trips.index(), term.loops().subList(k + 1, term.loops().size()));
      if (constant != null && !summed) {
        bytes *= Math.max(constant, 0);
      } else {
        factors.append('·').append(summed && trips.from() != null ? sum(trips) : factor(trips));
      }
    }
    return factors.toString();
  }

  private static boolean isReadFurtherIn(Variable index, List<Trips> inner) {
    return index != null
        && inner.stream()
            .anyMatch(
                trips -> trips.count() != null && Exprs.variables(trips.count()).contains(index));
  }

  private String sum(Trips trips) {
    String last =
        trips.count() == null ? "…" : "… " + text(TripCount.last(trips.from(), trips.count()));
    return "Σ(" + name(trips.index()) + " = " + text(trips.from()) + " " + last + ")";
  }

  private String factor(Trips trips) {
    if (trips.count() == null) {
      return trips.loop().line() > 0
          ? "(" + trips.what() + " of line " + trips.loop().line() + ")"
          : "(" + trips.what() + ")";
    }
    String text = text(trips.count());
    return trips.count() instanceof Expr.Binary || trips.count() instanceof Expr.Unary
        ? "(" + text + ")"
        : text;
  }

  /** A name that no other variable of the term has. */
  private String name(Variable variable) {
    return names.computeIfAbsent(
        variable,
        key -> {
          String name = key.name();
          for (int k = 2; names.containsValue(name); k++) {
            name = key.name() + k;
          }
          return name;
        });
  }

  private String text(Expr expr) {
    Map<Variable, Expr> renamed = new HashMap<>();
    for (Variable variable : Exprs.variables(expr)) {
      renamed.put(
          variable, Exprs.read(new Variable(name(variable), variable.type(), variable.number())));
    }
    return Printer.print(Exprs.substitute(expr, renamed));
  }
}
