package org.cotangent.processor.rules;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's files, wherever in it the tests run. */
final class Docs {

  private Docs() {}

  /** A page of the documentation. */
  static Path page(String name) {
    return root().resolve("docs").resolve(name);
  }

  /** The directory with all modules. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("processor"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
