package org.cotangent.samples.matrices;

import org.cotangent.runtime.MatrixStatistics;
import org.cotangent.samples.command.Sample;

/** A sample that computes with matrices: if the user demands a device, it has to be there. */
interface MatrixSample extends Sample {
  @Override
  default void prepare() {
    MatrixStatistics.device();
  }
}
