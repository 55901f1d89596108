package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/** Runs the kernels that come as a resource, see {@link Kernel}. */
final class Launches {
  private final ClDevice device;
  private final Programs programs;
  private final Sources sources;

  Launches(ClDevice device, Programs programs, Sources sources) {
    this.device = device;
    this.programs = programs;
    this.sources = sources;
  }

  /** The program of a kernel. */
  ProgramText program(Kernel kernel, Precision precision) {
    return sources.resource(kernel.resource(), precision, "");
  }

  /** Runs a kernel; memory has been checked. */
  void run(Kernel kernel, View[] inputs, int[] data, double[] scalars, View output) {
    int items = kernel.workItems(inputs, output);
    if (items == 0) {
      return;
    }
    ClProgram program = programs.get(program(kernel, output.precision()));
    List<Object> arguments = new ArrayList<>();
    for (View input : inputs) {
      view(input, arguments);
    }
    ClMemory numbers = device.create(data);
    try {
      arguments.add(numbers);
      arguments.add(data.length);
      for (double scalar : scalars) {
        arguments.add(Products.number(scalar, output.precision()));
      }
      view(output, arguments);
      // CPU devices build a program anew for each group size, and run one item on a core at a time
      long[] local = device.info().wantsVectors() ? new long[] {1} : null;
      device.run(program.kernel(kernel.name()), new long[] {items}, local, arguments.toArray());
    } finally {
      device.release(numbers);
    }
  }

  private static void view(View view, List<Object> arguments) {
    arguments.add(Checks.memory(view));
    arguments.add(view.offset());
    arguments.add(view.rows());
    arguments.add(view.columns());
    arguments.add(view.rowStride());
    arguments.add(view.columnStride());
  }
}
