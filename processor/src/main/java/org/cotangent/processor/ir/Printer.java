package org.cotangent.processor.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the intermediate language as stable text, one statement a line, close to Java. For people
 * who debug a pass and for tests; the emitter writes the real Java.
 *
 * <p>A variable is printed by its bare name; where a function has several variables of one name,
 * all but the first that is printed carry their number ({@code i#7}).
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> firstNumbers = new LinkedHashMap<>();
  private int depth;

  private Printer() {}

  /** A whole unit: its functions in order. */
  public static String print(SourceUnit unit) {
    StringBuilder text = new StringBuilder();
    text.append("companion ").append(unit.companionName()).append(" of ").append(unit.className());
    text.append(unit.isPublic() ? " public\n" : "\n");
    for (SourceUnit.Target target : unit.targets()) {
      text.append("target ").append(target.function().key().signature());
      text.append(" as ").append(target.recordPrefix());
      text.append(target.isPublic() ? " public\n" : "\n");
    }
    for (Function function : unit.helpers()) {
      text.append('\n').append(print(function));
    }
    return text.toString();
  }

  /** One lowered method. */
  public static String print(Function function) {
    Printer printer = new Printer();
    List<String> parameters = new java.util.ArrayList<>();
    if (function.receiver() != null) {
      parameters.add("this " + printer.declaration(function.receiver()));
    }
    for (Function.Parameter parameter : function.parameters()) {
      String mark = parameter.differentiated() ? "d " : parameter.data() ? "data " : "";
      parameters.add(mark + printer.declaration(parameter.variable()));
    }
    printer.line(
        (function.strict() ? "strict " : "")
            + function.returnType()
            + " "
            + function.key().name()
            + "("
            + String.join(", ", parameters)
            + ") {");
    printer.body(function.body());
    printer.line("}");
    return printer.out.toString();
  }

  /** One generated method. */
  public static String print(Companion.GeneratedFunction function) {
    Printer printer = new Printer();
    String parameters =
        function.parameters().stream().map(printer::declaration).collect(Collectors.joining(", "));
    printer.line(function.returnType() + " " + function.name() + "(" + parameters + ") {");
    printer.body(function.body());
    printer.line("}");
    return printer.out.toString();
  }

  /** One statement, with all that is in it. */
  public static String print(Stmt statement) {
    Printer printer = new Printer();
    printer.statement(statement);
    return printer.out.toString();
  }

  /** One expression. */
  public static String print(Expr expression) {
    Printer printer = new Printer();
    return new ExpressionPrinter(printer::name).print(expression);
  }

  private String name(Variable variable) {
    Integer first = firstNumbers.putIfAbsent(variable.name(), variable.number());
    boolean bare = first == null || first == variable.number();
    return bare ? variable.name() : variable.toString();
  }

  private String declaration(Variable variable) {
    return variable.type() + " " + name(variable);
  }

  private String text(Expr expression) {
    return new ExpressionPrinter(this::name).print(expression);
  }

  private String list(List<Expr> expressions) {
    return expressions.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private void body(Stmt.Block block) {
    depth++;
    block.statements().forEach(this::statement);
    depth--;
  }

  private void braced(String head, Stmt.Block block) {
    line(head + " {");
    body(block);
    line("}");
  }

  private void statement(Stmt statement) {
    if (statement instanceof Stmt.Block block) {
      line("{");
      body(block);
      line("}");
    } else if (statement instanceof Stmt.If branch) {
      line("if (" + text(branch.condition()) + ") {");
      body(branch.then());
      if (!branch.otherwise().isEmpty()) {
        line("} else {");
        body(branch.otherwise());
      }
      line("}");
    } else if (statement instanceof Stmt.CountedFor loop) {
      counted(loop);
    } else if (statement instanceof Stmt.While loop) {
      general(loop);
    } else if (statement instanceof Stmt.Scoped scoped) {
      braced("scope " + name(scoped.scope()), scoped.body());
    } else if (statement instanceof Stmt.Labelled labelled) {
      braced(label(labelled.label()).stripTrailing(), labelled.body());
    } else {
      line(simple(statement) + ";");
    }
  }

  private void counted(Stmt.CountedFor loop) {
    String index = name(loop.index());
    braced(
        label(loop.label())
            + "count ("
            + declaration(loop.index())
            + " = "
            + text(loop.from())
            + "; "
            + index
            + " "
            + loop.relation().symbol()
            + " "
            + text(loop.bound())
            + "; "
            + index
            + " += "
            + loop.step()
            + ")",
        loop.body());
  }

  private void general(Stmt.While loop) {
    if (!loop.testFirst()) {
      line(label(loop.label()) + "do {");
      body(loop.body());
      line("} while (" + text(loop.condition()) + ");");
      return;
    }
    line(label(loop.label()) + "while (" + text(loop.condition()) + ") {");
    body(loop.body());
    if (!loop.update().isEmpty()) {
      line("} update {");
      body(loop.update());
    }
    line("}");
  }

  private static String label(String label) {
    return label == null ? "" : label + ": ";
  }

  private String simple(Stmt statement) {
    if (statement instanceof Stmt.Declare declare) {
      String head = declaration(declare.variable());
      return declare.init() == null ? head : head + " = " + text(declare.init());
    }
    if (statement instanceof Stmt.Assign assign) {
      return text(assign.target()) + " = " + text(assign.value());
    }
    if (statement instanceof Stmt.CallStatement call) {
      String target = call.target() == null ? "" : name(call.target()) + " = ";
      return target + "call " + callee(call.callee()) + "(" + list(call.arguments()) + ")";
    }
    if (statement instanceof Stmt.Break leave) {
      return leave.label() == null ? "break" : "break " + leave.label();
    }
    if (statement instanceof Stmt.Continue next) {
      return next.label() == null ? "continue" : "continue " + next.label();
    }
    if (statement instanceof Stmt.Return result) {
      return result.value() == null ? "return" : "return " + text(result.value());
    }
    if (statement instanceof Stmt.Throw thrown) {
      return "throw " + text(thrown.value());
    }
    if (statement instanceof Stmt.Assert check) {
      String detail = check.detail() == null ? "" : " : " + text(check.detail());
      return "assert " + text(check.condition()) + detail;
    }
    if (statement instanceof Stmt.Evaluate evaluated) {
      return text(evaluated.value());
    }
    if (statement instanceof Stmt.Fill fill) {
      List<Expr> arguments =
          fill.from() == null
              ? List.of(fill.array(), fill.value())
              : List.of(fill.array(), fill.from(), fill.to(), fill.value());
      return "fill(" + list(arguments) + ")";
    }
    if (statement instanceof Stmt.ArrayCopy copy) {
      return "arraycopy("
          + list(
              List.of(
                  copy.source(),
                  copy.sourcePosition(),
                  copy.target(),
                  copy.targetPosition(),
                  copy.length()))
          + ")";
    }
    if (statement instanceof Stmt.Push push) {
      return "push(" + text(push.value()) + ")";
    }
    if (statement instanceof Stmt.TapeCopy copy) {
      String what = copy.back() ? "popped(" : "pushed(";
      return what + text(copy.array()) + ", " + text(copy.from()) + " to " + text(copy.to()) + ")";
    }
    if (statement instanceof Stmt.Checkpoint checkpoint) {
      return "checkpoint(" + checkpoint.snapshots() + ")";
    }
    if (statement instanceof Stmt.TapeLoop loop) {
      return "loop \"" + loop.place() + "\"";
    }
    if (statement instanceof Stmt.Comment comment) {
      return "// " + comment.text();
    }
    if (statement instanceof Stmt.RuntimeCall call) {
      return call.owner() + "." + call.method() + "(" + list(call.arguments()) + ")";
    }
    throw new IllegalStateException("no text for " + statement);
  }

  private static String callee(Callee callee) {
    if (callee instanceof Callee.Local local) {
      return local.key().toString();
    }
    if (callee instanceof Callee.Companion companion) {
      return "companion of " + companion.key();
    }
    if (callee instanceof Callee.Custom custom) {
      return custom.key() + " with derivative " + custom.owner() + "." + custom.rule();
    }
    if (callee instanceof Callee.Constant constant) {
      return "constant " + constant.key();
    }
    if (callee instanceof Callee.Operation operation) {
      return "operation " + operation.key();
    }
    Callee.Generated generated = (Callee.Generated) callee;
    String owner = generated.owner().isEmpty() ? "" : generated.owner() + ".";
    return owner + generated.name() + (generated.tape() ? " with tape" : "");
  }
}
