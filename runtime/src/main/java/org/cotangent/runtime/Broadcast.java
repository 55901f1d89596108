package org.cotangent.runtime;

import java.util.BitSet;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;

/** How the inputs of a formula fit together: rows, columns and elements are repeated. */
final class Broadcast {
  private Broadcast() {}

  /** Whether one of the inputs is the symbolic zero. */
  static boolean hasZero(Matrix... inputs) {
    for (Matrix input : inputs) {
      if (input == Matrix.ZERO) {
        return true;
      }
    }
    return false;
  }

  /** What is left of a formula when the inputs that are the symbolic zero are 0. */
  static Formula left(Formula formula, Matrix... inputs) {
    requireInputs(formula, inputs);
    BitSet zeros = new BitSet();
    for (int i = 0; i < inputs.length; i++) {
      zeros.set(i, inputs[i] == Matrix.ZERO);
    }
    return formula.withZeros(zeros);
  }

  /** The inputs that what is left of a formula mentions. */
  static Matrix[] named(Formula left, Formula formula, Matrix... inputs) {
    return left.inputs().stream()
        .map(name -> inputs[formula.inputs().indexOf(name)])
        .toArray(Matrix[]::new);
  }

  /** The first input. */
  static Matrix first(Formula formula, Matrix... inputs) {
    if (inputs.length == 0) {
      throw new IllegalArgumentException(
          formula + ": at least one matrix is wanted, it gives the result its shape");
    }
    return inputs[0];
  }

  private static void requireInputs(Formula formula, Matrix... inputs) {
    if (formula.inputs().size() != inputs.length) {
      throw new IllegalArgumentException(
          formula
              + ": "
              + formula.inputs().size()
              + " matrices are wanted, "
              + inputs.length
              + " were given");
    }
  }

  /** The rows of the result: those that are not 1, where there are any. */
  static int rows(Matrix... inputs) {
    int rows = 1;
    for (Matrix input : inputs) {
      if (rows == 1) {
        rows = input.operand().rows();
      }
    }
    return rows;
  }

  /** The columns of the result: those that are not 1, where there are any. */
  static int columns(Matrix... inputs) {
    int columns = 1;
    for (Matrix input : inputs) {
      if (columns == 1) {
        columns = input.operand().columns();
      }
    }
    return columns;
  }

  /** The inputs of a formula, each with the shape of the result; all checks are done here. */
  static Operand[] operands(
      Formula formula,
      double[] scalars,
      Matrix[] inputs,
      Precision precision,
      int rows,
      int columns) {
    if (formula.inputs().size() != inputs.length || formula.scalars().size() != scalars.length) {
      throw new IllegalArgumentException(
          formula
              + ": "
              + formula.inputs().size()
              + " matrices and "
              + formula.scalars().size()
              + " numbers are wanted, "
              + inputs.length
              + " and "
              + scalars.length
              + " were given");
    }
    Operand[] operands = new Operand[inputs.length];
    for (int i = 0; i < operands.length; i++) {
      Operand operand = inputs[i].operand();
      if (operand.precision() != precision) {
        throw mixed(inputs);
      }
      if (operand.rows() != rows && operand.rows() != 1
          || operand.columns() != columns && operand.columns() != 1) {
        throw new IllegalArgumentException(
            formula
                + ": "
                + shapes(inputs)
                + " do not fit: expected "
                + rows
                + " x "
                + columns
                + ", or one row, one column or one element, which is repeated");
      }
      operands[i] = operand.broadcast(rows, columns);
    }
    return operands;
  }

  /** The refusal of matrices of both precisions. */
  static IllegalArgumentException mixed(Matrix... inputs) {
    StringBuilder text = new StringBuilder("matrices of float and double together:");
    for (Matrix input : inputs) {
      text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ").append(input.shape());
      if (input != Matrix.ZERO) {
        text.append(input.precision() == Precision.DOUBLE ? " double" : " float");
      }
    }
    return new IllegalArgumentException(text + "; convert with toPrecision");
  }

  private static String shapes(Matrix... inputs) {
    StringBuilder text = new StringBuilder();
    for (Matrix input : inputs) {
      text.append(text.length() == 0 ? "" : ", ").append(input.shape());
    }
    return text.toString();
  }
}
