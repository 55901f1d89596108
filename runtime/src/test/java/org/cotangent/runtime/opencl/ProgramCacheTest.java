package org.cotangent.runtime.opencl;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramCacheTest {
  private static final byte[] CONTENTS = {1, 2, 3, 4, 5};

  @TempDir Path directory;

  private Path only() throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(directory)) {
      files = entries.toList();
    }
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  @Test
  void whatWasStoredIsLoaded() throws IOException {
    ProgramCache cache = new ProgramCache(directory);
    assertThat(cache.load("program", "key")).isNull();
    cache.store("program", "key", CONTENTS);
    assertThat(cache.load("program", "key")).isEqualTo(CONTENTS);
    assertThat(cache.load("program", "other key")).isNull();
    assertThat(cache.load("costs", "key")).isNull();
    assertThat(cache.lastProblem()).isEmpty();
    assertThat(only().getFileName().toString()).matches("program-[0-9a-f]{64}\\.bin");
    cache.store("program", "key", new byte[] {9});
    assertThat(cache.load("program", "key")).isEqualTo(new byte[] {9});
  }

  @Test
  void eachCutAndEachFlippedBitIsNoticed() throws IOException {
    ProgramCache cache = new ProgramCache(directory);
    cache.store("program", "key", CONTENTS);
    Path file = only();
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThat(cache.load("program", "key")).isNull();
      assertThat(cache.lastProblem()).contains("could not read");
    }
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bad);
      assertThat(cache.load("program", "key")).isNull();
    }
    Files.write(file, Arrays.copyOf(good, good.length + 1));
    assertThat(cache.load("program", "key")).isNull();
    Files.write(file, good);
    assertThat(cache.load("program", "key")).isEqualTo(CONTENTS);
  }

  @Test
  void directoryThatCannotBeWrittenMeansThatNothingIsKept() throws IOException {
    Path file = directory.resolve("file");
    Files.write(file, CONTENTS);
    ProgramCache cache = new ProgramCache(file.resolve("below"));
    cache.store("program", "key", CONTENTS);
    assertThat(cache.load("program", "key")).isNull();
    assertThat(cache.lastProblem()).contains("could not write");
  }

  @Test
  void fileThatCannotBePutInItsPlaceLeavesNothingBehind() throws IOException {
    // the name of a stored file is taken by a directory that is not empty: the move fails late,
    // after everything was written
    ProgramCache cache = new ProgramCache(directory);
    cache.store("program", "key", CONTENTS);
    Path file = only();
    Files.delete(file);
    Files.createDirectory(file);
    Files.write(file.resolve("x"), CONTENTS);
    cache.store("program", "key", CONTENTS);
    assertThat(cache.lastProblem()).contains("could not write");
    assertThat(only()).isEqualTo(file);
    assertThat(cache.load("program", "key")).isNull();
  }

  @Test
  void cacheThatIsOffKeepsNothing() {
    ProgramCache cache = new ProgramCache(null);
    cache.store("program", "key", CONTENTS);
    assertThat(cache.load("program", "key")).isNull();
    assertThat(cache.where()).isEqualTo("off");
  }
}
