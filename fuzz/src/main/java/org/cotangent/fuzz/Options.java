package org.cotangent.fuzz;

import java.nio.file.Path;
import java.util.List;

/**
 * The options of the command.
 *
 * @param keep the directory for what is found; null for none
 */
record Options(long programs, long mutants, long seed, int jobs, Path keep, boolean help) {
  static final String USAGE =
      """
      usage: bin/fuzz [--programs N] [--mutants N] [--seed N] [--jobs N] [--keep DIR]
        --programs N   random programs to differentiate and compare (default 1000)
        --mutants N    valid sources to break and compile (default 0)
        --seed N       what the programs follow from (default 1)
        --jobs N       programs compiled at the same time (default 1)
        --keep DIR     write what is found to files in this directory
      Exit code: 0 if all is right, 1 if something was found, 2 for wrong options.""";

  static Options parse(List<String> arguments) {
    long programs = 1000;
    long mutants = 0;
    long seed = 1;
    int jobs = 1;
    Path keep = null;
    boolean help = false;
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.equals("--help") || option.equals("-h")) {
        help = true;
        continue;
      }
      if (!List.of("--programs", "--mutants", "--seed", "--jobs", "--keep").contains(option)) {
        throw new IllegalArgumentException("there is no option " + option);
      }
      if (++i == arguments.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      String value = arguments.get(i);
      switch (option) {
        case "--programs" -> programs = number(option, value, 0, Integer.MAX_VALUE);
        case "--mutants" -> mutants = number(option, value, 0, Integer.MAX_VALUE);
        case "--seed" -> seed = number(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
        case "--jobs" -> jobs = (int) number(option, value, 1, 1024);
        default -> keep = Path.of(value);
      }
    }
    return new Options(programs, mutants, seed, jobs, keep, help);
  }

  private static long number(String option, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a whole number, not " + value, e);
    }
    throw new IllegalArgumentException(
        option + " needs a number from " + least + " to " + most + ", not " + value);
  }
}
