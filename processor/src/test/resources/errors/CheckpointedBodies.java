package errors;

import org.cotangent.Checkpointed;
import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;
import org.cotangent.runtime.Matrix;

/** Loops and methods that cannot be run again. */
final class CheckpointedBodies {
  private CheckpointedBodies() {}

  @NonDifferentiable
  static double noise(int i) {
    return i * System.nanoTime();
  }

  @Differentiable
  static double breaks(double x, int n) {
    double y = x;
    for (@Checkpointed int i = 0; i < n; i++) {
      y = y * x;
      if (y > 10) {
        break; // expect AD342: break;
      }
    }
    return y;
  }

  @Differentiable
  static double returns(double x, int n) {
    double y = x;
    for (@Checkpointed int i = 0; i < n; i++) {
      y = y * x;
      if (y > 10) {
        return y; // expect AD342: return y;
      }
    }
    return y;
  }

  @Differentiable
  static double outer(double x, int n) {
    double y = x;
    all:
    for (int k = 0; k < n; k++) {
      for (@Checkpointed int i = 0; i < n; i++) {
        y = y * x;
        if (y > 10) {
          continue all; // expect AD342: continue all;
        }
        if (y > 20) {
          break all; // expect AD342: break all;
        }
      }
    }
    return y;
  }

  @Differentiable
  static double prints(double x, int n) {
    double y = x;
    for (@Checkpointed int i = 0; i < n; i++) {
      y = y * x;
      System.out.println(y); // expect AD343: System.out.println(y)
    }
    return y;
  }

  @Differentiable
  static double random(double x, int n) {
    double y = x;
    for (@Checkpointed int i = 0; i < n; i++) {
      y = y * x + noise(i); // expect AD343: noise(i)
    }
    return y;
  }

  @Differentiable
  static double throughHelper(double x, int n) {
    double y = x;
    for (@Checkpointed int i = 0; i < n; i++) {
      y = told(y) * x;
    }
    return y;
  }

  static double told(double y) {
    System.out.println("y"); // expect AD343: System.out.println("y")
    return y * y;
  }

  @Checkpointed
  static double method(double x) {
    return x * noise(3); // expect AD343: noise(3)
  }

  @Differentiable
  static double callsMethod(double x) {
    return method(x) + 1;
  }

  @Differentiable
  static double exchanges(double[] x, int n) {
    double[] now = x.clone();
    double[] next = new double[x.length];
    for (@Checkpointed int i = 0; i < n; i++) { // expect AD344: for (@Checkpointed int i = 0; i < n; i++)
      for (int k = 0; k < x.length; k++) {
        next[k] = Math.sin(now[k]);
      }
      double[] swapped = now;
      now = next;
      next = swapped;
    }
    return now[0];
  }

  @Differentiable
  static double names(double x, int n) {
    double y = x;
    String last = "";
    for (@Checkpointed int i = 0; i < n; i++) { // expect AD344: for (@Checkpointed int i = 0; i < n; i++)
      last = String.valueOf(i);
      y = last.equals("3") ? y : y * x;
    }
    return y;
  }

  @Differentiable
  static double rows(double[][] x, int n) {
    double[][] m = {x[0].clone(), x[1].clone()};
    for (@Checkpointed int i = 0; i < n; i++) { // expect AD344: for (@Checkpointed int i = 0; i < n; i++)
      double[] first = m[0];
      m[0] = m[1];
      m[1] = first;
      m[0][0] = m[0][0] * m[1][0];
    }
    return m[0][0];
  }

  @Differentiable
  static double matrices(Matrix x, double y, int n) {
    double z = y;
    for (@Checkpointed int i = 0; i < n; i++) { // expect AD344: for (@Checkpointed int i = 0; i < n; i++)
      z = z * 0.5;
      z = z + x.sum(); // expect AD344: x.sum()
    }
    return z;
  }
}
