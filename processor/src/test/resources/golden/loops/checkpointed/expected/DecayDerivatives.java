import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Checkpoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Decay}. Generated from Decay.java; do not edit. */
@GeneratedDerivative
final class DecayDerivatives {

  /** The value of {@code Decay.sum} and its derivatives by {@code levels} and {@code rate}. */
  record SumGradient(double value, double[] levels, double rate) {}

  /** The value of {@code Decay.sum} and the adjoints of its scalar parameters. */
  record SumBackward(double value, double rate) {}

  private DecayDerivatives() {}

  /** The value of {@code Decay.sum} and its gradient by {@code levels} and {@code rate}. */
  static SumGradient sumGradient(double[] levels, double rate, int steps) {
    return sumGradient(levels, rate, steps, new Tape());
  }

  /**
   * The value of {@code Decay.sum} and its gradient by {@code levels} and {@code rate}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static SumGradient sumGradient(double[] levels, double rate, int steps, Tape tape) {
    double[] levelsAdjoint = new double[levels.length];
    SumBackward backward = sumBackward(levels, levelsAdjoint, rate, steps, 1.0, tape);
    return new SumGradient(backward.value(), levelsAdjoint, backward.rate());
  }

  /**
   * Runs {@code Decay.sum} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "sum(double[],double,int)", wrt = {0, 1})
  static SumBackward sumBackward(
      double[] levels, double[] levelsAdjoint, double rate, int steps, double seed) {
    return sumBackward(levels, levelsAdjoint, rate, steps, seed, new Tape());
  }

  /**
   * Runs {@code Decay.sum} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static SumBackward sumBackward(
      double[] levels, double[] levelsAdjoint, double rate, int steps, double seed, Tape tape) {
    Adjoints.requireSameShape("levels", levels, levelsAdjoint);
    int mark = tape.mark();
    double[] now = tape.copyOf(levels);
    double total = 0;
    double[] state = {total};
    sumLoopForward(steps, now, rate, state, tape);
    total = state[0];
    double[] nowAdjoint = tape.doubles(now.length);
    double[] stateAdjoint = tape.doubles(state.length);
    // Decay.java:11  for (@Checkpointed int i = 1; i <= steps; i++)
    stateAdjoint[0] += seed;
    double rateAdjoint = sumLoopReverse(now, nowAdjoint, state, stateAdjoint, tape);
    // Decay.java:9  double[] now = levels.clone();
    for (int k = 0; k < nowAdjoint.length; k++) {
      levelsAdjoint[k] += nowAdjoint[k];
    }
    tape.release(mark);
    return new SumBackward(total, rateAdjoint);
  }

  /** Runs the loop of {@code sum} at Decay.java:11 and leaves snapshots on the tape. */
  private static void sumLoopForward(
      int steps, double[] now, double rate, double[] state, Tape tape) {
    long iterations = Checkpoints.trips(1, steps, 1, true, false);
    int snapshots = Checkpoints.snapshotsFor(iterations);
    int stored = 0;
    long due = 0;
    for (long trip = 0; trip < iterations; trip++) {
      if (trip == due && stored < snapshots) {
        // a snapshot onto the tape: now, state (total)
        Checkpoints.save(now, tape);
        Checkpoints.save(state, tape);
        tape.push(trip);
        stored++;
        due = Checkpoints.next(trip, iterations - 1, snapshots - stored);
      }
      int i = (int) (1 + trip);
      sumIteration(i, now, rate, state);
    }
    tape.push(steps);
    tape.push(stored);
    tape.push(rate);
  }

  /**
   * The reverse sweep of the loop of {@code sum} at Decay.java:11: each iteration runs again, from
   * the snapshot before it.
   */
  private static double sumLoopReverse(
      double[] now, double[] nowAdjoint, double[] state, double[] stateAdjoint, Tape tape) {
    double rate = tape.popDouble();
    int stored = tape.popInt();
    int steps = tape.popInt();
    long iterations = Checkpoints.trips(1, steps, 1, true, false);
    int snapshots = Checkpoints.snapshotsFor(iterations);
    double rateAdjoint = 0;
    // Decay.java:11  for (@Checkpointed int i = 1; i <= steps; i++)
    {
      long trip = iterations;
      while (trip > 0) {
        trip--;
        // back to the last snapshot, and on from there to this iteration
        long at = tape.popLong();
        Checkpoints.restore(state, tape);
        Checkpoints.restore(now, tape);
        stored--;
        while (at < trip) {
          // a snapshot onto the tape: now, state (total)
          Checkpoints.save(now, tape);
          Checkpoints.save(state, tape);
          tape.push(at);
          stored++;
          long next = Checkpoints.next(at, trip, snapshots - stored);
          for (long tripAgain = at; tripAgain < next; tripAgain++) {
            int i = (int) (1 + tripAgain);
            sumIteration(i, now, rate, state);
          }
          at = next;
        }
        int i = (int) (1 + trip);
        // this iteration with its tape, and backwards
        sumIterationForward(i, now, rate, state, tape);
        double rateAdjoint2 =
            sumIterationReverse(i, now, nowAdjoint, rate, state, stateAdjoint, tape);
        rateAdjoint += rateAdjoint2;
      }
    }
    return rateAdjoint;
  }

