package org.cotangent.benchmarks.problems;

import static org.cotangent.benchmarks.problems.Case.BY_HAND;
import static org.cotangent.benchmarks.problems.Case.GENERATED;
import static org.cotangent.benchmarks.problems.Case.PRIMAL;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The cases that are measured, by name, each with inputs from a fixed seed. */
public final class Cases {
  private static final Map<String, Supplier<Case>> CASES = new LinkedHashMap<>();

  static {
    add("llsq n=4096 m=128", name -> llsq(name, 4096, 128));
    add("lse n=40000", name -> lse(name, 40_000));
    add("det 7", name -> det(name, 7));
    add("ode n=1000 s=100", name -> ode(name, 1000, 100));
    add("gmm d=2 k=5 n=1000", name -> gmm(name, 2, 5, 1000));
    add("gmm d=10 k=25 n=1000", name -> gmm(name, 10, 25, 1000));
    add("gmm d=32 k=25 n=1000", name -> gmm(name, 32, 25, 1000));
    add("lstm l=2 c=1024 b=14", name -> lstm(name, 2, 1024, 14));
    add("kmeans k=100 n=1000 d=8", name -> kmeans(name, 100, 1000, 8));
    add("ba n=49 m=7776 p=31843", name -> BaCase.make(name, 49, 7776, 31_843));
    add("options 10000 on 100", name -> OwnCases.options(name, 10_000, 100));
    add("orbit 100000 steps", name -> OwnCases.orbit(name, 100_000));
    add("kalman 10000", name -> OwnCases.kalman(name, 10_000));
    add("burgers n=200 s=500", name -> OwnCases.burgers(name, 200, 500));
  }

  private Cases() {}

  private interface Maker {
    Case make(String name);
  }

  private static void add(String name, Maker maker) {
    CASES.put(name, () -> maker.make(name));
  }

  /** The names of all cases. */
  public static List<String> names() {
    return List.copyOf(CASES.keySet());
  }

  /** Makes a case; {@code IllegalArgumentException} for an unknown name. */
  public static Case of(String name) {
    Supplier<Case> maker = CASES.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no case is called " + name);
    }
    return maker.get();
  }

  static Case llsq(String name, int n, int m) {
    double[] x = new Draws(1).uniform(m);
    double[] adjoint = new double[m];
    LlsqByHand hand = new LlsqByHand();
    Case made = new Case(name).by(x, adjoint);
    return made.way(PRIMAL, () -> Llsq.error(x, n))
        .way(GENERATED, () -> LlsqDerivatives.errorBackward(x, adjoint, n, 1, made.tape()))
        .way(BY_HAND, () -> hand.backward(x, adjoint, n, 1));
  }

  static Case lse(String name, int n) {
    double[] x = new Draws(2).uniform(n);
    double[] adjoint = new double[n];
    LseByHand hand = new LseByHand();
    Case made = new Case(name).by(x, adjoint);
    return made.way(PRIMAL, () -> Lse.logSumExp(x))
        .way(GENERATED, () -> LseDerivatives.logSumExpBackward(x, adjoint, 1, made.tape()))
        .way(BY_HAND, () -> hand.backward(x, adjoint, 1));
  }

  static Case det(String name, int ell) {
    double[] matrix = new Draws(3).uniform(ell * ell);
    double[] adjoint = new double[ell * ell];
    Case made = new Case(name).by(matrix, adjoint);
    return made.way(PRIMAL, () -> Det.determinant(matrix, ell))
        .way(
            GENERATED,
            () -> DetDerivatives.determinantBackward(matrix, adjoint, ell, 1, made.tape()));
  }

  static Case ode(String name, int n, int steps) {
    double[] x = new Draws(4).uniform(n);
    double[] adjoint = new double[n];
    Case made = new Case(name).by(x, adjoint);
    return made.way(PRIMAL, () -> Ode.last(x, steps))
        .way(GENERATED, () -> OdeDerivatives.lastBackward(x, adjoint, steps, 1, made.tape()));
  }

  static Case gmm(String name, int d, int k, int n) {
    Draws draws = new Draws(5);
    int triangle = d * (d - 1) / 2;
    double[] alpha = draws.normal(k);
    double[][] mu = draws.uniform(k, d);
    double[][] q = draws.normal(k, d);
    double[][] l = draws.normal(k, triangle);
    double[][] x = draws.normal(n, d);
    return gmm(name, alpha, mu, q, l, x, 0, 1);
  }

  static Case gmm(
      String name,
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      double[][] x,
      int m,
      double gamma) {
    int k = alpha.length;
    int d = mu[0].length;
    double[] alphaAdjoint = new double[k];
    double[][] muAdjoint = new double[k][d];
    double[][] qAdjoint = new double[k][d];
    double[][] lAdjoint = new double[k][d * (d - 1) / 2];
    GmmByHand hand = new GmmByHand(k, d);
    Case made =
        new Case(name).by(alpha, alphaAdjoint).by(mu, muAdjoint).by(q, qAdjoint).by(l, lAdjoint);
    return made.way(PRIMAL, () -> Gmm.objective(alpha, mu, q, l, x, m, gamma))
        .way(
            GENERATED,
            () ->
                GmmDerivatives.objectiveBackward(
                    alpha,
                    alphaAdjoint,
                    mu,
                    muAdjoint,
                    q,
                    qAdjoint,
                    l,
                    lAdjoint,
                    x,
                    m,
                    gamma,
                    1,
                    made.tape()))
        .way(
            BY_HAND,
            () ->
                hand.backward(
                    alpha, alphaAdjoint, mu, muAdjoint, q, qAdjoint, l, lAdjoint, x, m, gamma, 1));
  }

  static Case lstm(String name, int layers, int c, int b) {
    Draws draws = new Draws(6);
    double[][] main = draws.uniform(2 * layers, 4 * b);
    double[][] extra = draws.uniform(3, b);
    double[][] state = draws.uniform(2 * layers, b);
    return lstm(name, main, extra, state, draws.bits(c, b));
  }

  static Case lstm(
      String name, double[][] main, double[][] extra, double[][] state, double[][] sequence) {
    double[][] mainAdjoint = new double[main.length][main[0].length];
    double[][] extraAdjoint = new double[extra.length][extra[0].length];
    LstmByHand hand = new LstmByHand(main.length / 2, extra[0].length, sequence.length);
    Case made = new Case(name).by(main, mainAdjoint).by(extra, extraAdjoint);
    return made.way(PRIMAL, () -> Lstm.loss(main, extra, state, sequence))
        .way(
            GENERATED,
            () ->
                LstmDerivatives.lossBackward(
                    main, mainAdjoint, extra, extraAdjoint, state, sequence, 1, made.tape()))
        .way(
            BY_HAND,
            () -> hand.backward(main, mainAdjoint, extra, extraAdjoint, state, sequence, 1));
  }

  static Case kmeans(String name, int k, int n, int d) {
    double[][] points = new Draws(7).uniform(n, d);
    double[][] centroids = new double[k][];
    for (int i = 0; i < k; i++) {
      centroids[i] = points[n - k + i].clone();
    }
    double[][] adjoint = new double[k][d];
    Case made = new Case(name).by(centroids, adjoint);
    return made.way(PRIMAL, () -> Kmeans.cost(points, centroids))
        .way(
            GENERATED,
            () -> KmeansDerivatives.costBackward(points, centroids, adjoint, 1, made.tape()));
  }
}
