package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.testing.Tolerance.assertClose;
import static org.cotangent.processor.testing.Tolerance.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.processor.testing.Companion.Result;
import org.cotangent.processor.testing.Parsed.ParsedMethod;
import org.cotangent.runtime.Tape;

/** The contract of one method's companion at one point. */
final class PointCheck {
  private final Subject subject;
  private final ParsedMethod method;
  private final Receiver receiver;
  private final boolean smooth;
  private final Tape used;
  private final Companion companion;
  private final double exact;
  private final double approximate;

  /**
   * @param used a tape that calls which threw have left as it was
   */
  PointCheck(Subject subject, ParsedMethod method, Receiver receiver, boolean smooth, Tape used) {
    this.used = used;
    this.subject = subject;
    this.method = method;
    this.receiver = receiver;
    this.smooth = smooth;
    this.companion = new Companion(subject, method, receiver);
    this.exact = subject.isSingle() ? 1e-4 : 1e-11;
    this.approximate = subject.isSingle() ? 2e-2 : 1e-6;
  }

  /**
   * Runs everything; the result is the gradient, or the pullback of ones for an array result or the
   * arrays of a void method.
   */
  List<double[]> run(Object[] given) {
    Object[] arguments = withFields(given);
    assertWithMessage("arrays of a point are distinct; see Aliasing for others")
        .that(Aliasing.isFree(arguments))
        .isTrue();
    Object[] after = Flat.copy(arguments);
    Object value = subject.call(method, receiver, after);
    Object ones = value == null ? null : Flat.like(value, () -> 1);
    Object[] outputs = new Object[arguments.length];
    for (int i = 0; value == null && i < outputs.length; i++) {
      boolean active = method.wrt().get(i) && isArray(arguments[i]);
      outputs[i] = active ? Flat.like(arguments[i], () -> 1) : null;
    }
    Pullback expected =
        subject.interpreter().run(method, receiver.make(), arguments, ones, outputs);
    assertSameBits("the interpreter's value", expected.result(), value);
    assertSameBits("the interpreter's arguments after the call", expected.arguments(), after);

    SplittableRandom random = new SplittableRandom(42);
    Object seed = value == null ? null : Flat.random(value, random);
    Object[] adjoints = new Object[arguments.length];
    for (int i = 0; i < adjoints.length; i++) {
      if (method.wrt().get(i) && isArray(arguments[i])) {
        adjoints[i] = Flat.random(arguments[i], random);
      }
    }
    Pullback seeded = subject.interpreter().run(method, receiver.make(), arguments, seed, adjoints);
    if (smooth) {
      differences(arguments, seed, adjoints, seeded);
    }
    if (companion.hasGradient()) {
      gradient(arguments, value, after, expected);
    }
    backward(arguments, value, after, seed, adjoints, seeded);
    wrongLengths(arguments, seed, adjoints);
    if (companion.hasJacobian()) {
      new JacobianCheck(method, companion, exact).run(arguments, value, after, used);
    }
    return expected.adjoints();
  }

  /** An original that throws: so does the companion, before it touches an adjoint. */
  void runThrowing(Class<? extends RuntimeException> expected, Object[] given) {
    Object[] arguments = withFields(given);
    RuntimeException original =
        assertThrows(expected, () -> subject.call(method, receiver, Flat.copy(arguments)));
    if (companion.hasGradient()) {
      assertThrows(expected, () -> companion.gradient(Flat.copy(arguments), used));
      RuntimeException thrown =
          assertThrows(expected, () -> companion.gradient(Flat.copy(arguments), null));
      if (expected != NullPointerException.class) { // whose text names the variables of the code
        assertThat(thrown).hasMessageThat().isEqualTo(original.getMessage());
      }
      assertThat(thrown.getClass()).isEqualTo(original.getClass());
    }
    Object[] adjoints = new Object[arguments.length];
    for (int i = 0; i < adjoints.length; i++) {
      boolean active = method.wrt().get(i) && isArray(arguments[i]);
      adjoints[i] = active ? Flat.like(arguments[i], () -> 1) : null;
    }
    Object[] before = Flat.copy(adjoints);
    Object seed = Values.toJava(Values.convert(1, method.returnType()));
    assertThrows(expected, () -> companion.backward(Flat.copy(arguments), adjoints, seed, null));
    assertSameBits("adjoints after an exception", adjoints, before);
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }

  private void differences(
      Object[] arguments, Object seed, Object[] adjoints, Pullback interpreted) {
    Pullback differences =
        new Differences(values -> subject.call(method, receiver, values), subject.isSingle())
            .run(method, arguments, seed, adjoints);
    assertClose(
        "the interpreter against differences",
        method.names(),
        interpreted.adjoints(),
        differences.adjoints(),
        differences.errors(),
        approximate);
  }

