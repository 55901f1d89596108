package org.cotangent.processor.report;

/** What stands around the content of every page. */
final class Frame {
  private Frame() {}

  static void begin(Html html, String title) {
    html.doctype().open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "generator", "content", Page.GENERATOR).line();
    html.element("title", title).line();
    html.open("style").line().verbatim(Style.SHEET).close().line();
    html.close().line().open("body").line();
  }

  static void end(Html html) {
    html.open("script").line().verbatim(Style.SCRIPT).close().line();
    html.close().line().close().line();
  }
}
