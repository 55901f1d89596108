import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.cotangent.Differentiable;

/** One of everything that the compiler rewrites while it attributes. */
class AllKindsOfClasses {
  Object anonymous =
      new Object() {
        int k = 1;

        Object inner =
            new Object() {
              @Override
              public String toString() {
                return "inner" + k;
              }
            };
      };

  {
    anonymous = null;
  }

  @Differentiable
  static double f(double x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += x * i;
    }
    DoubleUnaryOperator scale = t -> t * x;
    var z = scale.applyAsDouble(2);
    return sum + z;
  }

  enum Operation {
    PLUS {
      @Override
      double apply(double a) {
        return a + a;
      }
    },
    TIMES {
      @Override
      double apply(double a) {
        return a * a;
      }
    };

    abstract double apply(double a);
  }

  record Pair<T extends Number>(T first, double second) {
    static int made = 1;

    Pair(T first) {
      this(first, 1);
    }
  }

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  static double area(Object shape) {
    if (shape instanceof Circle circle && circle.radius() > 0) {
      return circle.radius();
    }
    return shape instanceof Square square ? square.side() : 0;
  }

  void local() {
    class Local {
      Runnable run = () -> new Object() {};
    }
    new Local().run.run();
    record LocalRecord(int a) {}
    enum LocalEnum {
      A,
      B
    }
    Supplier<Supplier<String>> text = () -> () -> "a" + new LocalRecord(1) + LocalEnum.A;
    text.get().get();
  }

  static <T extends Comparable<T>> T largest(List<? extends T> list) {
    T best = null;
    for (T each : list) {
      if (best == null || each.compareTo(best) > 0) {
        best = each;
      }
    }
    return best;
  }

  String switches(int day, String text) {
    var result =
        switch (day) {
          case 1, 2 -> "a";
          case 3 -> {
            String other = text;
            yield other;
          }
          default -> "t";
        };
    switch (text) {
      case "x":
        result += 1;
        break;
      default:
    }
    assert day > 0 : "no";
    try {
      result += largest(List.of("q"));
    } finally {
      result += "f";
    }
    return result;
  }

  int privateAccess() {
    return new Object() {
          private int p = 4;
        }.p
        + new Inner().z;
  }

  class Inner {
    private int z;

    Inner() {
      super();
    }
  }
}
