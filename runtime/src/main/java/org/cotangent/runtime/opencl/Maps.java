package org.cotangent.runtime.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/**
 * Computes formulas element by element, with kernels written for each formula and way of walking
 * through its inputs. CPU devices get vectors, with a loop for the elements that are left over;
 * GPUs one element for each work-item and step.
 */
final class Maps {
  private static final int LEAST_ITEM = 1024;
  private static final int LARGEST_ITEM = 16384;
  private static final int GROUP = 128;
  private static final int MOST_ITEMS = 1 << 18;

  private final ClDevice device;
  private final Programs programs;
  private final Sources sources;
  private final ConcurrentHashMap<Key, ProgramText> texts = new ConcurrentHashMap<>();

  private record Key(Formula formula, String modes, Precision precision) {}

  Maps(ClDevice device, Programs programs, Sources sources) {
    this.device = device;
    this.programs = programs;
    this.sources = sources;
  }

  /** The program for these views. */
  ProgramText program(Formula formula, Precision precision, View[] inputs, View output) {
    return program(formula, layout(inputs, output).modes(), precision);
  }

  private static Layout layout(View[] inputs, View output) {
    View[] all = new View[inputs.length + 1];
    System.arraycopy(inputs, 0, all, 0, inputs.length);
    all[inputs.length] = output;
    return Layout.of(output.rows(), output.columns(), all);
  }

  private ProgramText program(Formula formula, String modes, Precision precision) {
    return texts.computeIfAbsent(new Key(formula, modes, precision), this::write);
  }

  private ProgramText write(Key key) {
    Formula formula = key.formula();
    String modes = key.modes();
    Precision precision = key.precision();
    DeviceInfo info = device.info();
    boolean vectors = info.wantsVectors();
    int width = modes.contains("G") || !vectors ? 1 : precision == Precision.DOUBLE ? 8 : 16;
    KernelText text = new KernelText(formula, modes);
    StringBuilder code = new StringBuilder();
    code.append(FormulaCode.function(formula, precision, 1, info, Set.of()));
    if (width > 1) {
      code.append(FormulaCode.function(formula, precision, width, info, Set.of()));
    }
    code.append("\n// shape: rows, columns, rows and columns of a work-item\n");
    code.append("__kernel void map(\n    int4 shape,\n").append(text.parameters());
    code.append("    __global REAL *output, int4 out) {\n");
    code.append(vectors ? blockLoops() : strideLoops());
    code.append(text.rowPointers());
    code.append("    __global REAL *o = output + out.s0 + (long)i * out.s1;\n");
    String place = "i * shape.s1 + j";
    String target = modes.endsWith("V") ? "o[j]" : "o[(long)j * out.s2]";
    if (width > 1) {
      code.append("    int j = j0;\n    for (; j + ").append(width - 1).append(" < j1; j += ");
      code.append(width).append(") {\n      vstore").append(width).append('(');
      code.append(text.value(width, place)).append(", 0, o + j);\n    }\n");
      code.append("    for (; j < j1; j++) {\n");
    } else {
      code.append("    for (int j = j0; j < j1; j += step) {\n");
    }
    code.append("      ").append(target).append(" = ").append(text.value(1, place));
    code.append(";\n    }\n  }\n}\n");
    return sources.written("map " + formula.text(), precision, code.toString());
  }

  private static String blockLoops() {
    return """
      const int i0 = get_global_id(1) * shape.s2;
      const int i1 = min(i0 + shape.s2, shape.s0);
      const int j0 = get_global_id(0) * shape.s3;
      const int j1 = min(j0 + shape.s3, shape.s1);
      const int step = 1;
      for (int i = i0; i < i1; i++) {
    """;
  }

  private static String strideLoops() {
    return """
      const int j0 = get_global_id(0);
      const int j1 = shape.s1;
      const int step = get_global_size(0);
      for (int i = get_global_id(1); i < shape.s0; i += get_global_size(1)) {
    """;
  }

  /** Runs a formula; shapes and memory have been checked, and there is something to do. */
  void run(Formula formula, double[] scalars, View[] inputs, View output) {
    Layout layout = layout(inputs, output);
    Precision precision = output.precision();
    ClProgram program = programs.get(program(formula, layout.modes(), precision));
    int rows = layout.rows();
    int columns = layout.columns();
    int[] shape = {rows, columns, 0, 0};
    long[] global;
    long[] local;
    if (device.info().wantsVectors()) {
      long all = (long) rows * columns;
      long share = all / (4L * Math.max(1, device.info().units()));
      int item = (int) Math.max(LEAST_ITEM, Math.min(LARGEST_ITEM, share)) / 16 * 16;
      shape[3] = Math.min(columns, item);
      shape[2] = Math.min(rows, Math.max(1, item / shape[3]));
      global = new long[] {Products.ceiling(columns, shape[3]), Products.ceiling(rows, shape[2])};
      local = new long[] {1, 1};
    } else {
      int group = columns >= GROUP ? GROUP : columns >= 32 ? 32 : 8;
      long across = Math.min(MOST_ITEMS, (long) Products.ceiling(columns, group) * group);
      global = new long[] {across, Math.min(rows, Math.max(1, MOST_ITEMS / across))};
      local = new long[] {group, 1};
    }
    List<Object> arguments = new ArrayList<>();
    arguments.add(shape);
    inputs(layout, scalars, inputs, precision, arguments);
    int last = inputs.length;
    arguments.add(Checks.memory(output));
    arguments.add(
        new int[] {output.offset(), layout.rowStrides()[last], layout.columnStrides()[last], 0});
    device.run(program.kernel("map"), global, local, arguments.toArray());
  }

  /** Adds the arguments of {@link KernelText#parameters}. */
  static void inputs(
      Layout layout, double[] scalars, View[] inputs, Precision precision, List<Object> arguments) {
    for (int k = 0; k < inputs.length; k++) {
      arguments.add(Checks.memory(inputs[k]));
      arguments.add(
          new int[] {inputs[k].offset(), layout.rowStrides()[k], layout.columnStrides()[k], 0});
    }
    for (double scalar : scalars) {
      arguments.add(Products.number(scalar, precision));
    }
  }
}
