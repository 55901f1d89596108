// Matrix products for CPU devices: one work-item computes ROWS x (2 vectors), with all of k or a
// block of it, in registers. Each element is one chain of fused multiply-adds in ascending k.
//
// Macros: REAL; WIDTH, the elements of a vector; VECTOR, VLOAD, VSTORE; ROWS: 1, 4 or 8.

#pragma OPENCL FP_CONTRACT OFF

#define COLUMNS (2 * WIDTH)

#if ROWS == 1
#define EACH_ROW(X) X(0)
#elif ROWS == 4
#define EACH_ROW(X) X(0) X(1) X(2) X(3)
#else
#define EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7)
#endif

#define FIRST 1 // this is the first block of k
#define LAST 2  // this is the last block of k
#define SCALE 4 // multiply by alpha
#define ADD 8   // add the addend
#define ADD_SCALED 16 // add beta times the addend
#define WIDE_STORE 32 // rows of the output, and of the addend, are contiguous

REAL finished(REAL sum, int flags, REAL alpha, REAL beta, __global const REAL *addend) {
  if (flags & SCALE) {
    sum = alpha * sum;
  }
  if (flags & ADD) {
    sum = sum + *addend;
  }
  if (flags & ADD_SCALED) {
    sum = fma(beta, *addend, sum);
  }
  return sum;
}

VECTOR finished_vector(VECTOR sum, int flags, REAL alpha, REAL beta, __global const REAL *addend) {
  if (flags & SCALE) {
    sum = (VECTOR)(alpha) * sum;
  }
  if (flags & ADD) {
    sum = sum + VLOAD(0, addend);
  }
  if (flags & ADD_SCALED) {
    sum = fma((VECTOR)(beta), VLOAD(0, addend), sum);
  }
  return sum;
}

// size: rows and columns of the output, the k from which and to which, flags
// left: offset of the first element; distance from panel to panel, row to row, k to k
// right: offset; distance from panel to panel, k to k; 1 if the last panel is moved left so as to be
//        full (its first columns are then not stored)
// added, output: offset, row stride, column stride
__kernel void product(
    int8 size,
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
  const int rows = size.s0;
  const int columns = size.s1;
  const int flags = size.s4;
  const int i0 = get_global_id(0) * ROWS;
  const int first = get_global_id(1) * COLUMNS;
  const bool moved = right.s3 && first + COLUMNS > columns;
  const int j0 = moved ? columns - COLUMNS : first;

  __global const REAL *bk = b + right.s0 + (long)get_global_id(1) * right.s1 - (first - j0) +
                            (long)size.s2 * right.s2;
  const long step = left.s3;
  __global const REAL *panel = a + left.s0 + (long)get_global_id(0) * left.s1 + size.s2 * step;
#define DECLARE(r)                                                                      \
  VECTOR sum##r##a = (VECTOR)(0);                                                       \
  VECTOR sum##r##b = (VECTOR)(0);                                                       \
  __global const REAL *a##r = panel + (long)min(r, rows - 1 - i0) * left.s2;            \
  __global REAL *o##r = output + out.s0 + (long)min(i0 + r, rows - 1) * out.s1;         \
  __global const REAL *c##r = addend + added.s0 + (long)min(i0 + r, rows - 1) * added.s1;
  EACH_ROW(DECLARE)

  const bool wide = (flags & WIDE_STORE) && !moved && j0 + COLUMNS <= columns;
  if (!(flags & FIRST)) {
    if (wide) {
#define RELOAD(r)                                                                       \
  sum##r##a = VLOAD(0, o##r + j0);                                                      \
  sum##r##b = VLOAD(1, o##r + j0);
      EACH_ROW(RELOAD)
    } else {
      REAL t[COLUMNS];
#define RELOAD_SOME(r)                                                                  \
  for (int j = 0; j < COLUMNS; j++) {                                                   \
    t[j] = j0 + j >= first && j0 + j < columns ? o##r[(long)(j0 + j) * out.s2] : (REAL)0; \
  }                                                                                     \
  sum##r##a = VLOAD(0, t);                                                              \
  sum##r##b = VLOAD(1, t);
      EACH_ROW(RELOAD_SOME)
    }
  }

  for (int k = size.s2; k < size.s3; k++) {
    const VECTOR ba = VLOAD(0, bk);
    const VECTOR bb = VLOAD(1, bk);
    bk += right.s2;
#define MULTIPLY(r)                                                                     \
  {                                                                                     \
    const VECTOR x = (VECTOR)(*a##r);                                                   \
    a##r += step;                                                                       \
    sum##r##a = fma(x, ba, sum##r##a);                                                  \
    sum##r##b = fma(x, bb, sum##r##b);                                                  \
  }
    EACH_ROW(MULTIPLY)
  }

  if (wide) {
    if (flags & LAST) {
#define FINISH(r)                                                                       \
  sum##r##a = finished_vector(sum##r##a, flags, alpha, beta, c##r + j0);                \
  sum##r##b = finished_vector(sum##r##b, flags, alpha, beta, c##r + j0 + WIDTH);
      EACH_ROW(FINISH)
    }
#define STORE(r)                                                                        \
  if (i0 + r < rows) {                                                                  \
    VSTORE(sum##r##a, 0, o##r + j0);                                                    \
    VSTORE(sum##r##b, 1, o##r + j0);                                                    \
  }
    EACH_ROW(STORE)
  } else {
    REAL t[COLUMNS];
#define STORE_SOME(r)                                                                   \
  if (i0 + r < rows) {                                                                  \
    VSTORE(sum##r##a, 0, t);                                                            \
    VSTORE(sum##r##b, 1, t);                                                            \
    for (int j = first - j0; j < COLUMNS && j0 + j < columns; j++) {                    \
      o##r[(long)(j0 + j) * out.s2] =                                                   \
          flags & LAST                                                                  \
              ? finished(t[j], flags, alpha, beta, c##r + (long)(j0 + j) * added.s2)    \
              : t[j];                                                                   \
    }                                                                                   \
  }
    EACH_ROW(STORE_SOME)
  }
}

// Packs a panel of `count` rows (of a) or columns (of b) in the order in which they are used: for
// each k the `count` elements side by side, with zeros beyond the end.
// size: how many rows or columns there are, how many k, the rows or columns of a panel
// from: offset, the distance from row to row (column to column), from k to k
__kernel void pack(
    int4 size, __global const REAL *matrix, int4 from, __global REAL *packed) {
  const int count = size.s2;
  const int first = get_global_id(0) * count;
  const int present = min(count, size.s0 - first);
  __global const REAL *source = matrix + from.s0 + (long)first * from.s1;
  __global REAL *target = packed + (long)first * size.s1;
  if (from.s1 == 1 && present == count && count % WIDTH == 0) {
    for (int k = 0; k < size.s1; k++) {
      for (int v = 0; v < count; v += WIDTH) {
        VSTORE(VLOAD(0, source + (long)k * from.s2 + v), 0, target + (long)k * count + v);
      }
    }
  } else {
    for (int k = 0; k < size.s1; k++) {
      for (int i = 0; i < present; i++) {
        target[(long)k * count + i] = source[(long)i * from.s1 + (long)k * from.s2];
      }
      for (int i = present; i < count; i++) {
        target[(long)k * count + i] = 0;
      }
    }
  }
}
