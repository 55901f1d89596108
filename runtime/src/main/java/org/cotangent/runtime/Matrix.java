package org.cotangent.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Random;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Value;

/**
 * Numbers in rows and columns, {@code double} or {@code float}. Operations make new matrices; those
 * whose names end in {@code InPlace}, {@link #set} and {@link #assign} change the one they are
 * called on, and no other: a view taken before keeps what it showed. A matrix may have no rows or
 * no columns.
 *
 * <p>The elements are where they were computed last, in the memory of a device or in the Java heap,
 * and come to the heap when they are read. Many threads may use a matrix at the same time as long
 * as none changes it.
 *
 * <p>{@link #close} gives the memory back, and {@link Scope} closes many at once. A matrix that is
 * not closed is collected like any object, at some time.
 */
public final class Matrix
    implements AutoCloseable,
        Elements,
        InPlace,
        Products,
        Arithmetic,
        Functions,
        Reductions,
        RowOperations,
        Losses,
        Shapes {
  /**
   * The zero of every shape: what an adjoint is before anything has been added to it. It takes part
   * in adding up adjoints and in formulas ({@link Elementwise}); everything else refuses it.
   */
  public static final Matrix ZERO = new Matrix();

  private static final VarHandle OPERAND;

  static {
    try {
      OPERAND = MethodHandles.lookup().findVarHandle(Matrix.class, "operand", Operand.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int rows;
  private final int columns;
  private final Precision precision;

  /** Null once closed. */
  private volatile Operand operand;

  /** The scope that closes it, and where it stands there. Only the scope touches them. */
  Scope scope;

  int placeInScope;

  private Matrix() {
    this.rows = 0;
    this.columns = 0;
    this.precision = Precision.DOUBLE;
    this.operand = null;
  }

  /** A matrix on something whose value is held for it. */
  Matrix(Operand operand) {
    this.rows = operand.rows();
    this.columns = operand.columns();
    this.precision = operand.precision();
    this.operand = operand;
    Scope.enter(this);
  }

  private Matrix(Value value, int rows, int columns) {
    this(Operand.of(value, rows, columns));
  }

  /**
   * A matrix of doubles.
   *
   * @param elements the rows, all of the same length; copied
   * @return the matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  @Operation
  public static Matrix of(double[][] elements) {
    int rows = elements.length;
    int columns = rows == 0 ? 0 : elements[0].length;
    double[] all = (double[]) array(Precision.DOUBLE, rows, columns);
    for (int i = 0; i < rows; i++) {
      requireLength(i, elements[i].length, columns);
      System.arraycopy(elements[i], 0, all, i * columns, columns);
    }
    return owning(all, rows, columns);
  }

  /**
   * A matrix of floats.
   *
   * @param elements the rows, all of the same length; copied
   * @return the matrix
   * @throws IllegalArgumentException if the rows differ in length
   */
  @Operation
  public static Matrix of(float[][] elements) {
    int rows = elements.length;
    int columns = rows == 0 ? 0 : elements[0].length;
    float[] all = (float[]) array(Precision.FLOAT, rows, columns);
    for (int i = 0; i < rows; i++) {
      requireLength(i, elements[i].length, columns);
      System.arraycopy(elements[i], 0, all, i * columns, columns);
    }
    return owning(all, rows, columns);
  }

  /**
   * A matrix of doubles.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param rowMajor the elements, row by row; copied
   * @return the matrix
   * @throws IllegalArgumentException if there are not rows times columns elements
   */
  @Operation
  public static Matrix of(int rows, int columns, double... rowMajor) {
    requireElements(rows, columns, rowMajor.length);
    double[] all = (double[]) array(Precision.DOUBLE, rows, columns);
    System.arraycopy(rowMajor, 0, all, 0, rowMajor.length);
    return owning(all, rows, columns);
  }

  /**
   * A matrix of floats.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param rowMajor the elements, row by row; copied
   * @return the matrix
   * @throws IllegalArgumentException if there are not rows times columns elements
   */
  @Operation
  public static Matrix ofFloats(int rows, int columns, float... rowMajor) {
    requireElements(rows, columns, rowMajor.length);
    float[] all = (float[]) array(Precision.FLOAT, rows, columns);
    System.arraycopy(rowMajor, 0, all, 0, rowMajor.length);
    return owning(all, rows, columns);
  }

  /**
   * A matrix of one row, of doubles.
   *
   * @param elements the elements
   * @return 1 x n
   */
  @Operation
  public static Matrix row(double... elements) {
    return of(1, elements.length, elements);
  }

  /**
   * A matrix of one column, of doubles.
   *
   * @param elements the elements
   * @return n x 1
   */
  @Operation
  public static Matrix column(double... elements) {
    return of(elements.length, 1, elements);
  }

  /**
   * A matrix of doubles that are 0.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @return the matrix
   */
  @Operation
  public static Matrix zeros(int rows, int columns) {
    return filled(rows, columns, 0);
  }

  /**
   * A matrix of zeros.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param precision how the elements are stored
   * @return the matrix
   */
  @Operation
  public static Matrix zeros(int rows, int columns, Precision precision) {
    return filled(rows, columns, 0, precision);
  }

  /**
   * A matrix of doubles that are all the same.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param value the elements
   * @return the matrix
   */
  @Operation(adjoints = "value: org.cotangent.runtime.operation.ElementAdjoints.filled(adjoint)")
  public static Matrix filled(int rows, int columns, double value) {
    return filled(rows, columns, value, Precision.DOUBLE);
  }

  /**
   * A matrix whose elements are all the same.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param value the elements, rounded to the precision
   * @param precision how the elements are stored
   * @return the matrix
   */
  @Operation(adjoints = "value: org.cotangent.runtime.operation.ElementAdjoints.filled(adjoint)")
  public static Matrix filled(int rows, int columns, double value, Precision precision) {
    Object all = array(precision, rows, columns);
    if (all instanceof double[] doubles) {
      Arrays.fill(doubles, 0, rows * columns, value);
    } else {
      Arrays.fill((float[]) all, 0, rows * columns, (float) value);
    }
    return owning(all, rows, columns);
  }

  /**
   * A square matrix of doubles: 1 on the diagonal, else 0.
   *
   * @param n the number of rows and columns, 0 or more
   * @return n x n
   */
  @Operation
  public static Matrix identity(int n) {
    double[] all = (double[]) array(Precision.DOUBLE, n, n);
    Arrays.fill(all, 0, n * n, 0);
    for (int i = 0; i < n; i++) {
      all[i * n + i] = 1;
    }
    return owning(all, n, n);
  }

  /**
   * Random doubles, independent, normally distributed with mean 0 and standard deviation 1. The
   * same seed gives the same matrix everywhere: they are what {@link Random#nextGaussian} gives, in
   * row-major order.
   *
   * @param rows the number of rows, 0 or more
   * @param columns the number of columns, 0 or more
   * @param seed chooses the numbers
   * @return the matrix
   */
  @Operation
  public static Matrix gaussian(int rows, int columns, long seed) {
    double[] all = (double[]) array(Precision.DOUBLE, rows, columns);
    Random random = new Random(seed);
    for (int i = 0; i < rows * columns; i++) {
      all[i] = random.nextGaussian();
    }
    return owning(all, rows, columns);
  }

  /**
   * The number of rows.
   *
   * @return 0 or more
   */
  @Operation
  public int rows() {
    operand();
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return 0 or more
   */
  @Operation
  public int columns() {
    operand();
    return columns;
  }

  /**
   * How the elements are stored.
   *
   * @return double or float
   */
  @Operation
  public Precision precision() {
    operand();
    return precision;
  }

  /**
   * Whether {@link #close} was called, by hand or by a {@link Scope}.
   *
   * @return true if the matrix cannot be used any more
   */
  public boolean isClosed() {
    return operand == null && this != ZERO;
  }

  /**
   * Gives the memory back as soon as no view and no running operation needs it. Every later use is
   * refused; closing twice, or closing {@link #ZERO}, does nothing.
   */
  @Override
  public void close() {
    Operand held = (Operand) OPERAND.getAndSet(this, null);
    if (held != null) {
      Scope.leave(this);
      held.value().release();
    }
  }

  /**
   * The shape and the elements of a small matrix, the shape of a large one.
   *
   * @return text for people
   */
  @Override
  public String toString() {
    if (this == ZERO) {
      return "zero of any shape";
    }
    if (operand == null) {
      return "closed " + shape() + " matrix";
    }
    return rows * columns > 64 ? shape() + " matrix" : Arrays.deepToString(toArray());
  }

  /** {@code 3 x 4}. */
  String shape() {
    return this == ZERO ? "zero" : rows + " x " + columns;
  }

  /** What is computed with. */
  Operand operand() {
    Operand open = operand;
    if (open == null) {
      throw new IllegalStateException(
          this == ZERO
              ? "Matrix.ZERO has no shape and no elements: it stands for an adjoint that nothing"
                  + " has been added to"
              : "this "
                  + shape()
                  + " matrix has been closed, by close() or at the end of its scope; Scope.keep"
                  + " holds a matrix open");
    }
    return open;
  }

  /** The operand, held: the caller releases its value. */
  Operand hold() {
    Operand open = operand();
    if (!open.value().hold()) {
      throw new IllegalStateException(
          "this "
              + shape()
              + " matrix was closed, or changed, by another thread while it was used");
    }
    return open;
  }

  /** A new matrix on the same elements; the layout is one of this matrix's value. */
  Matrix view(Operand layout) {
    hold();
    return new Matrix(layout);
  }

  /** Takes other elements, held for this matrix; what it held before has been let go. */
  void become(Operand held) {
    operand = held;
  }

  /** A matrix on a new value, which it holds. */
  static Matrix of(Value value, int rows, int columns) {
    return new Matrix(value, rows, columns);
  }

  private static Matrix owning(Object elements, int rows, int columns) {
    return new Matrix(Value.of(elements, rows * columns), rows, columns);
  }

  private static Object array(Precision precision, int rows, int columns) {
    return Value.array(precision, size(rows, columns));
  }

  /** The number of elements of a shape. */
  static int size(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + ": neither may be negative");
    }
    long size = (long) rows * columns;
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + ": it may have up to 2147483639 elements");
    }
    return (int) size;
  }

  private static void requireLength(int row, int length, int columns) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "row " + row + " has " + length + " elements, row 0 has " + columns);
    }
  }

  private static void requireElements(int rows, int columns, int given) {
    if (size(rows, columns) != given) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " elements are wanted, " + given + " were given");
    }
  }
}
