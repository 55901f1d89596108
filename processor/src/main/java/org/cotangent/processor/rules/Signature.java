package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The head of a line of the table: a method and the names of its parameters.
 *
 * @param method the method
 * @param parameters a placeholder for each parameter
 * @param result the placeholder for its value
 */
record Signature(IntrinsicMethod method, List<Variable> parameters, Variable result) {

  private static final Pattern METHOD = Pattern.compile("(\\w+) (\\w+)\\(([^)]*)\\)");

  Signature {
    parameters = List.copyOf(parameters);
  }

  /** Reads {@code double atan2(double y, double x)}, a method of the class {@code owner}. */
  static Signature parse(String owner, String text) {
    Matcher matcher = METHOD.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a signature: " + text);
    }
    List<Variable> parameters = new ArrayList<>();
    for (String parameter : matcher.group(3).split(", ", -1)) {
      if (!parameter.isEmpty()) {
        String[] parts = parameter.split(" ", -1);
        parameters.add(new Variable(parts[1], type(parts[0]), parameters.size()));
      }
    }
    Type returnType = type(matcher.group(1));
    IntrinsicMethod method =
        new IntrinsicMethod(
            owner, matcher.group(2), parameters.stream().map(Variable::type).toList(), returnType);
    return new Signature(method, parameters, new Variable("result", returnType, parameters.size()));
  }

  private static Type type(String name) {
    return name.equals("String")
        ? new Type.ReferenceType("java.lang.String")
        : Type.Primitive.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
