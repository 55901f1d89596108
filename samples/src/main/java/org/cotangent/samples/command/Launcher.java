package org.cotangent.samples.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;

/** Runs a {@link Sample} as a command. */
public final class Launcher {
  private Launcher() {}

  /**
   * Runs a sample and ends the virtual machine: 0 if it learns what it has to, 1 if it does not or
   * a file cannot be read or written, 2 if the command line is wrong or what it demands is not
   * there.
   *
   * @param sample what to run
   * @param arguments see {@code --help}
   */
  public static void main(Sample sample, String... arguments) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(sample, System.out, System.err, Progress.onTerminal(), arguments));
  }

  /**
   * Runs a sample.
   *
   * @param sample what to run
   * @param out where progress and results go
   * @param err where errors go
   * @param terminal whether {@code out} is a terminal
   * @param arguments see {@code --help}
   * @return the exit status, see {@link #main}
   */
  public static int run(
      Sample sample, PrintStream out, PrintStream err, boolean terminal, String... arguments) {
    Sample.About about = sample.about();
    try {
      Options options = Options.parse(about.epochs(), arguments);
      if (options.help()) {
        out.print(Options.help(about));
        return 0;
      }
      if (Files.exists(options.out()) && !Files.isDirectory(options.out())) {
        throw new Options.UsageException("--out takes a folder; '" + options.out() + "' is a file");
      }
      try {
        sample.prepare();
      } catch (IllegalStateException e) {
        throw new Options.UsageException(e.getMessage());
      }
      // Before the work, so that a folder which cannot be made costs no time.
      Files.createDirectories(options.out());
      return sample.run(options, new Progress(out, terminal)) ? 0 : 1;
    } catch (Options.UsageException e) {
      err.println(about.name() + ": " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println(about.name() + ": " + e);
      return 1;
    }
  }
}