  private void gradient(Object[] arguments, Object value, Object[] after, Pullback expected) {
    Object[] passed = Flat.copy(arguments);
    Result result = companion.gradient(passed, null);
    assertSameBits("the gradient's value", result.value(), value);
    assertSameBits("the arguments after the gradient", passed, after);
    assertExpected("gradient", result.derivatives(), expected);
    for (int i = 0; i < passed.length; i++) {
      assertWithMessage("the gradient by %s is a fresh array", method.names().get(i))
          .that(isArray(passed[i]) && result.derivatives()[i] == passed[i])
          .isFalse();
    }
    Result late = companion.gradient(Flat.copy(arguments), used);
    assertSameBits("the gradient with a used tape", late.derivatives(), result.derivatives());
    Tape tape = new Tape();
    for (int i = 0; i < 2; i++) {
      Result taped = companion.gradient(Flat.copy(arguments), tape);
      assertSameBits("the gradient's value with a tape", taped.value(), value);
      assertSameBits("the gradient with a tape", taped.derivatives(), result.derivatives());
      assertWithMessage("the tape is empty after the gradient").that(tape.isEmpty()).isTrue();
    }
  }

  private void backward(
      Object[] arguments,
      Object value,
      Object[] after,
      Object seed,
      Object[] adjoints,
      Pullback expected) {
    Object[] passed = Flat.copy(arguments);
    Object[] updated = Flat.copy(adjoints);
    Object[] seedBefore = Flat.copy(seed);
    Result result = companion.backward(passed, updated, seed, null);
    assertSameBits("the pullback's value", result.value(), value);
    assertSameBits("the arguments after the pullback", passed, after);
    assertSameBits("the seed after the pullback", seed, seedBefore[0]);
    Object[] derivatives = merged(updated, result.derivatives());
    assertExpected("pullback", derivatives, expected);
    Tape tape = new Tape();
    for (int i = 0; i < 2; i++) {
      Object[] again = Flat.copy(adjoints);
      Result taped = companion.backward(Flat.copy(arguments), again, seed, tape);
      assertSameBits("the pullback's value with a tape", taped.value(), value);
      assertSameBits("the pullback with a tape", merged(again, taped.derivatives()), derivatives);
      assertWithMessage("the tape is empty after the pullback").that(tape.isEmpty()).isTrue();
    }
  }

  private static Object[] merged(Object[] arrays, Object[] scalars) {
    Object[] both = arrays.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] = scalars[i] == null ? both[i] : scalars[i];
    }
    return both;
  }

  private void assertExpected(String what, Object[] derivatives, Pullback expected) {
    List<double[]> actual = new ArrayList<>();
    Arrays.stream(derivatives).map(Flat::numbers).forEach(actual::add);
    assertClose(what, method.names(), actual, expected.adjoints(), expected.errors(), exact);
  }

  /** The values of the fields that are differentiated by, then the arguments. */
  private Object[] withFields(Object[] given) {
    List<Object> all = new ArrayList<>(Arrays.asList(receiver.values(method.fieldNames())));
    all.addAll(Arrays.asList(given));
    return all.toArray();
  }

  /** An adjoint that is longer or shorter than its array is refused before anything is touched. */
  private void wrongLengths(Object[] arguments, Object seed, Object[] adjoints) {
    for (int i = 0; i < arguments.length; i++) {
      if (adjoints[i] == null) {
        continue;
      }
      int length = Array.getLength(arguments[i]);
      for (int wrong : length == 0 ? new int[] {1} : new int[] {length - 1, length + 1}) {
        Object[] broken = Flat.copy(adjoints);
        broken[i] = Flat.resized(broken[i], wrong);
        assertRefuses(arguments, broken, seed, method.names().get(i), wrong, length);
      }
      boolean rows = length > 0 && isArray(Array.get(arguments[i], 0));
      int width = rows ? Array.getLength(Array.get(arguments[i], 0)) : 0;
      if (rows) {
        Object[] broken = Flat.copy(adjoints);
        Array.set(broken[i], 0, Flat.resized(Array.get(broken[i], 0), width + 1));
        assertRefuses(arguments, broken, seed, method.names().get(i), width + 1, width);
      }
    }
  }

  private void assertRefuses(
      Object[] arguments, Object[] broken, Object seed, String name, int wrong, int right) {
    Object[] passed = Flat.copy(arguments);
    Object[] before = Flat.copy(broken);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> companion.backward(passed, broken, seed, null),
            "an adjoint of length " + wrong + " for " + name + " of length " + right);
    assertThat(refusal).hasMessageThat().contains(name);
    assertThat(refusal).hasMessageThat().contains(String.valueOf(wrong));
    assertThat(refusal).hasMessageThat().contains(String.valueOf(right));
    assertSameBits("the arguments after a refusal", passed, arguments);
    assertSameBits("the adjoints after a refusal", broken, before);
  }
}
