package org.cotangent.benchmarks.measure;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cotangent.benchmarks.Bench;
import org.cotangent.benchmarks.problems.Case;
import org.cotangent.benchmarks.problems.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final Limits LIMITS =
      Limits.parse(
          List.of("17 | ode | gradient / primal | 3.0", "17 | ode | generated / by hand | 1.5"));

  private static Measured ode(double gradient, double hand) {
    Measured measured = new Measured("ode");
    measured.add(Case.PRIMAL, List.of(10.0), 0);
    measured.add(Case.GENERATED, List.of(gradient), 0);
    measured.add(Case.BY_HAND, List.of(hand), 0);
    return measured;
  }

  @Test
  void aRatioMayReachItsLimitAndNotPassIt() {
    Check check = new Check(17, LIMITS);
    assertThat(check.passes(ode(30, 20))).isTrue();
    assertThat(check.passes(ode(30.1, 30))).isFalse();
    assertThat(check.passes(ode(24, 15.9))).isFalse();
  }

  @Test
  void theTableNamesTheRatioThatIsExceeded() {
    String[] lines = new Check(17, LIMITS).table(List.of(ode(30, 15))).split("\\R");
    assertThat(lines[2]).isEqualTo("| ode | gradient / primal | 3.00 | 3.00 |  |");
    assertThat(lines[3]).isEqualTo("| ode | generated / by hand | 2.00 | 1.50 | EXCEEDED |");
  }

  @Test
  void aRatioWithoutALimitDoesNotPass() {
    Check check = new Check(17, Limits.parse(List.of("17 | ode | gradient / primal | 3.0")));
    assertThat(check.passes(ode(10, 10))).isFalse();
    assertThat(check.table(List.of(ode(10, 10)))).contains("NO LIMIT");
  }

  @Test
  void aRatioThatIsNoNumberDoesNotPass() {
    assertThat(new Check(17, LIMITS).passes(ode(Double.NaN, 10))).isFalse();
  }

  @Test
  void aLimitWhoseCaseIsGoneIsNamed() {
    Check check = new Check(17, LIMITS);
    assertThat(check.missing(List.of())).containsExactly("ode");
    assertThat(check.missing(List.of(ode(1, 1)))).isEmpty();
  }

  @Test
  void newLimitsLetTheMeasuredRatiosPass() {
    Limits updated = new Check(17, LIMITS).updated(List.of(ode(80, 10)));
    assertThat(new Check(17, updated).passes(ode(80, 10))).isTrue();
    assertThat(new Check(17, updated).passes(ode(120, 10))).isFalse();
  }

  @Test
  void theCommandTellsWhetherLimitsAreExceeded(@TempDir Path directory) throws IOException {
    assertThat(kalman(directory, "1000000")).isTrue();
    assertThat(kalman(directory, "0.001")).isFalse();
  }

  @Test
  void theCommandExitsWithOneWhenALimitIsExceeded(@TempDir Path directory) throws IOException {
    Path file = limits(directory, "0.001");
    List<String> arguments =
        List.of("--check", "--quick", "--only", "kalman", "--limits", file.toString());
    var thrown =
        assertThrows(
            IllegalStateException.class, () -> Processes.run(Bench.class, List.of(), arguments));
    assertThat(thrown).hasMessageThat().startsWith("exit status 1 ");
    List<String> printed =
        Processes.run(
            Bench.class,
            List.of(),
            List.of(
                "--check",
                "--update-limits",
                "--quick",
                "--only",
                "kalman",
                "--limits",
                file.toString()));
    assertThat(printed.get(0)).startsWith("wrote limits");
    assertThat(Limits.parse(Files.readAllLines(file)).of(Runtime.version().feature())).hasSize(1);
  }

  @Test
  void eachCaseHasLimits() throws IOException {
    Limits limits = Limits.parse(Files.readAllLines(Path.of("limits.txt")));
    for (String name : Cases.names()) {
      assertThat(limits.most(17, name, Check.OVER_PRIMAL).isPresent()).isTrue();
      assertThat(limits.most(25, name, Check.OVER_PRIMAL).isPresent()).isTrue();
    }
  }

  private static boolean kalman(Path directory, String most) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    boolean passes = CheckBenchmark.run(out, out, true, "kalman", limits(directory, most), false);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("| gradient / primal |");
    return passes;
  }

  private static Path limits(Path directory, String most) throws IOException {
    return Files.writeString(
        directory.resolve("limits.txt"),
        Runtime.version().feature() + " | kalman 10000 | gradient / primal | " + most + "\n");
  }
}
