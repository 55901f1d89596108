package org.cotangent.processor.report;

import java.util.List;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Type;

/**
 * What goes to the tape, and what it takes.
 *
 * @param shown the generated methods of the page
 * @param formula the sum
 */
record TapeSection(
    TapeCounter counter, List<GeneratedFunction> functions, List<Integer> shown, String formula) {

  void write(Html html) {
    html.open("section", "id", "tape").element("h2", "On the tape").line();
    html.element(
        "p",
        "What the forward sweep keeps for the reverse sweep, in bytes. Lengths and counts are those"
            + " of the arguments; a factor below 0 counts as 0.");
    html.open("p").element("span", unbroken(formula), "class", "formula code").close().line();
    boolean any = false;
    for (int k : shown) {
      List<TapeRow> rows =
          counter.isReverse(functions.get(k)) ? List.of() : counter.rows(functions.get(k));
      if (!rows.isEmpty()) {
        table(html, functions.get(k), rows);
        any = true;
      }
    }
    if (!any) {
      html.element(
          "p", "Nothing is kept on the tape: the reverse sweep finds all values where they are.");
    }
    html.close().line();
  }

  private static void table(Html html, GeneratedFunction function, List<TapeRow> rows) {
    html.open("div", "class", "wide", "tabindex", "0").open("table");
    html.open("caption").text("in ").element("code", function.name()).text(", each call").close();
    html.open("thead").open("tr");
    for (String head : List.of("What", "Where", "Why", "Bytes")) {
      html.element("th", head, "scope", "col");
    }
    html.close().close().open("tbody").line();
    for (TapeRow row : rows) {
      html.open("tr");
      html.open("td").element("code", value(row.value())).close();
      html.open("td", "class", "verdict");
      MethodPage.place(html, row.at());
      html.close();
      html.element("td", why(row), "class", "words");
      String bytes = TapeFormula.of(row.term());
      String text = row.term().atMost() ? "at most " + bytes : bytes;
      html.open("td").element("code", unbroken(text)).close();
      html.close().line();
    }
    html.close().close().close().line();
  }

  /** A formula whose terms stay on one line. */
  static String unbroken(String formula) {
    return formula.replace(' ', '\u00a0').replace("\u00a0+\u00a0", " +\u00a0");
  }

  private static String value(Expr value) {
    return value instanceof Expr.Fresh copy ? Printer.print(copy.like()) : Printer.print(value);
  }

  private static String why(TapeRow row) {
    if (row.why() == TapeRow.Why.SNAPSHOT) {
      return row.value().type().isArray()
          ? "a snapshot of its elements: iterations run again from there"
          : "where the snapshot was taken";
    }
    Type type = row.value().type();
    String what =
        row.value() instanceof Expr.Fresh || row.why() == TapeRow.Why.OVERWRITTEN_AS_A_WHOLE
            ? "a copy of the array: "
            : type.isArray() ? "the reference: " : type.isMatrix() ? "the matrix: " : "";
    return what
        + switch (row.why()) {
          case OVERWRITTEN -> "it is overwritten here, and the reverse sweep reads the old value";
          case OVERWRITTEN_AS_A_WHOLE ->
              "the loop overwrites it, and the reverse sweep reads the old elements";
          case END_OF_ITERATION ->
              "it ends with its iteration, and the reverse sweep reads it again";
          case GIVEN_TO_A_CALL -> "the call may overwrite it";
          case HANDED_OVER -> "it is handed over to the reverse method";
          case SNAPSHOT -> throw new IllegalStateException("said above");
        };
  }
}
