package org.cotangent.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.CompanionCompiler.Outcome;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.report.IndexPage;
import org.cotangent.processor.report.MethodPages;
import org.cotangent.processor.report.Page;

/**
 * Writes the pages of {@code -Acotangent.report}, when all classes are made and nothing is wrong.
 *
 * <p>A build tool may compile some classes only. The list of all pages is kept in a file beside
 * them, so that the index still names those of the others; what a class no longer has is deleted.
 */
final class ReportWriter {
  private static final String LIST = "pages.txt";

  private final Path directory;
  private final Map<String, List<Page>> made = new LinkedHashMap<>();

  ReportWriter(Path directory) {
    this.directory = directory;
  }

  /** Keeps the pages of a class until all are made. */
  void add(String className, Outcome.Made companion) {
    companion.report().ifPresent(report -> made.put(className, MethodPages.of(report)));
  }

  /**
   * Writes all pages.
   *
   * @param findings takes what goes wrong, by class
   */
  void write(Map<String, List<Problem>> findings) {
    if (made.isEmpty()) {
      return;
    }
    Path[] file = {directory};
    try {
      write(file);
    } catch (IOException e) {
      String first = made.keySet().iterator().next();
      OutputDirectory.REPORT.notWritten(file[0], e, findings.get(first)::add);
    }
  }

  private void write(Path[] file) throws IOException {
    Map<String, Page.Entry> entries = new LinkedHashMap<>();
    Set<String> classes = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (List<Page> pages : made.values()) {
      for (Page page : pages) {
        entries.put(page.entry().file(), page.entry());
        classes.add(page.entry().packageName() + "." + page.entry().className());
        names.add(page.entry().file());
      }
    }
    for (String name : names) {
      file[0] = directory.resolve(name);
      requireOurs(file[0]);
    }
    file[0] = directory.resolve(IndexPage.FILE);
    requireOurs(file[0]);
    file[0] = directory.resolve(LIST);
    for (Page.Entry old : before()) {
      Path page = directory.resolve(old.file());
      boolean again = classes.contains(old.packageName() + "." + old.className());
      if (again && !names.contains(old.file())) {
        file[0] = page;
        requireOurs(page);
        Files.deleteIfExists(page);
      } else if (!again && Files.isRegularFile(page)) {
        entries.put(old.file(), old);
      }
    }
    for (List<Page> pages : made.values()) {
      for (Page page : pages) {
        file[0] = directory.resolve(page.entry().file());
        OutputDirectory.replace(file[0], page.text());
      }
    }
    file[0] = directory.resolve(IndexPage.FILE);
    List<Page.Entry> sorted = IndexPage.sorted(entries.values());
    OutputDirectory.replace(file[0], IndexPage.of(sorted));
    file[0] = directory.resolve(LIST);
    StringBuilder list = new StringBuilder();
    sorted.forEach(entry -> list.append(line(entry)));
    OutputDirectory.replace(file[0], list.toString());
  }

  /** The directory may hold pages of the user's. */
  private static void requireOurs(Path file) throws IOException {
    if (Files.exists(file) && !(Files.isRegularFile(file) && Page.isOurs(Files.readString(file)))) {
      throw new IOException("it was there before, and is no page of a report");
    }
  }

  private static String line(Page.Entry entry) {
    List<String> parts =
        List.of(entry.packageName(), entry.className(), entry.method(), entry.tape(), entry.file());
    return String.join("\t", parts) + "\n";
  }

  /** The pages that are there; a line that we cannot have written is not believed. */
  private List<Page.Entry> before() throws IOException {
    Path list = directory.resolve(LIST);
    List<Page.Entry> entries = new ArrayList<>();
    if (Files.isRegularFile(list)) {
      for (String line : Files.readAllLines(list)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 5 && parts[4].matches("[^/\\\\:]+\\.html")) {
          entries.add(new Page.Entry(parts[0], parts[1], parts[2], parts[3], parts[4]));
        }
      }
    }
    return entries;
  }
}
