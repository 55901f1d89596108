package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** {@code docs/jacobians.md}: its examples compile and are right. */
class JacobiansPageTest {
  private static final double[] POINT = {1, 2, 4};

  @Test
  void theExampleHasItsDerivatives() throws IOException {
    Check.of(text("java example")).at(POINT, 35.0, new double[] {8, 17});
  }

  @Test
  void rowsAreThoseOfTheFormula() throws Exception {
    double[][] rows =
        (double[][]) call("Show", "byPoint", double[].class, POINT, double[].class, new double[2]);
    assertThat(rows[0]).usingTolerance(1e-12).containsExactly(35 / 4.0, 0, -35 / 16.0);
    assertThat(rows[1]).usingTolerance(1e-12).containsExactly(0, 35 / 4.0, -70 / 16.0);
  }

  @Test
  void aLoopUsesItsArraysAgain() throws Exception {
    double[][] seen = {{8, 17}, {9, 17}};
    double sum =
        (double)
            call("Loop", "sum", double[].class, POINT, double.class, 35.0, double[][].class, seen);
    assertThat(sum).isWithin(1e-12).of(35 / 4.0 * (35 / 4.0 - 8 + 35 / 4.0 - 9) + 2 * 0.5);
  }

  /** Calls a static method; each argument behind its type. */
  private static Object call(String owner, String name, Object... typed) throws Exception {
    Class<?>[] types = new Class<?>[typed.length / 2];
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = (Class<?>) typed[2 * i];
      arguments[i] = typed[2 * i + 1];
    }
    Method method = compiled().load(owner).getDeclaredMethod(name, types);
    method.setAccessible(true);
    return method.invoke(null, arguments);
  }

  private static Compiled compiled() throws IOException {
    return Compilation.of(text("java example") + text("java into"))
        .with(Processors::cotangent)
        .lenient()
        .run()
        .orThrow();
  }

  private static String text(String kind) throws IOException {
    return Page.read(Pages.directory("jacobians.md")).blocks(kind).get(0).text();
  }
}
