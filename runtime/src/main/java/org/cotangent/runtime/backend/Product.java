package org.cotangent.runtime.backend;

/**
 * A product to be computed, {@code output = alpha * a * b + beta * addend}, on arrays of the CPU.
 * What is computed for each element is said by {@link Backend}.
 *
 * @param addend null for none
 */
record Product(double alpha, View a, View b, double beta, View addend, View output) {
  int rows() {
    return output.rows();
  }

  int columns() {
    return output.columns();
  }

  /** The length of the chain of multiply-adds of each element. */
  int inner() {
    return a.columns();
  }

  /** The same product, read along the other diagonal: its rows are this product's columns. */
  Product transposed() {
    return new Product(
        alpha,
        transposed(b),
        transposed(a),
        beta,
        addend == null ? null : transposed(addend),
        transposed(output));
  }

  /** The same product, which may write to the output before it has read all of the addend. */
  Product withAddendApart() {
    if (addend == null || addend.buffer() != output.buffer()) {
      return this;
    }
    HostBuffer old = (HostBuffer) addend.buffer();
    HostBuffer copy =
        old.precision() == Precision.DOUBLE
            ? HostBuffer.of(old.doubles().clone(), old.size())
            : HostBuffer.of(old.floats().clone(), old.size());
    View apart =
        new View(
            copy,
            addend.offset(),
            addend.rows(),
            addend.columns(),
            addend.rowStride(),
            addend.columnStride());
    return new Product(alpha, a, b, beta, apart, output);
  }

  private static View transposed(View view) {
    return new View(
        view.buffer(),
        view.offset(),
        view.columns(),
        view.rows(),
        view.columnStride(),
        view.rowStride());
  }
}
