package org.cotangent.benchmarks.measure;

/**
 * How long a run takes: {@code rounds} rounds of some {@code roundMillis} ms for each way, after
 * {@code warmUpMillis} ms to warm each way up. All are processor time.
 */
record Pace(int rounds, int warmUpMillis, int roundMillis) {
  /** For figures. */
  static final Pace CAREFUL = new Pace(15, 1500, 20);

  /** For ratios with wide margins. */
  static final Pace BRISK = new Pace(11, 1000, 10);

  /** To try the benchmark. */
  static final Pace HASTY = new Pace(3, 100, 3);
}
