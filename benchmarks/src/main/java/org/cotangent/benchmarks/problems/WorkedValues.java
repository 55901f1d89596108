package org.cotangent.benchmarks.problems;

import static org.cotangent.benchmarks.problems.Case.BY_HAND;
import static org.cotangent.benchmarks.problems.Case.GENERATED;

import java.util.Arrays;

/** Small inputs with known values and gradients; nothing is timed before they come out right. */
public final class WorkedValues {
  private static final double TOLERANCE = 1e-12;

  private WorkedValues() {}

  /**
   * Computes all of them.
   *
   * @throws IllegalStateException naming the first number that is wrong
   */
  public static void check() {
    llsq();
    lse();
    det();
    ode();
    gmm();
    lstm();
    kmeans();
    ba();
  }

  private static void llsq() {
    double[] x = {0.5, -0.25, 2};
    double[] gradient = {7.5, -3.625, 5.5};
    compare("llsq", Llsq.error(x, 5), 10.203125);
    double[] adjoint = new double[3];
    compare("llsq", LlsqDerivatives.errorBackward(x, adjoint, 5, 1), 10.203125);
    compare("llsq", adjoint, gradient);
    double[] byHand = new double[3];
    compare("llsq by hand", new LlsqByHand().backward(x, byHand, 5, 1), 10.203125);
    compare("llsq by hand", byHand, gradient);
  }

  private static void lse() {
    double[] x = {1, 2, 3};
    double[] gradient = {0.09003057317038046, 0.24472847105479764, 0.6652409557748218};
    LseDerivatives.LogSumExpGradient generated = LseDerivatives.logSumExpGradient(x);
    compare("lse", Lse.logSumExp(x), 3.4076059644443806);
    compare("lse", generated.value(), 3.4076059644443806);
    compare("lse", generated.x(), gradient);
    double[] byHand = new double[3];
    compare("lse by hand", new LseByHand().backward(x, byHand, 1), 3.4076059644443806);
    compare("lse by hand", byHand, gradient);
  }

  private static void det() {
    double[] matrix = {2, -1, 0.5, 1, 3, -2, 0.25, 1.5, 4};
    double[] gradient = {15, -4.5, 0.75, 4.75, 7.875, -3.25, 0.5, 4.5, 7};
    DetDerivatives.DeterminantGradient generated = DetDerivatives.determinantGradient(matrix, 3);
    compare("det", generated.value(), 34.875);
    compare("det", generated.matrix(), gradient);
  }

  private static void ode() {
    double[] x = {0.5, 0.25, 2, 1.5, 0.75, 1.25};
    double[] solution = {1, 0.25, 0.33333333333333337, 0.25, 0.07470703125, 0.030670166015625};
    double[] gradient = {
      0.06134033203125,
      0.1226806640625,
      0.0153350830078125,
      0.02044677734375,
      0.0408935546875,
      0.0245361328125
    };
    compare("ode", Ode.solution(x, 4), solution);
    compare("ode", OdeDerivatives.lastGradient(x, 4).x(), gradient);
  }

  private static void gmm() {
    double[][] x = {{0.5, -0.25}, {1, 0.75}, {-0.5, 0.25}};
    double[] alpha = {0.25, -0.5};
    double[][] mu = {{0.1, 0.2}, {0.7, 0.9}};
    double[][] q = {{0.3, -0.2}, {0.1, 0.4}};
    double[][] l = {{0.5}, {-0.75}};
    double[] gradient = {
      -0.17847319025039843,
      0.1784731902503986,
      0.3820523430598618,
      -0.0060884293217999905,
      0.22079404985468867,
      -0.9160362235528492,
      -2.4490960980340932,
      1.1679607304118464,
      -1.2076807016095517,
      -3.4666438841865137,
      -1.4602760905007515,
      1.6909164054991153
    };
    Case gmm = Cases.gmm("gmm", alpha, mu, q, l, x, 1, 1.5);
    compareAll(gmm, -13.371374388946256, gradient);
  }

