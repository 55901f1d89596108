package org.cotangent.processor.testgen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Type;

/** The tests of one annotated method: of its gradient, where it has one, and of its pullback. */
final class MethodTests {
  private final SourceUnit unit;
  private final Companion companion;
  private final SourceUnit.Target target;
  private final Constants constants;
  private final Function function;
  private final String method;
  private final String prefix;

  /** The positions of the parameters to differentiate by. */
  private final List<Integer> wrt = new ArrayList<>();

  /** What stands for each parameter in a call: a part of the point, or a constant. */
  private final List<String> arguments = new ArrayList<>();

  private final List<String> draws = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private String receiver = "";

  MethodTests(SourceUnit unit, Companion companion, SourceUnit.Target target, Constants constants) {
    this.unit = unit;
    this.companion = companion;
    this.target = target;
    this.constants = constants;
    this.function = target.function();
    this.method = function.key().name();
    this.prefix = Constants.upper(target.recordPrefix());
  }

  /** The texts of the test methods. */
  List<String> tests() {
    Optional<Companion.GeneratedFunction> backward = find(CompanionNames.backwardMethod(method));
    Optional<Companion.GeneratedFunction> gradient = find(CompanionNames.gradientMethod(method));
    if (backward.isEmpty() || !isKnown(backward.get())) {
      return List.of("  // " + signature() + ": its derivative has a form that is not checked\n");
    }
    List<Integer> writes = backward.get().mark().map(Companion.Mark::writes).orElse(List.of());
    values(writes);
    List<String> made = new ArrayList<>();
    if (gradient.isPresent()) {
      made.add(gradient(writes.isEmpty()));
    }
    made.add(backward(writes));
    return made;
  }

  private String signature() {
    StringBuilder text = new StringBuilder(method).append('(');
    for (Function.Parameter parameter : function.parameters()) {
      text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ")
          .append(parameter.variable().type())
          .append(' ')
          .append(parameter.variable().name());
    }
    return text.append(')').toString();
  }

  /** The generated method for this overload: the one without a tape. */
  private Optional<Companion.GeneratedFunction> find(String name) {
    List<Type> own = function.parameters().stream().map(each -> each.variable().type()).toList();
    boolean pullback = name.equals(CompanionNames.backwardMethod(method));
    return companion.functions().stream()
        .filter(each -> each.name().equals(name))
        .filter(
            each ->
                pullback
                    ? each.mark().isPresent()
                        && each.mark().get().of().equals(function.key().signature())
                    : each.parameters().stream()
                        .skip(function.receiver() == null ? 0 : 1)
                        .map(parameter -> parameter.type())
                        .toList()
                        .equals(own))
        .findFirst();
  }

  /** Whether the pullback takes exactly what is going to be passed. */
  private boolean isKnown(Companion.GeneratedFunction backward) {
    List<Type> expected = new ArrayList<>();
    if (function.receiver() != null) {
      expected.add(function.receiver().type());
    }
    // the checks draw numbers and arrays, not matrices
    boolean known = !function.returnType().isMatrix();
    for (Function.Parameter parameter : function.parameters()) {
      Type type = parameter.variable().type();
      expected.add(type);
      known &= !type.leaf().isMatrix();
      if (parameter.differentiated()) {
        known &= type.isDifferentiable() && type.rank() <= 3;
        if (type.isArray()) {
          expected.add(type);
        }
      }
    }
    Type result = function.returnType();
    if (result != Type.VoidType.VOID) {
      expected.add(result);
      known &= result.isDifferentiable();
    }
    List<Type> given =
        backward.parameters().stream()
            .map(parameter -> parameter.type())
            .filter(type -> !type.toString().equals("org.cotangent.runtime.Tape"))
            .toList();
    return known && given.equals(expected);
  }

  private void values(List<Integer> writes) {
    constants.headline(signature());
    if (function.receiver() != null) {
      Constants.Data data = constants.data(prefix, "self", function.receiver().type());
      receiver = data.name();
      note(data);
    }
    List<Function.Parameter> parameters = function.parameters();
    for (int k = 0; k < parameters.size(); k++) {
      if (parameters.get(k).differentiated()) {
        wrt.add(k);
      }
    }
    for (int k = 0; k < parameters.size(); k++) {
      String name = parameters.get(k).variable().name();
      Type type = parameters.get(k).variable().type();
      if (parameters.get(k).differentiated()) {
        draws.add(constants.random(prefix, name, type, "low"));
        arguments.add(part("point", wrt.indexOf(k), wrt.size(), type));
      } else {
        Constants.Data data = constants.data(prefix, name, type);
        note(data);
        arguments.add(writes.contains(k) ? data.name() + ".clone()" : data.name());
      }
    }
  }

  private void note(Constants.Data data) {
    if (!data.known()) {
      unknown.add(data.name());
    }
  }

  /** One of several arguments or results. */
  private static String part(String all, int position, int count, Type type) {
    if (count == 1) {
      return all;
    }
    if (type == Type.Primitive.DOUBLE) {
      return all + ".number(" + position + ")";
    }
    if (type == Type.Primitive.FLOAT) {
      return all + ".floatNumber(" + position + ")";
    }
    return switch (type.toString()) {
      case "double[]" -> all + ".doubles(" + position + ")";
      case "float[]" -> all + ".floats(" + position + ")";
      case "double[][]" -> all + ".rows(" + position + ")";
      default -> all + ".get(" + position + ", " + type + ".class)";
    };
  }

