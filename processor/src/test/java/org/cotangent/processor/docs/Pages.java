package org.cotangent.processor.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's files, wherever in it the tests run. */
public final class Pages {
  private Pages() {}

  /** A directory of the documentation. */
  public static Path directory(String name) {
    return root().resolve("docs").resolve(name);
  }

  /** The directory with all modules. */
  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("processor"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}
