package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.FlowGraph;
import org.cotangent.processor.analysis.FlowGraph.Edge;
import org.cotangent.processor.analysis.FlowGraph.Kind;
import org.cotangent.processor.analysis.FlowGraph.Node;
import org.cotangent.processor.report.Layers.Arrow;
import org.cotangent.processor.report.Layers.Point;
import org.cotangent.processor.report.Layers.Size;

/**
 * Draws the data flow of a method. Loops and branches are frames around their statements; an arrow
 * between statements of different frames ends at the frame.
 */
final class GraphPicture {
  /** More than this is no picture any more. */
  static final int MOST = 60;

  private static final int LABEL = 46;
  private static final double LETTER = 7.3;
  private static final double LEAF_HEIGHT = 26;
  private static final double PAD = 12;
  private static final double HEAD = 24;
  private static final double SIDE = 10;
  private static final double LIFT = 24;
  private static final double ROUND = 5;

  private final FlowGraph graph;
  private final Map<Integer, Integer> parents = new HashMap<>();
  private final Map<Integer, Node> all = new HashMap<>();
  private final Set<Integer> collapsed = new HashSet<>();
  private final Html html;

  private GraphPicture(FlowGraph graph, Html html) {
    this.graph = graph;
    this.html = html;
    graph.nodes().forEach(node -> note(node, -1));
  }

  private void note(Node node, int parent) {
    parents.put(node.id(), parent);
    all.put(node.id(), node);
    node.inner().forEach(inner -> note(inner, node.id()));
  }

  /** Draws a graph, or says that it is too big. */
  static void write(FlowGraph graph, String name, Html html) {
    new GraphPicture(graph, html).write(name);
  }

