package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces of work, shared between threads. */
@Timeout(60)
final class CpuThreadsTest {
  private static void assertEachOnce(CpuThreads threads, int pieces) {
    AtomicIntegerArray done = new AtomicIntegerArray(pieces);
    threads.forEach(pieces, done::incrementAndGet);
    for (int i = 0; i < pieces; i++) {
      assertWithMessage("piece %s of %s", i, pieces).that(done.get(i)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eachPieceIsDoneOnceWhenTheCallReturns(int size) {
    try (CpuThreads threads = new CpuThreads(size)) {
      assertThat(threads.size()).isEqualTo(size);
      for (int round = 0; round < 2000; round++) {
        assertEachOnce(threads, round % 40);
      }
    }
  }

  @Test
  void threadsThatSleptAreWokenForTheNextTask() throws InterruptedException {
    try (CpuThreads threads = new CpuThreads(2)) {
      for (int round = 0; round < 5; round++) {
        Thread.sleep(20);
        CountDownLatch both = new CountDownLatch(2);
        threads.forEach(2, piece -> meet(both));
        assertThat(both.getCount()).isEqualTo(0);
      }
    }
  }

  /** Waits for another thread to come here as well. */
  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPoolOfOneWorksInTheCallersThread() {
    try (CpuThreads threads = new CpuThreads(1)) {
      Set<Thread> workers = ConcurrentHashMap.newKeySet();
      threads.forEach(100, piece -> workers.add(Thread.currentThread()));
      assertThat(workers).containsExactly(Thread.currentThread());
    }
  }

  @Test
  void manyCallersShareThePool() throws InterruptedException {
    try (CpuThreads threads = new CpuThreads(3)) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread[] callers = new Thread[16];
      for (int i = 0; i < callers.length; i++) {
        callers[i] =
            new Thread(
                () -> {
                  for (int round = 0; round < 500; round++) {
                    assertEachOnce(threads, 1 + round % 9);
                  }
                });
        callers[i].setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        callers[i].start();
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(failure.get()).isNull();
    }
  }

  @Test
  void aTaskWithinAPieceRunsInThePiecesThread() {
    try (CpuThreads threads = new CpuThreads(4)) {
      AtomicInteger done = new AtomicInteger();
      threads.forEach(
          20,
          piece -> {
            Thread outer = Thread.currentThread();
            threads.forEach(
                10,
                inner -> {
                  assertThat(Thread.currentThread()).isSameInstanceAs(outer);
                  done.incrementAndGet();
                });
          });
      assertThat(done.get()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theExceptionOfTheFirstFailedPieceIsPassedOnAfterAllAreDone(int size) {
    try (CpuThreads threads = new CpuThreads(size)) {
      AtomicInteger done = new AtomicInteger();
      ArithmeticException thrown =
          assertThrows(
              ArithmeticException.class,
              () ->
                  threads.forEach(
                      50,
                      piece -> {
                        done.incrementAndGet();
                        if (piece % 10 == 7) {
                          throw new ArithmeticException("piece " + piece);
                        }
                      }));
      assertThat(thrown).hasMessageThat().isEqualTo("piece 7");
      assertThat(done.get()).isEqualTo(50);
      assertEachOnce(threads, 50);
    }
  }

  @Test
  void errorsAndCheckedExceptionsArePassedOnToo() {
    try (CpuThreads threads = new CpuThreads(3)) {
      assertThrows(
          OutOfMemoryError.class,
          () ->
              threads.forEach(
                  9,
                  piece -> {
                    throw new OutOfMemoryError();
                  }));
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () -> threads.forEach(9, piece -> sneak(new IOException("no disk"))));
      assertThat(thrown).hasCauseThat().isInstanceOf(IOException.class);
    }
  }

  @SuppressWarnings("unchecked") // any Throwable passes for a RuntimeException
  private static <T extends Throwable> void sneak(Throwable e) throws T {
    throw (T) e;
  }

  @Test
  void anInterruptedCallerFinishesAndStaysInterrupted() {
    try (CpuThreads threads = new CpuThreads(2)) {
      Thread.currentThread().interrupt();
      assertEachOnce(threads, 30);
      assertThat(Thread.interrupted()).isTrue();
      assertEachOnce(threads, 30);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void aCallerInterruptedWhileItWaitsFinishesAndStaysInterrupted() {
    try (CpuThreads threads = new CpuThreads(2)) {
      Thread caller = Thread.currentThread();
      CountDownLatch both = new CountDownLatch(2);
      AtomicInteger done = new AtomicInteger();
      threads.forEach(
          2,
          piece -> {
            meet(both);
            if (Thread.currentThread() != caller) {
              awaitSleepForOthers(caller);
              caller.interrupt();
              pause();
            }
            done.incrementAndGet();
          });
      assertThat(done.get()).isEqualTo(2);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void awaitSleepForOthers(Thread caller) {
    Object blocker;
    do {
      Thread.onSpinWait();
      blocker = LockSupport.getBlocker(caller);
    } while (blocker == null || blocker.getClass().getEnclosingClass() != CpuThreads.class);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aClosedPoolLeavesTheWorkToTheCallerAndItsThreadsEnd() throws InterruptedException {
    CpuThreads threads = new CpuThreads(3);
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    CountDownLatch all = new CountDownLatch(3);
    threads.forEach(
        3,
        piece -> {
          workers.add(Thread.currentThread());
          meet(all);
        });
    assertThat(workers).hasSize(3);
    threads.close();
    workers.remove(Thread.currentThread());
    for (Thread worker : workers) {
      assertThat(worker.isDaemon()).isTrue();
      worker.join();
    }
    assertEachOnce(threads, 20);
  }

  @Test
  void rangesCoverAllNumbersOnceAndAreNotTooShort() {
    try (CpuThreads threads = new CpuThreads(3)) {
      for (int size : new int[] {0, 1, 3, 17, 99, 100, 101, 257, 5000}) {
        AtomicIntegerArray done = new AtomicIntegerArray(size);
        AtomicInteger ranges = new AtomicInteger();
        threads.forRanges(
            size,
            100,
            (from, to) -> {
              ranges.incrementAndGet();
              for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
              }
            });
        for (int i = 0; i < size; i++) {
          assertWithMessage("%s of %s", i, size).that(done.get(i)).isEqualTo(1);
        }
        assertThat(ranges.get()).isAtMost((size + 99) / 100);
      }
    }
  }

  @Test
  void theNumberOfThreadsIsThatOfTheProcessorsOrAsAskedFor() {
    assertThat(CpuThreads.sizeFrom(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(CpuThreads.sizeFrom("3")).isEqualTo(3);
    for (String wrong : new String[] {"", "0", "-1", "two", "1.5", "1025", "99999999999"}) {
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> CpuThreads.sizeFrom(wrong));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "cotangent.threads: expected a number of threads from 1 to 1024, found '"
                  + wrong
                  + "'");
    }
  }
}
