package org.cotangent.runtime;

import java.util.Arrays;
import org.cotangent.runtime.backend.Engine;

/**
 * A stretch of a program at whose end its matrices are closed: every matrix that the thread makes
 * while the scope is the innermost open one, except those that are {@linkplain #keep kept}. Scopes
 * of a thread are closed in reverse order.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *   Matrix hidden = input.times(weights).tanh();
 *   return scope.keep(hidden.times(more));
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
  private static final ThreadLocal<Innermost> INNERMOST = ThreadLocal.withInitial(Innermost::new);

  /** A thread's innermost open scope. */
  private static final class Innermost {
    private Scope scope;
  }

  private final Innermost thread;
  private final Scope outer;
  private Matrix[] matrices = new Matrix[16];
  private int count;
  private boolean closed;

  private Scope(Innermost thread) {
    this.thread = thread;
    this.outer = thread.scope;
  }

  /**
   * Opens a scope of this thread.
   *
   * @return the scope, to be closed by this thread
   */
  public static Scope open() {
    Innermost thread = INNERMOST.get();
    Scope scope = new Scope(thread);
    thread.scope = scope;
    return scope;
  }

  /**
   * Takes a matrix out of the scope: it stays open when the scope closes, and belongs to the scope
   * around this one, if there is one. A matrix that is not of this scope stays as it is.
   *
   * @param matrix any matrix
   * @return the matrix
   */
  public Matrix keep(Matrix matrix) {
    requireOpen();
    if (matrix.scope == this) {
      remove(matrix);
      if (outer != null) {
        outer.add(matrix);
      }
    }
    return matrix;
  }

  /**
   * Closes the scope's matrices but some, which stay in it: what an iteration of a loop leaves to
   * the next one.
   *
   * @param kept what stays open
   */
  public void closeOthers(Matrix... kept) {
    requireOpen();
    int left = 0;
    for (int i = 0; i < count; i++) {
      Matrix matrix = matrices[i];
      if (contains(kept, matrix)) {
        matrix.placeInScope = left;
        matrices[left++] = matrix;
      } else {
        // What is in no scope need not be taken out of one.
        matrix.scope = null;
        matrix.close();
      }
    }
    Arrays.fill(matrices, left, count, null);
    count = left;
  }

  private static boolean contains(Matrix[] matrices, Matrix wanted) {
    for (Matrix matrix : matrices) {
      if (matrix == wanted) {
        return true;
      }
    }
    return false;
  }

  /**
   * Closes the scope's matrices. Closing twice does nothing.
   *
   * @throws IllegalStateException if it is not this thread's innermost open scope
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    requireOpen();
    closed = true;
    thread.scope = outer;
    for (int i = 0; i < count; i++) {
      Matrix matrix = matrices[i];
      // What is in no scope need not be taken out of one.
      matrix.scope = null;
      matrix.close();
    }
    matrices = null;
    Engine.current().rest();
  }

  /** Puts a new matrix into this thread's innermost scope. */
  static void enter(Matrix matrix) {
    Scope scope = INNERMOST.get().scope;
    if (scope != null) {
      scope.add(matrix);
    }
  }

  /** Takes a closed matrix out of its scope, so that a long scope does not fill up with them. */
  static void leave(Matrix matrix) {
    Scope scope = matrix.scope;
    // Scopes belong to their threads: one that closes a matrix of another's leaves it in there.
    if (scope != null && scope.thread == INNERMOST.get()) {
      scope.remove(matrix);
    }
  }

  private void requireOpen() {
    if (thread != INNERMOST.get()) {
      throw new IllegalStateException("a scope is used by the thread that opened it only");
    }
    if (closed) {
      throw new IllegalStateException("the scope has been closed");
    }
    if (thread.scope != this) {
      throw new IllegalStateException(
          "a scope that was opened within this one is still open: close it first");
    }
  }

  private void add(Matrix matrix) {
    if (count == matrices.length) {
      matrices = Arrays.copyOf(matrices, 2 * count);
    }
    matrix.scope = this;
    matrix.placeInScope = count;
    matrices[count++] = matrix;
  }

  private void remove(Matrix matrix) {
    Matrix last = matrices[--count];
    matrices[matrix.placeInScope] = last;
    last.placeInScope = matrix.placeInScope;
    matrices[count] = null;
    matrix.scope = null;
  }
}
