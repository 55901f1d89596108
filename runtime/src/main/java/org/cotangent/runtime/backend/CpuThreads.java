package org.cotangent.runtime.backend;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A few threads that share the pieces of a task with the thread that asks for it. The caller works
 * too and returns when all pieces are done; so a pool of size 1 has no thread of its own. Which
 * thread does which piece is chance: pieces must be independent, and what they compute must not
 * depend on how many threads there are.
 *
 * <p>Any number of threads may call at the same time; their tasks are served in order of arrival,
 * and none waits for another's, since each caller works on its own. A task that is started within a
 * piece runs in that piece's thread alone. Threads look out for work for {@value #SPIN_NANOS} ns
 * before they sleep, so that the next of many short tasks finds them awake.
 */
final class CpuThreads implements AutoCloseable {
  private static final long SPIN_NANOS = 50_000;
  private static final int SPINS_BETWEEN_CLOCKS = 32;
  private static final int MOST_THREADS = 1024;
  private static final String PROPERTY = "cotangent.threads";

  /** The threads that are working on a piece, of whatever pool. */
  private static final ThreadLocal<Boolean> WORKING = new ThreadLocal<>();

  private static volatile CpuThreads shared;

  private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final Worker[] workers;
  private volatile boolean closed;

  /** A pool of its own, with {@code size - 1} threads beside the caller. */
  CpuThreads(int size) {
    workers = new Worker[size - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker("cotangent-cpu-" + (i + 1));
      workers[i].start();
    }
  }

  /**
   * The pool of this process: as many threads as there are processors, or as the system property
   * {@code cotangent.threads} says.
   *
   * @throws IllegalArgumentException if the property is no number of threads
   */
  static CpuThreads shared() {
    CpuThreads pool = shared;
    return pool != null ? pool : openShared();
  }

  private static synchronized CpuThreads openShared() {
    if (shared == null) {
      shared = new CpuThreads(sizeFrom(System.getProperty(PROPERTY)));
    }
    return shared;
  }