  private void write(String name) {
    int depth = 0;
    while (shown(graph.nodes(), depth + 1) <= MOST && depth < 20) {
      depth++;
    }
    collapse(graph.nodes(), depth);
    if (graph.size() > MOST) {
      html.element(
          "p",
          graph.size()
              + " statements are too many for one picture: what is inside of some loops and branches"
              + " is left out.");
    }
    if (graph.nodes().size() > 3 * MOST) {
      html.element("p", "Even so it is too large to be drawn.");
      return;
    }
    Group top = new Group(graph.nodes(), -1);
    double width = top.size.width() + 2 * PAD;
    double height = top.size.height() + 2 * PAD;
    html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Data flow");
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "width",
        number(width),
        "height",
        number(height),
        "role",
        "img",
        "aria-label",
        "Data flow of " + name);
    html.line();
    top.draw(PAD, PAD);
    html.close().close().line();
  }

  private static int shown(List<Node> nodes, int depth) {
    return nodes.stream()
        .mapToInt(node -> 1 + (depth > 0 ? shown(node.inner(), depth - 1) : 0))
        .sum();
  }

  private void collapse(List<Node> nodes, int depth) {
    for (Node node : nodes) {
      if (depth == 0 && !node.inner().isEmpty()) {
        collapsed.add(node.id());
      } else {
        collapse(node.inner(), depth - 1);
      }
    }
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String point(double x, double y) {
    return number(x) + "," + number(y);
  }

  private String label(Node node) {
    String text = node.label().strip();
    text = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    if (collapsed.contains(node.id())) {
      text += " …";
    }
    int end = text.offsetByCodePoints(0, Math.min(LABEL, text.codePointCount(0, text.length())));
    return end < text.length() ? text.substring(0, end) + "…" : text;
  }

  private boolean isFrame(Node node) {
    return !node.inner().isEmpty() && !collapsed.contains(node.id());
  }

  /** What stands in one frame. */
  private final class Group {
    private final List<Node> nodes;
    private final int frame;
    private final Map<Integer, Group> inner = new HashMap<>();
    private final Map<Arrow, Set<Edge>> arrows = new LinkedHashMap<>();
    private final Map<Arrow, Set<Edge>> backwards = new LinkedHashMap<>();
    private final Layers layers;
    private final Size size;
    private final double lift;
    private final List<Size> boxes = new ArrayList<>();

    Group(List<Node> nodes, int frame) {
      this.nodes = nodes;
      this.frame = frame;
      Map<Integer, Integer> positions = new HashMap<>();
      Set<Integer> last = new TreeSet<>();
      for (int k = 0; k < nodes.size(); k++) {
        Node node = nodes.get(k);
        positions.put(node.id(), k);
        double text =
            label(node).codePointCount(0, label(node).length()) * LETTER + 20 + line(node);
        if (isFrame(node)) {
          Group group = new Group(node.inner(), node.id());
          inner.put(node.id(), group);
          boxes.add(
              new Size(
                  Math.max(text, group.size.width() + 2 * PAD),
                  group.size.height() + HEAD + PAD + PAD / 2));
        } else {
          boxes.add(new Size(text, LEAF_HEIGHT));
        }
        if (node.kind() == Kind.RESULT) {
          last.add(k);
        }
      }
      for (Edge edge : graph.edges()) {
        Integer from = positions.get(within(edge.from()));
        Integer to = positions.get(within(edge.to()));
        if (from != null && to != null && !from.equals(to)) {
          Map<Arrow, Set<Edge>> into = from < to ? arrows : backwards;
          into.computeIfAbsent(new Arrow(from, to), key -> new LinkedHashSet<>()).add(edge);
        }
      }
      layers = new Layers(boxes, arrows.keySet(), last);
      double side = backwards.isEmpty() ? 0 : SIDE * (1 + backwards.size());
      lift = backwards.isEmpty() ? 0 : LIFT;
      size = new Size(layers.size().width() + side, layers.size().height() + 2 * lift);
    }

    private double line(Node node) {
      return number(node).length() * LETTER;
    }

    private String number(Node node) {
      boolean place = node.kind() != Kind.INPUT && node.kind() != Kind.RESULT;
      return place && node.span().line() > 0 ? node.span().line() + "  " : "";
    }

    /** The node of this frame that a node is, or is inside of; -1 where it is elsewhere. */
    private int within(int id) {
      int at = id;
      while (at >= 0 && parents.getOrDefault(at, -1) != frame) {
        at = parents.getOrDefault(at, -1);
      }
      return at;
    }

    void draw(double x, double top) {
      double y = top + lift;
      arrows.forEach((arrow, edges) -> down(layers.route(arrow), x, y, edges));
      int count = 0;
      for (Map.Entry<Arrow, Set<Edge>> back : backwards.entrySet()) {
        up(back.getKey(), x, y, ++count, back.getValue());
      }
      for (int k = 0; k < nodes.size(); k++) {
        Point corner = layers.corner(k);
        box(nodes.get(k), boxes.get(k), x + corner.x(), y + corner.y());
      }
    }

    private void down(List<Point> route, double x, double y, Set<Edge> edges) {
      Point at = route.get(0);
      StringBuilder path = new StringBuilder("M" + point(x + at.x(), y + at.y()));
      for (Point next : route.subList(1, route.size())) {
        double middle = y + (at.y() + next.y()) / 2;
        path.append(" C").append(point(x + at.x(), middle));
        path.append(' ').append(point(x + next.x(), middle));
        path.append(' ').append(point(x + next.x(), y + next.y()));
        at = next;
      }
      double tipX = x + at.x();
      double tipY = y + at.y();
      line(path.toString(), edges);
      tip(
          point(tipX - 4, tipY - 8) + " " + point(tipX + 4, tipY - 8) + " " + point(tipX, tipY),
          edges);
    }

    /**
     * What the next iteration reads: between the layers to the right side, and back up. Each arrow
     * has a height of its own there, as far as there is room.
     */
    private void up(Arrow arrow, double x, double y, int count, Set<Edge> edges) {
      double side = x + layers.size().width() + SIDE * count;
      double own = 4 * (count % 4);
      double fromX = x + layers.corner(arrow.from()).x() + boxes.get(arrow.from()).width() * 0.8;
      double fromY = y + layers.corner(arrow.from()).y() + boxes.get(arrow.from()).height();
      double below = y + layers.bottom(arrow.from()) + 8 + own;
      double toX = x + layers.corner(arrow.to()).x() + boxes.get(arrow.to()).width() * 0.8;
      double toY = y + layers.corner(arrow.to()).y();
      double above = y + layers.top(arrow.to()) - 12 - own;
      StringBuilder path = new StringBuilder("M" + point(fromX, fromY));
      corner(path, fromX, below, 0, -1, 1, 0);
      corner(path, side, below, -1, 0, 0, -1);
      corner(path, side, above, 0, 1, -1, 0);
      corner(path, toX, above, 1, 0, 0, 1);
      line(path.append(" L").append(point(toX, toY)).toString(), edges);
      tip(point(toX - 4, toY - 8) + " " + point(toX + 4, toY - 8) + " " + point(toX, toY), edges);
    }

    /** A rounded corner, with the directions to where the line comes from and to where it goes. */
    private static void corner(
        StringBuilder path, double x, double y, int fromX, int fromY, int toX, int toY) {
      path.append(" L").append(point(x + ROUND * fromX, y + ROUND * fromY));
      path.append(" Q").append(point(x, y)).append(' ');
      path.append(point(x + ROUND * toX, y + ROUND * toY));
    }

    private void line(String path, Set<Edge> edges) {
      Set<String> names = new LinkedHashSet<>();
      edges.forEach(edge -> names.add(edge.variable()));
      html.open("path", "class", isActive(edges) ? "flow" : "edge", "d", path);
      Set<String> ways = new LinkedHashSet<>();
      edges.forEach(edge -> ways.add(place(edge.from()) + " → " + place(edge.to())));
      String title = String.join(", ", ways) + ": " + String.join(", ", names);
      html.element("title", title).close().line();
    }

    private String place(int id) {
      Node node = all.get(id);
      boolean line = node.kind() != Kind.INPUT && node.kind() != Kind.RESULT;
      return line ? "line " + node.span().line() : node.label();
    }

    private void tip(String points, Set<Edge> edges) {
      html.empty("polygon", "class", isActive(edges) ? "flowtip" : "tip", "points", points);
    }

    private static boolean isActive(Set<Edge> edges) {
      return edges.stream().anyMatch(Edge::active);
    }

    private void box(Node node, Size box, double x, double y) {
      Group group = inner.get(node.id());
      boolean place = !number(node).isEmpty();
      if (place) {
        html.open("a", "href", "#s" + node.span().line());
      }
      html.open("g");
      html.element("title", node.label() + (node.active() ? " (active)" : ""));
      String kind = group != null ? "group" : node.active() ? "on" : "box";
      boolean round = node.kind() == Kind.INPUT || node.kind() == Kind.RESULT;
      html.empty(
          "rect",
          "class",
          kind,
          "x",
          GraphPicture.number(x),
          "y",
          GraphPicture.number(y),
          "width",
          GraphPicture.number(box.width()),
          "height",
          GraphPicture.number(box.height()),
          "rx",
          round ? "13" : "4");
      html.open("text", "x", GraphPicture.number(x + 10), "y", GraphPicture.number(y + 17));
      if (place) {
        html.element("tspan", number(node), "class", "name", "xml:space", "preserve");
      }
      html.text(label(node)).close().close();
      if (place) {
        html.close();
      }
      html.line();
      if (group != null) {
        group.draw(x + (box.width() - group.size.width()) / 2, y + HEAD + PAD / 2);
      }
    }
  }
}
