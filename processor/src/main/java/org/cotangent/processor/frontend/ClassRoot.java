package org.cotangent.processor.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A directory or an archive of a class path. It only tells which files there are: their contents
 * come from the compiler itself, which knows the order of the path.
 */
sealed interface ClassRoot {

  /** The names of the files of one folder, such as {@code org/example}. */
  Set<String> files(String folder);

  /** The root in which a file of this relative name was found, where that can be told. */
  static Optional<ClassRoot> of(URI file, String relativeName) {
    String scheme = String.valueOf(file.getScheme()).toLowerCase(Locale.ROOT);
    if (scheme.equals("jar")) {
      String inner = file.getRawSchemeSpecificPart();
      int end = inner.indexOf("!/");
      return end < 0
          ? Optional.empty()
          : Optional.of(new Archive(Path.of(URI.create(inner.substring(0, end)))));
    }
    if (scheme.equals("file")) {
      Path path = Path.of(file);
      Path relative = Path.of(relativeName);
      if (path.endsWith(relative)) {
        Path root = path;
        for (int i = 0; i < relative.getNameCount(); i++) {
          root = root.getParent();
        }
        return Optional.of(new Directory(root));
      }
    }
    return Optional.empty();
  }

  /** A directory. */
  record Directory(Path root) implements ClassRoot {
    @Override
    public Set<String> files(String folder) {
      Path directory = root.resolve(folder);
      Set<String> names = new TreeSet<>();
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          files.forEach(file -> names.add(file.getFileName().toString()));
        } catch (IOException e) {
          throw new UncheckedIOException("cannot list " + directory, e);
        }
      }
      return names;
    }
  }

  /** An archive; its table of contents is read once. */
  final class Archive implements ClassRoot {
    private final Path file;
    private Map<String, Set<String>> folders;

    Archive(Path file) {
      this.file = file;
    }

    @Override
    public Set<String> files(String folder) {
      if (folders == null) {
        folders = contents();
      }
      return folders.getOrDefault(folder, Set.of());
    }

    private Map<String, Set<String>> contents() {
      Map<String, Set<String>> found = new HashMap<>();
      try (ZipFile zip = new ZipFile(file.toFile())) {
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .forEach(
                entry -> {
                  String name = entry.getName();
                  int slash = name.lastIndexOf('/');
                  found
                      .computeIfAbsent(
                          slash < 0 ? "" : name.substring(0, slash), key -> new TreeSet<>())
                      .add(name.substring(slash + 1));
                });
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
      return found;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Archive archive && archive.file.equals(file);
    }

    @Override
    public int hashCode() {
      return file.hashCode();
    }
  }
}
