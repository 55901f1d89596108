package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.testing.Tolerance.assertClose;
import static org.cotangent.processor.testing.Tolerance.assertSameBits;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cotangent.processor.testing.Companion.Result;
import org.cotangent.processor.testing.Parsed.ParsedMethod;
import org.cotangent.runtime.Tape;

/** The Jacobian of a method at one point: each row is the pullback of a unit vector. */
final class JacobianCheck {
  private final ParsedMethod method;
  private final Companion companion;
  private final double exact;

  JacobianCheck(ParsedMethod method, Companion companion, double exact) {
    this.method = method;
    this.companion = companion;
    this.exact = exact;
  }

  /**
   * @param after the arguments after a plain call
   * @param used a tape that was used before
   */
  void run(Object[] arguments, Object value, Object[] after, Tape used) {
    Object[] passed = Flat.copy(arguments);
    Result result = companion.jacobian(passed, null);
    assertSameBits("the Jacobian's value", result.value(), value);
    assertSameBits("the arguments after the Jacobian", passed, after);
    int rows = Array.getLength(value);
    for (int row = 0; row < rows; row++) {
      Object seed = Flat.like(value, () -> 0);
      Array.set(seed, row, Values.toJava(Values.convert(1, leaf(method.returnType()))));
      Object[] adjoints = new Object[arguments.length];
      for (int i = 0; i < adjoints.length; i++) {
        boolean array = arguments[i] != null && arguments[i].getClass().isArray();
        adjoints[i] = method.wrt().get(i) && array ? Flat.like(arguments[i], () -> 0) : null;
      }
      Result pullback = companion.backward(Flat.copy(arguments), adjoints, seed, null);
      List<double[]> expected = new ArrayList<>();
      List<double[]> errors = new ArrayList<>();
      List<double[]> actual = new ArrayList<>();
      for (int i = 0; i < adjoints.length; i++) {
        Object of = adjoints[i] == null ? pullback.derivatives()[i] : adjoints[i];
        Object all = result.derivatives()[i];
        if (all != null) {
          assertWithMessage("rows by %s", method.names().get(i))
              .that(Array.getLength(all))
              .isEqualTo(rows);
        }
        actual.add(Flat.numbers(all == null ? null : Array.get(all, row)));
        expected.add(Flat.numbers(of));
        errors.add(new double[expected.get(i).length]);
      }
      assertClose("row " + row, method.names(), actual, expected, errors, exact);
    }
    again(arguments, value, after, result, used);
    Tape tape = new Tape();
    for (int i = 0; i < 2; i++) {
      again(arguments, value, after, result, tape);
      assertWithMessage("the tape is empty after the Jacobian").that(tape.isEmpty()).isTrue();
    }
    for (int i = 0; i < 3; i++) {
      into(arguments, value, after, result, i == 0 ? null : tape);
    }
  }

  private void again(Object[] arguments, Object value, Object[] after, Result expected, Tape tape) {
    Object[] passed = Flat.copy(arguments);
    Result result = companion.jacobian(passed, tape);
    assertSameBits("the Jacobian's value with a tape", result.value(), value);
    assertSameBits("the arguments after the Jacobian with a tape", passed, after);
    assertSameBits("the Jacobian with a tape", result.derivatives(), expected.derivatives());
  }

  private void into(Object[] arguments, Object value, Object[] after, Result expected, Tape tape) {
    Object[] passed = Flat.copy(arguments);
    Object[] jacobians =
        Arrays.stream(expected.derivatives())
            .map(each -> each == null ? null : Flat.like(each, () -> Double.NaN))
            .toArray();
    Object written = Flat.like(value, () -> Double.NaN);
    companion.jacobianInto(passed, jacobians, written, tape);
    assertSameBits("the value in a given array", written, value);
    assertSameBits("the arguments after a given Jacobian", passed, after);
    assertSameBits("the Jacobian in given arrays", jacobians, expected.derivatives());
  }

  private static String leaf(String type) {
    return type.replace("[]", "");
  }
}