  private static void sumIteration(int i, double[] now, double rate, double[] state) {
    double total = state[0];
    for (int k = 0; k < now.length; k++) {
      now[k] *= Math.exp(-rate * now[k]);
    }
    double spread = spreadCheckpointed(now);
    total += spread / i;
    state[0] = total;
  }

  /** Runs {@code sumIteration} and keeps on the tape what its reverse sweep needs. */
  private static void sumIterationForward(
      int i, double[] now, double rate, double[] state, Tape tape) {
    double total = state[0];
    tape.loop("Decay.java:12  for (int k = 0; k < now.length; k++)");
    {
      // now is overwritten: a copy of it on the tape
      tape.pushElements(now, 0, now.length);
      int expAt = tape.pushDoubles(0, now.length);
      double[] kept = tape.doubleStack();
      for (int k = 0; k < now.length; k++) {
        double exp = Math.exp(-rate * now[k]);
        now[k] *= exp;
        // exp is read again in the reverse sweep: 8 bytes an iteration on the tape
        kept[expAt + k] = exp;
      }
    }
    double spread = spreadCheckpointedForward(now, tape);
    total += spread / i;
    state[0] = total;
  }

  /** The reverse sweep of {@code sumIteration}, after its forward sweep. */
  private static double sumIterationReverse(
      int i,
      double[] now,
      double[] nowAdjoint,
      double rate,
      double[] state,
      double[] stateAdjoint,
      Tape tape) {
    double totalAdjoint = stateAdjoint[0];
    stateAdjoint[0] = 0;
    // Decay.java:15  total += spread(now) / i;
    double spreadAdjoint = totalAdjoint / i;
    spreadCheckpointedReverse(now, nowAdjoint, spreadAdjoint, tape);
    double rateAdjoint = 0;
    // Decay.java:12  for (int k = 0; k < now.length; k++)
    {
      int expAt = tape.popDoubles(0, now.length);
      double[] kept = tape.doubleStack();
      tape.popElements(now, 0, now.length);
      for (int k = now.length - 1; k >= 0; k--) {
        double exp = kept[expAt + k];
        // Decay.java:13  now[k] = now[k] * Math.exp(-rate * now[k]);
        double elementAdjoint = nowAdjoint[k];
        nowAdjoint[k] = elementAdjoint * exp;
        double expAdjoint = elementAdjoint * now[k];
        double productAdjoint = expAdjoint * exp;
        rateAdjoint -= productAdjoint * now[k];
        nowAdjoint[k] -= productAdjoint * rate;
      }
    }
    stateAdjoint[0] += totalAdjoint;
    return rateAdjoint;
  }

  private static double spreadCheckpointed(double[] x) {
    return spread(x);
  }

  /** Runs {@code spread} and keeps on the tape what it takes to run it again. */
  private static double spreadCheckpointedForward(double[] x, Tape tape) {
    return spread(x);
  }

  /** Runs {@code spread} again, and its reverse sweep. */
  private static void spreadCheckpointedReverse(
      double[] x, double[] xAdjoint, double seed, Tape tape) {
    double result = spreadForward(x, tape);
    spreadReverse(x, xAdjoint, seed, tape);
  }

  private static double spread(double[] x) {
    double sum = 0;
    for (int k = 1; k < x.length; k++) {
      sum += Math.sqrt(1 + (x[k] - x[k - 1]) * (x[k] - x[k - 1]));
    }
    return sum;
  }

  /** Runs {@code spread} and keeps on the tape what its reverse sweep needs. */
  private static double spreadForward(double[] x, Tape tape) {
    double sum = 0;
    tape.loop("Decay.java:23  for (int k = 1; k < x.length; k++)");
    {
      int sqrtAt = tape.pushDoubles(1, x.length);
      double[] kept = tape.doubleStack();
      for (int k = 1; k < x.length; k++) {
        double sqrt = Math.sqrt(1 + (x[k] - x[k - 1]) * (x[k] - x[k - 1]));
        sum += sqrt;
        // sqrt is read again in the reverse sweep: 8 bytes an iteration on the tape
        kept[sqrtAt + k] = sqrt;
      }
    }
    return sum;
  }

  /** The reverse sweep of {@code spread}, after its forward sweep. */
  private static void spreadReverse(double[] x, double[] xAdjoint, double seed, Tape tape) {
    // Decay.java:23  for (int k = 1; k < x.length; k++)
    {
      int sqrtAt = tape.popDoubles(1, x.length);
      double[] kept = tape.doubleStack();
      for (int k = x.length - 1; k >= 1; k--) {
        double sqrt = kept[sqrtAt + k];
        // Decay.java:24  sum += Math.sqrt(1 + (x[k] - x[k - 1]) * (x[k] - x[k - 1]));
        double termAdjoint = 2 * (x[k] - x[k - 1]) * (sqrt == 0 ? 0 : 0.5 * seed / sqrt);
        xAdjoint[k] += termAdjoint;
        xAdjoint[k - 1] -= termAdjoint;
      }
    }
  }
}
