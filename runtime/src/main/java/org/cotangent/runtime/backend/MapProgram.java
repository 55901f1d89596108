package org.cotangent.runtime.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A formula as a list of steps. A step computes one panel (some hundred neighbouring elements) from
 * others; panels have numbers. First come the inputs, then the constants and scalars, then what
 * steps compute. Equal parts of the formula are computed once. {@code (x; s) -> s * x + s * x} is
 *
 * <pre>
 *   panel 0: input x     panel 1: scalar s
 *   panel 2 = 1 * 0      panel 3 = 2 + 2
 * </pre>
 */
final class MapProgram {
  /** What a step does. Comparisons give 1 or 0. */
  enum Op {
    NEGATE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    LESS,
    LESS_EQUAL,
    EQUAL,
    AND,
    OR,
    NOT,
    /** {@code a != 0 ? b : c}. */
    SELECT,
    /** {@code a < b ? c : d}, and so on. */
    SELECT_LESS,
    SELECT_LESS_EQUAL,
    SELECT_EQUAL,
    CALL
  }

  /** One step: {@code target = op(a, b, c, d)}, as many of them as it takes. */
  record Step(Op op, Formula.Function function, int target, int a, int b, int c, int d) {}

  /** A panel that holds the same number everywhere: a literal, or a scalar of the formula. */
  record Fill(int panel, double number, int scalar) {
    double value(double[] scalars) {
      return scalar < 0 ? number : scalars[scalar];
    }
  }

  /** Nanoseconds for one element, roughly: an arithmetic step, a function. */
  private static final int CHEAP = 1;

  private static final int DEAR = 15;

  private final List<Fill> fills = new ArrayList<>();
  private final List<Step> once = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Object, Integer> known = new HashMap<>();
  private final List<Boolean> uniform = new ArrayList<>();
  private final boolean[] usesInput;
  private final int result;
  private int cost = CHEAP;

  private MapProgram(Formula formula) {
    usesInput = new boolean[formula.inputs().size()];
    for (int i = 0; i < usesInput.length; i++) {
      uniform.add(false);
    }
    result = node(formula.root());
  }

  static MapProgram of(Formula formula) {
    MapProgram program = new MapProgram(formula);
    program.reusePanels();
    return program;
  }

  /** The panels that are filled before anything else. */
  List<Fill> fills() {
    return fills;
  }

  /** Steps over panels that are the same everywhere: done once. */
  List<Step> once() {
    return once;
  }

  /** The steps for each panel of elements. */
  List<Step> steps() {
    return steps;
  }

  boolean usesInput(int input) {
    return usesInput[input];
  }

  int inputs() {
    return usesInput.length;
  }

  /** How many panels there are. */
  int panels() {
    return uniform.size();
  }

  /** The panel that holds the result. No other value is ever in it. */
  int result() {
    return result;
  }

  /** Nanoseconds for an element, roughly. */
  int cost() {
    return cost;
  }

  private int node(Formula.Node node) {
    Integer panel = known.get(node);
    if (panel == null) {
      panel = compile(node);
      known.put(node, panel);
    }
    return panel;
  }

  private int compile(Formula.Node node) {
    if (node instanceof Formula.Number number) {
      return fill(number.value(), -1);
    }
    if (node instanceof Formula.Scalar scalar) {
      return fill(0, scalar.index());
    }
    if (node instanceof Formula.Input input) {
      usesInput[input.index()] = true;
      return input.index();
    }
    if (node instanceof Formula.Negate negate) {
      return step(Op.NEGATE, null, node(negate.operand()));
    }
    if (node instanceof Formula.Arithmetic arithmetic) {
      Op op =
          switch (arithmetic.operator()) {
            case '+' -> Op.ADD;
            case '-' -> Op.SUBTRACT;
            case '*' -> Op.MULTIPLY;
            default -> Op.DIVIDE;
          };
      return step(op, null, node(arithmetic.left()), node(arithmetic.right()));
    }
    if (node instanceof Formula.Choice choice) {
      return choice(choice.condition(), node(choice.whenTrue()), node(choice.whenFalse()));
    }
    Formula.Call call = (Formula.Call) node;
    return step(Op.CALL, call.function(), call.arguments().stream().mapToInt(this::node).toArray());
  }

