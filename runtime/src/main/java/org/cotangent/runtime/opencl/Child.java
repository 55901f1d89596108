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
 * Runs a main class of this package in a process of its own, where drivers may do what they like.
 */
final class Child {
  private final Map<String, String> environment;
  private final int seconds;

  /** Children that have these variables beside those of this process, and so many seconds. */
  Child(Map<String, String> environment, int seconds) {
    this.environment = Map.copyOf(environment);
    this.seconds = seconds;
  }

  /**
   * What a child said and how it ended.
   *
   * @param lines its output
   * @param end how it ended, in words
   */
  record Answer(List<String> lines, String end) {}

  /**
   * Runs a main class to its end.
   *
   * @throws ClassNotFoundException if JOCL is not there
   * @throws IOException if no process can be started
   */
  Answer run(Class<?> main, List<String> arguments) throws ClassNotFoundException, IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + nowhere()));
    if (main == ProbeMain.class) {
      command.add("-XX:TieredStopAtLevel=1"); // it starts sooner
    }
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-DuniqueLibraryNames=true", "-cp", classPath(), main.getName()));
    command.addAll(arguments);
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

  /** Where this class and JOCL are. */
  private static String classPath() throws ClassNotFoundException, IOException {
    Class<?> jocl = Class.forName("org.jocl.CL", false, Child.class.getClassLoader());
    return location(Child.class) + File.pathSeparator + location(jocl);
  }

  private static Path location(Class<?> type) throws IOException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      throw new IOException("the file that holds " + type.getName() + " is not known");
    }
    Path path;
    try {
      path = Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(source.getLocation() + " is no file", e);
    }
    if (!Files.exists(path)) {
      throw new IOException(path + " does not exist");
    }
    return path;
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
