package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Formula;

/** The parts that generated kernels of maps and reductions share. */
final class KernelText {
  private final Formula formula;
  private final String modes;

  /** For a formula whose inputs move as the modes say, see {@link Layout#modes}. */
  KernelText(Formula formula, String modes) {
    this.formula = formula;
    this.modes = modes;
  }

  /** The parameters of inputs and scalars, each followed by a comma. */
  String parameters() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < inputs(); k++) {
      text.append("    __global const REAL *m")
          .append(k)
          .append(", int4 v")
          .append(k)
          .append(",\n");
    }
    for (int k = 0; k < formula.scalars().size(); k++) {
      text.append("    REAL s").append(k).append(",\n");
    }
    return text.toString();
  }

  /** Pointers {@code p} to the inputs' rows {@code i}, and what does not change within a row. */
  String rowPointers() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < inputs(); k++) {
      text.append(
          "    __global const REAL *p@ = m@ + v@.s0 + (long)i * v@.s1;\n".replace("@", "" + k));
      if (modes.charAt(k) == 'S') {
        text.append("    const REAL k@ = *p@;\n".replace("@", "" + k));
      }
    }
    return text.toString();
  }

  /**
   * The formula's value for {@code width} elements of the row from column {@code j} on, whose place
   * is {@code place}.
   */
  String value(int width, String place) {
    StringBuilder text = new StringBuilder("value" + width + "(");
    for (int k = 0; k < inputs(); k++) {
      String load =
          switch (modes.charAt(k)) {
            case 'S' -> "(" + FormulaCode.type(width) + ")(k@)";
            case 'V' -> width == 1 ? "p@[j]" : "vload" + width + "(0, p@ + j)";
            default -> "p@[(long)j * v@.s2]";
          };
      text.append(load.replace("@", "" + k)).append(", ");
    }
    for (int k = 0; k < formula.scalars().size(); k++) {
      text.append("s").append(k).append(", ");
    }
    return text.append(place(width, place)).append(')').toString();
  }

  private static String place(int width, String first) {
    if (width == 1) {
      return "(uint)(" + first + ")";
    }
    StringBuilder text = new StringBuilder("(uint" + width + ")(" + first + ") + (uint" + width);
    String separator = ")(";
    for (int l = 0; l < width; l++) {
      text.append(separator).append(l);
      separator = ", ";
    }
    return text.append(')').toString();
  }

  private int inputs() {
    return formula.inputs().size();
  }
}