  private int choice(Formula.Condition condition, int whenTrue, int whenFalse) {
    if (condition instanceof Formula.Not not) {
      return choice(not.operand(), whenFalse, whenTrue);
    }
    if (condition instanceof Formula.Comparison comparison) {
      int left = node(comparison.left());
      int right = node(comparison.right());
      return switch (comparison.operator()) {
        case "<" -> step(Op.SELECT_LESS, null, left, right, whenTrue, whenFalse);
        case "<=" -> step(Op.SELECT_LESS_EQUAL, null, left, right, whenTrue, whenFalse);
        case ">" -> step(Op.SELECT_LESS, null, right, left, whenTrue, whenFalse);
        case ">=" -> step(Op.SELECT_LESS_EQUAL, null, right, left, whenTrue, whenFalse);
        case "==" -> step(Op.SELECT_EQUAL, null, left, right, whenTrue, whenFalse);
        default -> step(Op.SELECT_EQUAL, null, left, right, whenFalse, whenTrue);
      };
    }
    return step(Op.SELECT, null, condition(condition), whenTrue, whenFalse);
  }

  private int condition(Formula.Condition condition) {
    Integer panel = known.get(condition);
    if (panel == null) {
      panel = compile(condition);
      known.put(condition, panel);
    }
    return panel;
  }

  private int compile(Formula.Condition condition) {
    if (condition instanceof Formula.Not not) {
      return step(Op.NOT, null, condition(not.operand()));
    }
    if (condition instanceof Formula.Junction junction) {
      Op op = junction.and() ? Op.AND : Op.OR;
      return step(op, null, condition(junction.left()), condition(junction.right()));
    }
    Formula.Comparison comparison = (Formula.Comparison) condition;
    int left = node(comparison.left());
    int right = node(comparison.right());
    return switch (comparison.operator()) {
      case "<" -> step(Op.LESS, null, left, right);
      case "<=" -> step(Op.LESS_EQUAL, null, left, right);
      case ">" -> step(Op.LESS, null, right, left);
      case ">=" -> step(Op.LESS_EQUAL, null, right, left);
      case "==" -> step(Op.EQUAL, null, left, right);
      default -> step(Op.NOT, null, step(Op.EQUAL, null, left, right));
    };
  }

  private int fill(double number, int scalar) {
    int panel = panel(true);
    fills.add(new Fill(panel, number, scalar));
    return panel;
  }

  private int panel(boolean same) {
    uniform.add(same);
    return uniform.size() - 1;
  }

  private int step(Op op, Formula.Function function, int... operands) {
    boolean same = function != Formula.Function.UNIFORM;
    for (int operand : operands) {
      same &= uniform.get(operand);
    }
    int[] abcd = Arrays.copyOf(operands, 4);
    int target = panel(same);
    Step step = new Step(op, function, target, abcd[0], abcd[1], abcd[2], abcd[3]);
    (same ? once : steps).add(step);
    cost += same ? 0 : op == Op.CALL ? DEAR : CHEAP;
    return target;
  }

  /**
   * Gives panels of values that are not needed any more to later steps, so that all of them fit the
   * first cache. A step may write over its own operand.
   */
  private void reusePanels() {
    int[] lastUse = new int[panels()];
    for (int i = 0; i < steps.size(); i++) {
      for (int operand : operands(steps.get(i))) {
        lastUse[operand] = i;
      }
    }
    int first = usesInput.length;
    int[] place = new int[panels()];
    Arrays.setAll(place, i -> i);
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      for (int operand : Arrays.stream(operands(step)).distinct().toArray()) {
        boolean own = operand >= first && !uniform.get(operand) && operand != result;
        if (own && lastUse[operand] == i) {
          free.add(place[operand]);
        }
      }
      if (step.target() != result && !free.isEmpty()) {
        place[step.target()] = free.remove(free.size() - 1);
      }
      steps.set(
          i,
          new Step(
              step.op(),
              step.function(),
              place[step.target()],
              place[step.a()],
              place[step.b()],
              place[step.c()],
              place[step.d()]));
    }
  }

  private static int[] operands(Step step) {
    int[] all = {step.a(), step.b(), step.c(), step.d()};
    int count =
        switch (step.op()) {
          case NEGATE, NOT -> 1;
          case SELECT -> 3;
          case SELECT_LESS, SELECT_LESS_EQUAL, SELECT_EQUAL -> 4;
          case CALL -> step.function().arity();
          default -> 2;
        };
    return Arrays.copyOf(all, count);
  }
}
