package org.cotangent.runtime.opencl;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks for devices in a child process, so that a driver that crashes, hangs or writes to the
 * output does so there. A device that ends the child is left out, and the rest is tried again.
 */
final class Probe {
  /** Seconds after which a child is given up; {@code cotangent.opencl.probeSeconds}. */
  private static final int SECONDS = 30;

  private static final int TRIES = 4;

  private final Map<String, String> environment;
  private final int seconds;

  /** A probe whose child has these variables beside those of this process. */
  Probe(Map<String, String> environment, int seconds) {
    this.environment = Map.copyOf(environment);
    this.seconds = seconds;
  }

  Probe() {
    this(Map.of(), Integer.getInteger("cotangent.opencl.probeSeconds", SECONDS));
  }

  /** What a child said before it ended. */
  private record Answer(List<String> lines, String end) {
    boolean isComplete() {
      return lines.contains(ProbeMain.DONE);
    }

    String lastTried() {
      String last = "";
      for (String line : lines) {
        if (line.startsWith(ProbeMain.TRYING)) {
          last = line.substring(ProbeMain.TRYING.length());
        }
      }
      return last;
    }
  }

  /** Looks for devices. Never throws: what went wrong stands in the result. */
  ProbeResult run() {
    String classPath;
    try {
      classPath = classPath();
    } catch (ClassNotFoundException e) {
      return ProbeResult.none("JOCL is not on the class path: add org.jocl:jocl:2.0.6");
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return ProbeResult.none("cannot start a process that looks for devices: " + e);
    }
    List<String> skipped = new ArrayList<>();
    String problem = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Answer answer;
      try {
        answer = ask(classPath, skipped);
      } catch (IOException e) {
        return ProbeResult.none("cannot start a process that looks for devices: " + e);
      }
      if (answer.isComplete()) {
        ProbeResult result = ProbeResult.fromLines(answer.lines());
        return problem.isEmpty()
            ? result
            : new ProbeResult(result.devices(), problem, result.breaksDivision());
      }
      String tried = answer.lastTried();
      problem = "a driver failed with " + tried.replace('\t', ' ') + ": " + answer.end();
      String place = tried.split("\t")[0];
      if (!place.matches("\\d+:\\d+") || skipped.contains(place)) {
        break;
      }
      skipped.add(place);
    }
    return ProbeResult.none(problem);
  }

  /** Where this class and JOCL are. */
  private static String classPath() throws ClassNotFoundException, IOException, URISyntaxException {
    Class<?> jocl = Class.forName("org.jocl.CL", false, Probe.class.getClassLoader());
    return location(Probe.class) + File.pathSeparator + location(jocl);
  }

  private static Path location(Class<?> type) throws IOException, URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      throw new IOException("the file that holds " + type.getName() + " is not known");
    }
    Path path = Path.of(source.getLocation().toURI());
    if (!Files.exists(path)) {
      throw new IOException(path + " does not exist");
    }
    return path;
  }

  private Answer ask(String classPath, List<String> skipped) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + nowhere()));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-DuniqueLibraryNames=true", "-cp", classPath, ProbeMain.class.getName()));
    command.addAll(skipped);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process child = builder.start();
    child.getOutputStream().close();
    CompletableFuture<List<String>> output = new CompletableFuture<>();
    Thread reader =
        new Thread(() -> read(child.getInputStream(), output), "cotangent-opencl-probe");
    reader.setDaemon(true);
    reader.start();
    return await(child, output);
  }

  private static String nowhere() {
    return File.separatorChar == '/' ? "/dev/null" : "NUL";
  }

  private static void read(InputStream from, CompletableFuture<List<String>> output) {
    try (from) {
      String text = new String(from.readAllBytes(), StandardCharsets.UTF_8);
      output.complete(text.lines().toList());
    } catch (IOException e) {
      output.complete(List.of());
    }
  }

  /** Waits; an interrupt does not end the wait, but is there again afterwards. */
  private Answer await(Process child, CompletableFuture<List<String>> output) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    boolean interrupted = false;
    String end = null;
    try {
      while (end == null) {
        try {
          long left = deadline - System.nanoTime();
          if (child.waitFor(Math.max(0, left), TimeUnit.NANOSECONDS)) {
            int status = child.exitValue();
            end =
                status > 128
                    ? "the process was ended by signal " + (status - 128)
                    : "the process ended with status " + status;
          } else {
            child.destroyForcibly();
            end = "no answer within " + seconds + " seconds";
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return new Answer(lines(output), end);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<String> lines(CompletableFuture<List<String>> output) {
    // the child is gone, and so is what it could still write, unless it left a child of its own
    return output.completeOnTimeout(List.of(), 5, TimeUnit.SECONDS).join();
  }
}
