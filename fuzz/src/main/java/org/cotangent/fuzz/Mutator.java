package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks sources: puts odd pieces of Java into them, and takes, doubles and swaps their tokens. */
final class Mutator {
  private final SplittableRandom random;

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  /** The source with one to three changes. */
  String mutate(String source) {
    String changed = source;
    int changes = 1 + random.nextInt(6) / 4 + random.nextInt(6) / 5;
    for (int i = 0; i < changes; i++) {
      changed = once(Tokens.of(changed));
    }
    return changed;
  }

  private <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String once(Tokens tokens) {
    List<Integer> solid = tokens.solid();
    if (solid.size() < 5) {
      return tokens.toString();
    }
    return switch (random.nextInt(25)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> statement(tokens);
      case 8, 9, 10, 11, 12 -> expression(tokens);
      case 13, 14, 15 -> tokens.with(word(tokens), of(Oddities.WORDS));
      case 16 -> before(tokens, of(solid), of(Oddities.WORDS) + " ");
      case 17 -> tokens.with(of(solid), "");
      case 18 -> doubled(tokens, of(solid));
      case 19 -> swapped(tokens, solid);
      case 20 -> tokens.with(of(solid), tokens.texts().get(of(solid)));
      case 21 -> renamed(tokens);
      case 22 -> type(tokens);
      case 23 -> withoutStatement(tokens);
      default -> random.nextInt(4) > 0 ? expression(tokens) : large(tokens);
    };
  }

  private int word(Tokens tokens) {
    List<Integer> words = tokens.matching("[\\p{L}_]\\w*");
    return words.isEmpty() ? of(tokens.solid()) : of(words);
  }

  /** A name or a number, mostly one that values have. */
  private String operand(Tokens tokens) {
    List<Integer> names = tokens.matching("[a-z]\\w*");
    List<String> candidates = new ArrayList<>();
    for (int place : names) {
      String name = tokens.texts().get(place);
      if (!javax.lang.model.SourceVersion.isKeyword(name)) {
        candidates.add(name);
      }
    }
    return candidates.isEmpty() || random.nextInt(8) == 0 ? "1.5" : of(candidates);
  }

  private String filled(Tokens tokens, String template) {
    StringBuilder text = new StringBuilder();
    // One name in most pieces: then their parts fit together more often.
    String operand = operand(tokens);
    for (char c : template.toCharArray()) {
      if (c == '%') {
        text.append(random.nextInt(3) == 0 ? operand(tokens) : operand);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private String statement(Tokens tokens) {
    List<Integer> places = tokens.betweenStatements();
    if (places.isEmpty()) {
      return expression(tokens);
    }
    int place = of(places);
    String text = tokens.texts().get(place);
    return tokens.with(place, text + "\n" + filled(tokens, of(Oddities.STATEMENTS)) + "\n");
  }

  private String expression(Tokens tokens) {
    List<Integer> places = new ArrayList<>(tokens.matching("\\d.*"));
    places.addAll(tokens.matching("[a-z]\\w*"));
    if (places.isEmpty()) {
      return tokens.toString();
    }
    int place = of(places);
    String piece = filled(tokens, of(Oddities.EXPRESSIONS));
    return tokens.with(place, random.nextBoolean() ? piece : "(" + piece + ")");
  }

  private static String before(Tokens tokens, int place, String text) {
    return tokens.with(place, text + tokens.texts().get(place));
  }

  private static String doubled(Tokens tokens, int place) {
    String text = tokens.texts().get(place);
    return tokens.with(place, text + " " + text);
  }

  private String swapped(Tokens tokens, List<Integer> solid) {
    int at = random.nextInt(solid.size() - 1);
    List<String> texts = new ArrayList<>(tokens.texts());
    java.util.Collections.swap(texts, solid.get(at), solid.get(at + 1));
    return String.join("", texts);
  }

  /** One name becomes another one everywhere: names meet that must not. */
  private String renamed(Tokens tokens) {
    String from = operand(tokens);
    String to = random.nextBoolean() ? operand(tokens) : of(Oddities.WORDS);
    StringBuilder text = new StringBuilder();
    tokens.texts().forEach(t -> text.append(t.equals(from) ? to : t));
    return text.toString();
  }

  private String type(Tokens tokens) {
    List<Integer> types = tokens.matching("double|float|int|boolean");
    return types.isEmpty()
        ? tokens.toString()
        : tokens.with(of(types), of(Oddities.WORDS.subList(0, 24)));
  }

  private String withoutStatement(Tokens tokens) {
    List<Integer> ends = tokens.matching("[;{}]");
    int last = random.nextInt(ends.size());
    if (last == 0) {
      return tokens.toString();
    }
    List<String> texts = new ArrayList<>(tokens.texts().subList(0, ends.get(last - 1) + 1));
    texts.addAll(tokens.texts().subList(ends.get(last) + 1, tokens.texts().size()));
    return String.join("", texts);
  }

  /** Deep nesting, long sums, long methods. */
  private String large(Tokens tokens) {
    int size = of(List.of(30, 100, 300, 1000));
    String x = operand(tokens);
    List<Integer> places = tokens.betweenStatements();
    List<Integer> numbers = tokens.matching("\\d.*");
    int kind = random.nextInt(6);
    if (kind < 2 && !numbers.isEmpty()) {
      int place = of(numbers);
      String text = tokens.texts().get(place);
      return tokens.with(
          place,
          kind == 0 ? "(".repeat(size) + text + ")".repeat(size) : text + (" + " + x).repeat(size));
    }
    if (places.isEmpty()) {
      return tokens.toString();
    }
    int place = of(places);
    String large =
        switch (kind) {
          case 2 -> ("if (" + x + " > 0) {\n").repeat(size / 3) + x + "++;" + "}".repeat(size / 3);
          case 3 -> ("{\n").repeat(size) + "}".repeat(size);
          case 4 -> (x + " = Math.sin(" + x + " * 1.5);\n").repeat(size / 2);
          default -> "double[] a9 = {" + (x + ", ").repeat(size) + "1.0};";
        };
    return tokens.with(place, tokens.texts().get(place) + "\n" + large + "\n");
  }
}
