package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts boxes with arrows between them into layers, so that arrows go down: a box stands below all
 * that it reads. An arrow that passes layers gets a gap in each of them. Within a layer boxes stand
 * near what they read. Sugiyama, Tagawa, Toda: Methods for visual understanding of hierarchical
 * system structures, IEEE Trans. SMC 11(2), 1981, with one barycentre pass in each direction.
 */
final class Layers {
  private static final double GAP_X = 18;
  private static final double GAP_Y = 30;
  private static final double DUMMY = 8;

  /** Boxes that are free to stand lower do so rather than make a layer wider than this. */
  private static final double WIDEST = 1000;

  /** The size of a box. */
  record Size(double width, double height) {}

  /** A point. */
  record Point(double x, double y) {}

  /** An arrow between boxes, by position; one that goes back to an earlier box stays out. */
  record Arrow(int from, int to) {}

  private static final class Item {
    final int box;
    final double width;
    final double height;
    final List<Item> above = new ArrayList<>();
    final List<Item> below = new ArrayList<>();
    double x;
    double y;
    double room;
    double key;

    Item(int box, double width, double height) {
      this.box = box;
      this.width = width;
      this.height = height;
    }

    double middle() {
      return x + width / 2;
    }
  }

  private final List<List<Item>> layers = new ArrayList<>();
  private final List<Item> boxes = new ArrayList<>();
  private final Map<Arrow, List<Item>> routes = new HashMap<>();
  private double width;
  private double height;

  /**
   * @param arrows each from a box to a later one
   * @param last boxes that stand below all others
   */
  Layers(List<Size> sizes, Set<Arrow> arrows, Set<Integer> last) {
    int[] layer = new int[sizes.size()];
    int deepest = 0;
    Map<Integer, Double> widths = new HashMap<>();
    for (int k = 0; k < sizes.size(); k++) {
      for (Arrow arrow : arrows) {
        if (arrow.to() == k) {
          layer[k] = Math.max(layer[k], layer[arrow.from()] + 1);
        }
      }
      double own = sizes.get(k).width() + GAP_X;
      while (widths.containsKey(layer[k]) && widths.get(layer[k]) + own > WIDEST) {
        layer[k]++;
      }
      widths.merge(layer[k], own, Double::sum);
      deepest = Math.max(deepest, layer[k]);
    }
    for (int k : last) {
      layer[k] = deepest;
    }
    for (int k = 0; k <= deepest; k++) {
      layers.add(new ArrayList<>());
    }
    for (int k = 0; k < sizes.size(); k++) {
      Item item = new Item(k, sizes.get(k).width(), sizes.get(k).height());
      boxes.add(item);
      layers.get(layer[k]).add(item);
    }
    for (Arrow arrow : arrows) {
      route(arrow, layer);
    }
    order();
    place();
  }

  private void route(Arrow arrow, int[] layer) {
    List<Item> route = new ArrayList<>(List.of(boxes.get(arrow.from())));
    for (int k = layer[arrow.from()] + 1; k < layer[arrow.to()]; k++) {
      Item dummy = new Item(-1, DUMMY, 0);
      layers.get(k).add(dummy);
      route.add(dummy);
    }
    route.add(boxes.get(arrow.to()));
    for (int k = 1; k < route.size(); k++) {
      route.get(k - 1).below.add(route.get(k));
      route.get(k).above.add(route.get(k - 1));
    }
    routes.put(arrow, route);
  }

  private void order() {
    for (int round = 0; round < 4; round++) {
      boolean down = round % 2 == 0;
      for (int k = 0; k < layers.size(); k++) {
        List<Item> layer = layers.get(down ? k : layers.size() - 1 - k);
        for (int at = 0; at < layer.size(); at++) {
          Item item = layer.get(at);
          List<Item> near = down ? item.above : item.below;
          item.key =
              near.isEmpty()
                  ? item.key
                  : near.stream().mapToDouble(n -> n.key).average().orElse(at);
        }
        layer.sort(Comparator.comparingDouble(item -> item.key));
        for (int at = 0; at < layer.size(); at++) {
          layer.get(at).key = at - (layer.size() - 1) / 2.0;
        }
      }
    }
  }

  private void place() {
    double y = 0;
    for (List<Item> layer : layers) {
      double x = 0;
      double tallest = 0;
      for (Item item : layer) {
        item.x = x;
        x += item.width + GAP_X;
        tallest = Math.max(tallest, item.height);
      }
      width = Math.max(width, x - GAP_X);
      for (Item item : layer) {
        item.y = item.box < 0 ? y : y + (tallest - item.height) / 2;
        item.room = tallest;
      }
      y += tallest + GAP_Y;
    }
    height = Math.max(0, y - GAP_Y);
    for (List<Item> layer : layers) {
      if (layer.isEmpty()) {
        continue;
      }
      Item end = layer.get(layer.size() - 1);
      double shift = (width - end.x - end.width) / 2;
      layer.forEach(item -> item.x += shift);
    }
    pull();
  }

  /** Moves each box to where its neighbours are, as far as the others of its layer let it. */
  private void pull() {
    for (int round = 0; round < 4; round++) {
      for (List<Item> layer : layers) {
        for (int k = 0; k < layer.size(); k++) {
          Item item = layer.get(k);
          Set<Item> near = new LinkedHashSet<>(item.above);
          near.addAll(item.below);
          if (near.isEmpty()) {
            continue;
          }
          double wanted =
              near.stream().mapToDouble(Item::middle).average().orElse(0) - item.width / 2;
          double low = k == 0 ? 0 : layer.get(k - 1).x + layer.get(k - 1).width + GAP_X;
          double high =
              (k == layer.size() - 1 ? width + GAP_X : layer.get(k + 1).x) - GAP_X - item.width;
          item.x = Math.max(low, Math.min(high, wanted));
        }
      }
    }
  }

  Size size() {
    return new Size(width, height);
  }

  /** The upper left corner of a box. */
  Point corner(int box) {
    return new Point(boxes.get(box).x, boxes.get(box).y);
  }

  /** Where the layer of a box begins. */
  double top(int box) {
    Item item = boxes.get(box);
    return item.y - (item.room - item.height) / 2;
  }

  /** Where the layer of a box ends. */
  double bottom(int box) {
    return top(box) + boxes.get(box).room;
  }

  /** The points that an arrow goes through, from the lower edge of a box to the upper of one. */
  List<Point> route(Arrow arrow) {
    List<Item> items = routes.get(arrow);
    List<Point> points = new ArrayList<>();
    Item first = items.get(0);
    points.add(new Point(first.middle(), first.y + first.height));
    for (Item item : items.subList(1, items.size())) {
      points.add(new Point(item.middle(), item.y));
      if (item.box < 0 && item.room > 0) {
        points.add(new Point(item.middle(), item.y + item.room));
      }
    }
    return points;
  }
}
