// Computations on rows: each work item does one row. The same operations in the same order as in
// DoubleRow and FloatRow, so that the results differ by the rounding of exp and log alone.
// REAL, and its vector REAL16, are float or double.

#define INPUT(p)                                                                                  \
  __global const REAL *p, int p##Offset, int p##Rows, int p##Columns, int p##RowStride,           \
      int p##ColumnStride
#define OUTPUT(p)                                                                                 \
  __global REAL *p, int p##Offset, int p##Rows, int p##Columns, int p##RowStride, int p##ColumnStride
#define DATA __global const int *data, int dataLength
#define ROW(p, i) (p + p##Offset + (long)(i)*p##RowStride)

// 16 elements; those from `rest` on are the filler.
REAL16 take(__global const REAL *p, int stride, int rest, REAL filler) {
  if (rest >= 16 && stride == 1) {
    return vload16(0, p);
  }
  REAL lanes[16];
  for (int l = 0; l < 16; l++) {
    lanes[l] = l < rest ? p[(long)l * stride] : filler;
  }
  return vload16(0, lanes);
}

void put(REAL16 values, __global REAL *p, int stride, int rest) {
  if (rest >= 16 && stride == 1) {
    vstore16(values, 0, p);
    return;
  }
  REAL lanes[16];
  vstore16(values, 0, lanes);
  for (int l = 0; l < 16 && l < rest; l++) {
    p[(long)l * stride] = lanes[l];
  }
}

REAL add_lanes(REAL16 v) {
  REAL8 a = v.lo + v.hi;
  REAL4 b = a.lo + a.hi;
  REAL2 c = b.lo + b.hi;
  return c.x + c.y;
}

// The largest element, NaN if one is NaN.
REAL largest(__global const REAL *x, int stride, int n) {
  REAL16 m = (REAL16)(-INFINITY);
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(x + (long)j * stride, stride, n - j, -INFINITY);
    m = ((v > m) | (v != v)) ? v : m;
  }
  REAL lanes[16];
  vstore16(m, 0, lanes);
  REAL r = lanes[0];
  for (int l = 1; l < 16; l++) {
    r = lanes[l] > r || lanes[l] != lanes[l] ? lanes[l] : r;
  }
  return r;
}

// The sum of exp(x - m).
REAL exponentials(__global const REAL *x, int stride, int n, REAL m) {
  REAL16 sum = (REAL16)(0);
  for (int j = 0; j < n; j += 16) {
    REAL16 e = exp(take(x + (long)j * stride, stride, n - j, -INFINITY) - m);
    sum += e;
  }
  return add_lanes(sum);
}

__kernel void softmax(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  int n = xColumns;
  __global const REAL *from = ROW(x, i);
  __global REAL *to = ROW(y, i);
  REAL m = largest(from, xColumnStride, n);
  REAL s = exponentials(from, xColumnStride, n, m);
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(from + (long)j * xColumnStride, xColumnStride, n - j, m);
    put(exp(v - m) / s, to + (long)j * yColumnStride, yColumnStride, n - j);
  }
}

__kernel void log_softmax(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  int n = xColumns;
  __global const REAL *from = ROW(x, i);
  __global REAL *to = ROW(y, i);
  REAL m = largest(from, xColumnStride, n);
  REAL logarithm = log(exponentials(from, xColumnStride, n, m));
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(from + (long)j * xColumnStride, xColumnStride, n - j, m);
    put((v - m) - logarithm, to + (long)j * yColumnStride, yColumnStride, n - j);
  }
}

__kernel void log_sum_exp(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global const REAL *from = ROW(x, i);
  REAL m = largest(from, xColumnStride, xColumns);
  if (!isinf(m)) {
    m = m + log(exponentials(from, xColumnStride, xColumns, m));
  }
  *ROW(y, i) = m;
}

__kernel void cross_entropy(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global const REAL *from = ROW(x, i);
  REAL m = largest(from, xColumnStride, xColumns);
  REAL right = from[(long)data[i] * xColumnStride] - m;
  *ROW(y, i) = log(exponentials(from, xColumnStride, xColumns, m)) - right;
}

