package org.cotangent.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The command {@code bin/fuzz}. */
public final class Main {
  private static final int SHRUNK = 10;
  private static final int TRIES = 1500;

  private Main() {}

  /** Runs the fuzzers as the options say; ends with 1 if something was found, 2 for bad options. */
  public static void main(String[] arguments) throws IOException {
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("bin/fuzz: " + e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.println(Options.USAGE);
      return;
    }
    boolean found = run(options, System.out);
    // Threads that never end may be left.
    System.exit(found ? 1 : 0);
  }

  /** Whether something was found. */
  static boolean run(Options options, PrintStream out) throws IOException {
    Tally tally = new Tally();
    out.printf("%,d programs, seed %d%n", options.programs(), options.seed());
    long start = System.nanoTime();
    programs(options, tally, out, start);
    out.println();
    out.print(tally.table());
    int number = 0;
    for (Tally.Failure failure : tally.failures()) {
      number++;
      String origin = "seed " + options.seed() + ", program " + failure.program().id();
      out.println();
      out.println(origin + ": " + failure.outcome());
      Program program = failure.program();
      if (number <= SHRUNK && failure.outcome().kind() != Outcome.Kind.ENDLESS) {
        program = new Shrinker(new Runner(), failure.outcome(), TRIES).shrink(program);
      }
      Outcome outcome = new Runner().run(program);
      boolean isSame = outcome.kind() == failure.outcome().kind();
      if (number <= SHRUNK && isSame && outcome.kind() != Outcome.Kind.ENDLESS) {
        out.println(new Blame(Sabotage.NONE).of(program, outcome));
      }
      String test =
          Reproduction.test(program, outcome.isFailure() ? outcome : failure.outcome(), origin);
      out.println(test);
      keep(options.keep(), "program-" + options.seed() + "-" + program.id() + ".txt", test);
    }
    boolean found = !tally.failures().isEmpty();
    return options.mutants() > 0 ? mutants(options, out) || found : found;
  }

  private static boolean mutants(Options options, PrintStream out) throws IOException {
    Path root = Path.of(System.getProperty("cotangent.root", "."));
    Mutants mutants = new Mutants(Corpus.of(root, options.seed()), options.seed());
    Map<String, Integer> outcomes = new TreeMap<>();
    boolean found = false;
    long start = System.nanoTime();
    out.printf("%n%,d mutants, seed %d%n", options.mutants(), options.seed());
    for (long id = 0; id < options.mutants(); id++) {
      String source = mutants.mutant(id);
      Outcome outcome = mutants.judge(source);
      boolean refused = outcome.kind() == Outcome.Kind.REFUSED;
      outcomes.merge(
          outcome.kind() + (refused ? " " + outcome.detail().substring(0, 5) : ""),
          1,
          Integer::sum);
      if (outcome.isFailure()) {
        found = true;
        boolean ends = outcome.kind() != Outcome.Kind.ENDLESS;
        String text =
            "seed "
                + options.seed()
                + ", mutant "
                + id
                + ": "
                + outcome
                + "\n\n"
                + (ends ? mutants.shrink(source, outcome) : source);
        out.println(text);
        keep(options.keep(), "mutant-" + options.seed() + "-" + id + ".txt", text);
      }
      if (id % 500 == 499) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("%,10d mutants, %.1f/s%n", id + 1, (id + 1) / seconds);
      }
    }
    outcomes.forEach((outcome, count) -> out.printf("  %-30s %,10d%n", outcome, count));
    return found;
  }

  private static void keep(Path directory, String name, String text) throws IOException {
    if (directory != null) {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }
  }

  private static void programs(Options options, Tally tally, PrintStream out, long start) {
    ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
    List<Future<?>> running = new ArrayList<>();
    AtomicLong next = new AtomicLong();
    AtomicLong shown = new AtomicLong();
    for (int i = 0; i < options.jobs(); i++) {
      running.add(
          threads.submit(
              () -> {
                Campaign campaign = new Campaign(options.seed());
                while (true) {
                  long from = next.getAndAdd(Campaign.BATCH);
                  if (from >= options.programs()) {
                    return;
                  }
                  campaign.run(from, Math.min(from + Campaign.BATCH, options.programs()), tally);
                  progress(tally, out, start, shown);
                }
              }));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the fuzzer failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    threads.shutdown();
  }

  /** A line every ten seconds. */
  private static void progress(Tally tally, PrintStream out, long start, AtomicLong shown) {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    long last = shown.get();
    if (seconds >= last + 10 && shown.compareAndSet(last, seconds)) {
      out.printf(
          "%,10d programs, %.1f/s, %d failed%n",
          tally.programs(), (double) tally.programs() / seconds, tally.failures().size());
    }
  }
}