  static int sizeFrom(String property) {
    if (property == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    int size = property.matches("\\d{1,6}") ? Integer.parseInt(property) : 0;
    if (size < 1 || size > MOST_THREADS) {
      throw new IllegalArgumentException(
          PROPERTY
              + ": expected a number of threads from 1 to "
              + MOST_THREADS
              + ", found '"
              + property
              + "'");
    }
    return size;
  }

  /** How many pieces can be worked on at the same time. */
  int size() {
    return workers.length + 1;
  }

  /** What is to be done for a range of numbers. */
  interface Range {
    /** Does it for {@code from} (inclusive) to {@code to} (exclusive). */
    void run(int from, int to);
  }

  /**
   * Does the work for the numbers 0 to {@code size - 1}, in ranges of {@code grain} or more (the
   * last may be shorter). Choose a grain of 10 microseconds' work or more.
   *
   * @throws RuntimeException (or Error) of the first range that ended with one
   */
  void forRanges(int size, int grain, Range work) {
    int most = (int) Math.min(4L * size(), ((long) size + grain - 1) / grain);
    if (most <= 1) {
      if (size > 0) {
        work.run(0, size);
      }
      return;
    }
    forEach(
        most,
        piece ->
            work.run((int) ((long) size * piece / most), (int) ((long) size * (piece + 1) / most)));
  }

  /**
   * Does the work for the pieces 0 to {@code pieces - 1}. All are done, also when some end with an
   * exception. An interrupted caller finishes the task and stays interrupted.
   *
   * @throws RuntimeException (or Error) of the first piece that ended with one
   */
  void forEach(int pieces, IntConsumer work) {
    if (pieces <= 0) {
      return;
    }
    Task task = new Task(pieces, work);
    if (pieces > 1 && workers.length > 0 && WORKING.get() == null) {
      share(task);
    } else {
      task.workAlone();
    }
    task.passFailureOn();
  }

  private void share(Task task) {
    tasks.add(task);
    wake(task.pieces - 1);
    WORKING.set(true);
    try {
      task.work();
    } finally {
      WORKING.remove();
    }
    tasks.remove(task);
    task.awaitOthers();
  }

  private void wake(int wanted) {
    for (int i = 0; i < workers.length && wanted > 0; i++) {
      wanted -= workers[i].wake() ? 1 : 0;
    }
  }

  /** Ends the threads, after the pieces they have begun. Tasks are done by their callers then. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      worker.wake();
    }
  }

  /** A number of pieces, and how far they have come. */
  private static final class Task {
    private final int pieces;
    private final IntConsumer work;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean callerSleeps;
    private int failedPiece = Integer.MAX_VALUE;
    private Throwable failure;

    private Task(int pieces, IntConsumer work) {
      this.pieces = pieces;
      this.work = work;
    }

    private boolean isAllBegun() {
      return begun.get() >= pieces;
    }

    private void workAlone() {
      for (int piece = 0; piece < pieces; piece++) {
        run(piece);
      }
    }

    /** Works until each piece is begun by somebody. */
    private void work() {
      int piece;
      while (!isAllBegun() && (piece = begun.getAndIncrement()) < pieces) {
        run(piece);
        if (done.incrementAndGet() == pieces && callerSleeps) {
          LockSupport.unpark(caller);
        }
      }
    }

    private void run(int piece) {
      try {
        work.accept(piece);
      } catch (Throwable e) { // none may be lost: the caller waits for each piece
        fail(piece, e);
      }
    }

    private synchronized void fail(int piece, Throwable e) {
      if (piece < failedPiece) {
        failedPiece = piece;
        failure = e;
      }
    }

    private void awaitOthers() {
      boolean interrupted = false;
      long start = 0;
      int spins = 0;
      while (done.get() < pieces) {
        if (spins++ % SPINS_BETWEEN_CLOCKS != 0) {
          Thread.onSpinWait();
        } else if (start == 0) {
          start = System.nanoTime();
        } else if (System.nanoTime() - start > SPIN_NANOS) {
          callerSleeps = true;
          while (done.get() < pieces) {
            LockSupport.park(this);
            // parking would return at once while the flag is set
            interrupted |= Thread.interrupted();
          }
        }
      }
      if (interrupted) {
        caller.interrupt();
      }
    }

    private void passFailureOn() {
      Throwable thrown;
      synchronized (this) {
        thrown = failure;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown != null) {
        throw new IllegalStateException(thrown);
      }
    }
  }

  /** What a thread of the pool does. */
  private enum Phase {
    WORKS,
    LOOKS,
    SLEEPS
  }

  /** A thread of the pool: works on the first task that has pieces left, or sleeps. */
  private final class Worker extends Thread {
    private volatile Phase phase = Phase.LOOKS;

    private Worker(String name) {
      super(null, null, name, 0, false);
      setDaemon(true);
      setPriority(NORM_PRIORITY);
      setContextClassLoader(null);
    }

    /** Makes it look for work, unless it is working. */
    private boolean wake() {
      Phase seen = phase;
      if (seen == Phase.SLEEPS) {
        phase = Phase.LOOKS;
        LockSupport.unpark(this);
      }
      return seen != Phase.WORKS;
    }

    @Override
    public void run() {
      WORKING.set(true);
      while (!closed) {
        Task task = tasks.peek();
        if (task == null) {
          phase = Phase.LOOKS;
          await();
          phase = Phase.WORKS;
        } else {
          task.work();
          tasks.remove(task);
        }
      }
    }

    private void await() {
      long start = System.nanoTime();
      for (int spins = 1; isIdle(); spins++) {
        if (spins % SPINS_BETWEEN_CLOCKS != 0) {
          Thread.onSpinWait();
        } else if (System.nanoTime() - start > SPIN_NANOS) {
          sleep();
          start = System.nanoTime();
        }
      }
    }

    private void sleep() {
      phase = Phase.SLEEPS;
      // a task that came before the line above was not announced to a sleeper: isIdle() sees it
      while (phase == Phase.SLEEPS && isIdle()) {
        LockSupport.park(CpuThreads.this);
        // parking would return at once while the flag is set
        Thread.interrupted();
      }
    }

    private boolean isIdle() {
      return tasks.isEmpty() && !closed;
    }
  }
}
