package org.cotangent.samples.matrices;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.cotangent.runtime.MatrixStatistics;

/**
 * Repeats the same computations in many threads, for long: no bit of a result may differ from that
 * of the first round, and no memory may grow. Between rounds everything stands still now and then,
 * so that memory can be measured exactly.
 */
public final class Soak {
  private static final int THREADS = 64;
  // Growth shows between two measurements, a minute apart.
  private static final int LEAST_MINUTES = 2;
  private static final int MOST_MINUTES = 10_000;
  private static final String HELP =
      """
      Trains a net and computes in 64 other threads, again and again: no bit of a result may change, and
      no memory may grow.

        --minutes N  how long, 2 to 10000 (default 60)
        --help       this text
      """;

  /** A computation that gives the same result each time. */
  interface Work {
    /**
     * Computes.
     *
     * @return a checksum of the result's bits
     */
    long round();
  }

  /** Measures memory. */
  interface Gauge {
    /** What the process holds now. */
    Footprint measure() throws IOException;
  }

  private final List<Work> works;
  private final Gauge gauge;
  private final PrintStream out;
  // Those who compute share it; who measures has it alone. It is fair, so that measuring comes to
  // pass.
  private final ReadWriteLock running = new ReentrantReadWriteLock(true);
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final AtomicLong rounds = new AtomicLong();
  private volatile boolean stopped;

  /**
   * Prepares.
   *
   * @param works each gets a thread of its own
   * @param gauge is used while no work runs
   * @param out where lines and the verdict go
   */
  Soak(List<Work> works, Gauge gauge, PrintStream out) {
    this.works = works;
    this.gauge = gauge;
    this.out = out;
  }

  /**
   * Runs and ends the virtual machine: 0 if nothing differed and nothing grew, 1 if something did,
   * 2 if the command line is wrong or the device it demands is not there.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int minutes = 60;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--help")) {
        System.out.print(HELP);
        return;
      }
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      if (!arguments[i].equals("--minutes") || !value.matches("[1-9][0-9]{0,4}")) {
        misunderstood(arguments[i]);
      }
      minutes = Integer.parseInt(value);
      if (minutes < LEAST_MINUTES || minutes > MOST_MINUTES) {
        misunderstood(arguments[i]);
      }
      i++;
    }
    String device = "";
    try {
      device = MatrixStatistics.device();
    } catch (IllegalStateException e) {
      refuse(e.getMessage());
    }
    System.out.println("device " + device);
    boolean oneBackend = device.equals("cpu") || requiresDevice();
    Soak soak = new Soak(SoakWorks.of(THREADS, oneBackend), Footprint::now, System.out);
    boolean passed = soak.run(Duration.ofMinutes(minutes), Duration.ofMinutes(1));
    System.exit(passed ? 0 : 1);
  }

  /** Whether every operation runs on the device, however small. */
  private static boolean requiresDevice() {
    String variable = System.getenv("COTANGENT_OPENCL");
    return "require".equals(System.getProperty("cotangent.opencl", variable));
  }

  private static void misunderstood(String argument) {
    refuse("'" + argument + "': only --minutes N, from 2 to 10000, and --help are understood");
  }

  private static void refuse(String why) {
    System.err.println("soak: " + why);
    System.exit(2);
  }

  /**
   * Runs.
   *
   * @param length how long
   * @param interval how often memory is measured and a line printed
   * @return whether nothing differed and nothing grew
   */
  boolean run(Duration length, Duration interval) throws IOException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      int number = i;
      threads.add(new Thread(() -> repeat(number), "soak-" + i));
    }
    threads.forEach(Thread::start);
    long start = System.nanoTime();
    long measured = 0;
    Footprint early = null;
    while (problems.isEmpty() && System.nanoTime() - start < length.toNanos()) {
      Thread.sleep(100);
      if (System.nanoTime() - start >= (measured + 1) * interval.toNanos()) {
        measured++;
        Footprint now = measure(measured);
        // By then each computation has been done, and compiled.
        if (early == null && 5 * measured * interval.toNanos() >= length.toNanos()) {
          early = now;
        }
      }
    }
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    if (early != null) {
      problems.addAll(gauge.measure().growthSince(early));
    } else if (problems.isEmpty()) {
      problems.add("memory could not be measured in this time: a round took longer");
    }
    problems.forEach(problem -> out.println("FAILS: " + problem));
    if (problems.isEmpty()) {
      say("passes: %,d rounds, no bit differed, nothing grew", rounds.get());
    }
    return problems.isEmpty();
  }

  private Footprint measure(long line) throws IOException {
    running.writeLock().lock();
    try {
      Footprint footprint = gauge.measure();
      long faults = MatrixStatistics.now().faults();
      say("%4d  %,d rounds; %s; %d faults", line, rounds.get(), footprint, faults);
      return footprint;
    } finally {
      running.writeLock().unlock();
    }
  }

  private void repeat(int number) {
    Work work = works.get(number);
    boolean first = true;
    long expected = 0;
    while (!stopped) {
      running.readLock().lock();
      try {
        long result = work.round();
        if (first) {
          expected = result;
          first = false;
        } else if (result != expected) {
          problems.add(
              String.format(
                  Locale.ROOT,
                  "thread %d: checksum %08x, that of the first round was %08x",
                  number,
                  result,
                  expected));
          return;
        }
        rounds.incrementAndGet();
      } catch (RuntimeException | Error e) {
        problems.add("thread " + number + ": " + e);
        return;
      } finally {
        running.readLock().unlock();
      }
    }
  }

  private void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
