package org.cotangent.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;

/**
 * The second fuzzer: breaks valid sources and looks at the answer. Where javac alone has an error,
 * there must be one with the processor, too. Where it has none, the source compiles, or is refused
 * by messages with a code and a place. There is never a stack trace, an internal error, an error in
 * generated code, or no end.
 */
final class Mutants {
  private static final long SECONDS = 60;

  private final Corpus corpus;
  private final long seed;
  private final Javac javac = new Javac();

  Mutants(Corpus corpus, long seed) {
    this.corpus = corpus;
    this.seed = seed;
  }

  /** Mutant {@code id} of the campaign. */
  String mutant(long id) {
    SplittableRandom random = new SplittableRandom(seed + id * 0x9E3779B97F4A7C15L);
    return new Mutator(random).mutate(corpus.draw(random));
  }

  /** What becomes of a source. */
  Outcome judge(String source) {
    Map<String, String> sources = Map.of(Corpus.className(source), source);
    Javac.Result alone;
    try {
      alone = Runner.limited(SECONDS, () -> javac.run(sources, List.of()));
    } catch (ExecutionException | TimeoutException e) {
      // What javac cannot take without us says nothing of us.
      javac.renew();
      return Outcome.of(Outcome.Kind.SKIPPED);
    }
    if (alone.log().contains("\tat ")) {
      return Outcome.of(Outcome.Kind.SKIPPED);
    }
    try {
      List<Processor> processors = List.of(Javac.cotangent());
      Javac.Result result = Runner.limited(SECONDS, () -> javac.run(sources, processors));
      return judge(alone, result);
    } catch (TimeoutException e) {
      javac.renew();
      return new Outcome(Outcome.Kind.ENDLESS, "javac does not end");
    } catch (ExecutionException e) {
      return new Outcome(Outcome.Kind.CRASH, Crash.trace(e.getCause()));
    }
  }

  private static Outcome judge(Javac.Result alone, Javac.Result result) {
    Outcome failure = failure(alone, result);
    if (failure != null) {
      return failure;
    }
    List<Javac.Message> errors = result.errors();
    if (errors.isEmpty()) {
      return Outcome.of(Outcome.Kind.RIGHT);
    }
    for (Javac.Message error : errors) {
      if (!error.code().isEmpty()) {
        return new Outcome(Outcome.Kind.REFUSED, error.code() + " " + error);
      }
    }
    return new Outcome(Outcome.Kind.REFUSED, "javac " + errors.get(0));
  }

  private static Outcome failure(Javac.Result alone, Javac.Result result) {
    // Sources may mention their own companion, which is not there without us.
    boolean valid = alone.errors().stream().allMatch(e -> e.text().contains("Derivatives"));
    Set<Long> lines = alone.errors().stream().map(Javac.Message::line).collect(Collectors.toSet());
    if (result.log().contains("\tat ") || result.log().contains("annotation processor threw")) {
      return new Outcome(Outcome.Kind.CRASH, result.log());
    }
    if (!valid && result.errors().isEmpty()) {
      return new Outcome(
          Outcome.Kind.CONTRACT, "an error of javac is lost: " + alone.errors().get(0));
    }
    for (Javac.Message message : result.messages()) {
      boolean internal = message.code().startsWith("AD9");
      if (internal) {
        return new Outcome(Outcome.Kind.INTERNAL_ERROR, message.toString());
      }
      if (message.isError() && message.inGenerated()) {
        return new Outcome(Outcome.Kind.GENERATED_ERROR, message.toString());
      }
      if (message.isWarning() && message.inGenerated()) {
        return new Outcome(Outcome.Kind.GENERATED_WARNING, message.toString());
      }
      if (message.isError() && !message.code().isEmpty() && message.line() <= 0) {
        return new Outcome(Outcome.Kind.NO_PLACE, message.toString());
      }
      if (valid
          && message.isError()
          && message.code().isEmpty()
          // what is wrong there shows only once the companion is there
          && !lines.contains(message.line())
          && !message.text().contains("Derivatives")) {
        return new Outcome(
            Outcome.Kind.CONTRACT, "javac finds an error only with the processor: " + message);
      }
    }
    return null;
  }

  /** The source with fewer lines, as long as it fails in the same way. */
  String shrink(String source, Outcome failure) {
    String smallest = source;
    int budget = 400;
    boolean again = true;
    while (again && budget > 0) {
      again = false;
      List<String> lines = smallest.lines().toList();
      for (int length = Math.max(1, lines.size() / 2); length > 0 && !again; length /= 2) {
        for (int from = 0; from + length <= lines.size() && budget > 0; from += length) {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < lines.size(); i++) {
            if (i < from || i >= from + length) {
              text.append(lines.get(i)).append('\n');
            }
          }
          budget--;
          if (judge(text.toString()).kind() == failure.kind()) {
            smallest = text.toString();
            again = true;
            break;
          }
        }
      }
    }
    return smallest;
  }
}
