package org.cotangent.benchmarks.measure;

import java.util.List;

/** A way to measure cases. */
interface Measurement {
  /** What a time is, and what is the median of what. */
  String described();

  /** Measures the cases whose names contain the text. */
  List<Measured> measure(String filter);
}
