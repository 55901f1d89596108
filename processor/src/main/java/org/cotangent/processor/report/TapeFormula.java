package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.report.TapeTerm.Trips;

/** Writes bytes on the tape as a formula: {@code 8·n·d + 4·n}. */
final class TapeFormula {
  private TapeFormula() {}

  /** The sum of some terms. */
  static String of(List<TapeTerm> terms) {
    List<String> exact = new ArrayList<>();
    List<String> atMost = new ArrayList<>();
    for (TapeTerm term : terms) {
      (term.atMost() ? atMost : exact).add(of(term));
    }
    if (exact.isEmpty() && atMost.isEmpty()) {
      return "0";
    }
    String bounded = String.join(" + ", atMost);
    if (exact.isEmpty()) {
      return "at most " + bounded;
    }
    String sum = String.join(" + ", exact);
    return atMost.isEmpty() ? sum : sum + " + at most " + bounded;
  }

  /** One term, without saying that it is a bound. */
  static String of(TapeTerm term) {
    if (term.bytes() == 0) {
      return "what recursive calls add";
    }
    long bytes = term.bytes();
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
    return bytes + factors.toString();
  }

  private static boolean isReadFurtherIn(Variable index, List<Trips> inner) {
    return index != null
        && inner.stream()
            .anyMatch(
                trips -> trips.count() != null && Exprs.variables(trips.count()).contains(index));
  }

  private static String sum(Trips trips) {
    String last =
        trips.count() == null
            ? "…"
            : "… " + Printer.print(TripCount.last(trips.from(), trips.count()));
    return "Σ(" + trips.index().name() + " = " + Printer.print(trips.from()) + " " + last + ")";
  }

  private static String factor(Trips trips) {
    if (trips.count() == null) {
      return trips.loop().line() > 0
          ? "(iterations of line " + trips.loop().line() + ")"
          : "(elements)";
    }
    String text = Printer.print(trips.count());
    return trips.count() instanceof Expr.Binary || trips.count() instanceof Expr.Unary
        ? "(" + text + ")"
        : text;
  }
}
