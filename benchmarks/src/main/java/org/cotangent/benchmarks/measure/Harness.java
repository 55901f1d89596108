package org.cotangent.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.cotangent.benchmarks.problems.Case;
import org.cotangent.benchmarks.problems.Cases;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures cases with JMH in rounds: in each, every way to compute the case runs once in its own
 * process.
 */
final class Harness implements Measurement {
  private final PrintStream progress;
  private final boolean quick;

  Harness(PrintStream progress, boolean quick) {
    this.progress = progress;
    this.quick = quick;
  }

  private int count() {
    return quick ? 1 : 5;
  }

  @Override
  public String described() {
    return String.format("by JMH, processor time of the process, medians of %d rounds", count());
  }

  @Override
  public List<Measured> measure(String filter) {
    List<Measured> all = new ArrayList<>();
    for (String name : Cases.names()) {
      if (name.contains(filter)) {
        all.add(measureCase(name));
      }
    }
    return all;
  }

  private Measured measureCase(String name) {
    Case made = Cases.of(name);
    made.way(Case.GENERATED).orElseThrow().getAsDouble();
    Measured measured = new Measured(name);
    measured.tapeBytes(made.tapeBytes());
    for (int round = 0; round < count(); round++) {
      progress.printf("%s, round %d of %d%n", name, round + 1, count());
      for (String way : made.ways()) {
        RunResult result = run(name, way);
        measured.add(
            way,
            List.of(number(result, ProcessorTime.LABEL)),
            number(result, "gc.alloc.rate.norm"));
      }
    }
    return measured;
  }

  private RunResult run(String name, String way) {
    Options options =
        new OptionsBuilder()
            .include(ProblemBenchmark.class.getName().replace(".", "\\.") + "\\.compute")
            .param("problem", name)
            .param("way", way)
            .forks(1)
            .jvmArgs("-Xms1g", "-Xmx2g", "-XX:+UseSerialGC")
            .warmupIterations(quick ? 2 : 4)
            .warmupTime(TimeValue.milliseconds(quick ? 200 : 500))
            .measurementIterations(quick ? 2 : 5)
            .measurementTime(TimeValue.milliseconds(quick ? 100 : 200))
            .addProfiler(GCProfiler.class)
            .addProfiler(ProcessorTime.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    try {
      return new Runner(options).runSingle();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH did not finish", e);
    }
  }

  private static double number(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    if (found == null) {
      throw new IllegalStateException(
          "JMH has no " + label + ", only " + result.getSecondaryResults().keySet());
    }
    return found.getScore();
  }
}
