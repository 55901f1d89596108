package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Programs of one seed, one batch after another. */
final class Campaign {
  static final int BATCH = 40;

  private final long seed;
  private final Runner runner = new Runner();

  Campaign(long seed) {
    this.seed = seed;
  }

  /** Runs the programs from one number on to another, which is not run. */
  void run(long from, long to, Tally tally) {
    for (long start = from; start < to; start += BATCH) {
      List<Program> programs = new ArrayList<>();
      for (long id = start; id < Math.min(to, start + BATCH); id++) {
        programs.add(ProgramGenerator.program(seed, id));
      }
      List<Outcome> outcomes = runner.run(programs);
      for (int i = 0; i < programs.size(); i++) {
        tally.add(programs.get(i), outcomes.get(i));
      }
    }
  }
}
