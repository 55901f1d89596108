package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Compiles with a report and reads its pages. */
final class Reports {
  private Reports() {}

  static Compiled compile(Path directory, String... sources) {
    return Compilation.of(sources)
        .with(Processors::cotangent)
        .options("-Acotangent.report=" + directory)
        .lenient()
        .run();
  }

  /** The pages and all else in the directory, by name. */
  static Map<String, String> files(Path directory) {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The page of the only method of some sources. */
  static Document page(Path directory, String... sources) {
    compile(directory, sources).orThrow();
    List<String> pages =
        files(directory).keySet().stream()
            .filter(name -> name.endsWith(".html") && !name.equals("index.html"))
            .toList();
    assertWithMessage("the only page").that(pages).hasSize(1);
    return parse(files(directory).get(pages.get(0)));
  }

  /** A page, which must be well-formed XML. */
  static Document parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  static List<Element> elements(Element within, String tag) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = within.getElementsByTagName(tag);
    for (int k = 0; k < nodes.getLength(); k++) {
      found.add((Element) nodes.item(k));
    }
    return found;
  }

  static Element byId(Document page, String id) {
    return elements(page.getDocumentElement(), "section").stream()
        .filter(each -> each.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no section " + id));
  }

  /** The rows of the tables of a section, a list of cells each. */
  static List<List<String>> rows(Document page, String section) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(byId(page, section), "tr")) {
      List<String> cells = elements(row, "td").stream().map(Element::getTextContent).toList();
      if (!cells.isEmpty()) {
        rows.add(cells);
      }
    }
    return rows;
  }
}
