package org.cotangent.benchmarks.measure;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.cotangent.benchmarks.problems.Cases;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH runs: one case, computed in one way. {@link Harness} sets the parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProblemBenchmark {
  /** The name of the case. */
  @Param("lse n=40000")
  public String problem;

  /** The way to compute it. */
  @Param("primal")
  public String way;

  private DoubleSupplier computation;

  /** Made by JMH. */
  public ProblemBenchmark() {}

  /** Draws the inputs. */
  @Setup
  public void draw() {
    computation = Cases.of(problem).way(way).orElseThrow();
  }

  /** Computes once. */
  @Benchmark
  public double compute() {
    return computation.getAsDouble();
  }
}
