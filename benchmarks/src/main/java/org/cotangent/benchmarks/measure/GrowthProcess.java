package org.cotangent.benchmarks.measure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cotangent.benchmarks.problems.Sized;
import org.cotangent.runtime.Tape;

/**
 * What {@link GrowthBenchmark} starts: measures a problem of one size and prints four numbers: the
 * nanoseconds of a primal, of a gradient, of a gradient with a new tape, and the bytes of the tape.
 */
public final class GrowthProcess {
  private GrowthProcess() {}

  /** Arguments: the name of the problem, and its size. */
  public static void main(String[] arguments) {
    Stopwatch stopwatch = new Stopwatch();
    // Few elements first: the code is compiled before it meets many.
    times(stopwatch, Sized.of(arguments[0], 1000), new Tape(), new Pace(1, 700, 1));
    Tape tape = new Tape();
    List<Stopwatch.Times> times =
        times(
            stopwatch,
            Sized.of(arguments[0], Integer.parseInt(arguments[1])),
            tape,
            new Pace(7, 200, 20));
    String medians =
        times.stream()
            .map(each -> String.valueOf(Measured.median(each.nanoseconds())))
            .collect(Collectors.joining("\t"));
    System.out.println(medians + "\t" + tape.bytes());
  }

  private static List<Stopwatch.Times> times(
      Stopwatch stopwatch, Sized sized, Tape tape, Pace pace) {
    return stopwatch.measure(
        Stream.of(sized.primal(), sized.gradient(() -> tape), sized.gradient(Tape::new)).toList(),
        pace);
  }
}
