package org.cotangent.processor.errors;

import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Messages that need a second file. */
class OtherFilesTest {

  @Test
  void ad125AConstantThatTheUserInheritsAndTheCompanionCannotSee() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model extends q.Base {
          @Differentiable
          static double f(double x) {
            return x * TABLE[0]; // expect AD125: TABLE
          }
        }
        """,
        """
        package q;

        public class Base {
          protected static final double[] TABLE = {1};

          protected Base() {}
        }
        """);
  }

  @Test
  void ad291AnActiveArgumentForAParameterThatItsCompanionHoldsConstant() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          private Model() {}

          @Differentiable
          static double f(double x) {
            return Other.g(x, x); // expect AD291: Other.g(x, x)
          }
        }
        """,
        """
        package p;

        import org.cotangent.Differentiable;

        final class Other {
          private Other() {}

          @Differentiable(wrt = "x")
          static double g(double x, double y) {
            return x * y;
          }
        }
        """);
  }

  @Test
  void ad202AMethodOfAnotherFileWithoutACompanion() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          private Model() {}

          @Differentiable
          static double f(double x) {
            return Other.g(x); // expect AD202: Other.g(x)
          }
        }
        """,
        """
        package p;

        final class Other {
          private Other() {}

          static double g(double x) {
            return x;
          }
        }
        """);
  }

  @Test
  void ad226AMethodWithADerivativeThatOnlyASubclassCanCall() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model extends q.Base {
          @Differentiable
          static double f(double x) {
            return fit(x); // expect AD226: fit(x)
          }
        }
        """,
        """
        package q;

        import org.cotangent.DerivativeOf;

        public class Base {
          protected Base() {}

          protected static double fit(double x) {
            return x * x;
          }

          @DerivativeOf(type = Base.class, method = "fit")
          public static double fitDerivative(double x, double seed) {
            return 2 * x * seed;
          }
        }
        """);
  }

  @Test
  void allMessagesOfSeveralMethodsComeInOnePass() {
    Refusals.check(
        """
        @Differentiable
        static double f(double x) {
          double y = Math.random(); // expect AD201: Math.random()
          synchronized (Model.class) { // expect AD106: synchronized
          }
          return x;
        }

        @Differentiable
        static double g(double x) {
          Object made = new Object(); // expect AD107: new Object()
          return helper(x);
        }

        private static double helper(double x) {
          return x * Math.random(); // expect AD201: Math.random()
        }
        """);
  }

  @Test
  void ad202AMethodOfAnotherFileThatTakesARecord() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          private Model() {}

          @Differentiable
          static double f(double x) {
            Other.Point p = null;
            return x * Other.norm(p); // expect AD202: Other.norm
          }
        }
        """,
        """
        package p;

        import org.cotangent.Differentiable;

        final class Other {
          private Other() {}

          record Point(double x, double y) {}

          @Differentiable
          static double norm(Point p) {
            return p.x() * p.y();
          }
        }
        """);
  }
}
