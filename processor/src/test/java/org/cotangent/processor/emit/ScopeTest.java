package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.VOID;
import static org.cotangent.processor.emit.Trees.assign;
import static org.cotangent.processor.emit.Trees.block;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.math;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.returns;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

final class ScopeTest {
  private static final Variable X = new Variable("x", DOUBLE, 1);
  private static final Variable OTHER_X = new Variable("x", DOUBLE, 2);
  private static final Variable X2 = new Variable("x2", DOUBLE, 3);

  private static String print(Variable parameter, Stmt... statements) {
    return Trees.printBody(List.of(parameter), VOID, statements);
  }

  @Test
  void aSecondVariableOfANameGetsANumber() {
    assertThat(print(X, declare(OTHER_X, read(X)), assign(OTHER_X, read(X))))
        .isEqualTo("double x2 = x;\nx2 = x;");
  }

  @Test
  void theNumberIsOneThatTheUserDidNotChoose() {
    assertThat(print(X, declare(OTHER_X, read(X)), declare(X2, read(OTHER_X))))
        .isEqualTo("double x3 = x;\ndouble x2 = x3;");
  }

  @Test
  void variablesInNeighbouringScopesShareAName() {
    Variable first = new Variable("t", DOUBLE, 4);
    Variable second = new Variable("t", DOUBLE, 5);
    assertThat(print(X, block(declare(first, read(X))), block(declare(second, read(X)))))
        .isEqualTo("{\n  double t = x;\n}\n{\n  double t = x;\n}");
    assertThat(print(X, block(declare(first, read(X))), declare(second, read(X))))
        .isEqualTo("{\n  double t = x;\n}\ndouble t = x;");
    assertThat(print(X, declare(first, read(X)), block(declare(second, read(first)))))
        .isEqualTo("double t = x;\n{\n  double t2 = t;\n}");
  }

  @Test
  void keywordsAndClassesInUseAreNoNames() {
    Variable math = new Variable("Math", DOUBLE, 1);
    assertThat(Trees.print(Trees.function("f", DOUBLE, List.of(math), returns(read(math)))))
        .contains("f(double Math) {\n    return Math;");
    assertThat(
            Trees.print(
                Trees.function("f", DOUBLE, List.of(math), returns(math("sqrt", read(math))))))
        .contains("f(double Math2) {\n    return Math.sqrt(Math2);");
    Variable keyword = new Variable("new", DOUBLE, 2);
    assertThat(print(X, declare(keyword, literal(1.0)))).isEqualTo("double new2 = 1;");
  }

  @Test
  void aVariableThatWasNeverDeclaredIsAnError() {
    assertThrows(IllegalStateException.class, () -> print(X, assign(OTHER_X, literal(0.0))));
  }
}