  private static void lstm() {
    double[][] main = {
      {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}, {0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1}
    };
    double[][] extra = {{0.9, 0.8}, {0.7, 0.6}, {0.5, 0.4}};
    double[][] state = {{0.25, 0.5}, {0.75, 0.125}};
    double[][] sequence = {{0, 1}, {1, 1}, {1, 0}};
    double[] gradient = {
      -0.005757899344936151,
      0.0013688618572730328,
      -0.0025469113017679767,
      -0.00017688302369709883,
      -0.01396377190586693,
      0.00013423520959249865,
      -0.016009650464919426,
      0.0006076952571237894,
      -0.0147091709170145,
      0.0017110773215912906,
      -0.00810132836851787,
      0.00044673398401248645,
      -0.025318530934421053,
      0.0001677940119906244,
      -0.052248128448906014,
      0.00815088501406985,
      -0.008397417652696755,
      0.00044289187151263284,
      -0.09974285528200283,
      -0.0043464657386699385,
      -0.22285225575503353,
      -0.028876979072588765
    };
    compareAll(Cases.lstm("lstm", main, extra, state, sequence), 0.7998097053293498, gradient);
  }

  private static void kmeans() {
    double[][] points = {{0, 0.5}, {1, 0.25}, {0.9, 1}, {0.1, 0.2}, {0.8, 0.8}};
    double[][] centroids = {{0.2, 0.3}, {0.7, 0.9}};
    KmeansDerivatives.CostGradient generated = KmeansDerivatives.costGradient(points, centroids);
    compare("kmeans", generated.value(), 0.6825000000000001);
    // The second derivative by a centroid is twice the number of its points: 2 and 3.
    double[][] gradient = generated.centroids();
    compare("kmeans", gradient[0][0] / 4, 0.15);
    compare("kmeans", gradient[0][1] / 4, -0.05);
    compare("kmeans", gradient[1][0] / 6, -0.2);
    compare("kmeans", gradient[1][1] / 6, 0.21666666666666679);
  }

  private static void ba() {
    double[] first = {
      -461.4463210015993, 178.8679280144455, -19.423916472206248, -3.0615983420410315,
      6.392457556226442, -3.340282281299017, 0.26476024920703156, 0.417022,
      0.0, 243.62824566083003, 676.4867782658688, 3.0615983420410315,
      -6.392457556226442, 3.340282281299017, 0.24299878163378708, -803.7436233648792,
      -309.5954175234488, 604.7802846625028, -15.049628170340545, 6.248486312079824,
      3.2194799516049235, 0.8381960857313306, 0.0, 0.417022,
      771.2949451366334, 2141.6680611599554, 15.049628170340545, -6.248486312079824,
      -3.2194799516049235, -0.16538160078960118
    };
    for (String way : new String[] {GENERATED, BY_HAND}) {
      double[] all = BaCase.everything(way, 3, 5, 12);
      for (int i = 0; i < 12; i++) {
        compare("ba error, " + way, all[2 * i], 0.10133583791450886);
        compare("ba error, " + way, all[2 * i + 1], -0.06896776592424401);
        compare("ba weight, " + way, all[24 + i], 0.826092651516);
      }
      compare("ba rows, " + way, Arrays.copyOfRange(all, 36, 66), first);
      compare("ba last, " + way, all[all.length - 1], -0.834044);
    }
  }

  private static void compareAll(Case made, double value, double[] gradient) {
    for (String way : new String[] {GENERATED, BY_HAND}) {
      String what = made.name() + " " + way;
      compare(what, made.way(way).orElseThrow().getAsDouble(), value);
      compare(what, made.gradient(way), gradient);
    }
  }

  private static void compare(String what, double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      throw new IllegalStateException(
          what + ": " + actual.length + " numbers for " + expected.length);
    }
    for (int i = 0; i < actual.length; i++) {
      compare(what + " [" + i + "]", actual[i], expected[i]);
    }
  }

  private static void compare(String what, double actual, double expected) {
    // Written so that NaN fails.
    if (!(Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
      throw new IllegalStateException(what + " is " + actual + ", not " + expected);
    }
  }
}
