package org.cotangent.fuzz;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.fuzz.MethodTree.Parameter;
import org.cotangent.runtime.Tape;

/**
 * Compares the companion of a program with its program of dual numbers, at a few points of each
 * annotated method.
 */
final class Judge {
  private static final int POINTS = 2;

  private final Program program;
  private final ClassLoader classes;
  private final ClassLoader others;

  /** For all methods, all points and both companions, as a caller would have it. */
  private final Tape tape = new Tape();

  /**
   * A judge of one program.
   *
   * @param classes the program, its program of dual numbers, and its companion
   * @param others the program with another companion, or null
   */
  Judge(Program program, ClassLoader classes, ClassLoader others) {
    this.program = program;
    this.classes = classes;
    this.others = others;
  }

  /** The first failure, or that all is right. */
  Outcome judge() {
    boolean skipped = false;
    boolean refused = false;
    for (MethodTree method : program.annotated()) {
      SplittableRandom random = new SplittableRandom(program.seed());
      for (int i = 0; i < POINTS + 1; i++) {
        Object[] arguments = arguments(method, random);
        boolean aliased = i == POINTS && alias(method, arguments, random);
        if (i == POINTS && !aliased) {
          continue;
        }
        Outcome outcome = point(method, arguments, random, aliased).judge();
        if (outcome.isFailure()) {
          return new Outcome(
              outcome.kind(), method.name() + "(" + literals(arguments) + "): " + outcome.detail());
        }
        skipped |= outcome.kind() == Outcome.Kind.SKIPPED;
        refused |= !aliased && outcome.kind() == Outcome.Kind.REFUSED_ARGUMENTS;
      }
    }
    return Outcome.of(
        skipped
            ? Outcome.Kind.SKIPPED
            : refused ? Outcome.Kind.REFUSED_ARGUMENTS : Outcome.Kind.RIGHT);
  }

  /** The arguments of the point at which a method was found wrong, for a test. */
  static List<Object[]> points(Program program, MethodTree method) {
    SplittableRandom random = new SplittableRandom(program.seed());
    List<Object[]> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      points.add(arguments(method, random));
      // As a point does: it draws seeds after the arguments.
      random.split();
    }
    return points;
  }

  /** The fields of the receiver at the first of these points. */
  static Object[] receiver(Program program, MethodTree method) {
    SplittableRandom random = new SplittableRandom(program.seed());
    arguments(method, random);
    return fields(program, random.split());
  }

  private static Object[] fields(Program program, SplittableRandom random) {
    return program.fields().stream().map(f -> Arguments.random(f.type(), random)).toArray();
  }

  private static Object[] arguments(MethodTree method, SplittableRandom random) {
    return method.parameters().stream().map(p -> Arguments.random(p.type(), random)).toArray();
  }

  static String literals(Object[] arguments) {
    List<String> texts = new ArrayList<>();
    for (Object argument : arguments) {
      texts.add(Arguments.literal(argument));
    }
    return String.join(", ", texts);
  }

  /** Makes two arguments one array, now and then. */
  private boolean alias(MethodTree method, Object[] arguments, SplittableRandom random) {
    if (random.nextInt(3) != 0) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      for (int k = i + 1; k < arguments.length; k++) {
        Parameter first = method.parameters().get(i);
        Parameter second = method.parameters().get(k);
        if (first.type().isArray()
            && first.type().equals(second.type())
            && first.differentiated()
            && second.differentiated()) {
          arguments[k] = arguments[i];
          return true;
        }
      }
    }
    return false;
  }

  private Point point(
      MethodTree method, Object[] arguments, SplittableRandom random, boolean aliased) {
    try {
      Class<?> original = classes.loadClass(program.className());
      Class<?> dual = classes.loadClass(program.dualName());
      SplittableRandom own = random.split();
      Object[] values = fields(program, own);
      Object dualSelf = null;
      if (values.length > 0) {
        Jacobian.Builder builder = new Jacobian.Builder(0);
        Object[] duals = values.clone();
        for (int i = 0; i < duals.length; i++) {
          duals[i] = builder.data(values[i]);
        }
        dualSelf = create(dual, duals);
      }
      Object self = self(original, values);
      List<Companion> companions = new ArrayList<>();
      companions.add(companion(classes, method, self, ""));
      if (others != null) {
        Object other = self(others.loadClass(program.className()), values);
        String name = "without " + String.join(", ", program.without()) + ": ";
        companions.add(companion(others, method, other, name));
      }
      return new Point(
          method,
          new Original(original, self, dual, dualSelf),
          companions,
          tape,
          arguments,
          own,
          program.hasSingle(),
          program.smooth(),
          aliased);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(program.className(), e);
    }
  }

  private Companion companion(ClassLoader loader, MethodTree method, Object self, String name)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(program.className() + "Derivatives");
    return new Companion(type, method, self, name);
  }

  private static Object self(Class<?> type, Object[] values) throws ReflectiveOperationException {
    return values.length == 0 ? null : create(type, values);
  }

  private static Object create(Class<?> type, Object[] values) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }
}
