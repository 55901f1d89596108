package org.cotangent.benchmarks.measure;

import static org.cotangent.benchmarks.problems.Case.BY_HAND;
import static org.cotangent.benchmarks.problems.Case.GENERATED;
import static org.cotangent.benchmarks.problems.Case.PRIMAL;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A picture of the measurements: for each case two bars, the generated gradient and the adjoint
 * written by hand, in terms of the primal.
 */
final class Picture {
  private static final int LEFT = 230;
  private static final int WIDTH = 900;
  private static final int ROW = 44;
  private static final int TOP = 60;
  private static final int BAR = 14;

  private Picture() {}

  /** The picture as SVG. */
  static String of(List<Measured> all) {
    double most = 1;
    for (Measured measured : all) {
      most = Math.max(most, measured.ratio(GENERATED, PRIMAL).orElse(0));
      most = Math.max(most, measured.ratio(BY_HAND, PRIMAL).orElse(0));
    }
    double scale = (WIDTH - LEFT - 60) / most;
    int height = TOP + ROW * all.size() + 20;
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\">",
        WIDTH,
        height);
    line(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    line(svg, "<text x=\"10\" y=\"24\" font-size=\"16\">time of the gradient / primal</text>");
    legend(svg, LEFT, "#3465a4", GENERATED);
    legend(svg, LEFT + 120, "#b0b0b0", BY_HAND);
    double one = LEFT + scale;
    line(
        svg,
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#888\""
            + " stroke-dasharray=\"3 3\"/>",
        one,
        one,
        TOP,
        height - 15);
    for (int i = 0; i < all.size(); i++) {
      Measured measured = all.get(i);
      int y = TOP + ROW * i;
      line(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          LEFT - 10,
          y + BAR + 5,
          measured.name());
      bar(svg, y, scale, "#3465a4", measured.ratio(GENERATED, PRIMAL));
      bar(svg, y + BAR + 2, scale, "#b0b0b0", measured.ratio(BY_HAND, PRIMAL));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void legend(StringBuilder svg, int x, String colour, String text) {
    line(svg, "<rect x=\"%d\" y=\"36\" width=\"12\" height=\"12\" fill=\"%s\"/>", x, colour);
    line(svg, "<text x=\"%d\" y=\"47\">%s</text>", x + 18, text);
  }

  private static void bar(
      StringBuilder svg, int y, double scale, String colour, OptionalDouble ratio) {
    if (ratio.isEmpty()) {
      return;
    }
    double length = scale * ratio.getAsDouble();
    line(
        svg,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
        LEFT,
        y,
        length,
        BAR,
        colour);
    line(
        svg,
        "<text x=\"%.1f\" y=\"%d\" font-size=\"11\">%s</text>",
        LEFT + length + 5,
        y + BAR - 3,
        Table.significant(ratio.getAsDouble()));
  }

  private static void line(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
