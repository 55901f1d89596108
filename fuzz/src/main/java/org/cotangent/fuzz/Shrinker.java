package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a program that fails smaller, as long as it fails in the same way: statements go, blocks
 * take the place of what is around them, operands that of expressions. What becomes of a change is
 * left to the compiler: a program that does not compile fails in another way.
 */
final class Shrinker {
  private static final int TRIED_AT_ONCE = 8;

  private final Runner runner;
  private final Outcome failure;
  private int budget;

  /** A shrinker that tries so many programs at most. */
  Shrinker(Runner runner, Outcome failure, int budget) {
    this.runner = runner;
    this.failure = failure;
    this.budget = budget;
  }

  /** The smallest program found. */
  Program shrink(Program program) {
    Program smallest = program;
    Set<String> tried = new HashSet<>();
    boolean again = true;
    while (again && budget > 0) {
      again = false;
      List<Program> candidates = Reductions.of(smallest);
      for (int i = 0; i < candidates.size() && budget > 0; ) {
        List<Program> group = new ArrayList<>();
        for (; i < candidates.size() && group.size() < TRIED_AT_ONCE; i++) {
          Program candidate = candidates.get(i);
          if (tried.add(JavaPrinter.print(candidate, "X"))) {
            group.add(candidate.withId(group.size()));
          }
        }
        budget -= group.size();
        Program found = firstFailing(group);
        if (found != null) {
          smallest = found;
          again = true;
          break;
        }
      }
    }
    return smallest.withId(program.id());
  }

  /** Of the fuzzer's own errors only those are the same that the compiler says the same of. */
  private boolean isSame(Outcome outcome) {
    return outcome.kind() == failure.kind()
        && (outcome.kind() != Outcome.Kind.FUZZER || words(outcome).equals(words(failure)));
  }

  private static String words(Outcome outcome) {
    String text = outcome.detail().replaceFirst("(?s)^\\w+\\(.*?\\): ", "");
    return text.replaceAll("[^a-z ]", "").replaceAll("(?s)(\\w+ \\w+ \\w+).*", "$1");
  }

  private Program firstFailing(List<Program> group) {
    List<Outcome> outcomes = runner.run(group);
    for (int i = 0; i < group.size(); i++) {
      if (isSame(outcomes.get(i))) {
        return group.get(i);
      }
    }
    return null;
  }
}
