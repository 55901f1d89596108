package org.cotangent.samples.matrices;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cotangent.samples.command.Launcher;
import org.cotangent.samples.command.Sample;

/**
 * How a sample ended.
 *
 * @param status the exit status
 * @param out what it printed
 * @param err what it complained of
 */
record SampleRun(int status, String out, String err) {
  private static final long SECONDS = 120;

  /** Runs a sample in this process. */
  static SampleRun here(Sample sample, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Launcher.run(
            sample,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            arguments);
    return new SampleRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Runs a sample in a process of its own, since where matrices are computed is chosen once in a
   * process.
   *
   * @param opencl the value of {@code cotangent.opencl}
   * @param folder an empty folder for its pictures and what it prints
   */
  static SampleRun inNewProcess(
      Class<? extends Sample> sample, String opencl, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      // or the JVM warns of the library behind OpenCL
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Dcotangent.opencl=" + opencl);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(sample.getName());
    command.add("--out");
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("POCL_SIGFPE_HANDLER", "0");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(sample + " still runs after " + SECONDS + " s");
    }
    return new SampleRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** What was printed, without times and the names of files. */
  String figures() {
    return out.replaceAll("  [0-9.]+ s\\R", "\n").replaceAll("(?m)^.*[.](svg|png|java)$", "");
  }

  /** The line with the fingerprint of what was trained. */
  String weights() {
    return out.lines().filter(line -> line.startsWith("weights ")).findFirst().orElse("none");
  }
}
