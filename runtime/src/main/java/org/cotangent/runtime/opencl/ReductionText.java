package org.cotangent.runtime.opencl;

import java.util.Set;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;

/**
 * Writes the kernels of reductions, in the order that {@link org.cotangent.runtime.backend.Backend}
 * fixes: chunks of 1024 with 16 lanes along rows, chunks of 256 rows down columns.
 */
final class ReductionText {
  /** Elements of a chunk along a row. */
  static final int CHUNK = 1024;

  /** Elements of a chunk down a column. */
  static final int ROWS = 256;

  /** Lanes of a chunk along a row; columns that one work-item of a CPU device takes. */
  static final int LANES = 16;

  /** Chunks that a work-group of a GPU takes. */
  static final int CHUNKS_OF_GROUP = 4;

  private final DeviceInfo info;
  private final Reduction reduction;
  private final Formula formula;
  private final String modes;
  private final Precision precision;
  private final KernelText text;

  ReductionText(
      DeviceInfo info, Reduction reduction, Formula formula, String modes, Precision precision) {
    this.info = info;
    this.reduction = reduction;
    this.formula = formula;
    this.modes = modes;
    this.precision = precision;
    this.text = new KernelText(formula, modes);
  }

  /** A program with the kernel {@code chunks}, along rows, and {@code finish}. */
  String rows() {
    String body = info.wantsVectors() ? (scattered() ? GATHERED : LANEWISE) : GROUPED;
    return functions() + kernel("chunks", info.wantsVectors() ? BLOCKS + body : body) + FINISH;
  }

  /** A program with the kernel {@code chunks}, down columns, and {@code finish}. */
  String columns() {
    String body = info.wantsVectors() && !scattered() ? WIDE_COLUMNS : COLUMNS;
    return functions() + kernel("chunks", body) + FINISH;
  }

  private boolean scattered() {
    return modes.contains("G");
  }

  private String functions() {
    boolean sum = reduction == Reduction.SUM;
    Set<Formula.Function> needed = sum ? Set.of() : Set.of(Formula.Function.MAX);
    StringBuilder code = new StringBuilder();
    code.append("#define EMPTY ").append(sum ? "((REAL)0)\n" : "(-(REAL)INFINITY)\n");
    for (int width = 1; width <= 16; width *= 2) {
      if (width == 1 || width == 16) {
        code.append(FormulaCode.function(formula, precision, width, info, needed));
      } else {
        code.append(FormulaFunctions.text(needed, false, precision, width, info));
      }
      String both = sum ? "((x) + (y))" : "max_" + width + "(x, y)";
      code.append("#define COMBINE").append(width).append("(x, y) ").append(both).append('\n');
    }
    return code.toString();
  }

  private String kernel(String name, String body) {
    return "// shape: rows, columns, chunks, rows of an item, chunks of an item\n"
        + "__kernel void "
        + name
        + "(\n    int8 shape,\n"
        + text.parameters()
        + "    __global REAL *output, int4 out) {\n"
        + body.replace("ROW_POINTERS", text.rowPointers())
            .replace("VALUE16", text.value(16, "i * shape.s1 + j"))
            .replace("VALUE", text.value(1, "i * shape.s1 + j"))
        + "}\n";
  }

  private static final String BLOCKS =
      """
        const int i0 = get_global_id(1) * shape.s3;
        const int i1 = min(i0 + shape.s3, shape.s0);
        const int c0 = get_global_id(0) * shape.s4;
        const int c1 = min(c0 + shape.s4, shape.s2);
      """;

  private static final String TREE =
      """
          REAL8 t8 = COMBINE8(lanes.lo, lanes.hi);
          REAL4 t4 = COMBINE4(t8.lo, t8.hi);
          REAL2 t2 = COMBINE2(t4.lo, t4.hi);
          output[out.s0 + (long)i * out.s1 + (long)c * out.s2] = COMBINE1(t2.x, t2.y);
        }
      }
      """;

