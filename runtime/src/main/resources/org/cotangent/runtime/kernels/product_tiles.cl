// Matrix products for GPUs: a work-group computes TILE_ROWS x TILE_COLUMNS of the output, each
// work-item ITEM_ROWS x ITEM_COLUMNS of them in registers. Pieces of both operands, DEPTH deep, pass
// through local memory; while one is computed with, the next is fetched into registers. Each element
// is one chain of fused multiply-adds in ascending k.
//
// Macros: REAL, REAL4; TILE_ROWS, TILE_COLUMNS, ITEM_ROWS, ITEM_COLUMNS (multiples of 4), DEPTH.

#define ITEMS_ACROSS (TILE_COLUMNS / ITEM_COLUMNS)
#define ITEMS_DOWN (TILE_ROWS / ITEM_ROWS)
#define ITEMS (ITEMS_ACROSS * ITEMS_DOWN)
#define LEFT_EACH (TILE_ROWS * DEPTH / ITEMS)
#define RIGHT_EACH (TILE_COLUMNS * DEPTH / ITEMS)

#define SCALE 4 // multiply by alpha
#define ADD 8 // add the addend
#define ADD_SCALED 16 // add beta times the addend

// size: rows, columns and inner size, flags; left, right, added, out: offset, row stride, column
// stride. Neighbouring work-items fetch neighbouring memory.
__kernel __attribute__((reqd_work_group_size(ITEMS_ACROSS, ITEMS_DOWN, 1))) void product(
    int4 size,
    __global const REAL *a,
    int4 left,
    __global const REAL *b,
    int4 right,
    REAL alpha,
    REAL beta,
    __global const REAL *addend,
    int4 added,
    __global REAL *output,
    int4 out) {
  // the padding keeps vectors of four aligned, and columns in different banks
  __local REAL as[DEPTH][TILE_ROWS + 4] __attribute__((aligned(32)));
  __local REAL bs[DEPTH][TILE_COLUMNS + 4] __attribute__((aligned(32)));
  const int rows = size.s0;
  const int columns = size.s1;
  const int inner = size.s2;
  const int flags = size.s3;
  const int lx = get_local_id(0);
  const int ly = get_local_id(1);
  const int item = ly * ITEMS_ACROSS + lx;
  const int i0 = get_group_id(1) * TILE_ROWS;
  const int j0 = get_group_id(0) * TILE_COLUMNS;
  const bool left_along_k = left.s2 == 1;
  const bool right_along_k = right.s2 != 1;
  __global const REAL *a0 = a + left.s0;
  __global const REAL *b0 = b + right.s0;

  REAL next_a[LEFT_EACH];
  REAL next_b[RIGHT_EACH];
  REAL4 sums[ITEM_ROWS][ITEM_COLUMNS / 4];
#pragma unroll
  for (int r = 0; r < ITEM_ROWS; r++) {
#pragma unroll
    for (int h = 0; h < ITEM_COLUMNS / 4; h++) {
      sums[r][h] = (REAL4)(0);
    }
  }

#define LEFT_PLACE(e)                                       \
  const int place = item + e * ITEMS;                       \
  const int m = left_along_k ? place / DEPTH : place % TILE_ROWS; \
  const int k = left_along_k ? place % DEPTH : place / TILE_ROWS;
#define RIGHT_PLACE(e)                                      \
  const int place = item + e * ITEMS;                       \
  const int n = right_along_k ? place / DEPTH : place % TILE_COLUMNS; \
  const int k = right_along_k ? place % DEPTH : place / TILE_COLUMNS;
#define FETCH(from)                                                                      \
  _Pragma("unroll") for (int e = 0; e < LEFT_EACH; e++) {                                \
    LEFT_PLACE(e)                                                                        \
    next_a[e] = i0 + m < rows && from + k < inner                                        \
                    ? a0[(long)(i0 + m) * left.s1 + (long)(from + k) * left.s2]          \
                    : (REAL)0;                                                           \
  }                                                                                      \
  _Pragma("unroll") for (int e = 0; e < RIGHT_EACH; e++) {                               \
    RIGHT_PLACE(e)                                                                       \
    next_b[e] = j0 + n < columns && from + k < inner                                     \
                    ? b0[(long)(from + k) * right.s1 + (long)(j0 + n) * right.s2]        \
                    : (REAL)0;                                                           \
  }

#define MULTIPLY_ROW(g, c)                                                               \
  _Pragma("unroll") for (int h = 0; h < ITEM_COLUMNS / 4; h++) {                         \
    sums[4 * g + c][h] = fma((REAL4)(x.s##c), y[h], sums[4 * g + c][h]);                 \
  }
#define MULTIPLY(k)                                                                      \
  {                                                                                      \
    REAL4 y[ITEM_COLUMNS / 4];                                                           \
    _Pragma("unroll") for (int h = 0; h < ITEM_COLUMNS / 4; h++) {                       \
      y[h] = vload4(0, &bs[k][4 * (h * ITEMS_ACROSS + lx)]);                             \
    }                                                                                    \
    _Pragma("unroll") for (int g = 0; g < ITEM_ROWS / 4; g++) {                          \
      const REAL4 x = vload4(0, &as[k][4 * (g * ITEMS_DOWN + ly)]);                      \
      MULTIPLY_ROW(g, 0)                                                                 \
      MULTIPLY_ROW(g, 1)                                                                 \
      MULTIPLY_ROW(g, 2)                                                                 \
      MULTIPLY_ROW(g, 3)                                                                 \
    }                                                                                    \
  }

  FETCH(0)
  for (int from = 0; from < inner; from += DEPTH) {
#pragma unroll
    for (int e = 0; e < LEFT_EACH; e++) {
      LEFT_PLACE(e)
      as[k][m] = next_a[e];
    }
#pragma unroll
    for (int e = 0; e < RIGHT_EACH; e++) {
      RIGHT_PLACE(e)
      bs[k][n] = next_b[e];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (from + DEPTH < inner) {
      FETCH(from + DEPTH)
    }
    if (from + DEPTH <= inner) {
#pragma unroll
      for (int k = 0; k < DEPTH; k++) {
        MULTIPLY(k)
      }
    } else {
      // no more than there are: to add a zero would change -0
      for (int k = 0; k < inner - from; k++) {
        MULTIPLY(k)
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }

#pragma unroll
  for (int r = 0; r < ITEM_ROWS; r++) {
    const int i = i0 + 4 * (r / 4 * ITEMS_DOWN + ly) + r % 4;
#pragma unroll
    for (int h = 0; h < ITEM_COLUMNS / 4; h++) {
      REAL four[4];
      vstore4(sums[r][h], 0, four);
#pragma unroll
      for (int d = 0; d < 4; d++) {
        const int j = j0 + 4 * (h * ITEMS_ACROSS + lx) + d;
        if (i < rows && j < columns) {
          const long c = added.s0 + (long)i * added.s1 + (long)j * added.s2;
          REAL sum = four[d];
          if (flags & SCALE) {
            sum = alpha * sum;
          }
          if (flags & ADD) {
            sum = sum + addend[c];
          }
          if (flags & ADD_SCALED) {
            sum = fma(beta, addend[c], sum);
          }
          output[out.s0 + (long)i * out.s1 + (long)j * out.s2] = sum;
        }
      }
    }
  }
}
