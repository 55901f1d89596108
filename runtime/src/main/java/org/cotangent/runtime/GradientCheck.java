package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Compares a derivative with differences of the function that it belongs to.
 *
 * <pre>{@code
 * GradientCheck.at(new double[] {0.3, -1.2})
 *     .gradient(w -> Model.loss(w, data), w -> ModelDerivatives.lossGradient(w, data).w())
 *     .run()
 *     .requirePassed();
 * }</pre>
 *
 * <p>For random directions {@code d} and, where the result is an array, random seeds {@code u}, it
 * compares {@code u . (J d)}, found by differences with many step sizes on both sides of the point,
 * with {@code (J' u) . d}, found with the derivative: the dot-product test. It also says how fast
 * the remainder {@code f(x + h d) - f(x) - h g . d} falls with the step {@code h}: with its square
 * when {@code g} is the gradient, with {@code h} itself when it is not.
 *
 * <p>A point is a {@code Double}, a {@code Float}, a {@code double[]} or {@code float[]}, an array
 * of such arrays of any rank, or several of these ({@link Arguments}). Each call of the function
 * and of the derivative gets a fresh copy of it, so that both may overwrite their arguments. The
 * check is deterministic: the same seed takes the same directions.
 *
 * <p>Griewank and Walther, Evaluating Derivatives, 2nd edition, section 3.2; Ridders, Accurate
 * computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4 (1982).
 */
public final class GradientCheck {

  /** What the differences are compared with when nothing else is said: of {@code double}. */
  private static final double TOLERANCE = 1e-6;

  /** The same for functions that compute with {@code float} somewhere. */
  private static final double FLOAT_TOLERANCE = 5e-3;

  private final Object point;
  private final Function<Object, Object> value;
  private final BiFunction<Object, Object, Object> pullback;
  private final boolean seeded;
  private int directions = 5;
  private long seed = 42;
  private double tolerance = Double.NaN;
  private double largestStep = Double.NaN;
  private int steps;

  private GradientCheck(
      Object point,
      Function<Object, Object> value,
      BiFunction<Object, Object, Object> pullback,
      boolean seeded) {
    this.point = point;
    this.value = value;
    this.pullback = pullback;
    this.seeded = seeded;
  }

  /**
   * Begins a check at a point of one argument.
   *
   * @param point a number or an array of numbers; it is copied
   * @param <X> its type: {@code Double} for a {@code double}
   * @return takes the function and its derivative
   */
  public static <X> At<X> at(X point) {
    return new At<>(point);
  }

  /**
   * Begins a check at a point of several arguments.
   *
   * @param first the first argument, a number or an array of numbers; all are copied
   * @param second the second argument
   * @param more any further ones
   * @return takes the function and its derivative
   */
  public static At<Arguments> at(Object first, Object second, Object... more) {
    List<Object> all = new ArrayList<>(List.of(first, second));
    all.addAll(List.of(more));
    return new At<>(new Arguments(List.copyOf(all)));
  }

  /**
   * Says in how many random directions to look.
   *
   * @param count at least 1; 5 when it is not said
   * @return this
   */
  public GradientCheck directions(int count) {
    require(count > 0, "directions must be at least 1");
    directions = count;
    return this;
  }

  /**
   * Says which random directions to take.
   *
   * @param number any number; 42 when it is not said
   * @return this
   */
  public GradientCheck seed(long number) {
    seed = number;
    return this;
  }

  /**
   * Says how far the derivative may be from the differences.
   *
   * @param relative the largest relative error; when it is not said 1e-6, or 5e-3 where the point
   *     or the result holds {@code float} numbers
   * @return this
   */
  public GradientCheck tolerance(double relative) {
    require(relative > 0, "tolerance must be positive");
    tolerance = relative;
    return this;
  }

  /**
   * Says which steps to take, relative to the size of the numbers of the point. Each step is about
   * a quarter of the one before.
   *
   * @param largest the first step; 0.06 when it is not said, 0.12 with {@code float} numbers
   * @param count how many steps, at least 4; 10 when it is not said, 7 with {@code float} numbers
   * @return this
   */
  public GradientCheck steps(double largest, int count) {
    require(largest > 0, "the largest step must be positive");
    require(count >= 4, "there must be at least 4 steps");
    largestStep = largest;
    steps = count;
    return this;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  /**
   * Runs the check.
   *
   * @return what was found; nothing is thrown for a wrong derivative
   * @throws IllegalArgumentException when point, result or derivative is of a type that is not
   *     known, or when the derivative has another size than the point
   */
  public Result run() {
    double[] x = Flat.read(point);
    require(x.length > 0, "the point has no numbers to differentiate by");
    Object result = value.apply(Flat.copy(point));
    boolean floats = Flat.hasFloats(point) || Flat.hasFloats(result);
    double allowed = Double.isNaN(tolerance) ? (floats ? FLOAT_TOLERANCE : TOLERANCE) : tolerance;
    double first = Double.isNaN(largestStep) ? (floats ? 0.12 : 0.06) : largestStep;
    int count = steps == 0 ? (floats ? 7 : 10) : steps;
    Random random = new Random(seed);
    Directions made = new Directions(point, x, random);
    List<Direction> found = new ArrayList<>();
    String component = "";
    for (int k = 1; k <= directions; k++) {
      Object u = seeded ? Directions.seed(result, random) : Flat.write(result, ones(result));
      double[] adjoint = Flat.read(pullback.apply(Flat.copy(point), Flat.copy(u)));
      require(
          adjoint.length == x.length,
          "the derivative has " + adjoint.length + " numbers, the point has " + x.length);
      Differences differences =
          new Differences(point, x, value, Flat.read(u), adjoint, floats, allowed, first, count);
      Direction direction = differences.along(k, made.next());
      found.add(direction);
      if (direction.verdict() == Verdict.WRONG && component.isEmpty()) {
        component = Directions.worstComponent(point, made, differences);
      }
    }
    return new Result(List.copyOf(found), x.length, Flat.size(result), seed, allowed, component);
  }

  private static double[] ones(Object result) {
    double[] ones = new double[Flat.size(result)];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * A point whose function and derivative are still to be named.
   *
   * @param <X> the type of the point
   */
  public static final class At<X> {
    private final X point;

    At(X point) {
      this.point = point;
    }

    /**
     * Names a function with one number as its result, and its gradient.
     *
     * @param value the function
     * @param gradient the derivative by each number of the point, in the shape of the point; a
     *     {@code List} of such for a point of several arguments
     * @return the check, ready to run
     */
    public GradientCheck gradient(
        ToDoubleFunction<? super X> value, Function<? super X, ?> gradient) {
      return new GradientCheck(
          point, x -> value.applyAsDouble(typed(x)), (x, u) -> gradient.apply(typed(x)), false);
    }

    /**
     * Names a function and its pullback.
     *
     * @param value the function; its result is a number, an array of any rank, or a list of these.
     *     A method that writes its arguments is given as a function that returns them afterwards.
     * @param pullback takes the point and the adjoint of the result (in the shape of the result),
     *     and returns the adjoint of the point, in its shape
     * @param <Y> the type of the result
     * @return the check, ready to run
     */
    @SuppressWarnings("unchecked") // the seed is a copy of the result, so it has its type
    public <Y> GradientCheck pullback(
        Function<? super X, Y> value, BiFunction<? super X, ? super Y, ?> pullback) {
      return new GradientCheck(
          point, x -> value.apply(typed(x)), (x, u) -> pullback.apply(typed(x), (Y) u), true);
    }

    @SuppressWarnings("unchecked") // a copy of the point has its type
    private X typed(Object copy) {
      return (X) copy;
    }
  }

  /**
   * A point of several arguments, by their positions from 0.
   *
   * @param all the arguments, in order
   */
  public record Arguments(List<Object> all) {
    /**
     * A {@code double} argument.
     *
     * @param position from 0
     * @return its value
     */
    public double number(int position) {
      return get(position, Double.class);
    }

    /**
     * A {@code float} argument.
     *
     * @param position from 0
     * @return its value
     */
    public float floatNumber(int position) {
      return get(position, Float.class);
    }

    /**
     * A {@code double[]} argument.
     *
     * @param position from 0
     * @return the array itself
     */
    public double[] doubles(int position) {
      return get(position, double[].class);
    }

    /**
     * A {@code float[]} argument.
     *
     * @param position from 0
     * @return the array itself
     */
    public float[] floats(int position) {
      return get(position, float[].class);
    }

    /**
     * A {@code double[][]} argument.
     *
     * @param position from 0
     * @return the array itself
     */
    public double[][] rows(int position) {
      return get(position, double[][].class);
    }

    /**
     * An argument of any type.
     *
     * @param position from 0
     * @param type its type, such as {@code float[][].class}
     * @param <T> its type
     * @return the argument itself
     * @throws IllegalArgumentException when it has another type
     */
    public <T> T get(int position, Class<T> type) {
      Object argument = all.get(position);
      if (!type.isInstance(argument)) {
        throw new IllegalArgumentException(
            "argument "
                + position
                + " is a "
                + argument.getClass().getTypeName()
                + ", not a "
                + type.getTypeName());
      }
      return type.cast(argument);
    }
  }

  /** What can be said of a derivative in one direction. */
  public enum Verdict {
    /** Derivative and differences agree. */
    PASSED,
    /** They differ, and the differences are good enough to tell. */
    WRONG,
    /**
     * The differences from the left and from the right disagree, so that there is no derivative at
     * this point: a kink, a jump, or the edge of where the function is defined.
     */
    NOT_DIFFERENTIABLE,
    /** The differences are too coarse to tell, as where rounding errors hide the change. */
    INCONCLUSIVE,
    /** The function, its derivative or all differences are NaN or infinite. */
    UNDEFINED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One step on both sides of the point.
   *
   * @param size the step, relative to the direction
   * @param right the difference quotient from the right
   * @param left the difference quotient from the left
   * @param remainder the larger of what the derivative leaves unexplained on the two sides
   */
  public record Step(double size, double right, double left, double remainder) {}

  /**
   * What was found in one direction.
   *
   * @param number from 1
   * @param difference the derivative in this direction, by differences
   * @param uncertainty how far that may be off, by the scatter of the differences
   * @param adjoint the derivative in this direction, by the derivative that is checked
   * @param relativeError the distance of the two, relative to the size of the derivative
   * @param slope the power of the step with which the remainder falls: 2 or more for a right
   *     derivative, about 1 for a wrong one; NaN when there is no remainder beyond rounding, as for
   *     a linear function
   * @param verdict what it means
   * @param steps the single steps, from the largest
   */
  public record Direction(
      int number,
      double difference,
      double uncertainty,
      double adjoint,
      double relativeError,
      double slope,
      Verdict verdict,
      List<Step> steps) {}

  /**
   * What a check has found; as text it is a table.
   *
   * @param directions one for each random direction
   * @param inputs how many numbers the point has
   * @param outputs how many numbers the result has
   * @param seed the seed of the directions
   * @param tolerance the largest relative error allowed
   * @param component the component that differs most when a direction is wrong; empty else
   */
  public record Result(
      List<Direction> directions,
      int inputs,
      int outputs,
      long seed,
      double tolerance,
      String component) {
    /**
     * Whether the derivative is right as far as can be seen.
     *
     * @return true when every direction has passed
     */
    public boolean passed() {
      return directions.stream().allMatch(each -> each.verdict() == Verdict.PASSED);
    }

    /**
     * The direction to look at first.
     *
     * @return the first wrong one, else the first that has not passed, else the one with the
     *     largest relative error
     */
    public Direction worst() {
      Direction worst = directions.get(0);
      for (Direction each : directions) {
        int rank = Integer.compare(rank(each), rank(worst));
        if (rank > 0 || rank == 0 && each.relativeError() > worst.relativeError()) {
          worst = each;
        }
      }
      return worst;
    }

    private static int rank(Direction direction) {
      return switch (direction.verdict()) {
        case WRONG -> 2;
        case PASSED -> 0;
        default -> 1;
      };
    }

    /**
     * Insists that the derivative is right.
     *
     * @return this
     * @throws AssertionError with the table as its message when a direction has not passed
     */
    public Result requirePassed() {
      if (!passed()) {
        throw new AssertionError(toString());
      }
      return this;
    }

    @Override
    public String toString() {
      return CheckTable.text(this);
    }
  }
}
