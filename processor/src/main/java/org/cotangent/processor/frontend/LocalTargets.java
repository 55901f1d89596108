package org.cotangent.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.diagnostics.Problems;

/**
 * Finds what the compiler does not show to processors: annotated methods of local and anonymous
 * classes, and annotations of local variables that are no loop's. Without a look into the file they
 * would be passed over in silence.
 */
public final class LocalTargets {
  private LocalTargets() {}

  /** One problem for each such method in the file of a class. */
  public static List<Problem> of(TypedClass typed) {
    SourceText text = new SourceText(typed.unit(), typed.trees().getSourcePositions());
    Problems problems = new Problems();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree tree, Void unused) {
        if (typed.trees().getElement(getCurrentPath()) instanceof ExecutableElement method
            && isLocal((TypeElement) method.getEnclosingElement())
            && Annotations.differentiable(method).isPresent()) {
          problems.add(Message.LOCAL_CLASS, text.span(annotation(tree)), method.getSimpleName());
        }
        return super.visitMethod(tree, null);
      }

      @Override
      public Void visitVariable(VariableTree tree, Void unused) {
        Tree around = getCurrentPath().getParentPath().getLeaf();
        boolean loop = around instanceof ForLoopTree || around instanceof EnhancedForLoopTree;
        for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
          if (!loop && CheckpointMarks.isMark(annotation)) {
            problems.add(Message.CHECKPOINT_LOOP, text.span(annotation));
          }
        }
        return super.visitVariable(tree, null);
      }
    }.scan(typed.unit(), null);
    return problems.all();
  }

  private static boolean isLocal(TypeElement type) {
    return switch (type.getNestingKind()) {
      case LOCAL, ANONYMOUS -> true;
      case MEMBER -> type.getEnclosingElement() instanceof TypeElement outer && isLocal(outer);
      case TOP_LEVEL -> false;
    };
  }

  private static Tree annotation(MethodTree tree) {
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (isNamed(annotation, "Differentiable")) {
        return annotation;
      }
    }
    return tree;
  }

  private static boolean isNamed(AnnotationTree annotation, String name) {
    return annotation.getAnnotationType().toString().matches("(org\\.cotangent\\.)?" + name);
  }
}
