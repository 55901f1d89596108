package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScopeTest {
  @Test
  void scopeClosesWhatWasMadeInIt() {
    Matrix before = Matrix.row(1.0);
    Matrix inside;
    Matrix kept;
    try (Scope scope = Scope.open()) {
      inside = Elementwise.of("(x) -> x + 1", before);
      kept = scope.keep(Elementwise.of("(x) -> x + 2", before));
      assertThat(inside.isClosed()).isFalse();
    }
    Matrix after = Matrix.row(2.0);

    assertThat(before.isClosed()).isFalse();
    assertThat(inside.isClosed()).isTrue();
    assertThat(kept.get(0, 0)).isEqualTo(3);
    assertThat(after.isClosed()).isFalse();
  }

  @Test
  void keptMatrixBelongsToTheScopeAround() {
    Matrix kept;
    Matrix keptTwice;
    try (Scope outer = Scope.open()) {
      try (Scope inner = Scope.open()) {
        kept = inner.keep(Matrix.row(1.0));
        keptTwice = inner.keep(Matrix.row(2.0));
      }
      assertThat(kept.isClosed()).isFalse();
      outer.keep(keptTwice);
    }
    assertThat(kept.isClosed()).isTrue();
    assertThat(keptTwice.isClosed()).isFalse();
  }

  @Test
  void othersAreClosedBetweenIterations() {
    Matrix before = Matrix.row(1.0);
    List<Matrix> made = new ArrayList<>();
    Matrix carried = before;
    Matrix second = before;
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < 50; i++) {
        second = i % 7 == 0 ? carried : second;
        carried = Elementwise.of("(x) -> x + 1", carried);
        made.add(carried);
        made.add(Elementwise.of("(x) -> 2 * x", carried));
        scope.closeOthers(carried, second, before, Matrix.ZERO);
      }
      assertThat(made.stream().filter(each -> !each.isClosed()).toList())
          .containsExactly(carried, second);
      scope.keep(carried);
    }
    assertThat(carried.get(0, 0)).isEqualTo(51);
    assertThat(second.isClosed()).isTrue();
    assertThat(before.isClosed()).isFalse();
  }

  @Test
  void matricesClosedEarlyDoNotFillTheScope() {
    List<Matrix> open = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      for (int i = 0; i < 1000; i++) {
        Matrix matrix = Matrix.row((double) i);
        if (i % 3 == 0) {
          open.add(matrix);
        } else {
          matrix.close();
        }
      }
      scope.keep(open.get(5));
      scope.keep(Matrix.ZERO);
      for (Matrix matrix : open) {
        assertThat(matrix.isClosed()).isFalse();
      }
    }
    for (Matrix matrix : open) {
      assertThat(matrix.isClosed()).isEqualTo(matrix != open.get(5));
    }
  }

  @Test
  void scopesAreClosedInReverseOrder() {
    Scope outer = Scope.open();
    Scope inner = Scope.open();
    IllegalStateException thrown = assertThrows(IllegalStateException.class, outer::close);
    assertThat(thrown).hasMessageThat().contains("close it first");
    inner.close();
    inner.close();
    outer.close();
    assertThrows(IllegalStateException.class, () -> outer.keep(Matrix.row(1.0)));
  }

  @Test
  void scopeOfAnotherThreadIsRefused() throws InterruptedException {
    try (Scope scope = Scope.open()) {
      Matrix matrix = Matrix.row(1.0);
      List<Throwable> thrown = new ArrayList<>();
      Thread thread =
          new Thread(
              () -> {
                thrown.add(assertThrows(IllegalStateException.class, scope::close));
                matrix.close();
              });
      thread.start();
      thread.join();
      assertThat(thrown.get(0)).hasMessageThat().contains("by the thread that opened it only");
      assertThat(matrix.isClosed()).isTrue();
    }
  }

  @Test
  void memoryOfAClosedMatrixIsNotSharedWithOpenOnes() {
    Matrix first = Matrix.filled(64, 64, 1);
    Matrix copy = Matrix.zeros(64, 64);
    copy.assign(first);
    first.close();
    List<Matrix> later = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      later.add(Matrix.filled(64, 64, 5));
    }
    assertThat(copy.get(63, 63)).isEqualTo(1);
    copy.close();
    Matrix reused = Matrix.filled(64, 64, 9);
    for (Matrix matrix : later) {
      assertThat(matrix.get(63, 63)).isEqualTo(5);
    }
    assertThat(reused.get(0, 0)).isEqualTo(9);
  }
}
