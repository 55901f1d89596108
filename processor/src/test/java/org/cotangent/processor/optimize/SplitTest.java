package org.cotangent.processor.optimize;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Which statements become parts, and how variables reach them. */
class SplitTest {
  private static final Type DOUBLES = new Type.ArrayType(Primitive.DOUBLE);
  private static final Variable X = new Variable("x", Primitive.DOUBLE, 0);
  private static final Variable A = new Variable("a", DOUBLES, 1);
  private static final Variable S = new Variable("s", Primitive.DOUBLE, 2);
  private static final Variable I = new Variable("i", Primitive.INT, 3);
  private static final Variable TAPE =
      new Variable("tape", new Type.ReferenceType("org.cotangent.runtime.Tape"), 4);

  // ---------------------------------------------------------------- what is cut

  @Test
  void aSmallMethodIsTheSameObject() {
    GeneratedFunction small = function("f", List.of(X, A), steps(20));
    assertThat(split(small).get(0)).isSameInstanceAs(small);
  }

  @Test
  void aLongMethodBecomesCallsOfItsParts() {
    List<GeneratedFunction> functions = split(function("f", List.of(X, A), steps(1000)));
    assertSizes(functions);
    assertThat(functions.get(0).name()).isEqualTo("f");
    List<String> called = calls(functions.get(0));
    assertThat(called.size()).isGreaterThan(3);
    List<String> parts = functions.stream().skip(1).map(GeneratedFunction::name).toList();
    assertThat(called).containsExactlyElementsIn(parts).inOrder();
    assertThat(functions.get(1).visibility()).isEqualTo(Companion.Visibility.PRIVATE);
  }

  @Test
  void allStatementsAreStillThereInTheirOrder() {
    List<GeneratedFunction> functions = split(function("f", List.of(X, A), steps(1000)));
    List<String> expected = new ArrayList<>();
    for (int k = 0; k < 1000; k++) {
      expected.add("step " + k);
    }
    assertThat(comments(functions, functions.get(0))).containsExactlyElementsIn(expected).inOrder();
  }

  @Test
  void namesOfPartsAreNobodyElses() {
    GeneratedFunction other = function("fPart1", List.of(X, A), steps(1));
    List<String> names =
        split(function("f", List.of(X, A), steps(1000)), other).stream()
            .map(GeneratedFunction::name)
            .toList();
    assertThat(names).containsNoDuplicates();
    assertThat(names).contains("fPart2");
  }

  @Test
  void partsOfPartsWhenThereAreThousands() {
    List<Variable> arrays = new ArrayList<>(List.of(X, A));
    for (int k = 0; k < 60; k++) {
      arrays.add(new Variable("a" + k, DOUBLES, 100 + k));
    }
    IntFunction<Stmt> step = k -> add(at(arrays.get(1 + k % 61), k % 7));
    List<GeneratedFunction> functions = split(function("f", arrays, steps(20_000, step)));
    assertSizes(functions);
    assertThat(comments(functions, functions.get(0))).hasSize(20_000);
  }

  @Test
  void aLoopStaysAndItsBodyIsCut() {
    List<Stmt> body = new ArrayList<>(steps(300));
    body.add(leave(Stmt.Block.EMPTY));
    body.addAll(steps(300));
    List<GeneratedFunction> functions = split(function("f", List.of(X, A), List.of(loop(body))));
    assertSizes(functions);
    for (GeneratedFunction function : functions) {
      boolean[] found = {false, false};
      Stmts.walk(
          function.body(),
          stmt -> {
            found[0] |= stmt instanceof Stmt.CountedFor;
            found[1] |= stmt instanceof Stmt.Break;
          });
      boolean rest = function.name().equals("f");
      assertWithMessage("the loop in %s", function.name()).that(found[0]).isEqualTo(rest);
      assertWithMessage("the break in %s", function.name()).that(found[1]).isEqualTo(rest);
    }
  }

