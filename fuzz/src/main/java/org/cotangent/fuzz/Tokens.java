package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source taken apart into words, numbers, operators and what is between them. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])+'"
              + "|[\\p{L}_$][\\p{L}\\d_$]*|\\d[\\w.]*(?:(?<=[eEpP])[+-]\\d+)?|\\s+"
              + "|>>>=|<<=|>>=|->|::|\\+\\+|--|&&|\\|\\||[=!<>+\\-*/%&|^]=|.");

  private final List<String> texts;

  private Tokens(List<String> texts) {
    this.texts = texts;
  }

  static Tokens of(String source) {
    List<String> texts = new ArrayList<>();
    Matcher token = TOKEN.matcher(source);
    while (token.find()) {
      texts.add(token.group());
    }
    return new Tokens(texts);
  }

  List<String> texts() {
    return texts;
  }

  /** The places of the tokens that say something. */
  List<Integer> solid() {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (!text.isBlank() && !text.startsWith("//") && !text.startsWith("/*")) {
        places.add(i);
      }
    }
    return places;
  }

  /** The places of tokens of which the whole text matches. */
  List<Integer> matching(String regex) {
    return solid().stream().filter(i -> texts.get(i).matches(regex)).toList();
  }

  /** The places behind which a statement may stand: inside the bodies of methods. */
  List<Integer> betweenStatements() {
    List<Integer> places = new ArrayList<>();
    int depth = 0;
    int round = 0;
    for (int i = 0; i < texts.size(); i++) {
      switch (texts.get(i)) {
        case "{" -> depth++;
        case "}" -> depth--;
        case "(" -> round++;
        case ")" -> round--;
        default -> {
          continue;
        }
      }
      if (depth >= 2 && round == 0 && !texts.get(i).equals(")")) {
        places.add(i);
      }
    }
    return places;
  }

  String with(int place, String text) {
    List<String> changed = new ArrayList<>(texts);
    changed.set(place, text);
    return String.join("", changed);
  }

  @Override
  public String toString() {
    return String.join("", texts);
  }
}
