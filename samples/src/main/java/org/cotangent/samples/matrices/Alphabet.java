package org.cotangent.samples.matrices;

/**
 * The characters of a text, numbered from 0.
 *
 * @param characters each once, in the order of their codes
 */
record Alphabet(String characters) {
  /** All characters that occur in a text. */
  static Alphabet of(String text) {
    StringBuilder characters = new StringBuilder();
    text.chars().sorted().distinct().forEach(c -> characters.append((char) c));
    return new Alphabet(characters.toString());
  }

  /** How many characters there are. */
  int size() {
    return characters.length();
  }

  /**
   * The numbers of a text's characters.
   *
   * @throws IllegalArgumentException if one of them is not of the alphabet
   */
  int[] encode(String text) {
    return text.chars().map(this::number).toArray();
  }

  /**
   * The character with a number.
   *
   * @param number from 0 to {@code size() - 1}
   */
  char character(int number) {
    return characters.charAt(number);
  }

  private int number(int character) {
    int number = characters.indexOf(character);
    if (number < 0) {
      throw new IllegalArgumentException("'" + (char) character + "' is not of the alphabet");
    }
    return number;
  }
}
