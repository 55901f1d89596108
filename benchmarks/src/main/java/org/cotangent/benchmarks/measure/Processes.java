package org.cotangent.benchmarks.measure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.benchmarks.problems.Cases;

/**
 * Measures cases, each in some processes of its own: within a process the ways to compute the case
 * take turns, and between processes the JIT compiler decides anew.
 */
final class Processes implements Measurement {
  private final PrintStream progress;
  private final int count;
  private final Pace pace;
  private final Set<String> ways;

  /** Measures {@code ways} of each case, or all that there are when it is empty. */
  Processes(PrintStream progress, int count, Pace pace, Set<String> ways) {
    this.progress = progress;
    this.count = count;
    this.pace = pace;
    this.ways = ways;
  }

  @Override
  public String described() {
    return String.format(
        "processor time of the thread, medians of %d processes with %d interleaved rounds each",
        count, pace.rounds());
  }

  @Override
  public List<Measured> measure(String filter) {
    List<Measured> all = new ArrayList<>();
    for (String name : Cases.names()) {
      if (name.contains(filter)) {
        Measured measured = new Measured(name);
        again(measured);
        all.add(measured);
      }
    }
    return all;
  }

  /** Adds more runs of a case that has been measured. */
  void again(Measured measured) {
    for (int i = 1; i <= count; i++) {
      progress.printf("%s, process %d of %d%n", measured.name(), i, count);
      OneProcess.read(run(OneProcess.class, List.of(), arguments(measured.name())), measured);
    }
  }

  private List<String> arguments(String name) {
    List<String> arguments = new ArrayList<>();
    arguments.add(name);
    arguments.add(String.valueOf(pace.rounds()));
    arguments.add(String.valueOf(pace.warmUpMillis()));
    arguments.add(String.valueOf(pace.roundMillis()));
    arguments.addAll(ways);
    return arguments;
  }

  /**
   * Runs a class of this class path in a process of the same JDK and answers the lines that it
   * prints.
   *
   * @param options of Java; later ones win over those that all processes have
   */
  static List<String> run(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms1g", "-Xmx2g", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException("exit status " + status + " of " + command);
      }
      return printed.lines().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted: " + command));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    }
  }
}
