package org.cotangent.runtime.backend;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who computes products on the CPU: Java, or the BLAS library of the machine for users who ask for
 * it with {@code -Dcotangent.blas=native} (or the environment variable {@code COTANGENT_BLAS}). A
 * native library is faster in some sizes, but its results have other bits than those of Java and
 * OpenCL, and differ between machines; so Java is what is taken unless asked.
 */
final class CpuBlas {
  private static final String PROPERTY = "cotangent.blas";
  private static final String VARIABLE = "COTANGENT_BLAS";

  /** Computes products. */
  interface Products {
    /** See {@link Backend#multiply}. */
    void multiply(double alpha, View a, View b, double beta, View addend, View output);
  }

  private CpuBlas() {}

  /**
   * What the user chose.
   *
   * @throws IllegalArgumentException if it is neither of the two
   */
  static Products chosen() {
    String choice = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return open(choice, NativeProducts::open, CpuBlas::warn);
  }

  /**
   * The products of a choice.
   *
   * @param library opens the native library; may fail in any way
   * @param warning takes a message if the library is not there, and Java is taken instead
   */
  static Products open(String choice, Supplier<Products> library, Consumer<String> warning) {
    if (choice == null || choice.equals("java")) {
      return CpuProducts::multiply;
    }
    if (!choice.equals("native")) {
      throw new IllegalArgumentException(
          PROPERTY + ": expected java or native, found '" + choice + "'");
    }
    try {
      return library.get();
    } catch (LinkageError | RuntimeException e) {
      warning.accept(
          "cotangent.blas=native: there is no native BLAS library ("
              + e
              + "); products are computed in Java. It takes dev.ludovic.netlib:blas:3.2.0 on the"
              + " class path and a libblas.so.3: apt-get install libopenblas0-pthread");
      return CpuProducts::multiply;
    }
  }

  private static void warn(String message) {
    System.getLogger("org.cotangent.runtime").log(System.Logger.Level.WARNING, message);
  }
}
