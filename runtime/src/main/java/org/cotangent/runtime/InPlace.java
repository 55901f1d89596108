package org.cotangent.runtime;

import org.cotangent.runtime.backend.Engine;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Operand;

/**
 * What changes a {@link Matrix}, for parameters that are trained. No other matrix changes: views,
 * and what was computed before, keep their elements. Meanwhile no other thread may use the matrix.
 * None of these can be called in a differentiated method.
 */
public sealed interface InPlace permits Matrix {
  /**
   * Changes one element.
   *
   * @param i the row, from 0
   * @param j the column, from 0
   * @param value the new element, rounded to the precision
   * @throws IndexOutOfBoundsException if there is no such element
   */
  default void set(int i, int j, double value) {
    Matrix self = (Matrix) this;
    if (i < 0 || i >= self.rows() || j < 0 || j >= self.columns()) {
      throw new IndexOutOfBoundsException(
          "element (" + i + ", " + j + ") of a matrix of " + self.shape());
    }
    Operand old = self.operand();
    self.become(Engine.current().withElement(old, i, j, value));
  }

  /**
   * Changes all elements to one number.
   *
   * @param value the new elements, rounded to the precision
   */
  default void fillInPlace(double value) {
    replace((Matrix) this, "(; value) -> value", new double[] {value});
  }

  /**
   * Changes all elements to those of another matrix. Nothing is copied: both show the same memory
   * until one of them changes.
   *
   * @param other of the same shape and precision
   * @throws IllegalArgumentException if the shapes or precisions differ
   */
  default void assign(Matrix other) {
    Matrix self = (Matrix) this;
    requireLike("assign", self, other);
    Operand old = self.operand();
    self.become(other.hold());
    old.value().release();
  }

  /**
   * Adds a matrix to this one.
   *
   * @param other of the same shape and precision
   * @throws IllegalArgumentException if the shapes or precisions differ
   */
  default void addInPlace(Matrix other) {
    Matrix self = (Matrix) this;
    requireLike("addInPlace", self, other);
    replace(self, "(self, other) -> self + other", new double[0], self, other);
  }

  /**
   * Adds a multiple of a matrix to this one: {@code weights.addInPlace(-rate, gradient)}. Product
   * and sum are rounded once, as by {@link Math#fma(double, double, double)}.
   *
   * @param factor what the other matrix is multiplied with
   * @param other of the same shape and precision
   * @throws IllegalArgumentException if the shapes or precisions differ
   */
  default void addInPlace(double factor, Matrix other) {
    Matrix self = (Matrix) this;
    requireLike("addInPlace", self, other);
    replace(
        self,
        "(self, other; factor) -> fma(factor, other, self)",
        new double[] {factor},
        self,
        other);
  }

  /**
   * Multiplies all elements by a number.
   *
   * @param factor the number
   */
  default void scaleInPlace(double factor) {
    replace((Matrix) this, "(self; factor) -> factor * self", new double[] {factor}, (Matrix) this);
  }

  /**
   * Changes each element to the value of a formula: a step of Adam is {@code
   * weights.mapInPlace("(w, m, v; rate) -> w - rate * m / (sqrt(v) + 1e-8)", new double[] {rate},
   * m, v)}.
   *
   * @param formula its first input is this matrix, see {@link Elementwise}
   * @param scalars the values of the formula's scalars
   * @param inputs the other inputs: of this shape, or one row, one column or one element, which is
   *     repeated; all of this precision
   * @throws IllegalArgumentException if the formula cannot be read, or does not fit the inputs
   */
  default void mapInPlace(String formula, double[] scalars, Matrix... inputs) {
    Matrix self = (Matrix) this;
    Matrix[] all = new Matrix[inputs.length + 1];
    all[0] = self;
    System.arraycopy(inputs, 0, all, 1, inputs.length);
    replace(self, formula, scalars, all);
  }

  private static void replace(Matrix self, String text, double[] scalars, Matrix... inputs) {
    Formula formula = Formula.of(text);
    Operand old = self.operand();
    Operand[] operands =
        Broadcast.operands(formula, scalars, inputs, self.precision(), self.rows(), self.columns());
    self.become(
        Operand.of(
            Engine.current().replace(old, formula, scalars, operands),
            self.rows(),
            self.columns()));
  }

  private static void requireLike(String operation, Matrix self, Matrix other) {
    self.operand();
    other.operand();
    if (self.rows() != other.rows() || self.columns() != other.columns()) {
      throw new IllegalArgumentException(
          operation + ": " + self.shape() + " and " + other.shape() + " differ");
    }
    if (self.precision() != other.precision()) {
      throw Broadcast.mixed(self, other);
    }
  }
}
