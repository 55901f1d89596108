package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.emit.Trees.A;
import static org.cotangent.processor.emit.Trees.BOOLEAN;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.DOUBLES;
import static org.cotangent.processor.emit.Trees.I;
import static org.cotangent.processor.emit.Trees.L;
import static org.cotangent.processor.emit.Trees.N;
import static org.cotangent.processor.emit.Trees.TAPE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.X;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.at;
import static org.cotangent.processor.emit.Trees.block;
import static org.cotangent.processor.emit.Trees.count;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.length;
import static org.cotangent.processor.emit.Trees.less;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.loop;
import static org.cotangent.processor.emit.Trees.math;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.push;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;
import static org.cotangent.processor.emit.Trees.variable;
import static org.cotangent.processor.emit.Trees.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.testing.CodeSizes;
import org.cotangent.processor.testing.Compilation;
import org.junit.jupiter.api.Test;

/** The estimate of a method's size is never below what javac makes of the printed method. */
final class CodeSizeTest {
  private static final Variable SUM = variable("sum", DOUBLE);
  private static final Variable LONG_INDEX = variable("m", Primitive.LONG);

  @Test
  void expressions() {
    Random random = new Random(5);
    RandomTrees trees = new RandomTrees(random);
    List<GeneratedFunction> functions = new ArrayList<>();
    for (int k = 0; k < 300; k++) {
      Type type = k % 5 == 0 ? BOOLEAN : trees.type();
      List<Stmt> body = new ArrayList<>(k % 2 == 0 ? List.of() : farAway());
      Variable value = variable("value", type);
      body.add(declare(value, trees.expr(type, 6)));
      body.add(returns(read(value)));
      functions.add(function("f" + k, type, RandomTrees.VARIABLES, body));
    }
    check(functions);
  }

  /** So many variables that those declared next need four bytes each time. */
  private static List<Stmt> farAway() {
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < 130; k++) {
      out.add(declare(variable("far" + k, DOUBLE), literal(0.5)));
    }
    return out;
  }

  @Test
  void statements() {
    Variable row = variable("row", DOUBLES);
    Variable copy = variable("copy", DOUBLES);
    Stmt update = assign(at(row, I), add(at(row, I), mul(at(X, I), read(SUM))));
    Stmt each = count(I, length(X), update, push(at(row, I)));
    Stmt leave =
        when(
            less(read(SUM), read(A)),
            block(new Stmt.Break(null, Span.NONE)),
            block(assign(SUM, math("sin", read(SUM)))));
    List<Stmt> parts =
        List.of(
            declare(row, new Expr.NewArray(DOUBLES, List.of(read(N)))),
            declare(copy, new Expr.CloneArray(read(row))),
            assign(copy, new Expr.ArrayLiteral(DOUBLES, List.of(read(A), literal(2.5)))),
            assign(copy, new Expr.Scratch(read(X))),
            assign(copy, new Expr.Fresh(read(X), true)),
            assign(copy, new Expr.Pop(DOUBLES)),
            assign(N, new Expr.Mark()),
            new Stmt.Release(read(N), Span.NONE),
            assign(L, new Expr.Pop(Primitive.LONG)),
            new Stmt.Fill(read(row), literal(0), read(N), literal(0.0), Span.NONE),
            new Stmt.ArrayCopy(read(X), literal(0), read(row), literal(0), length(row), Span.NONE),
            each,
            count(LONG_INDEX, read(L), assign(SUM, add(read(SUM), read(LONG_INDEX)))),
            loop(less(read(SUM), literal(3.0)), block(leave)));
    List<GeneratedFunction> functions = new ArrayList<>();
    for (boolean far : new boolean[] {false, true}) {
      List<Stmt> body = new ArrayList<>(far ? farAway() : List.of());
      body.add(declare(SUM, literal(0.5)));
      body.addAll(parts);
      functions.add(function(far ? "far" : "near", VOID, List.of(X, A, N, L, TAPE), body));
    }
    check(functions);
  }

  private static GeneratedFunction function(
      String name, Type type, List<Variable> parameters, List<Stmt> body) {
    return Trees.function(name, type, parameters, body.toArray(new Stmt[0]));
  }

  private static void check(List<GeneratedFunction> functions) {
    String source = Trees.print(functions.toArray(new GeneratedFunction[0]));
    String model = "package p;\n\nfinal class Model {}\n";
    Map<String, byte[]> classes = Compilation.of(source, model).run().orThrow().classFiles();
    Map<String, Integer> real = CodeSizes.of(classes.get("p.ModelDerivatives"));
    for (GeneratedFunction function : functions) {
      int bytes =
          real.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(function.name() + "("))
              .mapToInt(Map.Entry::getValue)
              .sum();
      int estimate = CodeSize.of(function);
      String what = "%s of %s bytes".formatted(function.name(), bytes);
      assertWithMessage(what).that(estimate).isAtLeast(bytes);
      // Random trees have constants that javac folds; not more than that is too much.
      assertWithMessage(what).that(estimate).isAtMost(3 * bytes + 60);
    }
  }
}
