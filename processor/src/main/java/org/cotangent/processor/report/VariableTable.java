package org.cotangent.processor.report;

import java.util.List;
import org.cotangent.processor.analysis.MethodFacts;
import org.cotangent.processor.analysis.MethodFacts.Step;
import org.cotangent.processor.analysis.MethodFacts.VariableFacts;
import org.cotangent.processor.analysis.MethodFacts.Verdict;

/**
 * The variables of one method: which are active, and why.
 *
 * @param annotated whether the method is one of the user's annotated ones
 */
record VariableTable(MethodFacts facts, boolean annotated) {

  void write(Html html) {
    html.open("h3").element("code", facts.method().name());
    String by = String.join(", ", facts.by());
    html.text(by.isEmpty() ? ", by nothing" : ", by " + by).close().line();
    html.open("div", "class", "wide", "tabindex", "0").open("table").open("thead").open("tr");
    for (String head : List.of("Variable", "Declared", "Activity", "Why")) {
      html.element("th", head, "scope", "col");
    }
    html.close().close().open("tbody").line();
    for (VariableFacts variable : facts.variables()) {
      html.open("tr").open("td", "class", "verdict");
      html.element("code", MethodPage.simple(variable.type()) + " " + variable.name()).close();
      html.open("td", "class", "verdict");
      if (variable.parameter()) {
        html.text("parameter");
      } else {
        MethodPage.place(html, variable.span());
      }
      html.close();
      boolean active = variable.verdict() == Verdict.ACTIVE;
      html.element("td", word(variable), "class", active ? "verdict active" : "verdict");
      html.open("td", "class", "words");
      why(html, variable);
      html.close().close().line();
    }
    html.close().close().close().line();
  }

  private static String word(VariableFacts variable) {
    return switch (variable.verdict()) {
      case ACTIVE -> "active";
      case NOT_VARIED -> "not varied";
      case NOT_USEFUL -> "not useful";
      case NEITHER -> "neither varied nor useful";
      case DATA -> "data";
      case NO_DERIVATIVE -> "no derivative";
    };
  }

  private void why(Html html, VariableFacts variable) {
    if (variable.verdict() == Verdict.NO_DERIVATIVE) {
      html.text("values of its type carry no derivative");
      return;
    }
    if (variable.verdict() == Verdict.DATA) {
      html.text("the method is not differentiated by it");
      return;
    }
    if (!variable.sharesWith().equals(variable.name())) {
      html.text("one place with ").element("code", variable.sharesWith()).text("; ");
    }
    if (variable.varied().isEmpty()) {
      html.text("nothing that it is computed from depends on ");
      html.text(facts.by().isEmpty() ? "a parameter" : String.join(" or ", facts.by()));
    } else if (variable.varied().size() == 1) {
      html.text("it is differentiated by");
    } else {
      html.text("depends on ").element("code", variable.varied().get(0).variable()).text(": ");
      way(html, variable.varied());
    }
    html.text("; ");
    if (variable.useful().isEmpty()) {
      html.text("the result does not depend on it");
    } else if (variable.useful().size() == 1) {
      html.text("it is the result");
    } else {
      html.text("the result depends on it: ");
      way(html, variable.useful());
    }
  }

  private static void way(Html html, List<Step> steps) {
    for (int k = 0; k < steps.size(); k++) {
      Step step = steps.get(k);
      if (k > 0) {
        html.text(" → ");
      }
      html.element("code", step.variable());
      if (k > 0 && step.at().line() > 0) {
        html.text(" (");
        MethodPage.place(html, step.at());
        html.text(")");
      }
    }
  }
}
