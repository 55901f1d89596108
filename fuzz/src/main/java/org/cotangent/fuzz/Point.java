package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cotangent.fuzz.Companion.Result;
import org.cotangent.fuzz.Jacobian.Entry;
import org.cotangent.fuzz.MethodTree.Parameter;
import org.cotangent.fuzz.Outcome.Kind;
import org.cotangent.runtime.Tape;

/** One method at one point: what is compared with what. */
final class Point {
  /** More than what rounding can do to a sum of thousands of terms, relative to their magnitude. */
  private static final double EXACT = 1e-11;

  private static final double EXACT_SINGLE = 2e-4;

  /** Beyond, numbers may have overflowed in one of the two ways of adding up. */
  private static final double HUGE = 1e200;

  private static final double HUGE_SINGLE = 1e25;

  /** Something is wrong. */
  private static final class FoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome outcome;

    FoundException(Kind kind, String detail) {
      super(detail);
      outcome = new Outcome(kind, detail);
    }
  }

  private final MethodTree method;
  private final Original original;
  private final Companion companion;
  private final Object[] arguments;
  private final SplittableRandom random;
  private final boolean single;
  private final boolean smooth;
  private final boolean aliased;
  private String value;
  private String after;
  private boolean skipped;
  private boolean refused;

  Point(
      MethodTree method,
      Original original,
      Companion companion,
      Object[] arguments,
      SplittableRandom random,
      boolean single,
      boolean smooth,
      boolean aliased) {
    this.method = method;
    this.original = original;
    this.companion = companion;
    this.arguments = arguments;
    this.random = random;
    this.single = single;
    this.smooth = smooth;
    this.aliased = aliased;
  }

  Outcome judge() {
    try {
      Object[] passed = copy();
      Object result;
      try {
        result = original.call(method, passed);
      } catch (IllegalStateException e) {
        return thrown(e);
      } catch (RuntimeException | StackOverflowError e) {
        return new Outcome(Kind.FUZZER, "the original throws " + e);
      }
      value = Arguments.bits(result);
      after = Arguments.bits(passed);
      Jacobian jacobian = original.differentiate(method, arguments);
      if (!Arguments.bits(jacobian.value()).equals(value)
          || !Arguments.bits(jacobian.after()).equals(after)) {
        return new Outcome(
            Kind.FUZZER,
            "dual numbers give " + Arguments.bits(jacobian.value()) + ", the original " + value);
      }
      if (smooth && !aliased) {
        new Differences(method, original, arguments, random.split()).check(jacobian, result);
      }
      if (companion.hasGradient()) {
        gradient(jacobian, result);
      }
      backward(jacobian, result, passed);
      return Outcome.of(refused ? Kind.REFUSED_ARGUMENTS : skipped ? Kind.SKIPPED : Kind.RIGHT);
    } catch (FoundException e) {
      return e.outcome;
    } catch (Differences.DisagreementException e) {
      return new Outcome(Kind.FUZZER, e.getMessage());
    } catch (Companion.ContractException e) {
      return new Outcome(Kind.CONTRACT, e.getMessage());
    }
  }

  /** What the original throws, the companion throws, before it changes an adjoint. */
  private Outcome thrown(IllegalStateException expected) {
    Object[] adjoints = new Object[arguments.length];
    for (int i = 0; i < adjoints.length; i++) {
      Parameter parameter = method.parameters().get(i);
      if (parameter.differentiated() && parameter.type().isArray()) {
        adjoints[i] = Arguments.map(arguments[i], x -> number());
      }
    }
    Object[] changed = Arguments.copy(adjoints);
    Object seed =
        method.result().isFloating()
            ? Arguments.random(method.result(), random)
            : method.result().isArray() ? Arguments.random(method.result(), random) : null;
    try {
      companion.backward(Arguments.copy(arguments), changed, seed, null);
    } catch (IllegalStateException e) {
      boolean same =
          String.valueOf(e.getMessage()).equals(expected.getMessage())
              && Arguments.bits(changed).equals(Arguments.bits(adjoints));
      return same
          ? Outcome.of(Kind.RIGHT)
          : new Outcome(Kind.EXCEPTION, "throws " + e + ", adjoints " + Arguments.bits(changed));
    } catch (IllegalArgumentException e) {
      return aliased || sharesRows(e)
          ? Outcome.of(Kind.REFUSED_ARGUMENTS)
          : new Outcome(Kind.EXCEPTION, trace(e));
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome(Kind.EXCEPTION, trace(e));
    }
    return new Outcome(Kind.EXCEPTION, "the companion does not throw " + expected);
  }

  /** A deep copy of the arguments; what was one array is one again. */
  private Object[] copy() {
    return copy(arguments);
  }

  private Object[] copy(Object[] values) {
    Object[] copies = new Object[values.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = Arguments.copy(values[i]);
      for (int k = 0; k < i; k++) {
        if (values[i] != null && values[i] == values[k]) {
          copies[i] = copies[k];
        }
      }
    }
    return copies;
  }

  private void gradient(Jacobian jacobian, Object result) {
    List<Entry> expected =
        jacobian.pullback(Arguments.map(result, x -> 1), new Object[arguments.length]);
    Tape tape = new Tape();
    String first = null;
    for (int round = 0; round < 3 && !refused; round++) {
      Tape used = round == 0 ? null : tape;
      Object[] passed = copy();
      Result found = run("Gradient", () -> companion.gradient(passed, used));
      if (found == null) {
        return;
      }
      primal("Gradient", found, passed);
      String bits = Arguments.bits(found.derivatives());
      if (round == 0) {
        compare(Kind.WRONG_GRADIENT, jacobian, expected, found.derivatives());
        first = bits;
      } else {
        same(tape, first, bits);
      }
    }
  }

  private void backward(Jacobian jacobian, Object result, Object[] passedBefore) {
    Object seed = Arguments.map(result, x -> number());
    Object[] adjoints = new Object[arguments.length];
    for (int i = 0; i < adjoints.length; i++) {
      Parameter parameter = method.parameters().get(i);
      if (parameter.differentiated() && parameter.type().isArray()) {
        // Of the shape after the call: a method may replace rows.
        adjoints[i] = Arguments.map(arguments[i], x -> number());
        for (int k = 0; k < i; k++) {
          adjoints[i] = arguments[k] == arguments[i] ? adjoints[k] : adjoints[i];
        }
      }
    }
    Object[] counted = adjoints.clone();
    for (int i = 0; i < counted.length; i++) {
      for (int k = 0; k < i; k++) {
        counted[i] = counted[i] != null && adjoints[k] == adjoints[i] ? null : counted[i];
      }
    }
    List<Entry> expected = jacobian.pullback(seed, counted);
    Tape tape = new Tape();
    String first = null;
    for (int round = 0; round < 3; round++) {
      Tape used = round == 0 ? null : tape;
      Object[] passed = copy();
      Object[] changed = copy(adjoints);
      Result found =
          run("Backward", () -> companion.backward(passed, changed, Arguments.copy(seed), used));
      if (found == null) {
        return;
      }
      primal("Backward", found, passed);
      Object[] derivatives = found.derivatives().clone();
      for (int i = 0; i < derivatives.length; i++) {
        derivatives[i] = changed[i] == null ? derivatives[i] : changed[i];
      }
      String bits = Arguments.bits(derivatives);
      if (round == 0) {
        compareOnce(jacobian, expected, derivatives);
        first = bits;
      } else {
        same(tape, first, bits);
      }
    }
  }

  private double number() {
    return (random.nextInt(2001) - 1000) / 500.0;
  }

  private Result run(String what, Supplier<Result> call) {
    try {
      return call.get();
    } catch (Companion.ContractException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      if (aliased || sharesRows(e)) {
        refused = true;
        return null;
      }
      throw new FoundException(Kind.EXCEPTION, what + " throws " + trace(e));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new FoundException(Kind.EXCEPTION, what + " throws " + trace(e));
    }
  }

  /** Two arrays of which a helper writes one may turn out to be one: refused while running. */
  private static boolean sharesRows(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).contains("same array");
  }

  private static String trace(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (int i = 0; i < Math.min(4, e.getStackTrace().length); i++) {
      text.append("\n    at ").append(e.getStackTrace()[i]);
    }
    return text.toString();
  }

  private void primal(String what, Result found, Object[] passed) {
    if (!Arguments.bits(found.value()).equals(value)) {
      throw new FoundException(
          Kind.WRONG_VALUE, what + ": " + Arguments.bits(found.value()) + " for " + value);
    }
    if (!Arguments.bits(passed).equals(after)) {
      throw new FoundException(
          Kind.WRONG_SIDE_EFFECT, what + ": " + Arguments.bits(passed) + " for " + after);
    }
  }

  private static void same(Tape tape, String first, String bits) {
    if (!tape.isEmpty()) {
      throw new FoundException(Kind.WRONG_WITH_TAPE, "the tape is left full");
    }
    if (!bits.equals(first)) {
      throw new FoundException(Kind.WRONG_WITH_TAPE, bits + " with a tape, " + first + " without");
    }
  }

  /** Adjoints of arrays that are one are one: each counts once. */
  private void compareOnce(Jacobian jacobian, List<Entry> expected, Object[] derivatives) {
    Object[] once = derivatives.clone();
    for (int i = 0; i < once.length; i++) {
      for (int k = 0; k < i; k++) {
        once[i] = arguments[i] == arguments[k] ? null : once[i];
      }
    }
    compare(Kind.WRONG_PULLBACK, jacobian, expected, once);
  }

  private void compare(Kind kind, Jacobian jacobian, List<Entry> expected, Object[] derivatives) {
    double[] actual = new double[expected.size()];
    for (int i = 0; i < derivatives.length; i++) {
      if (derivatives[i] != null) {
        List<Double> numbers = Arguments.numbers(derivatives[i]);
        for (int k = 0; k < numbers.size(); k++) {
          actual[jacobian.inputs()[i] + k] += numbers.get(k);
        }
      }
    }
    double huge = single ? HUGE_SINGLE : HUGE;
    for (Entry entry : expected) {
      if (!(entry.magnitude() < huge)) {
        skipped = true;
        return;
      }
    }
    if (value.contains("NaN") || value.contains("Infinity")) {
      skipped = true;
      return;
    }
    double relative = single ? EXACT_SINGLE : EXACT;
    for (int i = 0; i < actual.length; i++) {
      Entry entry = expected.get(i);
      double allowed = relative * entry.magnitude() + (single ? 1e-35 : 1e-290);
      if (!(Math.abs(actual[i] - entry.derivative()) <= allowed)) {
        List<Double> wanted = new ArrayList<>();
        expected.forEach(e -> wanted.add(e.derivative()));
        throw new FoundException(
            kind, "number " + i + " of " + Arguments.literal(actual) + ", expected " + wanted);
      }
    }
  }
}
