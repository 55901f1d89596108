package org.cotangent.samples.digits;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param epochs how often each model sees each training image, from 1 to 10,000
 * @param seed of the random numbers
 * @param out the folder for the pictures
 * @param help whether only the help is wanted
 */
record Options(int epochs, long seed, Path out, boolean help) {
  /** What {@code --help} prints. */
  static final String HELP =
      """
      Trains two models on handwritten digits with gradients that the compiler wrote.

        --epochs N   how often each model sees each training image, 1 to 10000 (default 60)
        --seed S     seed of the random numbers, an integer (default 1)
        --out DIR    where loss.svg and digits.png go; made if missing (default out)
        --help       this text
      """;

  private static final int MOST_EPOCHS = 10_000;

  /** The command line cannot be understood; the message says why. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException on an unknown option, or a missing or bad value
   */
  static Options parse(String... arguments) throws UsageException {
    int epochs = 60;
    long seed = 1;
    Path out = Path.of("out");
    boolean help = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--epochs" -> epochs = (int) integer(arguments, ++i, 1, MOST_EPOCHS);
        case "--seed" -> seed = integer(arguments, ++i, Long.MIN_VALUE, Long.MAX_VALUE);
        case "--out" -> out = path(arguments, ++i);
        case "--help" -> help = true;
        default ->
            throw new UsageException("unknown option '" + arguments[i] + "'; --help lists them");
      }
    }
    return new Options(epochs, seed, out, help);
  }

  private static long integer(String[] arguments, int index, long least, long greatest)
      throws UsageException {
    String text = text(arguments, index);
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    throw new UsageException(
        arguments[index - 1]
            + " takes an integer from "
            + least
            + " to "
            + greatest
            + ", not '"
            + text
            + "'");
  }

  private static Path path(String[] arguments, int index) throws UsageException {
    String text = text(arguments, index);
    if (text.isBlank()) {
      throw new UsageException(arguments[index - 1] + " takes a folder, not an empty name");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(arguments[index - 1] + " takes a folder, not '" + text + "'");
    }
  }

  private static String text(String[] arguments, int index) throws UsageException {
    if (index == arguments.length) {
      throw new UsageException(arguments[index - 1] + " needs a value");
    }
    return arguments[index];
  }
}
