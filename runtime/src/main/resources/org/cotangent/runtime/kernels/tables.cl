// Computations that move rows: each work item makes one row of the result, as in TableKernel.
// REAL is float or double.

#define INPUT(p)                                                                                  \
  __global const REAL *p, int p##Offset, int p##Rows, int p##Columns, int p##RowStride,           \
      int p##ColumnStride
#define OUTPUT(p)                                                                                 \
  __global REAL *p, int p##Offset, int p##Rows, int p##Columns, int p##RowStride, int p##ColumnStride
#define DATA __global const int *data, int dataLength
#define ROW(p, i) (p + p##Offset + (long)(i)*p##RowStride)

void copy(__global const REAL *from, int stride, int n, __global REAL *to, int toStride) {
  for (int j = 0; j < n; j++) {
    to[(long)j * toStride] = from[(long)j * stride];
  }
}

void clear(__global REAL *to, int n, int stride) {
  for (int j = 0; j < n; j++) {
    to[(long)j * stride] = 0;
  }
}

__kernel void lookup(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  copy(ROW(x, data[i]), xColumnStride, yColumns, ROW(y, i), yColumnStride);
}

// Each row of the table adds up its uses in their order: no two work items write to one place.
__kernel void lookup_adjoint(INPUT(a), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global REAL *to = ROW(y, i);
  clear(to, yColumns, yColumnStride);
  for (int use = data[i]; use < data[i + 1]; use++) {
    __global const REAL *from = ROW(a, data[use]);
    for (int j = 0; j < yColumns; j++) {
      to[(long)j * yColumnStride] += from[(long)j * aColumnStride];
    }
  }
}

__kernel void place(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global REAL *to = ROW(y, i);
  clear(to, yColumns, yColumnStride);
  int row = i - data[0];
  if (row >= 0 && row < xRows) {
    to += (long)data[1] * yColumnStride;
    copy(ROW(x, row), xColumnStride, xColumns, to, yColumnStride);
  }
}

__kernel void concatenate(INPUT(a), INPUT(b), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global REAL *to = ROW(y, i);
  if (i < aRows) {
    copy(ROW(a, i), aColumnStride, aColumns, to, yColumnStride);
  }
  bool beside = aColumns < yColumns;
  int row = beside ? i : i - aRows;
  if (row >= 0) {
    to += beside ? (long)aColumns * yColumnStride : 0;
    copy(ROW(b, row), bColumnStride, bColumns, to, yColumnStride);
  }
}
