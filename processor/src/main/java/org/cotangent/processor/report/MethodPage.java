package org.cotangent.processor.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.MethodFacts;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Type;

/** The page of one method. */
final class MethodPage {

  /**
   * What stands side by side.
   *
   * @param methods the user's methods
   * @param functions the positions of the generated ones
   * @param linked for each line of a statement the generated lines that come from it
   * @param adjoint the lines of statements that have an adjoint
   */
  record Code(
      List<Function> methods,
      List<Integer> functions,
      Map<Integer, List<Integer>> linked,
      Set<Integer> adjoint) {}

  private final ClassReport report;
  private final SourceLines source;
  private final Function function;
  private final Code code;
  private final List<MethodFacts> facts;
  private final List<Journal.Decision> decisions;
  private final TapeSection tape;
  private final Html html = new Html();

  MethodPage(
      ClassReport report,
      SourceLines source,
      Function function,
      Code code,
      List<MethodFacts> facts,
      List<Journal.Decision> decisions,
      TapeSection tape) {
    this.report = report;
    this.source = source;
    this.function = function;
    this.code = code;
    this.facts = facts;
    this.decisions = decisions;
    this.tape = tape;
  }

  /** {@code loss(double[], int)}, with simple names of classes. */
  static String signature(Function function) {
    return function.key().name()
        + function.parameters().stream()
            .filter(Function.Parameter::isOwn)
            .map(parameter -> simple(parameter.variable().type()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  static String simple(Type type) {
    String text = type.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** A link to a line of the user's source. */
  static void place(Html html, Span span) {
    if (span.line() > 0) {
      html.element("a", "line " + span.line(), "href", "#s" + span.line());
    }
  }

  /** All of the page. */
  String text() {
    String name = report.unit().className() + "." + function.key().name();
    Frame.begin(html, name + ": derivative");
    html.open("header");
    html.open("nav", "aria-label", "Pages").element("a", "All methods", "href", "index.html");
    html.element("a", "Code", "href", "#code").element("a", "Activity", "href", "#activity");
    html.element("a", "Tape", "href", "#tape").element("a", "Decisions", "href", "#decisions");
    html.element("a", "Data flow", "href", "#graph");
    html.close().line();
    html.open("h1").element("code", report.unit().className() + "." + signature(function)).close();
    html.open("p", "class", "soft");
    html.text(
        report.unit().sourceFile()
            + ", line "
            + function.span().line()
            + "; its derivative is in ");
    html.element("code", report.companion().qualifiedName()).text(".").close();
    html.close().line().open("main").line();
    code();
    activity();
    tape.write(html);
    decisions();
    graph();
    html.close().line();
    Frame.end(html);
    return html.toString();
  }

  // ---------------------------------------------------------------- side by side

  private void code() {
    html.open("section", "id", "code").element("h2", "The method and its derivative").line();
    html.open("p", "class", "soft");
    html.text(
        "A line on one side goes with lines on the other: point at it, or follow its number. ");
    html.element("span", "▸ the statement itself, in the forward sweep", "class", "p").text("; ");
    html.element("span", "◂ its adjoint, in the reverse sweep", "class", "a").text(".");
    html.close().line();
    html.open("div", "class", "panes").line();
    html.open(
        "div", "class", "pane code", "tabindex", "0", "role", "region", "aria-label", "Source");
    html.line();
    int last = 0;
    for (Function method : code.methods()) {
      int first = Math.max(method.span().line(), last + 1);
      int end = source.lineOf(method.span().end() - 1);
      if (last > 0 && first > last + 1) {
        html.element("div", "⋮", "class", "gap").line();
      }
      for (int line = first; line <= end; line++) {
        sourceLine(line);
      }
      last = Math.max(last, end);
    }
    html.close().line();
    html.open(
        "div", "class", "pane code", "tabindex", "0", "role", "region", "aria-label", "Derivative");
    html.line();
    generated();
    html.close().line().close().line().close().line();
  }

  private void sourceLine(int line) {
    int origin = source.statement(line);
    List<Integer> lines = code.linked().getOrDefault(origin, List.of());
    boolean linked = !lines.isEmpty();
    boolean adjoint = code.adjoint().contains(origin);
    String kind = linked ? adjoint ? "l a" : "l p" : "l";
    if (linked) {
      html.open("div", "class", kind, "id", "s" + line, "data-o", Integer.toString(origin));
      html.element(
          "a",
          "",
          "class",
          "n",
          "data-n",
          Integer.toString(line),
          "href",
          "#g" + lines.get(0),
          "aria-label",
          "line " + line + ", generated lines " + ranges(lines));
    } else {
      html.open("div", "class", kind, "id", "s" + line);
      html.element("span", "", "class", "n", "data-n", Integer.toString(line));
    }
    html.element("span", linked ? adjoint ? "◂" : "▸" : "", "class", "m", "aria-hidden", "true");
    words(source.text(line));
    html.close().line();
  }

  private void generated() {
    List<String> text = report.generated().lines().toList();
    for (int function : code.functions()) {
      GeneratedFunction made = report.companion().functions().get(function);
      boolean plain =
          report.origins().stream().noneMatch(o -> o.function() == function && o.span().line() > 0);
      if (plain) {
        html.open("details").open("summary").element("code", made.name());
        html.text(" with " + made.parameters().size() + " parameters, which calls another").close();
      }
      for (int k = 0; k < text.size(); k++) {
        if (report.origins().get(k).function() == function) {
          generatedLine(k + 1, text.get(k), report.origins().get(k));
        }
      }
      if (plain) {
        html.close().line();
      }
    }
  }

  private void generatedLine(int line, String text, Origin origin) {
    int from = origin.span().line();
    String number = Integer.toString(line);
    if (from > 0) {
      boolean adjoint = origin.part() == Origin.Part.ADJOINT;
      html.open(
          "div",
          "class",
          adjoint ? "l a" : "l p",
          "id",
          "g" + line,
          "data-o",
          Integer.toString(from));
      html.element(
          "a",
          "",
          "class",
          "n",
          "data-n",
          number,
          "href",
          "#s" + from,
          "aria-label",
          "generated line " + line + (adjoint ? ", adjoint of line " : ", from line ") + from);
      html.element("span", adjoint ? "◂" : "▸", "class", "m", "aria-hidden", "true");
    } else {
      html.open("div", "class", "l", "id", "g" + line);
      html.element("span", "", "class", "n", "data-n", number);
      html.element("span", "", "class", "m");
    }
    words(text);
    html.close().line();
  }

  private void words(String text) {
    String start = text.strip();
    boolean comment = start.startsWith("//") || start.startsWith("/*") || start.startsWith("* ");
    html.element("span", text, "class", comment ? "t c" : "t");
  }

  /** {@code 3 to 5, 9}. */
  private static String ranges(List<Integer> lines) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < lines.size(); k++) {
      int first = k;
      while (k + 1 < lines.size() && lines.get(k + 1) == lines.get(k) + 1) {
        k++;
      }
      text.append(text.isEmpty() ? "" : ", ").append(lines.get(first));
      if (k > first) {
        text.append(" to ").append(lines.get(k));
      }
    }
    return text.toString();
  }

  // ---------------------------------------------------------------- activity

  private void activity() {
    html.open("section", "id", "activity")
        .element("h2", "What carries a derivative, and why")
        .line();
    html.element(
        "p",
        "A variable is active when it depends on something that the method is differentiated by,"
            + " and the result depends on it. Only active variables have an adjoint. The ways shown"
            + " are the shortest.");
    for (MethodFacts each : facts) {
      new VariableTable(each, report.unit().isTarget(each.method())).write(html);
    }
    html.close().line();
  }

  // ---------------------------------------------------------------- decisions

  private void decisions() {
    html.open("section", "id", "decisions").element("h2", "What was decided").line();
    if (decisions.isEmpty()) {
      html.element("p", "There was nothing to decide: nothing is kept, and nothing is left out.");
      html.close().line();
      return;
    }
    html.open("p").text("What was done, and what was kept although it takes memory. ");
    html.text("A name such as ").element("code", "fused-loops").text(" is an optimisation that ");
    html.element("code", "-Acotangent.without=fused-loops").text(" switches off.").close().line();
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    for (String head : List.of("Where", "What", "How")) {
      html.element("th", head, "scope", "col");
    }
    html.close().close().open("tbody").line();
    Set<String> told = new HashSet<>();
    for (Journal.Decision decision : decisions) {
      if (!told.add(decision.at().line() + decision.what() + decision.text())) {
        continue; // twice on one line
      }
      html.open("tr").open("td", "class", "verdict");
      place(html, decision.at());
      html.close().open("td", "class", "verdict");
      html.element(decision.optional() ? "code" : "span", decision.what()).close();
      html.open("td", "class", "words");
      marked(decision.text());
      html.close().close().line();
    }
    html.close().close().close().close().line();
  }

  /** Text with code between backquotes. */
  private void marked(String text) {
    String[] parts = text.split("`", -1);
    for (int k = 0; k < parts.length; k++) {
      if (k % 2 == 1) {
        html.element("code", parts[k]);
      } else {
        html.text(parts[k]);
      }
    }
  }

  // ---------------------------------------------------------------- data flow

  private void graph() {
    html.open("section", "id", "graph").element("h2", "Data flow").line();
    html.element(
        "p",
        "An arrow leads from what computes a value to what reads it, in the method as it is"
            + " differentiated. Solid arrows and filled boxes carry derivatives, dashed arrows do not."
            + " On the right of a frame is what its next iteration reads.");
    for (MethodFacts each : facts) {
      html.open("h3").element("code", each.method().name()).close().line();
      GraphPicture.write(each.graph(), each.method().name(), html);
    }
    html.close().line();
  }
}
