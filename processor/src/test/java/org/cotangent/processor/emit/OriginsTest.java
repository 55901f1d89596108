package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.comment;
import static org.cotangent.processor.emit.Trees.declare;
import static org.cotangent.processor.emit.Trees.literal;
import static org.cotangent.processor.emit.Trees.returns;
import static org.cotangent.processor.emit.Trees.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Companion.Visibility;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;

/** Each line of a companion says which statement of the user it comes from. */
final class OriginsTest {
  private static final Span THREE = new Span("M.java", 3, "while (x)", 30, 60);
  private static final Span FOUR = new Span("M.java", 4, "y = 2;", 40, 46);
  private static final Span SIX = new Span("M.java", 6, "z = 1;", 64, 70);

  private static Stmt assign(Variable variable, double value, Span span) {
    return new Stmt.Assign(Trees.read(variable), literal(value), span);
  }

  private static List<String> lines(Stmt... body) {
    GeneratedFunction function =
        new GeneratedFunction(
            "f",
            List.of(Trees.TAPE),
            DOUBLE,
            Trees.block(body),
            Visibility.PACKAGE,
            List.of("Doc."),
            Optional.empty());
    JavaSource source =
        JavaEmitter.emit(
            new Companion("p", "M", "MDerivatives", false, "M.java", List.of(), List.of(function)),
            null);
    List<String> text = source.text().lines().toList();
    assertThat(source.origins()).hasSize(text.size());
    List<String> found = new ArrayList<>();
    for (int k = 0; k < text.size(); k++) {
      Origin origin = source.origins().get(k);
      if (origin.function() == 0) {
        found.add(origin.span().line() + " " + origin.part() + " " + text.get(k).strip());
      } else {
        assertThat(origin).isEqualTo(Origin.NONE);
      }
    }
    return found;
  }

  @Test
  void primalsComeFromThemselvesAndAdjointsFromTheStatementThatHeadsThem() {
    Variable y = variable("y", DOUBLE);
    Variable z = variable("z", DOUBLE);
    Expr yes = Expr.Literal.of(true, Primitive.BOOLEAN);
    Stmt.Block body =
        Stmt.Block.of(
            List.of(
                comment("y is overwritten"), new Stmt.Push(Trees.read(y), Span.NONE),
                assign(y, 2, FOUR), new Stmt.Break(null, Span.NONE)));
    assertThat(
            lines(
                declare(y, literal(0)),
                new Stmt.While(yes, body, Stmt.Block.EMPTY, true, null, THREE),
                new Stmt.Comment("M.java:6  z = 1;", SIX),
                declare(z, literal(5)),
                returns(Trees.read(z))))
        .containsExactly(
            "0 OTHER /** Doc. */",
            "0 OTHER static double f(Tape tape) {",
            "3 PRIMAL double y = 0;",
            "3 PRIMAL while (true) {",
            "4 PRIMAL // y is overwritten",
            "4 PRIMAL tape.push(y);",
            "4 PRIMAL y = 2;",
            "3 PRIMAL break;",
            "3 PRIMAL }",
            "6 ADJOINT // M.java:6  z = 1;",
            "6 ADJOINT double z = 5;",
            "0 OTHER return z;",
            "0 OTHER }")
        .inOrder();
  }

  @Test
  void aStatementOfSeveralLinesHasOneOrigin() {
    Variable y = variable("aVariableWithARatherLongNameThatTakesItsPlaceOnTheLine", DOUBLE);
    Variable z = variable("anotherVariableWithARatherLongNameThatTakesItsPlace", DOUBLE);
    Expr sum = Trees.add(Trees.read(y), Trees.mul(Trees.read(z), Trees.read(z)));
    List<String> lines =
        lines(
            new Stmt.Declare(y, literal(1), FOUR),
            new Stmt.Declare(z, literal(1), FOUR),
            new Stmt.Assign(Trees.read(y), sum, SIX),
            returns(Trees.read(y)));
    assertThat(lines.stream().filter(line -> line.startsWith("6 PRIMAL")).count()).isAtLeast(2);
  }
}
