package org.cotangent.runtime.backend;

import java.util.Arrays;

/** The panels of a thread. They are made when they are first needed, and then used again. */
final class PanelPool {
  private Object[] doubles = new Object[8];
  private Object[] floats = new Object[8];

  /** Room for {@code count} panels; null stands for those that have not been made. */
  Object[] panels(PanelSteps kind, int count) {
    if (kind == PanelSteps.DOUBLES) {
      doubles = longer(doubles, count);
      return doubles;
    }
    floats = longer(floats, count);
    return floats;
  }

  private static Object[] longer(Object[] panels, int count) {
    return panels.length >= count ? panels : Arrays.copyOf(panels, count);
  }
}
