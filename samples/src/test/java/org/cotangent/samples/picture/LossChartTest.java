package org.cotangent.samples.picture;

import static com.google.common.truth.Truth.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class LossChartTest {
  @Test
  void drawsEachCurveWithAxesAndLegend() throws Exception {
    Document svg =
        parse(
            LossChart.draw(
                "nats an image",
                List.of(
                    new LossChart.Curve("first <model>", new double[] {2.3, 0.5, 0.07}),
                    new LossChart.Curve("second & last", new double[] {1.1, 0.3, 0.03}))));
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    NodeList curves = svg.getElementsByTagName("polyline");
    assertThat(curves.getLength()).isEqualTo(2);
    assertThat(points(curves.item(0)).length).isEqualTo(3);
    String text = svg.getDocumentElement().getTextContent();
    assertThat(text).contains("first <model>");
    assertThat(text).contains("second & last");
    assertThat(text).contains("epoch");
    assertThat(text).contains("loss, nats an image");
    assertThat(text).contains("0.05");
  }

  @Test
  void lowerLossesAreLowerAndLaterOnesFurtherRight() throws Exception {
    Document svg =
        parse(LossChart.draw("bits", List.of(new LossChart.Curve("m", new double[] {2, 1, 0.1}))));
    String[] points = points(svg.getElementsByTagName("polyline").item(0));
    for (int i = 1; i < points.length; i++) {
      assertThat(coordinate(points[i], 0)).isGreaterThan(coordinate(points[i - 1], 0));
      assertThat(coordinate(points[i], 1)).isGreaterThan(coordinate(points[i - 1], 1));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.123, 0, 1e-30, 12_345, 1e9})
  void aConstantLossStaysInTheFrame(double loss) throws Exception {
    for (double[] losses : new double[][] {{loss}, {loss, loss, loss}}) {
      Document svg = parse(LossChart.draw("bits", List.of(new LossChart.Curve("m", losses))));
      for (String point : points(svg.getElementsByTagName("polyline").item(0))) {
        assertThat(coordinate(point, 0)).isAtLeast(0.0);
        assertThat(coordinate(point, 0)).isAtMost(760.0);
        assertThat(coordinate(point, 1)).isAtLeast(0.0);
        assertThat(coordinate(point, 1)).isAtMost(460.0);
      }
    }
  }

  @Test
  void manyEpochsHaveFewTicks() throws Exception {
    for (int epochs : new int[] {1, 2, 10, 11, 25, 99, 1000, 10_000}) {
      Document svg = parse(LossChart.draw("bits", List.of(new LossChart.Curve("m", ones(epochs)))));
      assertThat(svg.getElementsByTagName("text").getLength()).isAtMost(20);
    }
  }

  @Test
  void writesPointsInEveryLocale() {
    Locale before = Locale.getDefault();
    List<LossChart.Curve> curves = List.of(new LossChart.Curve("m", new double[] {2, 0.5}));
    String expected = LossChart.draw("bits", curves);
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(LossChart.draw("bits", curves)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static String[] points(Node polyline) {
    return ((Element) polyline).getAttribute("points").split(" ");
  }

  private static double coordinate(String point, int index) {
    return Double.parseDouble(point.split(",")[index]);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