  private String call() {
    String on = function.receiver() == null ? className() : receiver;
    return on + "." + method + "(" + String.join(", ", arguments) + ")";
  }

  private String className() {
    boolean hidden =
        !unit.packageName().isEmpty() && GradientTests.IMPORTED.contains(unit.className());
    return hidden ? unit.packageName() + "." + unit.className() : unit.className();
  }

  private static String list(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "List.of(" + String.join(", ", parts) + ")";
  }

  private String gradient(boolean pure) {
    String name = CompanionNames.gradientMethod(method);
    List<String> given = new ArrayList<>();
    if (!receiver.isEmpty()) {
      given.add(receiver);
    }
    given.addAll(arguments);
    List<String> parts =
        wrt.stream()
            .map(k -> "gradient." + function.parameters().get(k).variable().name() + "()")
            .toList();
    List<String> body = new ArrayList<>();
    body.add(
        "var gradient = " + companion.name() + "." + name + "(" + String.join(", ", given) + ");");
    if (pure) {
      body.add("assertEquals(" + call() + ", gradient." + valueName() + "());");
    }
    body.add("return " + list(parts) + ";");
    return test("Gradient", ".gradient(", "point -> " + call(), "point", body);
  }

  /** The component of the gradient's record that holds the value. */
  private String valueName() {
    String record = CompanionNames.gradientRecord(target.recordPrefix());
    return companion.records().stream()
        .filter(each -> each.name().equals(record))
        .map(each -> each.components().get(0).name())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no record " + record));
  }

  private String backward(List<Integer> writes) {
    List<Integer> written = wrt.stream().filter(writes::contains).toList();
    boolean returns = function.returnType() != Type.VoidType.VOID;
    int results = written.size() + (returns ? 1 : 0);
    List<String> given = new ArrayList<>();
    if (!receiver.isEmpty()) {
      given.add(receiver);
    }
    List<String> body = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean scalars = false;
    for (int k = 0; k < arguments.size(); k++) {
      given.add(arguments.get(k));
      if (!wrt.contains(k)) {
        continue;
      }
      Type type = function.parameters().get(k).variable().type();
      String name = function.parameters().get(k).variable().name();
      if (!type.isArray()) {
        scalars = true;
        parts.add("backward." + name + "()");
        continue;
      }
      String adjoint = name + "Adjoint";
      given.add(adjoint);
      parts.add(adjoint);
      int at = written.indexOf(k) + (returns ? 1 : 0);
      String init =
          written.contains(k)
              ? part("seed", at, results, type)
              : "Adjoints.zerosLike(" + arguments.get(k) + ")";
      body.add(type + " " + adjoint + " = " + init + ";");
    }
    if (returns) {
      given.add(part("seed", 0, results, function.returnType()));
    }
    String name = CompanionNames.backwardMethod(method);
    body.add(
        (scalars ? "var backward = " : "")
            + companion.name()
            + "."
            + name
            + "("
            + String.join(", ", given)
            + ");");
    body.add("return " + list(parts) + ";");
    return test("Backward", ".pullback(", value(written, returns), "(point, seed)", body);
  }

  /** The function whose pullback it is: its result, and the arrays that it writes. */
  private String value(List<Integer> written, boolean returns) {
    if (written.isEmpty()) {
      return "point -> " + call();
    }
    List<String> results = new ArrayList<>();
    StringBuilder text = new StringBuilder("point -> {\n                      ");
    if (returns) {
      text.append("var result = ");
      results.add("result");
    }
    text.append(call()).append(";\n                      return ");
    written.forEach(k -> results.add(arguments.get(k)));
    text.append(
        results.size() == 1
            ? results.get(0)
            : "new GradientCheck.Arguments(List.of(" + String.join(", ", results) + "))");
    return text.append(";\n                    }").toString();
  }

  private String test(
      String kind, String entry, String value, String parameters, List<String> body) {
    String prefixName = target.recordPrefix();
    String name = Character.toLowerCase(prefixName.charAt(0)) + prefixName.substring(1) + kind;
    StringBuilder out = new StringBuilder("  @Test\n");
    if (!unknown.isEmpty()) {
      out.append("  @Disabled(\"say what ")
          .append(String.join(", ", unknown))
          .append(unknown.size() == 1 ? " is" : " are")
          .append("\")\n");
    }
    out.append("  void ").append(name).append("() {\n");
    out.append("    Random random = new Random(SEED);\n");
    out.append("    int checked = 0;\n");
    out.append("    String last = \"\";\n");
    out.append("    for (int k = 0; k < POINTS; k++) {\n");
    out.append("      double low = low(k);\n");
    out.append("      try {\n");
    out.append("        GradientCheck.Result found =\n");
    out.append("            GradientCheck.at(").append(String.join(", ", draws)).append(")\n");
    out.append("                ").append(entry).append('\n');
    out.append("                    ").append(value).append(",\n");
    out.append("                    ").append(parameters).append(" -> {\n");
    body.forEach(line -> out.append("                      ").append(line).append('\n'));
    out.append("                    })\n");
    out.append("                .seed(SEED + k)\n");
    out.append("                .run();\n");
    out.append("        checked += count(found);\n");
    out.append("        last = found.toString();\n");
    out.append("      } catch (IllegalArgumentException | ArithmeticException outside) {\n");
    out.append("        allowOutside(k, outside);\n");
    out.append("      }\n");
    out.append("    }\n");
    out.append(
        "    assertTrue(checked > 0, \"no point could be checked, the last:\\n\" + last);\n");
    out.append("  }\n");
    return out.toString();
  }
}
