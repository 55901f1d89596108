package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class AlphabetTest {
  @Test
  void numbersEachCharacterOnce() {
    Alphabet alphabet = Alphabet.of("banana\n");
    assertThat(alphabet.characters()).isEqualTo("\nabn");
    assertThat(alphabet.size()).isEqualTo(4);
    assertThat(alphabet.encode("nab")).isEqualTo(new int[] {3, 1, 2});
    assertThat(alphabet.character(2)).isEqualTo('b');
  }

  @Test
  void refusesOtherCharacters() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Alphabet.of("ab").encode("abc"));
    assertThat(e).hasMessageThat().isEqualTo("'c' is not of the alphabet");
  }
}
