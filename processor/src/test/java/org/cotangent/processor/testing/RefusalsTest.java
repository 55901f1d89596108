package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/**
 * The comparison of messages with markers, with a processor that dislikes {@code Math.random()}.
 */
class RefusalsTest {
  private static void check(String members) {
    String file = Sources.file(members);
    Refusals.check(file, Compilation.of(file).with(Picky::new).lenient().run());
  }

  private static void assertSeen(String complaint, String members) {
    AssertionError error = assertThrows(AssertionError.class, () -> check(members));
    assertThat(error).hasMessageThat().contains(complaint);
  }

  @Test
  void announcedMessagesPass() {
    check("static double f(double x) { return x * Math.random(); } // expect AD105: Math.random()");
    check(
        "static double f(double x) {\n"
            + "  x += Math.random(); // expect AD1: Math.random()\n"
            + "  return x * Math.random() * g(); // expect AD105: Math.random() // expect AD106:"
            + " g()\n"
            + "}\n"
            + "static double g() { return 1; }\n");
  }

  @Test
  void anUnannouncedMessageIsSeen() {
    assertSeen("without a marker", "static double f(double x) { return Math.random(); }");
  }

  @Test
  void aMissingMessageIsSeen() {
    assertSeen("without a message", "static double f(double x) { return x; } // expect AD1: x;");
  }

  @Test
  void aMessageOnAnotherLineIsSeen() {
    assertSeen(
        "without a marker",
        "static double f(double x) { // expect AD105: double\n  return Math.random();\n}");
  }

  @Test
  void anotherCodeIsSeen() {
    assertSeen(
        "without a marker",
        "static double f(double x) { return Math.random(); } // expect AD104: Math.random()");
  }

  @Test
  void aMessageAtAnotherExpressionIsSeen() {
    assertSeen(
        "without a marker",
        "static double f(double x) { return x * Math.random(); } // expect AD105: x * Math");
  }

  @Test
  void anErrorOfJavacIsSeen() {
    assertSeen(
        "without a marker",
        "static double f(double x) { int i = x; return i; } // expect AD105: int i");
  }

  /** Refuses each call, with one code for random and another for all others. */
  @SupportedAnnotationTypes("org.cotangent.Differentiable")
  private static final class Picky extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      Trees trees = Trees.instance(processingEnv);
      for (TypeElement annotation : annotations) {
        for (Element method : round.getElementsAnnotatedWith(annotation)) {
          TreePath path = trees.getPath(method);
          new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
              String code = call.toString().contains("random") ? "AD105" : "AD106";
              String text = "[" + code + "] '" + call + "'\n  why: never\n  do: something else";
              trees.printMessage(
                  Diagnostic.Kind.ERROR, text, call, getCurrentPath().getCompilationUnit());
              return super.visitMethodInvocation(call, null);
            }
          }.scan(path, null);
        }
      }
      return true;
    }
  }
}
