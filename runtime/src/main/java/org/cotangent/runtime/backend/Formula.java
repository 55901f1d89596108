package org.cotangent.runtime.backend;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an elementwise operation computes for one element, as text: {@code "(x, y; s) -> s * tanh(x)
 * + y"}. The names before the semicolon are matrices, those after it are numbers; either part may
 * be empty. The right side is an expression of Java: numbers, {@code + - * /}, comparisons, {@code
 * && || !}, {@code ?:}, parentheses, and the functions of {@link Function}. Every operation is done
 * in the precision of the output; a number is rounded to it.
 *
 * <p>Objects are immutable, equal texts give the same object.
 */
public final class Formula {
  private static final ConcurrentHashMap<String, Formula> KNOWN = new ConcurrentHashMap<>();

  private final String text;
  private final List<String> inputs;
  private final List<String> scalars;
  private final Node root;
  private final int operations;
  private final ConcurrentHashMap<BitSet, Formula> withZeros = new ConcurrentHashMap<>();

  Formula(String text, List<String> inputs, List<String> scalars, Node root) {
    this.text = text;
    this.inputs = List.copyOf(inputs);
    this.scalars = List.copyOf(scalars);
    this.root = root;
    this.operations = Math.max(1, FormulaCosts.of(root));
  }

  /**
   * The formula of a text.
   *
   * @throws IllegalArgumentException if it cannot be read; the message shows where
   */
  public static Formula of(String text) {
    Formula known = KNOWN.get(text);
    return known != null ? known : KNOWN.computeIfAbsent(text, FormulaParser::parse);
  }

  /** The text it was made of. */
  public String text() {
    return text;
  }

  /** The names of the matrices, in order. */
  public List<String> inputs() {
    return inputs;
  }

  /** The names of the numbers, in order. */
  public List<String> scalars() {
    return scalars;
  }

  /** The expression. */
  public Node root() {
    return root;
  }

  /** About how many arithmetic operations an element takes; an exponential counts as 16. */
  public int operations() {
    return operations;
  }

  /**
   * What is left when some inputs are zero, exactly, as adjoints that nothing was added to are:
   * zero times anything is zero, even infinity. It has fewer inputs: those that still matter, in
   * the same order and under their names.
   *
   * @param zeros the positions of the inputs that are zero
   */
  public Formula withZeros(BitSet zeros) {
    Formula known = withZeros.get(zeros);
    return known != null
        ? known
        : withZeros.computeIfAbsent(
            (BitSet) zeros.clone(), positions -> Zeros.simplify(this, positions));
  }

  /** Whether the value is the number 0 everywhere. */
  public boolean isZero() {
    return Zeros.isZero(root);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The value of {@link Function#UNIFORM} at a place. */
  static float uniform(int seed, int place) {
    return (mix(mix(place) + mix(seed + 0x9e3779b9)) >>> 8) * 0x1p-24f;
  }

  private static int mix(int bits) {
    int h = bits;
    h = (h ^ h >>> 16) * 0x7feb352d;
    h = (h ^ h >>> 15) * 0x846ca68b;
    return h ^ h >>> 16;
  }

  /** A part of a formula. */
  public sealed interface Node {}

  /** A number. */
  public record Number(double value) implements Node {}

  /** The element of a matrix. */
  public record Input(int index) implements Node {}

  /** One of the numbers given. */
  public record Scalar(int index) implements Node {}

  /** {@code -operand}. */
  public record Negate(Node operand) implements Node {}

  /** {@code left op right}: one of {@code + - * /}. */
  public record Arithmetic(char operator, Node left, Node right) implements Node {}

  /** A function's value. */
  public record Call(Function function, List<Node> arguments) implements Node {
    /** Makes the arguments unchangeable. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code condition ? whenTrue : whenFalse}. */
  public record Choice(Condition condition, Node whenTrue, Node whenFalse) implements Node {}

  /** A condition. */
  public sealed interface Condition {}

  /**
   * {@code left op right}: one of {@code < <= > >= == !=}; false with a NaN, but for {@code !=}.
   */
  public record Comparison(String operator, Node left, Node right) implements Condition {}

  /** {@code left && right}, or {@code left || right}. */
  public record Junction(boolean and, Condition left, Condition right) implements Condition {}

  /** {@code !operand}. */
  public record Not(Condition operand) implements Condition {}

  /**
   * The functions, by the names they have in formulas. Those of {@link Math} mean what these do;
   * accuracy differs by up to 4 ulp.
   */
  public enum Function {
    /** {@link Math#abs(double)}. */
    ABS(1),
    /** {@link Math#acos}. */
    ACOS(1),
    /** {@link Math#asin}. */
    ASIN(1),
    /** {@link Math#atan}. */
    ATAN(1),
    /** {@link Math#atan2}. */
    ATAN2(2),
    /** {@link Math#cbrt}. */
    CBRT(1),
    /** {@link Math#ceil}. */
    CEIL(1),
    /** {@link Math#cos}. */
    COS(1),
    /** {@link Math#cosh}. */
    COSH(1),
    /** {@link Math#exp}. */
    EXP(1),
    /** {@link Math#expm1}. */
    EXPM1(1),
    /** {@link Math#floor}. */
    FLOOR(1),
    /** {@link Math#fma(double, double, double)}. */
    FMA(3),
    /** {@link Math#hypot}. */
    HYPOT(2),
    /** {@link Math#log}. */
    LOG(1),
    /** {@link Math#log10}. */
    LOG10(1),
    /** {@link Math#log1p}. */
    LOG1P(1),
    /** {@link Math#max(double, double)}: NaN if one is NaN. */
    MAX(2),
    /** {@link Math#min(double, double)}: NaN if one is NaN. */
    MIN(2),
    /** {@link Math#pow}. */
    POW(2),
    /** {@link Math#rint}. */
    RINT(1),
    /** {@link Math#signum(double)}. */
    SIGNUM(1),
    /** {@link Math#sin}. */
    SIN(1),
    /** {@link Math#sinh}. */
    SINH(1),
    /** {@link Math#sqrt}: correctly rounded. */
    SQRT(1),
    /** {@link Math#tan}. */
    TAN(1),
    /** {@link Math#tanh}. */
    TANH(1),
    /**
     * {@code uniform(seed)}: a random number in [0, 1), a multiple of 2^-24, from the seed (a
     * scalar that holds a whole number of 0 to 2^24 - 1) and the element's place (its index in
     * row-major order of the result: row * columns + column); the same everywhere, and in each
     * evaluation. With integers of 32 bits that wrap around, {@code >>>} shifting in zeros:
     *
     * <pre>
     *   mix(h):  h ^= h >>> 16;  h *= 0x7feb352d;  h ^= h >>> 15;  h *= 0x846ca68b;  h ^= h >>> 16
     *   uniform: (mix(mix(place) + mix(seed + 0x9e3779b9)) >>> 8) * 2^-24
     * </pre>
     *
     * ({@code mix} is "lowbias32" of C. Wellons, Prospecting for hash functions, 2018.)
     */
    UNIFORM(1);

    private final int arity;

    Function(int arity) {
      this.arity = arity;
    }

    /** How many arguments it takes. */
    public int arity() {
      return arity;
    }
  }
}