  private static final String LANEWISE =
      """
        for (int i = i0; i < i1; i++) {
      ROW_POINTERS
          for (int c = c0; c < c1; c++) {
            const int end = min((c + 1) * 1024, shape.s1);
            REAL16 lanes = (REAL16)(EMPTY);
            int j = c * 1024;
            for (; j + 15 < end; j += 16) {
              lanes = COMBINE16(lanes, (VALUE16));
            }
            if (j < end) {
              REAL t[16];
              vstore16(lanes, 0, t);
              for (int l = 0; j < end; j++, l++) {
                t[l] = COMBINE1(t[l], (VALUE));
              }
              lanes = vload16(0, t);
            }
      """
          + TREE;

  private static final String GATHERED =
      """
        for (int i = i0; i < i1; i++) {
      ROW_POINTERS
          for (int c = c0; c < c1; c++) {
            const int end = min((c + 1) * 1024, shape.s1);
            REAL t[16];
            for (int l = 0; l < 16; l++) {
              t[l] = EMPTY;
            }
            for (int j = c * 1024; j < end; j++) {
              t[j & 15] = COMBINE1(t[j & 15], (VALUE));
            }
            REAL16 lanes = vload16(0, t);
      """
          + TREE;

  /** A work-item is a lane; 16 of them are a chunk, and 4 chunks a work-group. */
  private static final String GROUPED =
      """
        __local REAL t[4][16];
        const int l = get_local_id(0);
        const int g = get_local_id(1);
        const int c = get_group_id(0) * 4 + g;
        for (int i = get_global_id(2); i < shape.s0; i += get_global_size(2)) {
      ROW_POINTERS
          const int end = min((c + 1) * 1024, shape.s1);
          REAL lane = EMPTY;
          if (c < shape.s2) {
            for (int j = c * 1024 + l; j < end; j += 16) {
              lane = COMBINE1(lane, (VALUE));
            }
          }
          t[g][l] = lane;
          barrier(CLK_LOCAL_MEM_FENCE);
          for (int far = 8; far > 0; far /= 2) {
            if (l < far) {
              t[g][l] = COMBINE1(t[g][l], t[g][l + far]);
            }
            barrier(CLK_LOCAL_MEM_FENCE);
          }
          if (l == 0 && c < shape.s2) {
            output[out.s0 + (long)i * out.s1 + (long)c * out.s2] = t[g][0];
          }
          barrier(CLK_LOCAL_MEM_FENCE);
        }
      """;

  private static final String COLUMNS =
      """
        const int j = get_global_id(0);
        const int c = get_global_id(1);
        if (j >= shape.s1) {
          return;
        }
        const int end = min((c + 1) * 256, shape.s0);
        REAL total = EMPTY;
        for (int i = c * 256; i < end; i++) {
      ROW_POINTERS
          total = COMBINE1(total, (VALUE));
        }
        output[out.s0 + (long)j * out.s1 + (long)c * out.s2] = total;
      """;

  private static final String WIDE_COLUMNS =
      """
        const int j0 = get_global_id(0) * 16;
        const int c = get_global_id(1);
        const int end = min((c + 1) * 256, shape.s0);
        if (j0 + 15 < shape.s1) {
          const int j = j0;
          REAL16 totals = (REAL16)(EMPTY);
          for (int i = c * 256; i < end; i++) {
      ROW_POINTERS
            totals = COMBINE16(totals, (VALUE16));
          }
          REAL t[16];
          vstore16(totals, 0, t);
          for (int l = 0; l < 16; l++) {
            output[out.s0 + (long)(j + l) * out.s1 + (long)c * out.s2] = t[l];
          }
        } else {
          for (int j = j0; j < shape.s1; j++) {
            REAL total = EMPTY;
            for (int i = c * 256; i < end; i++) {
      ROW_POINTERS
              total = COMBINE1(total, (VALUE));
            }
            output[out.s0 + (long)j * out.s1 + (long)c * out.s2] = total;
          }
        }
      """;

  /** Puts the chunks of each row or column together, from the first to the last. */
  private static final String FINISH =
      """
      // shape: how many results, how many chunks of each, which follow each other
      __kernel void finish(
          int4 shape, __global const REAL *chunks, int4 from, __global REAL *output, int4 out) {
        const int r = get_global_id(0);
        if (r >= shape.s0) {
          return;
        }
        REAL total = EMPTY;
        for (int c = 0; c < shape.s1; c++) {
          total = COMBINE1(total, chunks[(long)r * from.s0 + (long)c * from.s1]);
        }
        output[out.s0 + (long)r * out.s1] = total;
      }
      """;
}
