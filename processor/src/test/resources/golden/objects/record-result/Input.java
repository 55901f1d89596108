import org.cotangent.Differentiable;

/** A step of the leapfrog method. */
final class Leapfrog {
  record State(double[] x, double[] v, double time) {}

  @Differentiable
  static State step(State s, double h) {
    double[] x = new double[s.x().length];
    double[] v = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      v[i] = s.v()[i] - h * Math.sin(s.x()[i]);
      x[i] = s.x()[i] + h * v[i];
    }
    return new State(x, v, s.time() + h);
  }
}