  /** The time grows with the length, not with the number of ways through the nesting. */
  @Test
  void deepNestingIsCutInTime() {
    Stmt.Block block = Stmt.Block.EMPTY;
    for (int k = 0; k < 60; k++) {
      List<Stmt> level = new ArrayList<>(steps(30));
      level.add(leave(block));
      block = Stmt.Block.of(level);
    }
    GeneratedFunction deep = function("f", List.of(X, A), List.of(loop(block.statements())));
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> split(deep));
  }

  // ---------------------------------------------------------------- variables

  @Test
  void framesAreMadeOnceAndOutsideOfLoops() {
    List<GeneratedFunction> functions =
        split(function("f", List.of(X, A), List.of(loop(steps(600)))));
    Stmt.Declare first = (Stmt.Declare) functions.get(0).body().statements().get(0);
    assertThat(first.variable().name()).isEqualTo("doubles");
    int[] made = {0};
    for (GeneratedFunction function : functions) {
      Stmts.walk(function.body(), stmt -> made[0] += makesArray(stmt) ? 1 : 0);
    }
    assertThat(made[0]).isEqualTo(1);
  }

  private static boolean makesArray(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare && declare.init() instanceof Expr.NewArray;
  }

  @Test
  void whatIsOnlyReadIsAParameter() {
    List<GeneratedFunction> functions =
        split(function("f", List.of(X, A), List.of(loop(steps(600)))));
    List<Variable> last = functions.get(functions.size() - 1).parameters();
    assertThat(last).containsAtLeast(X, A, I);
    assertThat(last).doesNotContain(S);
  }

  @Test
  void theTapeComesLastWhereItIsUsed() {
    IntFunction<Stmt> step =
        k -> k < 900 ? new Stmt.Push(Exprs.read(X), Span.NONE) : add(at(A, k % 5));
    List<GeneratedFunction> functions =
        split(function("f", List.of(A, TAPE, X), steps(1800, step)));
    assertSizes(functions);
    List<Variable> first = functions.get(1).parameters();
    assertThat(first.get(first.size() - 1)).isEqualTo(TAPE);
    assertThat(functions.get(functions.size() - 1).parameters()).doesNotContain(TAPE);
  }

  @Test
  void noPartHasMoreParametersThanJavaAllows() {
    List<Variable> parameters = new ArrayList<>(List.of(X, A));
    for (int k = 0; k < 120; k++) {
      parameters.add(new Variable("p" + k, Primitive.DOUBLE, 100 + k));
    }
    IntFunction<Stmt> step = k -> add(Exprs.read(parameters.get(2 + k % 120)));
    List<GeneratedFunction> functions = split(function("f", parameters, steps(2000, step)));
    assertSizes(functions);
    for (GeneratedFunction part : functions.subList(1, functions.size())) {
      int slots = part.parameters().stream().mapToInt(p -> CodeSize.slots(p.type())).sum();
      assertWithMessage(part.name()).that(slots).isAtMost(210);
    }
  }

  @Test
  void aVariableDeclaredTwiceIsTwoVariables() {
    Variable local = new Variable("local", Primitive.DOUBLE, 7);
    List<Stmt> inner = new ArrayList<>(List.of(new Stmt.Declare(local, at(A, 0), Span.NONE)));
    inner.addAll(steps(100, k -> add(Exprs.read(local))));
    List<Stmt> body = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      body.add(loop(inner));
    }
    List<GeneratedFunction> functions = split(function("f", List.of(X, A), body));
    assertSizes(functions);
    // Each loop has its own: nothing but the sum is shared.
    Stmt.Declare frame = (Stmt.Declare) functions.get(0).body().statements().get(0);
    assertThat(frame.init()).isEqualTo(new Expr.NewArray(DOUBLES, List.of(Exprs.intLiteral(1))));
  }

  // ---------------------------------------------------------------- short ways to write trees

  private static List<GeneratedFunction> split(GeneratedFunction... functions) {
    Companion companion =
        new Companion("p", "M", "MDerivatives", false, "M.java", List.of(), List.of(functions));
    return Split.apply(companion).functions();
  }

  private static void assertSizes(List<GeneratedFunction> functions) {
    for (GeneratedFunction function : functions) {
      assertWithMessage(function.name()).that(CodeSize.of(function)).isAtMost(Chunks.BUDGET);
    }
  }

  private static List<String> calls(GeneratedFunction function) {
    List<String> names = new ArrayList<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.CallStatement call) {
            names.add(((Callee.Generated) call.callee()).name());
          }
        });
    return names;
  }

  /** The comments in the order in which control reaches them. */
  private static List<String> comments(
      List<GeneratedFunction> functions, GeneratedFunction function) {
    List<String> texts = new ArrayList<>();
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Comment comment) {
            texts.add(comment.text());
          } else if (stmt instanceof Stmt.CallStatement call) {
            String name = ((Callee.Generated) call.callee()).name();
            GeneratedFunction part =
                functions.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
            texts.addAll(comments(functions, part));
          }
        });
    return texts;
  }

  /** Starts with {@code double s = 0}, which it returns. */
  private static GeneratedFunction function(
      String name, List<Variable> parameters, List<Stmt> code) {
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.Declare(S, Exprs.zero(S.type()), Span.NONE));
    body.addAll(code);
    body.add(new Stmt.Return(Exprs.read(S), Span.NONE));
    return new GeneratedFunction(
        name,
        parameters,
        Primitive.DOUBLE,
        Stmt.Block.of(body),
        Companion.Visibility.PACKAGE,
        List.of(),
        Optional.empty());
  }

  private static List<Stmt> steps(int count) {
    return steps(count, k -> add(sum(Exprs.read(X), at(A, k % 4))));
  }

  /** Each statement with a comment that counts. */
  private static List<Stmt> steps(int count, IntFunction<Stmt> step) {
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      out.add(new Stmt.Comment("step " + k, Span.NONE));
      out.add(step.apply(k));
    }
    return out;
  }

  private static Stmt loop(List<Stmt> body) {
    List<Stmt> all = new ArrayList<>(body);
    all.add(add(new Expr.ArrayRead(Exprs.read(A), Exprs.read(I))));
    Expr length = new Expr.ArrayLength(Exprs.read(A));
    Expr zero = Exprs.intLiteral(0);
    return new Stmt.CountedFor(
        I, zero, BinaryOp.LT, length, 1, Stmt.Block.of(all), null, Span.NONE);
  }

  /** {@code if (s < x) break; else ...}. */
  private static Stmt leave(Stmt.Block otherwise) {
    return new Stmt.If(
        new Expr.Binary(BinaryOp.LT, Exprs.read(S), Exprs.read(X), Primitive.BOOLEAN),
        Stmt.Block.of(List.of(new Stmt.Break(null, Span.NONE))),
        otherwise,
        Span.NONE);
  }

  /** {@code s += value}. */
  private static Stmt add(Expr value) {
    return new Stmt.Assign(Exprs.read(S), sum(Exprs.read(S), value), Span.NONE);
  }

  private static Expr sum(Expr a, Expr b) {
    return new Expr.Binary(BinaryOp.ADD, a, b, Primitive.DOUBLE);
  }

  private static Expr at(Variable array, int index) {
    return new Expr.ArrayRead(Exprs.read(array), Exprs.intLiteral(index));
  }
}
