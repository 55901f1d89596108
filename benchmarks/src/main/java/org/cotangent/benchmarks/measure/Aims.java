package org.cotangent.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What is aimed at for some of the cases, and whether it is reached. */
final class Aims {
  /** The greatest ratios aimed at; NaN where there is no such aim. */
  private record Aim(double overHand, double overPrimal) {}

  private static final Map<String, Aim> AIMS = new LinkedHashMap<>();

  static {
    AIMS.put("llsq n=4096 m=128", new Aim(1.0, 2.0));
    AIMS.put("lse n=40000", new Aim(1.0, 1.2));
    AIMS.put("det 7", new Aim(Double.NaN, 2.5));
    AIMS.put("ode n=1000 s=100", new Aim(Double.NaN, 3.0));
    AIMS.put("gmm d=2 k=5 n=1000", new Aim(1.05, 1.7));
    AIMS.put("gmm d=10 k=25 n=1000", new Aim(1.05, 2.0));
    AIMS.put("gmm d=32 k=25 n=1000", new Aim(1.05, 2.0));
    AIMS.put("lstm l=2 c=1024 b=14", new Aim(1.05, 1.4));
    AIMS.put("ba n=49 m=7776 p=31843", new Aim(1.1, 3.0));
  }

  private Aims() {}

  /** The table of aims for those cases that have one, in Markdown; empty when none has. */
  static String table(List<Measured> all) {
    StringBuilder text = new StringBuilder();
    for (Measured measured : all) {
      Aim aim = AIMS.get(measured.name());
      if (aim != null) {
        text.append("| ").append(measured.name()).append(' ');
        cells(text, aim.overHand(), measured.overHand());
        cells(text, aim.overPrimal(), measured.overPrimal());
        text.append("|\n");
      }
    }
    if (text.isEmpty()) {
      return "";
    }
    return """
        | problem | generated / by hand: aim | reached | gradient / primal: aim | reached |
        | --- | --: | --: | --: | --: |
        """
        + text;
  }

  /** What is reached is in bold where it meets the aim, as far as three digits tell. */
  private static void cells(StringBuilder text, double aim, OptionalDouble reached) {
    if (Double.isNaN(aim) || reached.isEmpty()) {
      text.append("| | ");
      return;
    }
    String number = Table.significant(reached.getAsDouble());
    boolean met = reached.getAsDouble() <= aim;
    text.append("| ").append(aim).append(" | ").append(met ? "**" + number + "**" : number);
    text.append(' ');
  }
}
