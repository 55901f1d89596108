package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits the text of a partial into numbers, names (with dots), operators and parentheses. */
final class PartialLexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*((?<number>\\d+(\\.\\d+)?(e-?\\d+)?f?)|(?<name>[A-Za-z]\\w*(\\.\\w+)*)"
              + "|(?<symbol>&&|\\|\\||[<>=!]=|[-+*/<>!?:(),]))");

  private PartialLexer() {}

  /** What a token is. */
  enum Kind {
    NUMBER,
    NAME,
    SYMBOL,
    END
  }

  /** A token. */
  record Token(Kind kind, String text) {}

  /** The tokens of the text, followed by one of kind END. */
  static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int position = 0;
    while (position < text.length()) {
      if (!matcher.find(position) || matcher.start() != position) {
        throw new IllegalArgumentException("not readable: " + text.substring(position));
      }
      Kind kind =
          matcher.group("number") != null
              ? Kind.NUMBER
              : matcher.group("name") != null ? Kind.NAME : Kind.SYMBOL;
      tokens.add(new Token(kind, matcher.group(1)));
      position = matcher.end();
    }
    tokens.add(new Token(Kind.END, "end"));
    return tokens;
  }
}
