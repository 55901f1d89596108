package org.cotangent.samples.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the compiler left the source of derivatives, for those who want to read it. */
public final class GeneratedSource {
  private static final List<Path> GUESSES =
      List.of(
          Path.of("samples", "target", "generated-sources", "annotations"),
          Path.of("target", "generated-sources", "annotations"));

  private GeneratedSource() {}

  /**
   * The file with the derivatives of a class's methods. The property {@code cotangent.generated}
   * names the root of such files; without it the root is guessed from the working directory.
   *
   * @param type a class at the top level of its file
   * @return a path; no promise that it exists
   */
  public static Path of(Class<?> type) {
    return root().resolve(type.getName().replace('.', '/') + "Derivatives.java");
  }

  private static Path root() {
    String property = System.getProperty("cotangent.generated");
    if (property != null) {
      return Path.of(property);
    }
    for (Path guess : GUESSES) {
      if (Files.isDirectory(guess)) {
        return guess;
      }
    }
    return GUESSES.get(0);
  }
}
