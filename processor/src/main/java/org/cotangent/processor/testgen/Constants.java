package org.cotangent.processor.testgen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.cotangent.processor.ir.Type;

/** The constants at the top of a test class, and the methods that make random values. */
final class Constants {
  private static final String LANG = "java.lang.";

  private final Function<Type.ReferenceType, Optional<String>> example;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> names = new HashSet<>();
  private final TreeMap<String, String> helpers = new TreeMap<>();
  private boolean usesLength;

  Constants(Function<Type.ReferenceType, Optional<String>> example) {
    this.example = example;
  }

  String text() {
    return text.toString();
  }

  boolean usesLength() {
    return usesLength;
  }

  List<String> helpers() {
    return List.copyOf(helpers.values());
  }

  /** A headline above the constants of one method. */
  void headline(String line) {
    text.append("\n  // ").append(line).append('\n');
  }

  /** A random value of a differentiated type: an expression that draws it. */
  String random(String prefix, String name, Type type, String low) {
    return draw(type, "random, " + low, lengths(prefix, name, type));
  }

  private String draw(Type type, String source, List<String> lengths) {
    StringBuilder call = new StringBuilder(helper(type)).append('(').append(source);
    lengths.forEach(length -> call.append(", ").append(length));
    return call.append(')').toString();
  }

  private List<String> lengths(String prefix, String name, Type type) {
    List<String> made = new ArrayList<>();
    List<String> suffixes =
        switch (type.rank()) {
          case 0 -> List.of();
          case 1 -> List.of("LENGTH");
          case 2 -> List.of("ROWS", "COLUMNS");
          default -> {
            List<String> all = new ArrayList<>();
            for (int k = 1; k <= type.rank(); k++) {
              all.add("LENGTH_" + k);
            }
            yield all;
          }
        };
    for (String suffix : suffixes) {
      usesLength = true;
      made.add(constant("int", prefix + "_" + upper(name) + "_" + suffix, "N"));
    }
    return made;
  }

  /**
   * A constant for data.
   *
   * @return its name; empty when its value has to be said by the user
   */
  Data data(String prefix, String name, Type type) {
    String constantName = prefix + "_" + upper(name);
    if (type.isDifferentiable() && type.isArray()) {
      String made = draw(type, "new Random(SEED), LOW", lengths(prefix, name, type));
      return new Data(constant(type.toString(), constantName, made), true);
    }
    Optional<String> value = value(type);
    return new Data(
        constant(type.toString(), constantName, value.orElse("null")), value.isPresent());
  }

  /**
   * A constant.
   *
   * @param known whether its value makes sense; else it is null until the user says it
   */
  record Data(String name, boolean known) {}

  private Optional<String> value(Type type) {
    if (type instanceof Type.Primitive primitive) {
      return Optional.of(
          switch (primitive) {
            case BOOLEAN -> "true";
            case BYTE, SHORT, INT -> "3";
            case CHAR -> "'a'";
            case LONG -> "3L";
            case FLOAT -> "0.5f";
            case DOUBLE -> "0.5";
          });
    }
    if (type.isArray()) {
      return array(type);
    }
    if (type instanceof Type.ReferenceType reference) {
      return reference.name().equals("java.lang.String")
          ? Optional.of("\"\"")
          : example.apply(reference);
    }
    return Optional.empty();
  }

  private Optional<String> array(Type type) {
    Type element = type.elementType();
    if (element == Type.Primitive.INT || element == Type.Primitive.LONG) {
      return Optional.of("{0, 1, 2, 3, 4}");
    }
    if (type.leaf() instanceof Type.Primitive leaf) {
      usesLength = true;
      return Optional.of("new " + leaf + "[N]".repeat(type.rank()));
    }
    return Optional.empty();
  }

  private String constant(String type, String wanted, String value) {
    String name = wanted;
    for (int k = 2; !names.add(name); k++) {
      name = wanted + "_" + k;
    }
    text.append("  private static final ")
        .append(type.startsWith(LANG) ? type.substring(LANG.length()) : type)
        .append(' ')
        .append(name)
        .append(" = ")
        .append(value)
        .append(";\n");
    return name;
  }

  /** {@code productPlusSine} becomes {@code PRODUCT_PLUS_SINE}. */
  static String upper(String name) {
    return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
  }

  /** The name of the method that draws a value of a type; the method is written with the class. */
  private String helper(Type type) {
    boolean single = type.leaf() == Type.Primitive.FLOAT;
    String leaf = single ? "float" : "double";
    String name = type.rank() == 0 ? (single ? "floatNumber" : "number") : leaf + "s";
    if (type.rank() > 1) {
      name += type.rank();
    }
    String key = type.rank() + leaf;
    if (helpers.containsKey(key)) {
      return name;
    }
    StringBuilder out = new StringBuilder("  private static ");
    out.append(leaf).append("[]".repeat(type.rank())).append(' ').append(name);
    if (type.rank() == 0) {
      String drawn = "low + (HIGH - low) * random.nextDouble()";
      out.append("(Random random, double low) {\n    return ")
          .append(single ? "(float) (" + drawn + ")" : drawn)
          .append(";\n  }\n");
    } else {
      out.append("(Random random, double low, int length");
      StringBuilder rest = new StringBuilder();
      for (int k = 2; k <= type.rank(); k++) {
        out.append(", int length").append(k);
        rest.append(", length").append(k);
      }
      out.append(") {\n    ")
          .append(leaf)
          .append("[]".repeat(type.rank()))
          .append(" made = new ")
          .append(leaf)
          .append("[length]")
          .append("[]".repeat(type.rank() - 1))
          .append(";\n    for (int k = 0; k < length; k++) {\n      made[k] = ")
          .append(helper(type.elementType()))
          .append("(random, low")
          .append(rest)
          .append(");\n    }\n    return made;\n  }\n");
    }
    helpers.put(key, out.toString());
    return name;
  }
}
