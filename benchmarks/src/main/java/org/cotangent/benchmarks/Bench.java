package org.cotangent.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import org.cotangent.benchmarks.compile.CompileBenchmark;
import org.cotangent.benchmarks.matrices.MatricesBenchmark;
import org.cotangent.benchmarks.measure.CheckBenchmark;
import org.cotangent.benchmarks.measure.GrowthBenchmark;
import org.cotangent.benchmarks.measure.ProblemsBenchmark;

/** What {@code bin/bench} runs. */
public final class Bench {
  private static final String USAGE =
      """
      usage: bin/bench [--quick] [--jmh] [--only TEXT] [--output DIR]
             bin/bench --check [--update-limits] [--quick] [--only TEXT]
             bin/bench --growth [--only TEXT]
             bin/bench --compile [--quick]
             bin/bench --matrices [--peers] [--one-thread] [--quick]
        without --check and what follows it: what gradients cost, for a number of problems
        --only TEXT   only problems with this text in their name
        --output DIR  writes bench.json and bench.svg there
        --jmh         measured by JMH, each way in a process of its own, which takes longer
        --check       the same ratios, measured briefly, against limits; exits with 1 when one is exceeded
        --update-limits  writes limits for what is measured: the ratios with a margin
        --limits FILE    the file of limits, without it benchmarks/limits.txt
        --growth      time and tape of an element, for 1,000 to 10,000,000 of them
        --compile     the processor's own time, in terms of javac's
        --matrices    products against BLAS, training steps; on a device, too, if there is one
        --peers       training steps against PyTorch, too; fetches it, some 120 MB
        --one-thread  everything by one thread, PoCL too; its processor time is measured
        --quick       fewer and smaller measurements: to try it, not for figures
      """;

  private boolean check;
  private boolean updateLimits;
  private Path limits = Path.of("benchmarks/limits.txt");
  private boolean growth;
  private boolean jmh;
  private boolean compile;
  private boolean matrices;
  private boolean oneThread;
  private boolean quick;
  private String only = "";
  private Optional<Path> output = Optional.empty();

  private Bench() {}

  /** Exits with 2 when the arguments are wrong, and with 1 when a limit is exceeded. */
  public static void main(String[] arguments) {
    Bench bench = new Bench();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--help" -> {
          System.out.print(USAGE);
          return;
        }
        case "--check" -> bench.check = true;
        case "--update-limits" -> bench.updateLimits = true;
        case "--limits" -> bench.limits = Path.of(value(arguments, ++i));
        case "--growth" -> bench.growth = true;
        case "--jmh" -> bench.jmh = true;
        case "--compile" -> bench.compile = true;
        case "--matrices" -> bench.matrices = true;
        case "--one-thread" -> bench.oneThread = true;
        case "--peers" -> {
          // the command has built with them
        }
        case "--quick" -> bench.quick = true;
        case "--only" -> bench.only = value(arguments, ++i);
        case "--output" -> bench.output = Optional.of(Path.of(value(arguments, ++i)));
        default -> stop("unknown option " + arguments[i]);
      }
    }
    bench.run();
  }

  private void run() {
    if (compile) {
      CompileBenchmark.run(System.out, quick);
    } else if (matrices) {
      MatricesBenchmark.run(System.out, quick, oneThread);
    } else if (growth) {
      GrowthBenchmark.run(System.out, System.err, only);
    } else if (check) {
      if (!CheckBenchmark.run(System.out, System.err, quick, only, limits, updateLimits)) {
        System.exit(1);
      }
    } else {
      ProblemsBenchmark.run(System.out, System.err, effort(), only, output);
    }
  }

  private ProblemsBenchmark.Effort effort() {
    if (jmh) {
      return quick ? ProblemsBenchmark.Effort.QUICK_JMH : ProblemsBenchmark.Effort.JMH;
    }
    return quick ? ProblemsBenchmark.Effort.QUICK : ProblemsBenchmark.Effort.FULL;
  }

  private static String value(String[] arguments, int at) {
    if (at == arguments.length) {
      stop(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static void stop(String problem) {
    System.err.print("bin/bench: " + problem + "\n" + USAGE);
    System.exit(2);
  }
}
