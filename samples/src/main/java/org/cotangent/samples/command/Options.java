package org.cotangent.samples.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the command line asks for.
 *
 * @param epochs how often to go through the training data, from 1 to 10,000
 * @param seed of the random numbers
 * @param out the folder for the pictures
 * @param help whether only the help is wanted
 */
public record Options(int epochs, long seed, Path out, boolean help) {
  private static final int MOST_EPOCHS = 10_000;

  /** The command line cannot be understood; the message says why. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  /** What {@code --help} prints. */
  static String help(Sample.About sample) {
    return String.format(
        Locale.ROOT,
        """
        %s

          --epochs N   how often to go through the training data, 1 to %d (default %d)
          --seed S     seed of the random numbers, an integer (default 1)
          --out DIR    where %s go; made if missing (default out)
          --help       this text
        """,
        sample.purpose(),
        MOST_EPOCHS,
        sample.epochs(),
        String.join(" and ", sample.pictures()));
  }

  /**
   * Reads a command line.
   *
   * @param defaultEpochs if it does not say how many
   * @throws UsageException on an unknown option, or a missing or bad value
   */
  static Options parse(int defaultEpochs, String... arguments) throws UsageException {
    int epochs = defaultEpochs;
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
