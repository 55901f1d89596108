package org.cotangent.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
  private final List<Companion> companions;
  private final Tape tape;
  private final Object[] arguments;
  private final SplittableRandom random;
  private final boolean single;
  private final boolean smooth;
  private final boolean aliased;
  private String value;
  private String after;
  private boolean skipped;
  private boolean refused;

  /**
   * A point.
   *
   * @param companions what is compared with the original, and with the first of them
   * @param tape that other calls have used
   */
  Point(
      MethodTree method,
      Original original,
      List<Companion> companions,
      Tape tape,
      Object[] arguments,
      SplittableRandom random,
      boolean single,
      boolean smooth,
      boolean aliased) {
    this.method = method;
    this.original = original;
    this.companions = companions;
    this.tape = tape;
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
      gradients(jacobian, result);
      pullbacks(jacobian, result);
      jacobians(jacobian, result);
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
    Object seed =
        method.result().equals(Type.VOID) ? null : Arguments.random(method.result(), random);
    for (Companion companion : companions) {
      for (Tape used : new Tape[] {null, tape}) {
        Outcome outcome = thrown(expected, companion, adjoints, seed, used);
        // What was pushed before the exception is still there, as for any caller.
        tape.clear();
        if (outcome.isFailure()) {
          return new Outcome(outcome.kind(), companion.name() + outcome.detail());
        }
        refused |= outcome.kind() == Kind.REFUSED_ARGUMENTS;
      }
    }
    return Outcome.of(refused ? Kind.REFUSED_ARGUMENTS : Kind.RIGHT);
  }

  private Outcome thrown(
      IllegalStateException expected,
      Companion companion,
      Object[] adjoints,
      Object seed,
      Tape used) {
    Object[] changed = Arguments.copy(adjoints);
    try {
      companion.backward(Arguments.copy(arguments), changed, Arguments.copy(seed), used);
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

  private void gradients(Jacobian jacobian, Object result) {
    if (!method.result().isFloating()) {
      return;
    }
    List<Entry> expected =
        jacobian.pullback(Arguments.map(result, x -> 1), new Object[arguments.length]);
    double[] reference = null;
    for (Companion companion : companions) {
      Call call =
          used -> {
            Object[] passed = copy();
            Result found = companion.gradient(passed, used);
            primal("Gradient", found, passed);
            return found.derivatives();
          };
      Object[] derivatives = rounds("Gradient", companion, call);
      if (derivatives != null) {
        double[] numbers = sum(jacobian, expected.size(), derivatives);
        compare(Kind.WRONG_GRADIENT, companion, expected, numbers, reference);
        reference = reference == null ? numbers : reference;
      }
    }
  }

  private void jacobians(Jacobian jacobian, Object result) {
    if (!method.jacobian()) {
      return;
    }
    List<double[]> reference = new ArrayList<>();
    for (Companion companion : companions) {
      Call call =
          used -> {
            Object[] passed = copy();
            Result found = companion.jacobian(passed, used);
            primal("Jacobian", found, passed);
            return found.derivatives();
          };
      Object[] derivatives = rounds("Jacobian", companion, call);
      for (int row = 0; derivatives != null && row < Array.getLength(result); row++) {
        Object seed = Arguments.map(result, x -> 0);
        // Widened where it is a double.
        Array.setFloat(seed, row, 1);
        List<Entry> expected = jacobian.pullback(seed, new Object[arguments.length]);
        double[] numbers = sum(jacobian, expected.size(), row(derivatives, row));
        boolean first = reference.size() == row;
        compare(
            Kind.WRONG_JACOBIAN, companion, expected, numbers, first ? null : reference.get(row));
        if (first) {
          reference.add(numbers);
        }
      }
    }
  }

  private static Object[] row(Object[] derivatives, int row) {
    Object[] of = new Object[derivatives.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = derivatives[i] == null ? null : Array.get(derivatives[i], row);
    }
    return of;
  }

  private void pullbacks(Jacobian jacobian, Object result) {
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
    List<Entry> expected = jacobian.pullback(seed, once(adjoints));
    double[] reference = null;
    for (Companion companion : companions) {
      Call call =
          used -> {
            Object[] passed = copy();
            Object[] changed = copy(adjoints);
            Result found = companion.backward(passed, changed, Arguments.copy(seed), used);
            primal("Backward", found, passed);
            Object[] derivatives = found.derivatives().clone();
            for (int i = 0; i < derivatives.length; i++) {
              derivatives[i] = changed[i] == null ? derivatives[i] : changed[i];
            }
            return derivatives;
          };
      Object[] derivatives = rounds("Backward", companion, call);
      if (derivatives != null) {
        double[] numbers = sum(jacobian, expected.size(), once(derivatives));
        compare(Kind.WRONG_PULLBACK, companion, expected, numbers, reference);
        reference = reference == null ? numbers : reference;
      }
    }
  }

  /** A call of a companion; answers the derivatives. */
  private interface Call {
    Object[] run(Tape used);
  }

  /** The derivatives, the same with a tape and without; null where arguments are refused. */
  private Object[] rounds(String what, Companion companion, Call call) {
    Object[] derivatives = null;
    String first = null;
    for (int round = 0; round < 3; round++) {
      try {
        Object[] found = call.run(round == 0 ? null : tape);
        String bits = Arguments.bits(found);
        if (round == 0) {
          derivatives = found;
          first = bits;
        } else {
          same(first, bits);
        }
      } catch (FoundException e) {
        throw new FoundException(e.outcome.kind(), companion.name() + e.outcome.detail());
      } catch (Companion.ContractException e) {
        throw e;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        tape.clear();
        if (e instanceof IllegalArgumentException && (aliased || sharesRows(e))) {
          refused = true;
          return null;
        }
        throw new FoundException(Kind.EXCEPTION, companion.name() + what + " throws " + trace(e));
      }
    }
    return derivatives;
  }

  /** The same, with what belongs to one array more than once only the first time. */
  private Object[] once(Object[] ofArguments) {
    Object[] once = ofArguments.clone();
    for (int i = 0; i < once.length; i++) {
      for (int k = 0; k < i; k++) {
        boolean array = method.parameters().get(i).type().isArray();
        once[i] = array && arguments[i] == arguments[k] ? null : once[i];
      }
    }
    return once;
  }

  private double number() {
    return (random.nextInt(2001) - 1000) / 500.0;
  }

  /** Two arrays of which a helper writes one may turn out to be one: refused while running. */
  private static boolean sharesRows(Throwable e) {
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

  private void same(String first, String bits) {
    if (!tape.isEmpty()) {
      throw new FoundException(Kind.WRONG_WITH_TAPE, "the tape is left full");
    }
    if (!bits.equals(first)) {
      throw new FoundException(Kind.WRONG_WITH_TAPE, bits + " with a tape, " + first + " without");
    }
  }

  /** The derivatives by each number that went in. */
  private static double[] sum(Jacobian jacobian, int count, Object[] derivatives) {
    double[] sums = new double[count];
    for (int i = 0; i < derivatives.length; i++) {
      if (derivatives[i] != null) {
        List<Double> numbers = Arguments.numbers(derivatives[i]);
        for (int k = 0; k < numbers.size(); k++) {
          sums[jacobian.inputs()[i] + k] += numbers.get(k);
        }
      }
    }
    return sums;
  }

  /**
   * Compares what a companion answered.
   *
   * @param reference the answer of the first companion; null for that itself
   */
  private void compare(
      Kind kind, Companion companion, List<Entry> expected, double[] actual, double[] reference) {
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
        throw wrong(kind, companion, i, actual, ", expected " + wanted);
      }
      if (reference != null && !(Math.abs(actual[i] - reference[i]) <= allowed)) {
        throw wrong(kind, companion, i, actual, ", else " + Arguments.literal(reference));
      }
    }
  }

  private static FoundException wrong(
      Kind kind, Companion companion, int number, double[] actual, String wanted) {
    String text = "number " + number + " of " + Arguments.literal(actual) + wanted;
    return new FoundException(kind, companion.name() + text);
  }
}
