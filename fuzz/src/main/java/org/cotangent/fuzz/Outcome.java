package org.cotangent.fuzz;

import java.util.Set;

/**
 * What became of a program.
 *
 * @param detail of a refusal its code; of a failure all that helps to understand it
 * @param differs whether the second compilation wrote another companion
 */
record Outcome(Kind kind, String detail, boolean differs) {

  Outcome(Kind kind, String detail) {
    this(kind, detail, false);
  }

  /** The kinds, the good ones first. */
  enum Kind {
    /** Compiled, and everything that was compared is right. */
    RIGHT(false),
    /** Refused by a message with a code and a place. */
    REFUSED(false),
    /** Refused by the companion, because of arguments that share an array. */
    REFUSED_ARGUMENTS(false),
    /** Not comparable: a number that is not finite, or has no digits left. */
    SKIPPED(false),

    /** The gradient is another one. */
    WRONG_GRADIENT(true),
    /** The pullback is another one. */
    WRONG_PULLBACK(true),
    /** A row of the Jacobian is another one. */
    WRONG_JACOBIAN(true),
    /** The value differs from the original's. */
    WRONG_VALUE(true),
    /** The arrays after the call differ from those after the original. */
    WRONG_SIDE_EFFECT(true),
    /** A tape, or its second use, changes the result. */
    WRONG_WITH_TAPE(true),
    /** The companion throws where the original does not. */
    EXCEPTION(true),
    /** The companion is not as the contract says. */
    CONTRACT(true),
    /** A message of ours without a place. */
    NO_PLACE(true),
    /** An internal error was reported. */
    INTERNAL_ERROR(true),
    /** javac reports an error in generated code. */
    GENERATED_ERROR(true),
    /** javac warns of something in generated code. */
    GENERATED_WARNING(true),
    /** javac or the processor throws. */
    CRASH(true),
    /** A compilation, or a derivative, does not end. */
    ENDLESS(true),
    /** The fuzzer is wrong itself: its program does not compile, or its oracle's value differs. */
    FUZZER(true);

    private final boolean failure;

    Kind(boolean failure) {
      this.failure = failure;
    }

    boolean isFailure() {
      return failure;
    }
  }

  static Outcome of(Kind kind) {
    return new Outcome(kind, "");
  }

  boolean isFailure() {
    return kind.isFailure();
  }

  /** The same outcome of a program whose second companion differs, or does not. */
  Outcome differing(boolean changed) {
    return new Outcome(kind, detail, changed);
  }

  /** The same, of what was compiled without these optimisations. */
  Outcome of(Set<String> without) {
    return new Outcome(kind, "without " + String.join(", ", without) + ": " + detail, differs);
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? kind.toString() : kind + ": " + detail;
  }
}
