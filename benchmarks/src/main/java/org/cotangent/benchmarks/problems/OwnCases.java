package org.cotangent.benchmarks.problems;

import static org.cotangent.benchmarks.problems.Case.FORWARD;
import static org.cotangent.benchmarks.problems.Case.GENERATED;
import static org.cotangent.benchmarks.problems.Case.PRIMAL;

import org.cotangent.runtime.Tape;

/** Cases of the problems from daily work. */
final class OwnCases {
  private OwnCases() {}

  static Case options(String name, int count, int underlyings) {
    Draws draws = new Draws(8);
    double[] spots = draws.uniform(underlyings, 80, 120);
    double[] volatilities = draws.uniform(count, 0.1, 0.5);
    double[] rate = {0.03};
    double[] strikes = draws.uniform(count, 70, 130);
    double[] years = draws.uniform(count, 0.1, 3);
    double[] amounts = draws.uniform(count, -10, 10);
    int[] underlying = new int[count];
    for (int i = 0; i < count; i++) {
      underlying[i] = i % underlyings;
    }
    double[] spotsAdjoint = new double[underlyings];
    double[] volatilitiesAdjoint = new double[count];
    double[] rateAdjoint = new double[1];
    Case made =
        new Case(name)
            .by(spots, spotsAdjoint)
            .by(volatilities, volatilitiesAdjoint)
            .by(rate, rateAdjoint);
    Tape tape = made.tape();
    return made.way(
            PRIMAL,
            () -> Options.value(spots, volatilities, rate[0], underlying, strikes, years, amounts))
        .way(
            GENERATED,
            () -> {
              OptionsDerivatives.ValueBackward backward =
                  OptionsDerivatives.valueBackward(
                      spots,
                      spotsAdjoint,
                      volatilities,
                      volatilitiesAdjoint,
                      rate[0],
                      underlying,
                      strikes,
                      years,
                      amounts,
                      1,
                      tape);
              rateAdjoint[0] += backward.rate();
              return backward.value();
            });
  }

  static Case orbit(String name, int steps) {
    double[] start = {7, 0.5, 0.2, 0, 1, 0.3};
    double[] mass = {9};
    double[] flattening = {0.05};
    double[] target = {-3, 6, 0.5};
    double step = 0.002;
    double[] startAdjoint = new double[6];
    double[] massAdjoint = new double[1];
    double[] flatteningAdjoint = new double[1];
    Case made =
        new Case(name)
            .by(start, startAdjoint)
            .by(mass, massAdjoint)
            .by(flattening, flatteningAdjoint);
    Tape tape = made.tape();
    return made.way(PRIMAL, () -> Orbit.miss(start, mass[0], flattening[0], target, step, steps))
        .way(
            GENERATED,
            () -> {
              OrbitDerivatives.MissBackward backward =
                  OrbitDerivatives.missBackward(
                      start, startAdjoint, mass[0], flattening[0], target, step, steps, 1, tape);
              massAdjoint[0] += backward.mass();
              flatteningAdjoint[0] += backward.flattening();
              return backward.value();
            })
        .way(
            FORWARD,
            () -> HipparchusPeers.orbit(start, mass[0], flattening[0], target, step, steps));
  }

  static Case kalman(String name, int count) {
    double[] parameters = {0.4, 0.9, 0.98};
    double[] adjoint = new double[3];
    Draws draws = new Draws(9);
    double[] measured = draws.normal(count);
    for (int i = 1; i < count; i++) {
      measured[i] += measured[i - 1];
    }
    double step = 0.5;
    Case made = new Case(name).by(parameters, adjoint);
    Tape tape = made.tape();
    return made.way(
            PRIMAL,
            () -> Kalman.misfit(parameters[0], parameters[1], parameters[2], measured, step))
        .way(
            GENERATED,
            () -> {
              KalmanDerivatives.MisfitBackward backward =
                  KalmanDerivatives.misfitBackward(
                      parameters[0], parameters[1], parameters[2], measured, step, 1, tape);
              adjoint[0] += backward.shaking();
              adjoint[1] += backward.noise();
              adjoint[2] += backward.damping();
              return backward.value();
            })
        .way(FORWARD, () -> HipparchusPeers.kalman(parameters, measured, step));
  }

  static Case burgers(String name, int n, int steps) {
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = Math.sin(2 * Math.PI * i / n);
    }
    double[] target = new Draws(10).uniform(n, -1, 1);
    double[] viscosity = {0.5};
    double[] startAdjoint = new double[n];
    double[] viscosityAdjoint = new double[1];
    double dt = 0.2;
    Case made = new Case(name).by(start, startAdjoint).by(viscosity, viscosityAdjoint);
    Tape tape = made.tape();
    return made.way(PRIMAL, () -> Burgers.misfit(start, viscosity[0], target, dt, steps))
        .way(
            GENERATED,
            () -> {
              BurgersDerivatives.MisfitBackward backward =
                  BurgersDerivatives.misfitBackward(
                      start, startAdjoint, viscosity[0], target, dt, steps, 1, tape);
              viscosityAdjoint[0] += backward.viscosity();
              return backward.value();
            });
  }
}