__kernel void cross_entropy_adjoint(INPUT(x), DATA, REAL scale, OUTPUT(y)) {
  int i = get_global_id(0);
  int n = xColumns;
  __global const REAL *from = ROW(x, i);
  __global REAL *to = ROW(y, i);
  REAL m = largest(from, xColumnStride, n);
  REAL s = exponentials(from, xColumnStride, n, m);
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(from + (long)j * xColumnStride, xColumnStride, n - j, m);
    put(scale * (exp(v - m) / s), to + (long)j * yColumnStride, yColumnStride, n - j);
  }
  REAL right = exp(from[(long)data[i] * xColumnStride] - m);
  to[(long)data[i] * yColumnStride] = scale * (right / s - 1);
}

__kernel void cross_entropy_of(INPUT(x), INPUT(p), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  int n = xColumns;
  __global const REAL *from = ROW(x, i);
  __global const REAL *weights = ROW(p, i);
  REAL m = largest(from, xColumnStride, n);
  REAL logarithm = log(exponentials(from, xColumnStride, n, m));
  REAL16 sum = (REAL16)(0);
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(from + (long)j * xColumnStride, xColumnStride, n - j, m);
    REAL16 w = take(weights + (long)j * pColumnStride, pColumnStride, n - j, 0);
    sum += w == 0 ? (REAL16)(0) : w * (logarithm - (v - m));
  }
  *ROW(y, i) = add_lanes(sum);
}

__kernel void cross_entropy_of_adjoint(INPUT(x), INPUT(p), DATA, REAL scale, OUTPUT(y)) {
  int i = get_global_id(0);
  int n = xColumns;
  __global const REAL *from = ROW(x, i);
  __global const REAL *weights = ROW(p, i);
  __global REAL *to = ROW(y, i);
  REAL16 all = (REAL16)(0);
  for (int j = 0; j < n; j += 16) {
    all += take(weights + (long)j * pColumnStride, pColumnStride, n - j, 0);
  }
  REAL weight = add_lanes(all);
  REAL m = largest(from, xColumnStride, n);
  REAL s = exponentials(from, xColumnStride, n, m);
  for (int j = 0; j < n; j += 16) {
    REAL16 v = take(from + (long)j * xColumnStride, xColumnStride, n - j, m);
    REAL16 w = take(weights + (long)j * pColumnStride, pColumnStride, n - j, 0);
    REAL16 r = scale * (weight * (exp(v - m) / s) - w);
    put(r, to + (long)j * yColumnStride, yColumnStride, n - j);
  }
}

__kernel void hinge(INPUT(x), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global const REAL *from = ROW(x, i);
  REAL right = from[(long)data[i] * xColumnStride];
  REAL lanes[16];
  for (int l = 0; l < 16; l++) {
    lanes[l] = 0;
  }
  for (int j = 0; j < xColumns; j++) {
    REAL excess = from[(long)j * xColumnStride] - right + 1;
    lanes[j % 16] += j == data[i] || excess <= 0 ? 0 : excess;
  }
  *ROW(y, i) = add_lanes(vload16(0, lanes));
}

__kernel void hinge_adjoint(INPUT(x), DATA, REAL scale, OUTPUT(y)) {
  int i = get_global_id(0);
  __global const REAL *from = ROW(x, i);
  __global REAL *to = ROW(y, i);
  REAL right = from[(long)data[i] * xColumnStride];
  int count = 0;
  for (int j = 0; j < xColumns; j++) {
    bool within = j != data[i] && from[(long)j * xColumnStride] - right + 1 > 0;
    to[(long)j * yColumnStride] = within ? scale : 0;
    count += within ? 1 : 0;
  }
  to[(long)data[i] * yColumnStride] = count == 0 ? 0 : -scale * count;
}

__kernel void row_max_adjoint(INPUT(x), INPUT(a), DATA, OUTPUT(y)) {
  int i = get_global_id(0);
  __global const REAL *from = ROW(x, i);
  __global REAL *to = ROW(y, i);
  int first = 0;
  for (int j = 1; j < xColumns; j++) {
    REAL best = from[(long)first * xColumnStride];
    if (best == best && !(from[(long)j * xColumnStride] <= best)) {
      first = j;
    }
  }
  REAL value = *ROW(a, i);
  for (int j = 0; j < xColumns; j++) {
    to[(long)j * yColumnStride] = j == first ? value : 0;
  }
}
