package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The list of all pages. */
public final class IndexPage {
  private IndexPage() {}

  /** The name of its file. */
  public static final String FILE = "index.html";

  /** The order of the list. */
  public static List<Page.Entry> sorted(Collection<Page.Entry> entries) {
    List<Page.Entry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparing(Page.Entry::packageName)
            .thenComparing(Page.Entry::className)
            .thenComparing(Page.Entry::method)
            .thenComparing(Page.Entry::file));
    return sorted;
  }

  /** The page; its rows are in the order of the list. */
  public static String of(List<Page.Entry> sorted) {
    Html html = new Html();
    Frame.begin(html, "Derivatives");
    html.open("header").element("h1", "Derivatives");
    int count = sorted.size();
    html.element("p", count + (count == 1 ? " method" : " methods") + " with a derivative.");
    html.close().line().open("main").open("div", "class", "wide", "tabindex", "0");
    html.open("table").open("thead").open("tr");
    for (String head : List.of("Class", "Method", "Bytes on the tape")) {
      html.element("th", head, "scope", "col");
    }
    html.close().close().open("tbody").line();
    for (Page.Entry entry : sorted) {
      String prefix = entry.packageName().isEmpty() ? "" : entry.packageName() + ".";
      html.open("tr").open("td").element("code", prefix + entry.className()).close();
      html.open("td").open("a", "href", Links.to(entry.file()));
      html.element("code", entry.method()).close().close();
      html.open("td").element("code", entry.tape()).close().close().line();
    }
    html.close().close().close().close().line();
    Frame.end(html);
    return html.toString();
  }
}
