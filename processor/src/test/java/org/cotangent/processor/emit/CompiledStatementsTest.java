package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.A;
import static org.cotangent.processor.emit.Trees.B;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.DOUBLES;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.N;
import static org.cotangent.processor.emit.Trees.TAPE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.X;
import static org.cotangent.processor.emit.Trees.add;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.at;
import static org.cotangent.processor.emit.Trees.block;
import static org.cotangent.processor.emit.Trees.cast;
import static org.cotangent.processor.emit.Trees.comment;
import static org.cotangent.processor.emit.Trees.count;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.less;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.loop;
import static org.cotangent.processor.emit.Trees.mul;
import static org.cotangent.processor.emit.Trees.push;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;
import static org.cotangent.processor.emit.Trees.variable;
import static org.cotangent.processor.emit.Trees.when;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

/** Printed statements compile without a warning and do what the trees say. */
final class CompiledStatementsTest {
  private static final Variable K = variable("k", INT);
  private static final Variable SUM = variable("sum", DOUBLE);

  /** A tape with the stacks and the arrays that these methods use. */
  private static final String TAPE_SOURCE =
      """
      package org.cotangent.runtime;

      public final class Tape {
        private final int[] ints = new int[100];
        private final Object[] arrays = new Object[100];
        private int intCount;
        private int arrayCount;
        private int lent;

        public void push(int value) {
          ints[intCount++] = value;
        }

        public int popInt() {
          return ints[--intCount];
        }

        public void pushArray(Object array) {
          arrays[arrayCount++] = array;
        }

        public Object popArray() {
          return arrays[--arrayCount];
        }

        public double[] doubles(int length) {
          lent++;
          return new double[length];
        }

        public int mark() {
          return lent;
        }

        public void release(int mark) {
          lent = mark;
        }

        public boolean isEmpty() {
          return intCount + arrayCount + lent == 0;
        }
      }
      """;

  /** Adds the elements of x above a, and doubles its position when an element is not below b. */
  private static GeneratedFunction search(Stmt.Block update) {
    Stmt skip = when(less(at(X, K), read(A)), block(new Stmt.Continue(null, Span.NONE)), block());
    Stmt search =
        loop(
            less(read(K), read(N)),
            block(skip, assign(SUM, add(read(SUM), at(X, K)))),
            update.statements().toArray(new Stmt[0]));
    return Trees.function(
        "search",
        DOUBLE,
        List.of(X, A, B, N),
        comment("Model.java:3  double sum = 0;"),
        declare(SUM, literal(0.0)),
        declare(K, literal(1)),
        search,
        returns(read(SUM)));
  }

  @Test
  void theUpdateRunsAfterEveryIteration() throws Exception {
    Stmt next = assign(K, add(read(K), literal(1)));
    Stmt twice = assign(K, mul(read(K), literal(2)));
    double[] x = {9, 1, 5, 2, 6, 7, 3};
    // positions 1 to 6; all but the elements 1 and 2 count
    assertThat(run(search(block(next)), x, 2.5, 4.0, 7)).isEqualTo(5.0 + 6 + 7 + 3);
    // positions 1, 2, 4 (1 + 1, 2 doubled), then 8
    Stmt choice = when(less(at(X, K), read(B)), block(next), block(twice));
    assertThat(run(search(block(choice)), x, 2.5, 4.0, 7)).isEqualTo(5.0 + 6);
  }

  @Test
  void theTapeIsLeftAsItWasFound() throws Exception {
    Variable mark = variable("mark", INT);
    Variable scratch = variable("scratch", DOUBLES);
    Variable small = variable("small", Primitive.BYTE);
    Variable i = variable("i", INT);
    GeneratedFunction function =
        Trees.function(
            "reverse",
            VOID,
            List.of(X, N, TAPE),
            declare(mark, new Expr.Mark()),
            declare(scratch, new Expr.Scratch(read(X))),
            push(read(scratch)),
            count(
                i,
                read(N),
                declare(small, cast(Primitive.BYTE, at(X, i))),
                push(read(small)),
                assign(at(scratch, i), add(at(scratch, i), read(small)))),
            declare(scratchAgain(), new Expr.Pop(DOUBLES)),
            count(
                i,
                read(N),
                declare(small, new Expr.Pop(Primitive.BYTE)),
                assign(at(X, i), mul(read(small), at(scratchAgain(), i)))),
            new Stmt.Release(read(mark), Span.NONE));
    ClassLoader loader = Javac.compile(TAPE_SOURCE, Trees.print(function));
    Object tape = loader.loadClass("org.cotangent.runtime.Tape").getConstructor().newInstance();
    double[] x = {1, 2, 3};
    method(loader, "reverse").invoke(null, x, 3, tape);
    assertThat(x).usingExactEquality().containsExactly(3.0, 4.0, 3.0).inOrder();
    method(loader, "reverse").invoke(null, x, 0, tape);
    assertThat(tape.getClass().getMethod("isEmpty").invoke(tape)).isEqualTo(true);
  }

  private static Variable scratchAgain() {
    return new Variable("scratch", DOUBLES, 1);
  }

  private static Object run(GeneratedFunction function, Object... arguments) throws Exception {
    ClassLoader loader = Javac.compile(Trees.print(function));
    return method(loader, function.name()).invoke(null, arguments);
  }

  private static Method method(ClassLoader loader, String name) throws Exception {
    Method[] methods = loader.loadClass("p.ModelDerivatives").getDeclaredMethods();
    Method found =
        Arrays.stream(methods).filter(method -> method.getName().equals(name)).findFirst().get();
    found.setAccessible(true);
    return found;
  }
}
