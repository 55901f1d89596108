package org.cotangent.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The greatest ratios that {@code bin/bench --check} lets pass.
 *
 * <p>In the file each line is a limit: the version of Java, the case, the ratio and the number,
 * separated by {@code |}. Empty lines and those that start with {@code #} are comments. A version
 * of Java without limits has those of the next older one, or else of the oldest.
 */
final class Limits {
  /** What a measured ratio is multiplied with to become a limit. */
  static final double MARGIN = 1.4;

  private static final String HEAD =
      """
      # The greatest ratios that bin/bench --check lets pass, for the version of Java in the first column.
      # Written by bin/bench --check --update-limits: measured ratios times 1.4.
      """;

  /** One limit. */
  record Limit(int java, String problem, String ratio, double most) {
    private boolean sameAs(Limit other) {
      return java == other.java && problem.equals(other.problem) && ratio.equals(other.ratio);
    }
  }

  private final List<Limit> all;

  private Limits(List<Limit> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads the lines of a file.
   *
   * @throws IllegalArgumentException for a line that is no limit, or that repeats one
   */
  static Limits parse(List<String> lines) {
    List<Limit> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Limit limit = limit(line, i + 1);
      if (all.stream().anyMatch(limit::sameAs)) {
        throw new IllegalArgumentException("line " + (i + 1) + " repeats a limit: " + line);
      }
      all.add(limit);
    }
    return new Limits(all);
  }

  private static Limit limit(String line, int number) {
    String[] fields = line.split("\\|", -1);
    String wrong = "line " + number + " is not 'version | case | ratio | number': " + line;
    if (fields.length != 4) {
      throw new IllegalArgumentException(wrong);
    }
    try {
      double most = Double.parseDouble(fields[3].strip());
      if (!(most > 0)) {
        throw new IllegalArgumentException(wrong);
      }
      int java = Integer.parseInt(fields[0].strip());
      return new Limit(java, fields[1].strip(), fields[2].strip(), most);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong, e);
    }
  }

  /** The limits that hold for a version of Java. */
  List<Limit> of(int java) {
    int version =
        all.stream()
            .mapToInt(Limit::java)
            .filter(each -> each <= java)
            .max()
            .orElseGet(() -> all.stream().mapToInt(Limit::java).min().orElse(java));
    return all.stream().filter(limit -> limit.java() == version).toList();
  }

  /** The limit of a ratio for a version of Java. */
  OptionalDouble most(int java, String problem, String ratio) {
    return of(java).stream()
        .filter(limit -> limit.problem().equals(problem) && limit.ratio().equals(ratio))
        .mapToDouble(Limit::most)
        .findFirst();
  }

  /** These limits, where measured ratios give new ones for a version of Java. */
  Limits with(int java, String problem, String ratio, double measured) {
    // Two digits behind the point, rounded up.
    double most = Math.ceil(measured * MARGIN * 100) / 100;
    Limit limit = new Limit(java, problem, ratio, most);
    List<Limit> changed = new ArrayList<>(all);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).sameAs(limit)) {
        changed.set(i, limit);
        return new Limits(changed);
      }
    }
    changed.add(limit);
    return new Limits(changed);
  }

  /** The content of the file. */
  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Limit limit : all) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d | %s | %s | %.2f\n",
              limit.java(),
              limit.problem(),
              limit.ratio(),
              limit.most()));
    }
    return text.toString();
  }
}
