package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.frontend.TypedClass;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.pipeline.Pipeline;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Finding;
import org.junit.jupiter.api.Test;

/** Findings are reported at the very expression, all of them, and nothing ends in a stack trace. */
class ReportingTest {
  private static final String SOURCE =
      """
      package p;
      class Model {
        @org.cotangent.Differentiable
        static double f(double x) {
          return x + (x > 0 ? Math.sin(x) * Math.random() + 2 : 0);
        }
      }
      """;

  private static Compiled compile(CompanionCompiler compiler, String... more) {
    return Compilation.of(SOURCE).and(more).with(() -> new DifferentiableProcessor(compiler)).run();
  }

  /** Refuses each tree of a kind. */
  private static CompanionCompiler.Outcome refuse(
      TypedClass typed, Problems problems, Class<? extends Tree> kind, Message message) {
    SourcePositions positions = typed.trees().getSourcePositions();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void unused) {
        if (kind.isInstance(tree)) {
          long start = positions.getStartPosition(typed.unit(), tree);
          long end = positions.getEndPosition(typed.unit(), tree);
          problems.add(message, new Span("Model.java", 5, "", start, end), tree.toString(), "f");
        }
        return super.scan(tree, null);
      }
    }.scan(
        typed
            .trees()
            .getPath(ElementFilter.methodsIn(typed.element().getEnclosedElements()).get(0)),
        null);
    return new CompanionCompiler.Outcome.Refused();
  }

  @Test
  void theRangeIsThatOfTheExpression() {
    Compiled compiled =
        compile(
            (typed, lookup, problems) ->
                refuse(typed, problems, MethodInvocationTree.class, Message.UNRESOLVED_NAME));
    List<String> ranges = new ArrayList<>();
    for (Finding error : compiled.errors()) {
      assertThat(error.line()).isEqualTo(5);
      assertThat(error.file()).isEqualTo("Model.java");
      ranges.add(SOURCE.substring((int) error.start(), (int) error.end()));
    }
    assertThat(ranges).containsExactly("Math.sin(x)", "Math.random()").inOrder();
  }

  @Test
  void theCaretIsWhereJavacPutsIt() {
    Compiled compiled =
        compile(
            (typed, lookup, problems) ->
                refuse(typed, problems, BinaryTree.class, Message.UNRESOLVED_NAME));
    String line = SOURCE.lines().toList().get(4);
    List<String> carets = new ArrayList<>();
    for (Finding error : compiled.errors()) {
      carets.add(line.substring((int) error.column() - 1, (int) error.column()));
    }
    // in the order of their starts: the sum, the comparison, the inner sum and its product
    assertThat(carets).containsExactly("+", ">", "+", "*").inOrder();
  }

  @Test
  void aWarningIsAWarning() {
    Compiled compiled =
        Compilation.of(SOURCE)
            .with(
                () ->
                    new DifferentiableProcessor(
                        (typed, lookup, problems) -> {
                          Message warning =
                              java.util.Arrays.stream(Message.values())
                                  .filter(Message::isWarning)
                                  .findFirst()
                                  .orElseThrow();
                          return refuse(typed, problems, BinaryTree.class, warning);
                        }))
            .lenient()
            .run();
    assertThat(compiled.succeeded()).isTrue();
    assertThat(compiled.warnings()).hasSize(4);
  }

  @Test
  void aDefectBecomesAMessageAtItsClassAndTheOthersAreDone() {
    StandIn standIn = new StandIn();
    Compiled compiled =
        compile(
            (typed, lookup, problems) -> {
              if (typed.element().getSimpleName().contentEquals("Model")) {
                throw new IllegalStateException("two and two are five");
              }
              return standIn.compile(typed, lookup, problems);
            },
            """
            package p;
            class Other {
              @org.cotangent.Differentiable static double g(double x) { return x; }
            }
            """);
    assertThat(compiled.errors()).hasSize(1);
    Finding error = compiled.errors().get(0);
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.text())
        .startsWith(
            "[AD900] internal error in p.Model: java.lang.IllegalStateException: two and two are"
                + " five");
    assertThat(error.text()).contains("at org.cotangent.processor.ReportingTest");
    assertThat(compiled.log()).isEmpty();
    assertThat(compiled.generated()).containsKey("p.OtherDerivatives");
  }

  private static Compiled compileFailing(RuntimeException failure, Error error) {
    return Compilation.of(
            """
            package p;

            import org.cotangent.Differentiable;

            class Model {
              @Differentiable
              static double good(double x) {
                return x * x;
              }

              @Differentiable
              static double bad(double x) {
                return x * x * x;
              }
            }
            """)
        .with(
            () ->
                new DifferentiableProcessor(
                    new PipelineCompiler(
                        (unit, problems) -> {
                          for (SourceUnit.Target target : unit.targets()) {
                            if (target.function().key().name().equals("bad")) {
                              if (error != null) {
                                throw error;
                              }
                              throw failure;
                            }
                          }
                          return new Pipeline(problems).run(unit);
                        })))
        .lenient()
        .run();
  }

  @Test
  void aDefectPointsAtTheMethodAndSaysWhatToSend() {
    RuntimeException cause = new NullPointerException("nothing there");
    Compiled compiled =
        compileFailing(new IllegalStateException("two and two are five", cause), null);
    assertThat(compiled.errors()).hasSize(1);
    Finding error = compiled.errors().get(0);
    assertThat(error.text())
        .startsWith(
            "[AD900] internal error in p.Model.bad: java.lang.IllegalStateException: two and two");
    assertThat(error.line()).isEqualTo(12);
    assertThat(error.text()).contains("with: Cotangent ");
    assertThat(error.text()).contains("Java " + System.getProperty("java.version"));
    assertThat(error.text()).contains("at org.cotangent.processor.ReportingTest");
    assertThat(error.text()).contains("caused by: java.lang.NullPointerException: nothing there");
    assertThat(error.text()).contains("static double bad(double x) {");
    assertThat(error.text()).contains("return x * x * x;");
    assertThat(error.text()).doesNotContain("double good");
    assertThat(compiled.log()).isEmpty();
  }

  @Test
  void anExhaustedStackOrMemoryIsADefectLikeOthers() {
    for (Error failure : List.of(new StackOverflowError(), new OutOfMemoryError("heap"))) {
      Compiled compiled = compileFailing(null, failure);
      assertThat(compiled.errors()).hasSize(1);
      assertThat(compiled.errors().get(0).text())
          .startsWith("[AD900] internal error in p.Model.bad: " + failure);
      assertThat(compiled.errors().get(0).line()).isEqualTo(12);
      assertThat(compiled.log()).isEmpty();
    }
  }

  @Test
  void aClassThatHasTheNameOfACompanionIsReported() {
    Compiled compiled =
        compile(
            new StandIn(),
            "package p;\nclass ModelDerivatives { static int answer() { return 42; } }");
    assertThat(compiled.errors()).hasSize(1);
    assertThat(compiled.errors().get(0).text())
        .startsWith(
            "[AD053] a class named 'p.ModelDerivatives' is part of this compilation already");
    assertThat(compiled.errors().get(0).line()).isEqualTo(2);
  }

  @Test
  void methodsOfLocalClassesAreNotPassedOverInSilence() {
    Compiled compiled =
        Compilation.of(
                """
                package p;
                class Model {
                  @org.cotangent.Differentiable static double f(double x) { return x; }
                  static Object local() {
                    return new Object() {
                      @org.cotangent.Differentiable double g(double x) { return x; }
                    };
                  }
                }
                """)
            .with(() -> new StandIn().processor())
            .run();
    assertThat(compiled.errors()).hasSize(1);
    assertThat(compiled.errors().get(0).code()).isEqualTo("AD004");
    assertThat(compiled.errors().get(0).line()).isEqualTo(6);
  }
}
