package org.cotangent.processor;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * A directory that an option names, for files that are no part of the compilation: they do not go
 * through the {@code Filer}, and no build tool knows them as an output.
 */
enum OutputDirectory {
  TESTS("cotangent.tests", "the tests of derivatives", "src/test/java"),
  REPORT("cotangent.report", "the pages of the report", "build/derivatives");

  private final String option;
  private final String content;
  private final String example;

  OutputDirectory(String option, String content, String example) {
    this.option = option;
    this.content = content;
    this.example = example;
  }

  /** The option's name, without {@code -A}. */
  String option() {
    return option;
  }

  /** A directory that exists or can be made later; relative to where the compiler was started. */
  Optional<Path> path(String value, List<Problem> problems) {
    if (value == null || value.isBlank()) {
      problems.add(new Problem(Message.NO_DIRECTORY, Span.NONE, List.of(option, content, example)));
      return Optional.empty();
    }
    try {
      Path path = Path.of(value);
      if (!Files.exists(path) || Files.isDirectory(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      problems.add(bad(value));
      return Optional.empty();
    }
    problems.add(bad(value));
    return Optional.empty();
  }

  private Problem bad(String value) {
    return new Problem(Message.BAD_DIRECTORY, Span.NONE, List.of(value, option, content));
  }

  /** Says that a file could not be written. */
  void notWritten(Path file, IOException why, Consumer<Problem> problems) {
    List<Object> arguments = List.of(file.toString(), why.toString(), option);
    problems.accept(new Problem(Message.FILE_NOT_WRITTEN, Span.NONE, arguments));
  }

  /** Writes a file whole or not at all; one that has this text already is not touched. */
  static void replace(Path file, String text) throws IOException {
    if (Files.isRegularFile(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = folder.resolve(file.getFileName() + ".part");
    try {
      Files.writeString(part, text);
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
