package org.cotangent.fuzz;

import java.util.List;

/** What the compiler's messages say of one program. */
final class Compiled {
  private Compiled() {}

  /** What became of a program; null where no error is about it. */
  static Outcome outcome(Program program, Javac.Result result) {
    Outcome outcome = null;
    for (Javac.Message error : result.errors()) {
      if (error.file().equals(program.dualName())) {
        return new Outcome(Outcome.Kind.FUZZER, error.toString());
      }
      if (error.file().equals(program.className() + "Derivatives")) {
        return new Outcome(Outcome.Kind.GENERATED_ERROR, error.toString());
      }
      if (error.file().equals(program.className()) && outcome == null) {
        outcome = of(error);
      }
    }
    return outcome;
  }

  private static Outcome of(Javac.Message error) {
    if (error.code().isEmpty() || error.code().equals("AD052")) {
      return new Outcome(Outcome.Kind.FUZZER, error.toString());
    }
    if (error.code().startsWith("AD9")) {
      return new Outcome(Outcome.Kind.INTERNAL_ERROR, error.toString());
    }
    return error.line() > 0
        ? new Outcome(Outcome.Kind.REFUSED, error.code() + " " + error)
        : new Outcome(Outcome.Kind.NO_PLACE, error.toString());
  }

  /** A warning of generated code; null where there is none. */
  static Outcome warning(Program program, Javac.Result result) {
    List<Javac.Message> messages = result.about(program.className());
    for (Javac.Message message : messages) {
      if (message.isWarning() && message.inGenerated()) {
        return new Outcome(Outcome.Kind.GENERATED_WARNING, message.toString());
      }
    }
    return null;
  }
}
