package org.cotangent.processor;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A thread with a stack for expressions and statements that are nested some thousand levels deep,
 * as generated sources have them. The caller waits for it; nothing runs side by side.
 */
final class DeepStack {
  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /** Runs it there, and hands on what it throws; at once if this is such a thread already. */
  static <T> T call(Supplier<T> work) {
    Thread here = Thread.currentThread();
    if (here instanceof Deep) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Deep(task);
    thread.setContextClassLoader(here.getContextClassLoader());
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (InterruptedException e) {
      here.interrupt();
      throw new IllegalStateException("interrupted while derivatives were made", e);
    }
  }

  private static final class Deep extends Thread {
    Deep(Runnable work) {
      super(null, work, "cotangent", BYTES);
    }
  }
}
