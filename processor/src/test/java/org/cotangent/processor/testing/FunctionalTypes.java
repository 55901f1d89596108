package org.cotangent.processor.testing;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/**
 * What the method of a functional interface looks like: read from the files, or by reflection from
 * {@code java.util.function}.
 */
final class FunctionalTypes {
  private final Parsed parsed;

  FunctionalTypes(Parsed parsed) {
    this.parsed = parsed;
  }

  /** The method's types, as in source. */
  record Signature(String name, List<String> parameters, String result) {
    Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /** The signature of an interface's one method; null when the type is no functional interface. */
  Signature of(String type) {
    int bracket = type.indexOf('<');
    String bare = bracket < 0 ? type : type.substring(0, bracket);
    String simple = bare.substring(bare.lastIndexOf('.') + 1);
    List<String> given =
        bracket < 0 ? List.of() : split(type.substring(bracket + 1, type.length() - 1));
    String own = parsed.binaryName(simple);
    if (own != null) {
      return ofFile(own, simple, given);
    }
    if (simple.equals("Runnable")) {
      return new Signature("run", List.of(), "void");
    }
    try {
      return ofClass(Class.forName("java.util.function." + simple), given);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private Signature ofFile(String own, String simple, List<String> given) {
    Map<String, String> names = new HashMap<>();
    List<String> variables = parsed.typeParameters(simple);
    for (int i = 0; i < given.size(); i++) {
      names.put(variables.get(i), given.get(i));
    }
    for (ParsedMethod method : parsed.methodsWithoutBody(own)) {
      return new Signature(
          method.name(),
          method.types().stream().map(each -> names.getOrDefault(each, each)).toList(),
          names.getOrDefault(method.returnType(), method.returnType()));
    }
    return null;
  }

  private static Signature ofClass(Class<?> type, List<String> given) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      names.put(type.getTypeParameters()[i].getName(), given.get(i));
    }
    // UnaryOperator<T> and BinaryOperator<T> inherit from interfaces with other variables
    boolean operator = type.getSimpleName().endsWith("Operator") && given.size() == 1;
    for (Method method : type.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        List<String> parameters = new ArrayList<>();
        for (var each : method.getGenericParameterTypes()) {
          parameters.add(
              operator ? given.get(0) : names.getOrDefault(each.getTypeName(), each.getTypeName()));
        }
        String result = method.getGenericReturnType().getTypeName();
        return new Signature(
            method.getName(),
            parameters,
            operator ? given.get(0) : names.getOrDefault(result, result));
      }
    }
    throw new AssertionError("no abstract method in " + new TreeSet<>(names.keySet()) + type);
  }

  private static List<String> split(String arguments) {
    List<String> found = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < arguments.length(); i++) {
      char c = arguments.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        found.add(Parsed.unboxed(arguments.substring(start, i).strip()));
        start = i + 1;
      }
    }
    found.add(Parsed.unboxed(arguments.substring(start).strip()));
    return found;
  }
}
