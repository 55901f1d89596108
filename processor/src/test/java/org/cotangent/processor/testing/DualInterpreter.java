package org.cotangent.processor.testing;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/**
 * The exact oracle: executes the source of a method over dual numbers. Each {@code double} and
 * {@code float} carries its partial derivatives by all inputs, so that the derivative is the
 * branch-frozen one of what really ran, at kinks and poles too (Griewank and Walther, Evaluating
 * Derivatives, 2nd ed., chapter 3).
 *
 * <p>It reads parsed source without types and shares nothing with the processor but javac's parser.
 * Its values are Java's, bit for bit; tests hold it to that.
 */
final class DualInterpreter {
  private final Parsed parsed;
  private final Function<String, Class<?>> loader;

  /**
   * @param parsed the files
   * @param loader finds the compiled classes, whose constant fields are read
   */
  DualInterpreter(Parsed parsed, Function<String, Class<?>> loader) {
    this.parsed = parsed;
    this.loader = loader;
  }

  /**
   * Runs a method.
   *
   * @param self the receiver; null for a static method
   * @param arguments Java's values; they stay as they are
   * @param seed of the result's shape; null for void
   * @param outputAdjoints by parameter, an array's adjoint after the call; null for zero
   */
  Pullback run(
      ParsedMethod method, Object self, Object[] arguments, Object seed, Object[] outputAdjoints) {
    Inputs inputs = new Inputs(method, arguments);
    Fields fields = new Fields(loader);
    for (int i = 0; i < method.fields(); i++) {
      fields.set(self, method.names().get(i), inputs.values[i]);
    }
    Calls calls = new Calls(parsed, fields, method.isStrict());
    List<Object> values = new ArrayList<>(Arrays.asList(inputs.values));
    Object result =
        calls.call(method.plain(), self, values.subList(method.fields(), values.size()));
    double[] total = new double[inputs.count];
    accumulate(total, result, seed);
    for (int i = 0; i < arguments.length; i++) {
      if (inputs.values[i] instanceof Cells && outputAdjoints[i] != null) {
        accumulate(total, inputs.values[i], outputAdjoints[i]);
      }
    }
    List<double[]> adjoints = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int[] indices : inputs.indices) {
      adjoints.add(
          indices == null ? null : Arrays.stream(indices).mapToDouble(i -> total[i]).toArray());
      errors.add(indices == null ? null : new double[indices.length]);
    }
    Map<Object, Object> shared = new IdentityHashMap<>();
    Object[] after = new Object[arguments.length];
    for (int i = 0; i < after.length; i++) {
      after[i] = shared.computeIfAbsent(inputs.values[i], Values::toJava);
    }
    return new Pullback(Values.toJava(result), after, adjoints, errors);
  }

  /** Adds seed times gradient, number by number. */
  private static void accumulate(double[] total, Object value, Object seed) {
    if (value instanceof Dual dual) {
      double weight = ((Number) seed).doubleValue();
      for (int i = 0; dual.gradient() != null && i < total.length; i++) {
        if (dual.gradient()[i] != 0 && weight != 0) {
          total[i] += weight * dual.gradient()[i];
        }
      }
    } else if (value instanceof Cells cells) {
      for (int i = 0; i < cells.items.length; i++) {
        accumulate(total, cells.items[i], Array.get(seed, i));
      }
    }
  }

  /** The arguments as dual numbers, each number of a differentiated parameter an input. */
  private static final class Inputs {
    private final Object[] values;
    private final List<int[]> indices = new ArrayList<>();
    private final Map<Object, Cells> known = new IdentityHashMap<>();
    private int count;
    private int next;

    Inputs(ParsedMethod method, Object[] arguments) {
      for (int i = 0; i < arguments.length; i++) {
        count += method.wrt().get(i) ? Flat.count(arguments[i]) : 0;
      }
      values = new Object[arguments.length];
      // Differentiated parameters first: an array that is also passed as data is an input all the
      // same.
      for (int i = 0; i < arguments.length; i++) {
        if (method.wrt().get(i)) {
          values[i] = value(arguments[i], true);
        }
      }
      for (int i = 0; i < arguments.length; i++) {
        if (!method.wrt().get(i)) {
          values[i] = value(arguments[i], false);
        }
        indices.add(method.wrt().get(i) ? indicesOf(values[i]) : null);
      }
    }

    private Object value(Object argument, boolean active) {
      if (argument == null || !argument.getClass().isArray()) {
        Object constant = Values.fromJava(argument);
        return active && constant instanceof Dual dual
            ? Dual.input(dual.value(), dual.single(), next++, count)
            : constant;
      }
      Cells cells = known.get(argument);
      if (cells == null) {
        int length = Array.getLength(argument);
        cells = new Cells(argument.getClass().getComponentType().getTypeName(), length);
        cells.javaType = argument.getClass().getComponentType();
        known.put(argument, cells);
        for (int i = 0; i < length; i++) {
          cells.items[i] = value(Array.get(argument, i), active);
        }
      }
      return cells;
    }

    private int[] indicesOf(Object value) {
      if (value instanceof Dual dual) {
        for (int i = 0; i < count; i++) {
          if (dual.gradient()[i] != 0) {
            return new int[] {i};
          }
        }
      }
      if (!(value instanceof Cells cells)) {
        return new int[0];
      }
      return Arrays.stream(cells.items).map(this::indicesOf).flatMapToInt(Arrays::stream).toArray();
    }
  }
}
