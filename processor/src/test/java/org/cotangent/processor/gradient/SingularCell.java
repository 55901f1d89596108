package org.cotangent.processor.gradient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of {@code conventions/cells.txt}: an expression of one or two variables, a point, and
 * what its derivatives are there.
 *
 * @param number the place in the file, from 0
 * @param group the heading above it
 * @param code an expression, or a body with a {@code return}
 * @param point the value of x, and of y where there is one
 * @param subgradient by x, and by y
 * @param strict the same under STRICT
 * @param strongZero by x, and by y: whether under SUBGRADIENT an adjoint of 0 stays 0
 */
record SingularCell(
    int number,
    String group,
    String code,
    List<Double> point,
    List<Double> subgradient,
    List<Double> strict,
    List<Boolean> strongZero) {

  private static final String FILE = "/conventions/cells.txt";

  /** All cells of the file that this JDK can compile. */
  static List<SingularCell> all() {
    List<SingularCell> cells = new ArrayList<>();
    String group = "";
    for (String line : text().lines().toList()) {
      if (line.startsWith("== ")) {
        group = line.substring(3);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        SingularCell cell = of(cells.size(), group, line.split("\\|", -1));
        if (!cell.code.contains("Math.clamp") || Runtime.version().feature() >= 21) {
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  private static String text() {
    try (InputStream in = SingularCell.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SingularCell of(int number, String group, String[] columns) {
    List<Double> point = new ArrayList<>();
    List<Double> subgradient = new ArrayList<>();
    List<Double> strict = new ArrayList<>();
    List<Boolean> strongZero = new ArrayList<>();
    for (int k = 0; k < 2 && !columns[1 + k].isBlank(); k++) {
      String subgradientText = columns[3 + k].strip();
      String strictText = columns[5 + k].strip();
      point.add(Double.parseDouble(columns[1 + k].strip()));
      strongZero.add(subgradientText.startsWith("!"));
      subgradient.add(Double.parseDouble(subgradientText.replace("!", "")));
      strict.add(
          strictText.isEmpty() ? subgradient.get(k) : (Double) Double.parseDouble(strictText));
    }
    return new SingularCell(
        number, group, columns[0].strip(), point, subgradient, strict, strongZero);
  }

  /** The name of its method in the classes that are made of cells. */
  String method() {
    return "c" + number;
  }

  boolean isBody() {
    return Pattern.compile("\\breturn\\b").matcher(code).find();
  }

  /** Whether float parameters can have the values, and the derivatives fit a float. */
  boolean fitsFloat() {
    return point.stream().allMatch(value -> (float) (double) value == value || value.isNaN())
        && subgradient.stream()
            .allMatch(value -> value == 0 || Math.abs(value) > 1e-30 || value.isNaN());
  }

  /** What an adjoint of the result of this size makes of the derivative by a parameter. */
  double expected(int parameter, double seed, boolean isStrict) {
    if (isStrict) {
      return seed * strict.get(parameter);
    }
    return seed == 0 && strongZero.get(parameter) ? 0 : seed * subgradient.get(parameter);
  }

  @Override
  public String toString() {
    return group + ": " + code + " at " + point;
  }
}
