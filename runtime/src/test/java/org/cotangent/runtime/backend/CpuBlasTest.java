package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The choice between Java and a native BLAS library, and the products of the latter. */
final class CpuBlasTest {
  private static final View TWO = whole(HostBuffer.of(new double[] {1, 2, 3, 4}, 4), 2, 2);

  private static View whole(HostBuffer buffer, int rows, int columns) {
    return new View(buffer, 0, rows, columns, columns, 1);
  }

  private static double[] square(CpuBlas.Products products) {
    HostBuffer result = HostBuffer.of(new double[4], 4);
    products.multiply(1, TWO, TWO, 0, null, whole(result, 2, 2));
    return result.doubles();
  }

  private static void refuse(String warning) {
    throw new AssertionError(warning);
  }

  @Test
  void javaIsTakenUnlessTheUserAsksForTheNativeLibrary() {
    Supplier<CpuBlas.Products> none = () -> (alpha, a, b, beta, addend, output) -> refuse("native");
    for (String choice : new String[] {null, "java"}) {
      assertThat(square(CpuBlas.open(choice, none, CpuBlasTest::refuse)))
          .isEqualTo(new double[] {7, 10, 15, 22});
    }
  }

  @Test
  void anUnknownChoiceIsRefused() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> CpuBlas.open("mkl", () -> null, CpuBlasTest::refuse));
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("cotangent.blas: expected java or native, found 'mkl'");
  }

  @Test
  void withoutTheLibraryThereIsOneWarningThatNamesThePackageAndJavaGoesOn() {
    List<Supplier<CpuBlas.Products>> broken =
        List.of(
            () -> {
              throw new NoClassDefFoundError("dev/ludovic/netlib/blas/NativeBLAS");
            },
            () -> {
              throw new UnsatisfiedLinkError("libblas.so.3");
            },
            () -> {
              throw new IllegalStateException("Unable to load native implementation");
            });
    for (Supplier<CpuBlas.Products> library : broken) {
      List<String> warnings = new ArrayList<>();
      CpuBlas.Products products = CpuBlas.open("native", library, warnings::add);
      assertThat(square(products)).isEqualTo(new double[] {7, 10, 15, 22});
      assertThat(square(products)).isEqualTo(new double[] {7, 10, 15, 22});
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).contains("libopenblas0-pthread");
    }
  }

  private static CpuBlas.Products nativeLibrary() {
    List<String> warnings = new ArrayList<>();
    CpuBlas.Products products = CpuBlas.open("native", NativeProducts::open, warnings::add);
    assumeTrue(warnings.isEmpty(), () -> "no native BLAS library: " + warnings);
    return products;
  }

  @ParameterizedTest
  @EnumSource
  void nativeProductsAreThoseOfJavaUpToRounding(Precision precision) {
    CpuBlas.Products library = nativeLibrary();
    Random random = new Random(3);
    int[] sizes = {0, 1, 2, 3, 17, 64, 257};
    for (int round = 0; round < 600; round++) {
      int m = sizes[random.nextInt(7)];
      int k = sizes[random.nextInt(7)];
      int n = sizes[random.nextInt(7)];
      View a = matrix(precision, m, k, random);
      View b = matrix(precision, k, n, random);
      View output = matrix(precision, m, n, random);
      View expected = copyOf(output);
      View addend = null;
      View expectedAddend = null;
      switch (random.nextInt(4)) {
        case 0:
          break;
        case 1: // accumulates
          addend = output;
          expectedAddend = expected;
          break;
        case 2: // a bias
          View row = matrix(precision, 1, n, random);
          addend = new View(row.buffer(), row.offset(), m, n, 0, row.columnStride());
          expectedAddend = addend;
          break;
        default:
          addend = matrix(precision, m, n, random);
          expectedAddend = addend;
      }
      double alpha = random.nextBoolean() ? 1 : random.nextGaussian();
      double beta = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
      library.multiply(alpha, a, b, beta, addend, output);
      CpuProducts.multiply(alpha, a, b, beta, expectedAddend, expected);
      double tolerance = (precision == Precision.DOUBLE ? 1e-14 : 1e-5) * (k + 10);
      HostBuffer actual = (HostBuffer) output.buffer();
      for (int i = 0; i < actual.size(); i++) {
        assertWithMessage("%s x %s by %s, element %s, a %s, b %s", m, k, n, i, a, b)
            .that(element(actual, i))
            .isWithin(tolerance)
            .of(element((HostBuffer) expected.buffer(), i));
      }
    }
  }

  @Test
  void aNanInTheAddendIsNotLostWhereBetaIsZero() {
    HostBuffer result = HostBuffer.of(new double[4], 4);
    View nan = whole(HostBuffer.of(new double[] {Double.NaN, 0, 0, 0}, 4), 2, 2);
    nativeLibrary().multiply(1, TWO, TWO, 0, nan, whole(result, 2, 2));
    assertThat(result.doubles()).isEqualTo(new double[] {Double.NaN, 10, 15, 22});
  }

  private static double element(HostBuffer buffer, int i) {
    return buffer.precision() == Precision.DOUBLE ? buffer.doubles()[i] : buffer.floats()[i];
  }

  private static View copyOf(View view) {
    HostBuffer buffer = (HostBuffer) view.buffer();
    HostBuffer copy =
        buffer.precision() == Precision.DOUBLE
            ? HostBuffer.of(buffer.doubles().clone(), buffer.size())
            : HostBuffer.of(buffer.floats().clone(), buffer.size());
    return new View(
        copy, view.offset(), view.rows(), view.columns(), view.rowStride(), view.columnStride());
  }

  /** A slice by rows or by columns, or one with gaps, which BLAS cannot read. */
  private static View matrix(Precision precision, int rows, int columns, Random random) {
    int gap = random.nextInt(3) == 0 ? 2 : 1;
    boolean byRows = random.nextBoolean();
    int stride = gap * (byRows ? columns : rows) + random.nextInt(3);
    int offset = random.nextInt(4);
    int size = offset + (byRows ? rows : columns) * stride + 1;
    double[] values = random.doubles(size).map(x -> 2 * x - 1).toArray();
    HostBuffer buffer = HostBuffer.of(values, size);
    if (precision == Precision.FLOAT) {
      float[] floats = new float[size];
      for (int i = 0; i < size; i++) {
        floats[i] = (float) values[i];
      }
      buffer = HostBuffer.of(floats, size);
    }
    return byRows
        ? new View(buffer, offset, rows, columns, stride, gap)
        : new View(buffer, offset, rows, columns, gap, stride);
  }
}
