package org.cotangent.samples.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws losses by epoch as an SVG: epochs to the right, the loss upwards on a logarithmic scale.
 */
public final class LossChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int LEFT = 80;
  private static final int RIGHT = 730;
  private static final int TOP = 60;
  private static final int BOTTOM = 395;
  private static final int MOST_EPOCH_TICKS = 10;
  private static final double LEAST_LOSS = 1e-12;
  private static final String[] COLOURS = {"#1f5fa8", "#c8501e", "#3b7d3b", "#7a4b9c"};
  private static final String[] DASHES = {"none", "8 4", "2 3", "10 3 2 3"};

  private final String unit;
  private final List<Curve> curves;
  private final StringBuilder svg = new StringBuilder();
  private final int lastEpoch;
  private final List<Double> lossTicks;

  /**
   * A line of the chart.
   *
   * @param name what the legend says
   * @param losses the loss of each epoch, from epoch 1 on; at least one
   */
  public record Curve(String name, double[] losses) {}

  private LossChart(String unit, List<Curve> curves) {
    this.unit = unit;
    this.curves = curves;
    int epochs = 1;
    double least = Double.POSITIVE_INFINITY;
    double greatest = LEAST_LOSS;
    for (Curve curve : curves) {
      epochs = Math.max(epochs, curve.losses().length);
      for (double loss : curve.losses()) {
        least = Math.min(least, Math.max(loss, LEAST_LOSS));
        greatest = Math.max(greatest, loss);
      }
    }
    lastEpoch = epochs;
    lossTicks = lossTicks(Math.min(least, greatest), greatest);
  }

  /**
   * Draws the chart.
   *
   * @param unit of the losses
   * @param curves at least one; up to four differ in colour and dash
   * @return a whole SVG document
   */
  public static String draw(String unit, List<Curve> curves) {
    LossChart chart = new LossChart(unit, curves);
    chart.frame();
    chart.epochAxis();
    chart.lossAxis();
    for (int i = 0; i < curves.size(); i++) {
      chart.curve(i);
    }
    chart.legend();
    return chart.svg.append("</svg>\n").toString();
  }

  private void frame() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" font-size=\"14\""
            + " fill=\"#333333\">",
        WIDTH, HEIGHT, WIDTH, HEIGHT);
    add("<title>Training loss by epoch</title>");
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    add("<text x=\"%d\" y=\"34\" font-size=\"18\" fill=\"#111111\">Training loss</text>", LEFT);
  }

  private void epochAxis() {
    for (int epoch : epochTicks(lastEpoch)) {
      double x = x(epoch);
      line(x, BOTTOM, x, BOTTOM + 6, "#666666");
      text(x, BOTTOM + 23, "middle", Integer.toString(epoch));
    }
    text((LEFT + RIGHT) / 2.0, BOTTOM + 48, "middle", "epoch");
  }

  private void lossAxis() {
    for (double loss : lossTicks) {
      double y = y(loss);
      line(LEFT, y, RIGHT, y, "#e4e4e4");
      line(LEFT - 6, y, LEFT, y, "#666666");
      text(LEFT - 11, y + 5, "end", label(loss));
    }
    line(LEFT, TOP, LEFT, BOTTOM, "#666666");
    line(LEFT, BOTTOM, RIGHT, BOTTOM, "#666666");
    double middle = (TOP + BOTTOM) / 2.0;
    add(
        "<text x=\"24\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 24"
            + " %.1f)\">%s</text>",
        middle, middle, escaped("loss, " + unit + " (log scale)"));
  }

  private void curve(int index) {
    StringBuilder points = new StringBuilder();
    double[] losses = curves.get(index).losses();
    for (int i = 0; i < losses.length; i++) {
      points.append(format("%s%.1f,%.1f", i == 0 ? "" : " ", x(i + 1), y(losses[i])));
    }
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.2\""
            + " stroke-linejoin=\"round\" stroke-dasharray=\"%s\"/>",
        points, colour(index), dash(index));
    add(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
        x(losses.length), y(losses[losses.length - 1]), colour(index));
  }

  private void legend() {
    int height = 14 + 24 * curves.size();
    int left = RIGHT - 282;
    int top = TOP + 12;
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"270\" height=\"%d\" rx=\"4\" fill=\"#ffffff\""
            + " stroke=\"#cccccc\"/>",
        left, top, height);
    for (int i = 0; i < curves.size(); i++) {
      int y = top + 19 + 24 * i;
      add(
          "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2.2\""
              + " stroke-dasharray=\"%s\"/>",
          left + 12, y, left + 48, y, colour(i), dash(i));
      text(left + 58, y + 5, "start", curves.get(i).name());
    }
  }

  private double x(double epoch) {
    return LEFT + (RIGHT - LEFT) * (lastEpoch == 1 ? 0.5 : (epoch - 1) / (lastEpoch - 1));
  }

  private double y(double loss) {
    double low = Math.log(lossTicks.get(0));
    double high = Math.log(lossTicks.get(lossTicks.size() - 1));
    return BOTTOM - (BOTTOM - TOP) * (Math.log(Math.max(loss, LEAST_LOSS)) - low) / (high - low);
  }

  /** The first epoch, and round numbers of epochs up to the last: at most about ten. */
  private static List<Integer> epochTicks(int last) {
    int step = 1;
    for (int i = 0; last / step > MOST_EPOCH_TICKS; i++) {
      // 1, 2, 5, 10, 20, 50, ...
      step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    }
    List<Integer> ticks = new ArrayList<>();
    ticks.add(1);
    for (int epoch = step; epoch <= last; epoch += step) {
      if (epoch > 1) {
        ticks.add(epoch);
      }
    }
    return ticks;
  }

  /**
   * The numbers 1, 2 and 5 times powers of ten, from at or below the least to at or above the
   * greatest.
   */
  private static List<Double> lossTicks(double least, double greatest) {
    List<Double> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(Math.log10(least)) - 1; ; decade++) {
      for (int digit : new int[] {1, 2, 5}) {
        double tick = Double.parseDouble(digit + "e" + decade);
        if (tick <= least) {
          ticks.clear();
        }
        ticks.add(tick);
        if (tick >= greatest && ticks.size() > 1) {
          return ticks;
        }
      }
    }
  }

  private static String label(double loss) {
    boolean plain = loss >= 1e-4 && loss < 1e6;
    return plain
        ? new BigDecimal(Double.toString(loss)).stripTrailingZeros().toPlainString()
        : format("%.0e", loss);
  }

  private static String colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  private static String dash(int index) {
    return DASHES[index % DASHES.length];
  }

  private void line(double x1, double y1, double x2, double y2, String colour) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, colour);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void add(String format, Object... arguments) {
    svg.append(format(format, arguments)).append('\n');
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
