package org.cotangent.runtime.backend;

import org.cotangent.runtime.backend.MapProgram.Step;

/**
 * What is done with panels, short arrays of neighbouring elements; one implementation for each
 * precision. An {@code Object} is an array of that precision.
 */
interface PanelSteps {
  DoubleSteps DOUBLES = new DoubleSteps();
  FloatSteps FLOATS = new FloatSteps();

  static PanelSteps of(Precision precision) {
    return precision == Precision.DOUBLE ? DOUBLES : FLOATS;
  }

  /** A new panel. */
  Object allocate(int length);

  /** Sets the first elements to a value, rounded. */
  void fill(Object panel, int length, double value);

  /** Copies elements that stand {@code stride} apart in a buffer of any precision to a panel. */
  void gather(HostBuffer from, int offset, int stride, Object panel, int start, int length);

  /** Copies neighbours in a panel to elements that stand {@code stride} apart. */
  void scatter(Object panel, int start, int length, HostBuffer to, int offset, int stride);

  /**
   * Does a step for the elements {@code from} (inclusive) to {@code to} (exclusive) of its panels.
   *
   * @param place the place in the result of the panels' element 0
   */
  void run(Step step, Object[] panels, int from, int to, int place);

  /** Adds up values in 16 lanes: the first to lane {@code first % 16}, and so on, around. */
  void addToLanes(Object panel, int start, int length, Object lanes, int first);

  /** Adds up the lanes as a tree and sets them to 0. */
  double closeLanes(Object lanes);

  /** A sum in this precision. */
  double add(double x, double y);

  /** The largest of some values and {@code least}; NaN if one is NaN. */
  double largest(Object panel, int start, int length, double least);

  /** {@code sums[j] += panel[start + j]}. */
  void addRow(Object panel, int start, int length, Object sums);

  /** {@code largest[j] = max(largest[j], panel[start + j])}. */
  void largestRow(Object panel, int start, int length, Object largest);
}
