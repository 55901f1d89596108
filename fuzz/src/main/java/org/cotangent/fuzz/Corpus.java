package org.cotangent.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Valid sources to break: the golden inputs, the right examples of the messages, random programs.
 */
final class Corpus {
  private static final Pattern RIGHT = Pattern.compile("(?s)```java right[^\\n]*\\n(.*?)```");
  private static final Pattern NAME =
      Pattern.compile("(?m)^(?:[a-z@]\\w* )*(?:class|record|interface|enum) (\\w+)");

  private final List<String> sources;
  private final long seed;

  private Corpus(List<String> sources, long seed) {
    this.sources = sources;
    this.seed = seed;
  }

  /** The sources below the root of the project. */
  static Corpus of(Path root, long seed) throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path file : files(root.resolve("processor/src/test/resources/golden"), "Input.java")) {
      sources.add(Files.readString(file));
    }
    for (Path file : files(root.resolve("docs/errors"), ".md")) {
      Matcher right = RIGHT.matcher(Files.readString(file));
      List<String> found = new ArrayList<>();
      while (right.find()) {
        found.add(right.group(1));
      }
      // Examples of several files need each other.
      if (found.size() == 1) {
        sources.add(found.get(0));
      }
    }
    return new Corpus(sources, seed);
  }

  private static List<Path> files(Path directory, String end) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(p -> p.toString().endsWith(end)).sorted().toList();
    }
  }

  int size() {
    return sources.size();
  }

  /** A source; one in three is a random program. */
  String draw(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return sources.get(random.nextInt(sources.size()));
    }
    Program program = ProgramGenerator.program(seed, random.nextInt(1 << 20));
    return JavaPrinter.print(program, "Model");
  }

  /** The name of the class that a file must be named after. */
  static String className(String source) {
    Matcher name = NAME.matcher(source);
    return name.find() ? name.group(1) : "Model";
  }
}
