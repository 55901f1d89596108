package org.cotangent.runtime;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The operations of the families with the names of their parameters and their comments, which only
 * the sources have.
 */
final class OperationSource {
  static final List<Class<?>> FAMILIES =
      List.of(
          Products.class,
          Arithmetic.class,
          Functions.class,
          Reductions.class,
          RowOperations.class,
          Losses.class,
          Shapes.class);

  private static final Pattern DECLARATION =
      Pattern.compile(
          "/\\*\\*(.*?)\\*/\\s*(@Operation.*?)?\\b(?:default|public static|public) ([\\w\\[\\]]+) (\\w+)\\((.*?)\\) \\{",
          Pattern.DOTALL);

  private OperationSource() {}

  /** One method of a family. */
  record Declared(Method method, Operation operation, List<String> parameters, String comment) {
    /** {@code affine(Matrix weights, Matrix biasRow)}. */
    String signature() {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        texts.add(method.getParameterTypes()[i].getSimpleName() + " " + parameters.get(i));
      }
      return method.getName() + texts.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** How each parameter with an adjoint gets it. */
    Map<String, String> adjoints() {
      Map<String, String> adjoints = new LinkedHashMap<>();
      for (String entry : operation.adjoints()) {
        int colon = entry.indexOf(':');
        adjoints.put(entry.substring(0, colon).trim(), entry.substring(colon + 1).trim());
      }
      return adjoints;
    }
  }

  /** The operations of a family, in the order of its source. */
  static List<Declared> of(Class<?> family) {
    String text = read("src/main/java/org/cotangent/runtime/" + family.getSimpleName() + ".java");
    List<Declared> declared = new ArrayList<>();
    Matcher matcher = DECLARATION.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      // a comment may begin long before: the last one in front of the declaration is meant
      String comment = matcher.group(1);
      from = matcher.end();
      if (matcher.group(2) == null) {
        continue;
      }
      List<String> types = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String parameter : matcher.group(5).split(",")) {
        String[] words = parameter.trim().split("\\s+");
        if (words.length == 2) {
          types.add(words[0].replace("...", "[]"));
          names.add(words[1]);
        }
      }
      Method method = method(family, matcher.group(4), types);
      declared.add(
          new Declared(method, method.getAnnotation(Operation.class), names, clean(comment)));
    }
    return declared;
  }

  private static Method method(Class<?> family, String name, List<String> types) {
    for (Method method : family.getDeclaredMethods()) {
      List<String> simple =
          Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
      if (method.getName().equals(name) && simple.equals(types)) {
        return method;
      }
    }
    throw new AssertionError("no method " + name + types + " in " + family);
  }

  private static String clean(String comment) {
    int inner = comment.lastIndexOf("/**");
    String last = inner < 0 ? comment : comment.substring(inner + 3);
    return last.replaceAll("\\s*\\n\\s*\\*[ /]?", " ").trim();
  }

  static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }
}
