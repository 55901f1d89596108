package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.emit.Trees.BOOLEAN;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** What is printed computes, bit for bit, what the tree means. */
final class EvaluationPropertyTest {
  private static final int TREES = 60;
  private static final int POINTS = 5;
  private static final int SIZE = 5;
  private static final List<BinaryOp> COMPOUND =
      List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.SHL);

  @Property(tries = 10)
  void printedExpressionsHaveTheValueOfTheirTrees(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomTrees trees = new RandomTrees(random);
    List<Expr> exprs = new ArrayList<>();
    List<GeneratedFunction> functions = new ArrayList<>();
    for (int k = 0; k < TREES; k++) {
      Type type = random.nextInt(5) == 0 ? BOOLEAN : trees.type();
      exprs.add(trees.expr(type, SIZE));
      functions.add(Trees.function("f" + k, type, RandomTrees.VARIABLES, returns(exprs.get(k))));
    }
    compare(exprs, functions, random);
  }

  @Property(tries = 10)
  void printedAssignmentsHaveTheValueOfTheirTrees(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomTrees trees = new RandomTrees(random);
    List<Expr> exprs = new ArrayList<>();
    List<GeneratedFunction> functions = new ArrayList<>();
    for (int k = 0; k < TREES; k++) {
      Variable target = RandomTrees.VARIABLES.get(random.nextInt(7));
      BinaryOp op = COMPOUND.get(random.nextInt(target.type().isIntegral() ? 4 : 3));
      Expr sum =
          new Expr.Binary(op, read(target), trees.operand(target.type(), SIZE), target.type());
      exprs.add(sum);
      functions.add(
          Trees.function(
              "f" + k,
              target.type(),
              RandomTrees.VARIABLES,
              assign(target, sum),
              returns(read(target))));
    }
    compare(exprs, functions, random);
  }

  private static void compare(List<Expr> exprs, List<GeneratedFunction> functions, Random random)
      throws Exception {
    String source = Trees.print(functions.toArray(new GeneratedFunction[0]));
    assertWithMessage(source).that(source.lines().allMatch(line -> line.length() <= 100)).isTrue();
    Map<String, Method> methods = new LinkedHashMap<>();
    for (Method method :
        Javac.compile(source).loadClass("p.ModelDerivatives").getDeclaredMethods()) {
      method.setAccessible(true);
      methods.put(method.getName(), method);
    }
    for (int point = 0; point < POINTS; point++) {
      Map<Variable, Object> values = new LinkedHashMap<>();
      RandomTrees trees = new RandomTrees(random);
      RandomTrees.VARIABLES.forEach(variable -> values.put(variable, trees.value(variable.type())));
      for (int k = 0; k < exprs.size(); k++) {
        Object printed = run(methods.get("f" + k), values.values().toArray());
        Object meant = meaning(exprs.get(k), values);
        if (!printed.equals(meant)) { // the message is long
          String message = exprs.get(k) + "\nat " + values + "\nin\n" + source;
          assertWithMessage(message).that(printed).isEqualTo(meant);
        }
      }
    }
  }

  /** Boxed floating-point numbers are equal if their bits are, but for the payload of a NaN. */
  private static Object meaning(Expr expr, Map<Variable, Object> values) {
    try {
      return Evaluator.convert(new Evaluator(values).evaluate(expr), expr.type());
    } catch (ArithmeticException e) {
      return e.getClass().getName();
    }
  }

  private static Object run(Method method, Object... arguments) throws IllegalAccessException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getName();
    }
  }
}
